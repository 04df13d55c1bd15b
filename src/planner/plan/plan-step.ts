import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Inventory } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import { type Compensation, isChange, type PlanStep } from '../../core/plan.ts';
import type { PlannedStep, Planning, StepHandler } from '../../core/step.ts';
import { typedFields } from '../workflow-file/typed-fields.ts';
import type { ExpandedStep } from './expand-steps.ts';
import { fillCondition, fillValue } from './fill-text.ts';

/** What planned steps will have changed on an object, by field; the last one counts. */
export const predictedChanges = (steps: readonly PlanStep[], ref: string): Record<string, Json> =>
  Object.fromEntries(
    steps
      .flatMap((step) => step.differences)
      .filter((difference) => difference.ref === ref)
      .map(({ field, after }) => [field, after]),
  );

/** What one step is planned with. */
export interface StepPlanning {
  readonly handler: StepHandler;
  readonly clock: Clock;
  readonly inventory: Inventory;
  readonly workflow: string;
  readonly parameters: { readonly [name: string]: Json };
  /** Planned so far. */
  readonly steps: readonly PlanStep[];
  readonly dependencies: readonly string[];
  readonly condition: string | null;
}

const planningAfter = (input: StepPlanning, steps: readonly PlanStep[]): Planning => ({
  clock: input.clock,
  inventory: input.inventory,
  workflow: input.workflow,
  parameters: input.parameters,
  steps,
  predicted: (ref) => predictedChanges(steps, ref),
});

const fieldsOf = (
  { id, scope }: ExpandedStep,
  raw: Readonly<Record<string, unknown>>,
  { handler }: StepPlanning,
): Readonly<Record<string, Json>> => {
  const filled = fillValue(raw, scope);
  if (filled.open.length > 0 && handler.change !== undefined)
    throw new StewardError(
      `The step ${id} changes something, and what it changes needs the output of an earlier step.`,
      {
        code: 'workflow.effect-unknown',
        kind: 'terminal',
        mend: 'An approval covers exact effects: make it a parameter, or plan the change when the output is known.',
      },
    );
  return typedFields(handler.fields, id, filled);
};

/** The author's own way to undo a step: a step of the same type, planned as it would be after the first. */
const ownCompensation = async (
  expanded: ExpandedStep,
  undo: Readonly<Record<string, unknown>>,
  planned: readonly PlannedStep[],
  input: StepPlanning,
): Promise<Compensation> => {
  const [way, ...more] = await input.handler.plan(
    {
      name: expanded.id,
      type: expanded.step.type,
      dependencies: input.dependencies,
      fields: fieldsOf(expanded, undo, input),
    },
    planningAfter(input, [...input.steps, ...planned.map(({ step }) => step)]),
  );
  if (way === undefined || more.length > 0 || !isChange(way.step))
    throw new StewardError(`What undoes the step ${expanded.id} is not one change.`, {
      code: 'workflow.undo',
      kind: 'terminal',
      mend: 'Give undo the fields of exactly one change of the same step type.',
    });
  const { effect, title, interruption, risk, riskReasons } = way.step;
  return { effect, title, interruption, risk, riskReasons };
};

/**
 * Plans one step of a file: its handler says what it does, and what the file says about every step is put on top.
 * @throws StewardError `workflow.fields`, `workflow.effect-unknown`, `workflow.undo`, or what the handler throws
 */
export const planStep = async (
  expanded: ExpandedStep,
  input: StepPlanning,
): Promise<readonly PlannedStep[]> => {
  const { step: file, id, ownScope } = expanded;
  const parts = await input.handler.plan(
    {
      name: id,
      type: file.type,
      dependencies: input.dependencies,
      fields: fieldsOf(expanded, file.fields, input),
    },
    planningAfter(input, input.steps),
  );
  const readyWhen = file.readyWhen.flatMap((text) => {
    const filled = fillCondition(text, ownScope);
    return filled === true ? [] : [String(filled)];
  });
  const { undo } = file;
  const compensation =
    undo !== null && undo !== 'none' ? await ownCompensation(expanded, undo, parts, input) : undefined;
  const last = parts.length - 1;
  return parts.map((part, index): PlannedStep => {
    const step: PlanStep = {
      ...part.step,
      condition: input.condition,
      timeoutMs: file.timeoutMs ?? part.step.timeoutMs,
      retry: file.retry ?? part.step.retry,
      ...(readyWhen.length > 0 && index === last ? { readyWhen } : {}),
      ...(undo === 'none'
        ? { compensation: null, undo: null }
        : compensation !== undefined
          ? { compensation: index === last ? compensation : null, undo: `${compensation.title}.` }
          : {}),
    };
    return { ...part, step };
  });
};
