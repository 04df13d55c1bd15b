import { hasExpression } from '../../workflow/expressions/template-text.ts';
import type { CheckedFile } from './check-workflow.ts';
import { parameterObjections } from './parameter-values.ts';
import { type Problem, suggest } from './problem.ts';
import type { ParameterValue } from './simple-schema.ts';
import { subWorkflowType } from './step-types.ts';
import type { Workflow, WorkflowCatalogue } from './workflow.ts';

/** How deep workflows may stand within each other. */
export const maxSubWorkflowDepth = 8;

/** Names along a chain of workflows that comes back to `name`; undefined when none does. */
const cycleThrough = (
  name: string,
  workflow: Workflow,
  catalogue: WorkflowCatalogue,
): readonly string[] | undefined => {
  const seen = new Set<string>();
  const search = (current: Workflow, path: readonly string[]): readonly string[] | undefined => {
    for (const step of current.steps) {
      if (step.type !== subWorkflowType) continue;
      const inner = String(step.fields['workflow']);
      if (inner === name) return [...path, inner];
      if (seen.has(inner)) continue;
      seen.add(inner);
      const next = catalogue.get(inner);
      const found = next === undefined ? undefined : search(next, [...path, inner]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(workflow, [name]);
};

/** What is wrong with the sub-workflows of a file, given all workflows that there are. */
export const subWorkflowProblems = (
  { workflow, yaml }: CheckedFile,
  catalogue: WorkflowCatalogue,
): readonly Problem[] => {
  if (workflow === undefined || yaml === undefined) return [];
  const resources = (yaml.content as { spec: { resources: readonly { name?: unknown }[] } }).spec.resources;
  return workflow.steps.flatMap((step) => {
    if (step.type !== subWorkflowType) return [];
    const path = ['spec', 'resources', resources.findIndex(({ name }) => name === step.name)];
    const name = String(step.fields['workflow']);
    const inner = name === workflow.name ? workflow : catalogue.get(name);
    if (inner === undefined)
      return [
        yaml.at([...path, 'workflow'], {
          code: 'workflow.sub-workflow',
          message: `The step ${step.name} uses the workflow ${name}, which there is not.`,
          mend: suggest(name, catalogue.keys(), 'workflow'),
        }),
      ];
    const cycle = name === workflow.name ? [name, name] : cycleThrough(workflow.name, inner, catalogue);
    if (cycle !== undefined)
      return [
        yaml.at([...path, 'workflow'], {
          code: 'workflow.sub-workflow-cycle',
          message: `The step ${step.name} comes back to its own workflow: ${[workflow.name, ...(name === workflow.name ? [] : [name, ...cycle.slice(1)])].join(' → ')}${name === workflow.name ? ` → ${name}` : ''}.`,
          mend: 'A workflow cannot contain itself; use forEach to repeat a step.',
        }),
      ];
    const given = (step.fields['with'] ?? {}) as Readonly<Record<string, unknown>>;
    const known = Object.fromEntries(
      Object.entries(given).filter(([, value]) => !(typeof value === 'string' && hasExpression(value))),
    ) as Readonly<Record<string, ParameterValue>>;
    const computed = new Set(Object.keys(given).filter((key) => !(key in known)));
    const objections = parameterObjections(inner.parameters, {
      ...known,
      ...Object.fromEntries(
        [...computed].filter((key) => !(key in inner.parameters)).map((key) => [key, '']),
      ),
    });
    return Object.entries(objections)
      .filter(([parameter]) => !(computed.has(parameter) && parameter in inner.parameters))
      .map(([parameter, why]) =>
        yaml.at([...path, ...(parameter in given ? ['with', parameter] : ['workflow'])], {
          code: 'workflow.parameters',
          message: `The step ${step.name} gives the workflow ${name} wrong parameters: ${parameter} ${why}.`,
          mend: `It takes: ${Object.keys(inner.parameters).join(', ') || 'no parameters'}.`,
        }),
      );
  });
};
