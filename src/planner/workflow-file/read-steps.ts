import { stepIdentifier } from '../../workflow/expressions/step-identifier.ts';
import { recordStepProblems } from '../../workflow/steps/record-step-rules.ts';
import { durationMs } from './duration-text.ts';
import { commonFields, type ShapedStep, stepShape } from './file-shape.ts';
import { withoutGoTemplates } from './go-template.ts';
import { orderSteps } from './order-steps.ts';
import { type Complaint, type Problem, suggest } from './problem.ts';
import { shapeProblems } from './read-header.ts';
import type { StepTypes } from './step-types.ts';
import type { WorkflowStep } from './workflow.ts';
import type { YamlFile } from './yaml-file.ts';

/** A step as it stands in a file, with its place. */
export interface PlacedStep {
  readonly step: WorkflowStep;
  readonly path: readonly PropertyKey[];
}

const toStep = (shaped: ShapedStep): WorkflowStep => {
  const fields = Object.fromEntries(Object.entries(shaped).filter(([key]) => !commonFields.includes(key)));
  const { retries } = shaped;
  return {
    name: shaped.name,
    type: shaped.type,
    dependencies: shaped.dependencies,
    fields,
    includeWhen: shaped.includeWhen,
    readyWhen: shaped.readyWhen,
    forEach: shaped.forEach.flatMap((one) =>
      Object.entries(one).map(([variable, list]) => ({ variable, list })),
    ),
    timeoutMs: shaped.timeout === undefined ? null : (durationMs(shaped.timeout) ?? null),
    retry:
      retries === undefined
        ? null
        : { attempts: retries.attempts, delayMs: durationMs(retries.delay) ?? 0, on: retries.on },
    needs: shaped.needs,
    undo: shaped.undo ?? null,
  };
};

/** Reads the steps of a file: their shape, names and types, and that no name or identifier stands twice. */
export const readSteps = (
  file: YamlFile,
  types: StepTypes,
): { readonly steps: readonly PlacedStep[]; readonly problems: readonly Problem[] } => {
  const resources = (file.content as { spec: { resources: readonly unknown[] } }).spec.resources;
  const problems: Problem[] = [];
  const steps: PlacedStep[] = [];
  const names = new Map<string, string>();
  for (const [index, resource] of resources.entries()) {
    const path = ['spec', 'resources', index];
    const shaped = stepShape.safeParse(withoutGoTemplates(resource));
    if (!shaped.success) {
      problems.push(...shapeProblems(file, path, shaped.error, commonFields));
      continue;
    }
    const { name, type } = shaped.data;
    const twin = names.get(stepIdentifier(name));
    if (twin !== undefined)
      problems.push(
        file.at([...path, 'name'], {
          code: 'workflow.duplicate-name',
          message:
            twin === name
              ? `There are two steps named ${name}.`
              : `The steps ${twin} and ${name} have the same identifier, ${stepIdentifier(name)}.`,
          mend: 'Give one of them another name.',
        }),
      );
    names.set(stepIdentifier(name), name);
    if (!types.has(type))
      problems.push(
        file.at([...path, 'type'], {
          code: 'workflow.step-type',
          message: `The step ${name} has the type ${type}, which is not known.`,
          mend: suggest(type, types.keys(), 'type'),
        }),
      );
    if (twin === undefined) steps.push({ step: toStep(shaped.data), path });
  }
  return { steps, problems };
};

/**
 * Puts steps in an order in which they can be done.
 * @param needed names of the steps whose outputs each step needs, besides those that it names as dependencies
 */
export const arrangeSteps = (
  file: YamlFile,
  placed: readonly PlacedStep[],
  needed: ReadonlyMap<string, readonly string[]>,
): { readonly steps: readonly WorkflowStep[]; readonly problems: readonly Problem[] } => {
  const names = placed.map(({ step }) => step.name);
  const problems: Problem[] = [];
  const complete = placed.map(({ step, path }): WorkflowStep => {
    for (const [index, dependency] of step.dependencies.entries())
      if (!names.includes(dependency))
        problems.push(
          file.at([...path, 'dependencies', index], {
            code: 'workflow.dependency',
            message: `The step ${step.name} depends on ${dependency}, which is no step of this workflow.`,
            mend: suggest(
              dependency,
              names.filter((name) => name !== step.name),
              'step',
            ),
          }),
        );
    const dependencies = [...new Set([...step.dependencies, ...(needed.get(step.name) ?? [])])];
    return { ...step, dependencies };
  });
  const pathOf = (name: string): readonly PropertyKey[] =>
    placed.find(({ step }) => step.name === name)?.path ?? [];
  const ordered = orderSteps(complete);
  if ('cycle' in ordered) {
    const [first = '', ...rest] = ordered.cycle;
    const complaint: Complaint = {
      code: 'workflow.cycle',
      message:
        rest.length === 1
          ? `The step ${first} depends on itself.`
          : `These steps wait for each other: ${ordered.cycle.join(' → ')}.`,
      mend: 'Remove one of these dependencies; a reference to the outputs of a step is one, too.',
    };
    return {
      steps: complete,
      problems: [...problems, file.at([...pathOf(first), 'dependencies'], complaint)],
    };
  }
  for (const { step, text } of recordStepProblems(ordered.order))
    problems.push(
      file.at([...pathOf(step), 'dependencies'], {
        code: 'workflow.record-order',
        message: text,
        mend: 'The record is written when everything else is over.',
      }),
    );
  return { steps: ordered.order, problems };
};
