import type { Difference } from '../../core/difference.ts';
import { digestOf } from '../../core/digest.ts';
import type { ObservedState, Plan, PlanStep } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';
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

/** Whether a write that failed was seen to have changed nothing of this. */
const isAsBefore = ({ ref, field, before }: Difference, found: readonly ObservedState[]): boolean => {
  const facts = found.find((state) => state.ref === ref)?.facts;
  return facts !== undefined && field in facts && digestOf(facts[field] ?? null) === digestOf(before);
};

/** Every lasting difference that a run has made and not undone. */
export const remainingDifferences = (picture: RunPicture): Difference[] =>
  picture.plan.steps
    .filter((step) => isStillChanged(picture, step) || picture.statusOf(step.id).kind === 'unknown')
    .flatMap((step) => {
      const status = picture.statusOf(step.id);
      return status.kind === 'failed'
        ? step.differences.filter((difference) => !isAsBefore(difference, status.found))
        : step.differences;
    })
    .filter((difference) => difference.isLasting !== false);
