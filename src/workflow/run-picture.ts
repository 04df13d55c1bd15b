import type { Difference, Plan, PlanStep } from '../core/plan.ts';
import type { JournalEntry } from '../core/run.ts';
import { entriesByStep, type StepStatus, stepStatus } from './step-status.ts';
import { undoIdOf } from './undo-step.ts';

/** A run as its journal has it: what every decision is made from. */
export interface RunPicture {
  readonly plan: Plan;
  readonly entries: readonly JournalEntry[];
  readonly statusOf: (stepId: string) => StepStatus;
}

/** Reads a journal once, for several questions. */
export const pictureOf = (plan: Plan, entries: readonly JournalEntry[]): RunPicture => {
  const byStep = entriesByStep(entries);
  return { plan, entries, statusOf: (stepId) => stepStatus(byStep.get(stepId) ?? []) };
};

/** Whether a step changed something that is still changed. */
export const isStillChanged = ({ statusOf }: RunPicture, step: PlanStep): boolean => {
  if (step.effect === null) return false;
  const status = statusOf(step.id);
  const wasApplied = (status.kind === 'done' || status.kind === 'failed') && status.wasApplied;
  return wasApplied && statusOf(undoIdOf(step.id)).kind !== 'done';
};

/** Every lasting difference that a run has made and not undone. */
export const remainingDifferences = (picture: RunPicture): Difference[] =>
  picture.plan.steps
    .filter((step) => isStillChanged(picture, step) || picture.statusOf(step.id).kind === 'unknown')
    .flatMap((step) => step.differences)
    .filter((difference) => difference.isLasting !== false);
