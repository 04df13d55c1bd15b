import type { ToolDefinition } from '../../llm/model.ts';
import type { Workflow, WorkflowCatalogue } from '../../planner/workflow-file/workflow.ts';

/** What a model asks for with the one tool that proposes. */
export type ProposeCall =
  | {
      readonly kind: 'workflow';
      readonly workflow: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'draft'; readonly text: string; readonly parameters: Readonly<Record<string, unknown>> }
  | { readonly kind: 'impossible'; readonly missing: readonly string[] }
  | { readonly kind: 'unclear' };

/** So many workflows are told with the tool; the others are found with another one. */
const mostWorkflows = 12;

const line = ({ name, title, parameters }: Workflow): string => {
  const required = Object.entries(parameters)
    .filter(([, { isRequired }]) => isRequired)
    .map(([parameter]) => parameter);
  return `${name}(${required.join(', ')}): ${title}`;
};

/** The name of the one tool that proposes. */
export const proposeToolName = 'propose';

/**
 * The one tool that proposes, with the workflows that there are, those that were asked for first. Nothing is changed by
 * it: people approve or deny what comes of it.
 */
export const proposeTool = (
  workflows: WorkflowCatalogue,
  isAskedFor: (workflow: Workflow) => boolean,
): ToolDefinition => {
  const all = [...workflows.values()];
  const sorted = [...all.filter(isAskedFor), ...all.filter((workflow) => !isAskedFor(workflow))];
  return {
    name: proposeToolName,
    description: [
      'Asks people to approve one change. Call it once, for what the person asked for and nothing else.',
      'Give workflow and parameters; or, where no workflow fits, draft; or, where it cannot be done, missing.',
      `Workflows: ${sorted.slice(0, mostWorkflows).map(line).join('; ')}${sorted.length > mostWorkflows ? '; more with list_workflows' : ''}.`,
    ].join(' '),
    parameters: {
      type: 'object',
      properties: {
        workflow: { type: 'string', description: 'name of a workflow' },
        parameters: { type: 'object', description: 'e.g. {"guest": "paperless-ngx"}' },
        draft: {
          type: 'string',
          description: 'a workflow file as YAML, of kind ResourceGraphDefinition of kro.run/v1alpha1',
        },
        missing: { type: 'string', description: 'what would be needed, where it cannot be done' },
      },
    },
  };
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

/** The most that is missing, in lines, and how long each may be. */
const mostMissing = 8;
const longestMissing = 200;

/** Reads the arguments of a call, whatever a model made of them. Pure. */
export const readProposeCall = (args: Readonly<Record<string, unknown>>): ProposeCall => {
  const workflow = textOf(args['workflow']);
  const draft = textOf(args['draft']);
  const parameters = objectOf(args['parameters']);
  if (workflow !== undefined) return { kind: 'workflow', workflow, parameters };
  if (draft !== undefined)
    return { kind: 'draft', text: draft.replace(/^```\w*\n|\n?```\s*$/g, ''), parameters };
  const missing = [args['missing'] ?? []]
    .flat()
    .flatMap((one) => textOf(one) ?? [])
    .map((one) => one.replace(/\s+/g, ' ').slice(0, longestMissing));
  return missing.length > 0
    ? { kind: 'impossible', missing: missing.slice(0, mostMissing) }
    : { kind: 'unclear' };
};
