import { StewardError } from '../../core/errors.ts';
import { stepIdentifier } from '../../workflow/expressions/step-identifier.ts';
import { maxSubWorkflowDepth } from '../workflow-file/check-sub-workflows.ts';
import { fillParameters } from '../workflow-file/parameter-values.ts';
import type { ParameterValue } from '../workflow-file/simple-schema.ts';
import { subWorkflowType } from '../workflow-file/step-types.ts';
import type { Workflow, WorkflowCatalogue, WorkflowStep } from '../workflow-file/workflow.ts';
import { celParameters, type FillScope, fillCondition, fillList, fillValue } from './fill-text.ts';

/** A condition as it was written, with what it can refer to. */
export interface ScopedText {
  readonly text: string;
  readonly scope: FillScope;
}

/** A step of a file, once for each element of its loop, and of each place where its workflow is used. */
export interface ExpandedStep {
  readonly id: string;
  readonly step: WorkflowStep;
  /** Ids of expanded steps. */
  readonly dependsOn: readonly string[];
  readonly conditions: readonly ScopedText[];
  readonly scope: FillScope;
  /** As {@link scope}, and its own outputs: for its success conditions. */
  readonly ownScope: FillScope;
}

/** All steps of a workflow, with those of the workflows that it uses. */
export interface Expansion {
  readonly steps: readonly ExpandedStep[];
  /** Documentation pages that the workflows name, parameters filled in. */
  readonly pages: readonly string[];
  readonly texts: readonly string[];
}

const maxSteps = 200;

/** Every combination of an element of each list; one empty combination when there is no list. */
const combinations = (lists: readonly (readonly [string, readonly unknown[]])[]): Record<string, unknown>[] =>
  lists.reduce<Record<string, unknown>[]>(
    (all, [variable, elements]) =>
      all.flatMap((one) => elements.map((element) => ({ ...one, [variable]: element }))),
    [{}],
  );

/**
 * Unrolls loops and puts sub-workflows in their places. Nothing is observed.
 * @param planIds ids in the plan that an expanded step has become, once that is known
 * @throws StewardError `workflow.parameters`, `workflow.loop`, `workflow.too-many-steps`, `workflow.sub-workflow`,
 *   `expression.*`
 */
export const expandSteps = (
  root: Workflow,
  given: Readonly<Record<string, ParameterValue>>,
  catalogue: WorkflowCatalogue,
  planIds: (id: string) => string,
): Expansion & { readonly parameters: Readonly<Record<string, ParameterValue>> } => {
  const steps: ExpandedStep[] = [];
  const pages: string[] = [];
  const texts: string[] = [];

  const expand = (
    workflow: Workflow,
    values: Readonly<Record<string, ParameterValue>>,
    prefix: string,
    outer: { readonly dependsOn: readonly string[]; readonly conditions: readonly ScopedText[] },
    depth: number,
  ): string[] => {
    if (depth > maxSubWorkflowDepth)
      throw new StewardError(
        `The workflow ${root.name} uses workflows more than ${maxSubWorkflowDepth} deep.`,
        {
          code: 'workflow.sub-workflow',
          kind: 'terminal',
          mend: 'Look for one that comes back to itself.',
        },
      );
    const parameters = celParameters(workflow.parameters, values);
    const idsOf = new Map<string, readonly string[]>();
    /** The same, and what a loop over an empty list waits for in the place of its steps. */
    const waitsFor = new Map<string, readonly string[]>();
    const all: string[] = [];
    const repeated = new Set(
      workflow.steps.filter(({ forEach }) => forEach.length > 0).map(({ name }) => name),
    );
    const nameOf = new Map(workflow.steps.map(({ name }) => [stepIdentifier(name), name]));
    const scopeWith = (
      variables: Readonly<Record<string, unknown>>,
      own: Readonly<Record<string, string>>,
    ): FillScope => ({
      parameters,
      variables,
      stepIds: (identifier) => {
        const mine = own[identifier];
        if (mine !== undefined) return planIds(mine);
        const name = nameOf.get(identifier);
        if (name === undefined) return undefined;
        const ids = (idsOf.get(name) ?? []).map(planIds);
        return repeated.has(name) ? ids : ids[0];
      },
    });
    const pageScope = scopeWith({}, {});
    for (const page of workflow.documentation.pages) pages.push(String(fillValue(page, pageScope).value));
    if (workflow.documentation.text !== null) texts.push(workflow.documentation.text);

    for (const step of workflow.steps) {
      const inner = step.dependencies.flatMap((name) => waitsFor.get(name) ?? []);
      const dependsOn = inner.length === 0 ? outer.dependsOn : inner;
      const lists = step.forEach.map(({ variable, list }): [string, readonly unknown[]] => {
        const elements = fillList(list, pageScope);
        if (elements === undefined)
          throw new StewardError(`The loop of ${prefix}${step.name} runs over what is no list.`, {
            code: 'workflow.loop',
            kind: 'terminal',
            mend: 'Give it a list, e.g. a parameter of the type []string.',
          });
        return [variable, elements];
      });
      const ids: string[] = [];
      for (const [index, variables] of combinations(lists).entries()) {
        const id = `${prefix}${step.name}${step.forEach.length === 0 ? '' : `[${index}]`}`;
        const scope = scopeWith(variables, {});
        const conditions = [...outer.conditions, ...step.includeWhen.map((text) => ({ text, scope }))];
        if (step.type === subWorkflowType) {
          const name = String(step.fields['workflow']);
          const sub = catalogue.get(name);
          if (sub === undefined)
            throw new StewardError(`The step ${id} uses the workflow ${name}, which there is not.`, {
              code: 'workflow.sub-workflow',
              kind: 'terminal',
              mend: `Known workflows: ${[...catalogue.keys()].join(', ')}.`,
            });
          const filled = fillValue(step.fields['with'] ?? {}, scope).value as Record<string, ParameterValue>;
          const subValues = fillParameters(name, sub.parameters, filled);
          ids.push(...expand(sub, subValues, `${id}/`, { dependsOn, conditions }, depth + 1));
          continue;
        }
        const own = step.forEach.length === 0 ? stepIdentifier(step.name) : 'each';
        steps.push({ id, step, dependsOn, conditions, scope, ownScope: scopeWith(variables, { [own]: id }) });
        ids.push(id);
        if (steps.length > maxSteps)
          throw new StewardError(`The workflow ${root.name} comes to more than ${maxSteps} steps.`, {
            code: 'workflow.too-many-steps',
            kind: 'terminal',
            mend: 'Loop over shorter lists, or ask for the parts one after the other.',
          });
      }
      idsOf.set(step.name, ids);
      waitsFor.set(step.name, ids.length === 0 ? dependsOn : ids);
      all.push(...ids);
    }
    return all;
  };

  const parameters = fillParameters(root.name, root.parameters, given);
  expand(root, parameters, '', { dependsOn: [], conditions: [] }, 0);
  return { steps, pages, texts, parameters };
};

/** Conditions of a step taken together: false when one does not hold, else the CEL that is left, null when none is. */
export const decideConditions = (
  conditions: readonly ScopedText[],
): { readonly fails: string } | { readonly condition: string | null } => {
  const open: string[] = [];
  for (const { text, scope } of conditions) {
    const filled = fillCondition(text, scope);
    if (filled === false) return { fails: text };
    if (typeof filled === 'string') open.push(filled);
  }
  return {
    condition:
      open.length === 0
        ? null
        : open.length === 1
          ? (open[0] ?? null)
          : open.map((one) => `(${one})`).join(' && '),
  };
};
