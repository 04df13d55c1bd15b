import type { Clock } from '../../core/clock.ts';
import type { RoiRecord } from '../../core/roi.ts';
import type { Workflow, WorkflowCatalogue } from '../../planner/workflow-file/workflow.ts';
import { oneLine } from '../retrieval/one-line.ts';
import { queryWords } from '../retrieval/query-words.ts';
import type { ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

const parameterText = ([name, { type, isList, isRequired, default: fallback }]: [
  string,
  Workflow['parameters'][string],
]): string =>
  `${name} (${type}${isList ? ' list' : ''}${isRequired ? '' : `, default ${JSON.stringify(fallback ?? null)}`})`;

const workflowText = (workflow: Workflow, past: readonly RoiRecord[]): string =>
  [
    `${workflow.name}: ${oneLine(workflow.title)}. ${oneLine(workflow.purpose)}`,
    `takes ${Object.entries(workflow.parameters).map(parameterText).join(', ') || 'nothing'}`,
    `saves about ${workflow.minutesSaved} minutes${past.length === 0 ? '' : `; ran ${past.length} times lately`}`,
  ].join('\n');

/** `list_workflows`: what Steward can do, with what each takes. */
export const createListWorkflowsTool = ({
  workflows,
  pastRoi,
  clock,
}: {
  readonly workflows: () => WorkflowCatalogue;
  readonly pastRoi: (workflow: string) => readonly RoiRecord[];
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'list_workflows',
    description: 'The workflows that can be proposed, with their parameters and what each saves.',
    parameters: { type: 'object', properties: { words: { type: 'string' } } },
  },
  progress: (_args, doing) => doing.workflows,
  read: async (args) => {
    const words = queryWords(textArgument(args, 'words', 'name') ?? '');
    const all = [...workflows().values()];
    const matching = all.filter((workflow) => {
      const text = `${workflow.name} ${workflow.title} ${workflow.purpose}`.toLowerCase();
      return words.some((word) => text.includes(word));
    });
    const shown = matching.length > 0 ? matching : all;
    return {
      parts: shown.map((workflow) => ({
        source: `workflow ${workflow.name}`,
        atMs: clock.now(),
        provenance: 'record',
        text: workflowText(workflow, pastRoi(workflow.name)),
      })),
    };
  },
});
