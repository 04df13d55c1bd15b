import type { ChangeStep, Compensation, PlanStep } from '../../core/plan.ts';

const prefix = 'undo:';

/** The id under which the undoing of a step is journalled. */
export const undoIdOf = (stepId: string): string => `${prefix}${stepId}`;

/** The step that this id undoes; undefined for a step of the plan itself. */
export const undoneBy = (id: string): string | undefined =>
  id.startsWith(prefix) ? id.slice(prefix.length) : undefined;

/** The step that undoes another: its compensation, carried out by the same step type like any other write. */
export const undoStepOf = (step: PlanStep, compensation: Compensation): ChangeStep => ({
  ...step,
  id: undoIdOf(step.id),
  kind: 'change',
  title: compensation.title,
  dependsOn: [],
  effect: compensation.effect,
  compensation: null,
  condition: null,
  differences: step.differences.map((difference) => ({
    ...difference,
    before: difference.after,
    after: difference.before,
  })),
  interruption: compensation.interruption,
  undo: null,
  risk: compensation.risk,
  riskReasons: compensation.riskReasons,
});
