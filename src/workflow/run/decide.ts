import type { Plan, PlanStep } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';
import { type Ending, endingOfRun } from './ending.ts';
import { isStillChanged, type RunPicture } from './run-picture.ts';
import { dataField, isOver } from './step-status.ts';
import { undoIdOf } from './undo-step.ts';

/** What a run does next. */
export type Decision =
  /** Begin these, or go on with them, side by side. Empty while nothing may begin until what is under way has ended. */
  | { readonly kind: 'work'; readonly steps: readonly PlanStep[] }
  /** Something went wrong: undo these, in this order. */
  | { readonly kind: 'roll-back'; readonly reason: string; readonly steps: readonly string[] }
  /** Undo this one. */
  | { readonly kind: 'undo'; readonly step: PlanStep }
  | { readonly kind: 'finish'; readonly ending: Ending };

/** The steps that the runner carries out; `record` steps are the record's own. */
const ownSteps = (plan: Plan): readonly PlanStep[] => plan.steps.filter((step) => step.kind !== 'record');

/** A record step stands in nobody's way: what depends on it depends on what it depends on. */
const isSatisfied = ({ plan, statusOf }: RunPicture, id: string): boolean => {
  const step = plan.steps.find((candidate) => candidate.id === id);
  // A step that the plan leaves out is so already, or is not to be.
  if (step === undefined) return true;
  if (step.kind === 'record')
    return step.dependsOn.every((before) => isSatisfied({ plan, statusOf, entries: [] }, before));
  const { kind } = statusOf(id);
  return kind === 'done' || kind === 'skipped';
};

/** What has to be undone, newest first. */
const undoOrder = (picture: RunPicture): string[] => {
  const endedAt = (step: PlanStep): number =>
    picture.entries.findLast((entry) => entry.step === step.id)?.sequence ?? 0;
  return picture.plan.steps
    .filter((step) => step.compensation !== null && isStillChanged(picture, step))
    .sort((a, b) => endedAt(b) - endedAt(a))
    .map((step) => step.id);
};

/** Why nothing further may begin, if so. */
const trouble = ({ plan, entries, statusOf }: RunPicture): string | undefined => {
  for (const step of ownSteps(plan)) {
    const status = statusOf(step.id);
    if (status.kind === 'failed' || status.kind === 'unknown') return `${step.title}: ${status.reason}`;
  }
  const refused = entries.find((entry) => entry.type === 'run-refused');
  return refused === undefined ? undefined : String(dataField(refused, 'text'));
};

/** Whether something went wrong, so that nothing further may begin. */
export const hasTrouble = (picture: RunPicture): boolean => trouble(picture) !== undefined;

const decideRollback = (picture: RunPicture, started: JournalEntry): Decision => {
  const ids = (dataField(started, 'steps') ?? []) as readonly string[];
  for (const id of ids) {
    const step = picture.plan.steps.find((candidate) => candidate.id === id);
    if (step === undefined || isOver(picture.statusOf(undoIdOf(id)))) continue;
    const others = picture.plan.steps.filter((other) => other.id !== id);
    const isKept =
      step.compensation?.isWayBack === true &&
      others.some(
        (other) =>
          isStillChanged(picture, other) &&
          other.differences.some((difference) => difference.isLasting !== false),
      );
    if (!isKept) return { kind: 'undo', step };
  }
  return { kind: 'finish', ending: endingOfRun(picture) };
};

/**
 * What a run does next, from its plan and its journal alone: no clock, no chance, nothing remembered elsewhere, so that
 * a restart decides as the first life would have, and a recorded run can be replayed.
 */
export const decide = (picture: RunPicture): Decision => {
  const { plan, entries, statusOf } = picture;
  const rollback = entries.find((entry) => entry.type === 'rollback-started');
  if (rollback !== undefined) return decideRollback(picture, rollback);

  const steps = ownSteps(plan);
  const begun = steps.filter((step) => {
    const { kind } = statusOf(step.id);
    return kind === 'begun' || kind === 'held';
  });
  const isCancelled = entries.some((entry) => entry.type === 'cancel-requested');
  const reason = trouble(picture);
  if (isCancelled || reason !== undefined) {
    // The safe point: what may have written something comes to its end; what only looks or waits is dropped.
    const writing = begun.filter((step) => {
      const status = statusOf(step.id);
      return status.kind === 'begun' && status.isWriting;
    });
    if (writing.length > 0) return { kind: 'work', steps: writing };
    const isUnknown = steps.some((step) => statusOf(step.id).kind === 'unknown');
    const order = undoOrder(picture);
    // Whoever cancels keeps what is done and may say "undo that"; and nothing is undone around an unknown outcome.
    return reason === undefined || isUnknown || order.length === 0
      ? { kind: 'finish', ending: endingOfRun(picture) }
      : { kind: 'roll-back', reason, steps: order };
  }
  const ready = steps.filter(
    (step) => !isOver(statusOf(step.id)) && step.dependsOn.every((before) => isSatisfied(picture, before)),
  );
  return ready.length === 0 && begun.length === 0
    ? { kind: 'finish', ending: endingOfRun(picture) }
    : { kind: 'work', steps: ready };
};
