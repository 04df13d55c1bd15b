import type { Difference } from '../../core/difference.ts';
import { isChange, type PlanStep } from '../../core/plan.ts';
import type { EndState } from '../../core/run.ts';
import { describeDifferences } from './changes-since-approval.ts';
import { type RunPicture, remainingDifferences } from './run-picture.ts';
import { dataField } from './step-status.ts';
import { undoIdOf } from './undo-step.ts';

/** The end of a run, for records and people. */
export interface Ending {
  readonly state: EndState;
  readonly result: string;
  /** What is not as it was before, although the run did not succeed. */
  readonly remaining: readonly Difference[];
}

/** Heading of the last comment on the issue. */
export const endingHeading: Readonly<Record<EndState, string>> = {
  succeeded: 'Validation: verified',
  'rolled-back': 'Rolled back: everything is as it was',
  failed: 'Validation: failed',
  unknown: 'Validation: inconclusive',
  invalidated: 'Not done: something had changed',
  cancelled: 'Cancelled',
};

const remainingText = (remaining: readonly Difference[]): string =>
  remaining.length === 0
    ? ''
    : `What remains changed: ${remaining
        .map(
          ({ name, field, before, after }) =>
            `${name}: ${field} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`,
        )
        .join('; ')}.`;

/** With an end, so that another sentence may follow: systems seldom write one. */
const asSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** What became of undoing, one sentence for each step that was undone or could not be. */
const undoTexts = ({ plan, statusOf }: RunPicture): string[] =>
  plan.steps.flatMap((step) => {
    const undo = statusOf(undoIdOf(step.id));
    switch (undo.kind) {
      case 'done':
        return [`Undone: ${step.title}.`];
      case 'failed':
        return [`Undoing "${step.title}" failed: ${asSentence(undo.reason)}`];
      case 'unknown':
        return [`Whether "${step.title}" was undone is not known: ${undo.reason}`];
      default:
        return [];
    }
  });

const troubled = (
  steps: readonly PlanStep[],
  { statusOf }: RunPicture,
): { readonly step: PlanStep; readonly status: ReturnType<RunPicture['statusOf']> } | undefined => {
  for (const step of steps) {
    const status = statusOf(step.id);
    if (status.kind === 'failed' || status.kind === 'unknown') return { step, status };
  }
  return undefined;
};

/**
 * How a run that does nothing further has ended, from its journal. "Done", "failed" and "not known" are never mixed: one
 * unknown outcome makes the run's outcome unknown.
 */
export const endingOfRun = (picture: RunPicture): Ending => {
  const { plan, entries, statusOf } = picture;
  const steps = plan.steps.filter((step) => step.kind !== 'record');
  const saidBy = (of: readonly PlanStep[]): string[] =>
    of.flatMap((step) => {
      const status = statusOf(step.id);
      return status.kind === 'done' ? [status.statement] : [];
    });
  // What was changed is the result; what was looked at on the way stands in the record.
  const changed = saidBy(steps.filter(isChange));
  const before = changed.length === 0 ? '' : `Before that: ${changed.join(' ')}`;
  const remaining = remainingDifferences(picture);
  const undone = undoTexts(picture);
  const wasUndone = steps.some((step) => statusOf(undoIdOf(step.id)).kind === 'done');
  const end = (state: EndState, ...parts: readonly string[]): Ending => ({
    state,
    result: sentences(...parts),
    remaining,
  });

  const unknown = [...steps.map((step) => step.id), ...steps.map((step) => undoIdOf(step.id))].some(
    (id) => statusOf(id).kind === 'unknown',
  );
  const bad = troubled(steps, picture);
  if (bad?.status.kind === 'unknown')
    return end(
      'unknown',
      `The outcome of "${bad.step.title}" is not known: ${bad.status.reason} Look at it before you ask again.`,
      before,
      remainingText(remaining),
    );
  const refused = entries.find((entry) => entry.type === 'run-refused');
  if (bad?.status.kind === 'failed' || refused !== undefined) {
    const status = bad?.status;
    const isChangedState = status?.kind === 'failed' && status.differences !== null;
    const why =
      status?.kind !== 'failed'
        ? String(dataField(refused, 'text'))
        : status.differences === null
          ? `${bad?.step.title} failed: ${asSentence(status.reason)}${status.wasApplied || bad?.step.effect === null ? '' : ' Nothing was changed by it.'}`
          : `Something changed after the approval: ${describeDifferences(status.differences)}.`;
    if (isChangedState && !wasUndone && remaining.length === 0)
      return end(
        'invalidated',
        `Nothing was done, because something changed after the approval: ${describeDifferences(status.differences)}.`,
        before,
      );
    return end(
      unknown ? 'unknown' : wasUndone && remaining.length === 0 ? 'rolled-back' : 'failed',
      why,
      before,
      ...undone,
      wasUndone && remaining.length === 0 ? 'Everything is as it was.' : remainingText(remaining),
    );
  }
  const cancelled = entries.find((entry) => entry.type === 'cancel-requested');
  const isComplete = steps.every((step) => {
    const { kind } = statusOf(step.id);
    return kind === 'done' || kind === 'skipped';
  });
  if (cancelled !== undefined && !isComplete)
    return end(
      'cancelled',
      `Stopped by ${String(dataField(cancelled, 'by') ?? 'somebody')}.`,
      changed.length === 0 ? 'Nothing was changed.' : `Done before: ${changed.join(' ')}`,
      remainingText(remaining),
    );
  const result = changed.length > 0 ? changed : saidBy(steps);
  return { state: 'succeeded', result: result.join(' '), remaining: [] };
};
