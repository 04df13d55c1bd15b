import type { Difference } from '../core/difference.ts';
import { isChange, type Plan, type PlanStep } from '../core/plan.ts';
import { isUnderWay, type LedgerEntry, type Run } from '../core/run.ts';
import { undoIdOf } from './run/undo-step.ts';

/**
 * What may be said about the effects of a run. `done`: every change that it made is confirmed; `still failing`: it failed,
 * and something is not as it was; `inconclusive`: it is not known; `not done`: nothing of it is there; `under way`.
 */
export interface EffectStatement {
  readonly verdict: 'done' | 'still failing' | 'inconclusive' | 'not done' | 'under way';
  /** Whole sentences. Every effect in them was confirmed by an independent read. */
  readonly text: string;
  /** Confirmed, and not undone since. */
  readonly confirmed: readonly LedgerEntry[];
  /** Titles of the changes of which nothing may be claimed. */
  readonly unconfirmed: readonly string[];
  readonly remaining: readonly Difference[];
}

const quoted = (titles: readonly string[]): string => titles.map((title) => `"${title}"`).join(' and ');

const statementsOf = (entries: readonly LedgerEntry[]): string =>
  entries.map(({ statement }) => statement).join(' ');

const remainingText = (remaining: readonly Difference[]): string =>
  remaining.length === 0
    ? ''
    : `Not as before: ${remaining
        .map(
          ({ name, field, before, after }) =>
            `${field} of ${name}, which was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`,
        )
        .join('; ')}.`;

/** Why it went wrong, in the words of the step; a reason is no claim of an effect. */
const troubleText = (run: Run): string => {
  const step = run.steps.find(({ state }) => state === 'failed' || state === 'unknown');
  if (step === undefined) return '';
  const detail = step.detail === undefined ? '' : ` ${step.detail}`;
  return step.state === 'unknown'
    ? `The outcome of "${step.title}" is not known:${detail} Look at it before you ask again.`
    : `"${step.title}" failed:${detail}`;
};

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const wasMeant = (run: Run, step: PlanStep): boolean =>
  run.steps.find(({ id }) => id === step.id)?.state !== 'skipped';

/**
 * Says what a run has brought about, from ledger entries only: neither what a step says of itself, nor how the run says
 * that it ended, makes an effect. What is not in the ledger is said to be unknown. Pure.
 * @param ledger entries of any runs; those of others are left aside
 */
export const effectStatement = (
  run: Run,
  plan: Pick<Plan, 'steps'>,
  ledger: readonly LedgerEntry[],
): EffectStatement => {
  const own = ledger.filter(({ runId }) => runId === run.id);
  const entryOf = (id: string) => own.find(({ step }) => step === id);
  const changes = plan.steps.filter(isChange).filter((step) => wasMeant(run, step));
  const undone = changes.map(({ id }) => entryOf(undoIdOf(id))).filter((entry) => entry !== undefined);
  const isUndone = ({ id }: PlanStep) => entryOf(undoIdOf(id)) !== undefined;
  const confirmed = changes
    .filter((step) => !isUndone(step))
    .map(({ id }) => entryOf(id))
    .filter((entry) => entry !== undefined);
  const open = changes.filter((step) => entryOf(step.id) === undefined && !isUndone(step));
  const remaining = run.remaining ?? [];
  const as = (verdict: EffectStatement['verdict'], ...parts: readonly string[]): EffectStatement => ({
    verdict,
    text: join(...parts),
    confirmed,
    unconfirmed: open.map(({ title }) => title),
    remaining,
  });
  const known = confirmed.length === 0 ? '' : `Confirmed: ${statementsOf(confirmed)}`;
  const back = undone.length === 0 ? '' : `Undone: ${statementsOf(undone)}`;

  if (isUnderWay(run.state))
    return as('under way', 'It is not finished.', known || 'No effect is confirmed yet.', back);
  if (run.state === 'succeeded')
    return open.length > 0
      ? as('inconclusive', `It ended, but nothing confirms ${quoted(open.map(({ title }) => title))}.`, known)
      : as('done', statementsOf(confirmed) || 'Everything was looked at; there was nothing to change.');
  const trouble = troubleText(run);
  const unproven = changes.filter((step) => !isUndone(step) && stateOf(run, step) === 'undone');
  if (run.state === 'unknown' || unproven.length > 0)
    return as(
      'inconclusive',
      trouble || 'Its outcome is not known.',
      unproven.length === 0
        ? ''
        : `Nothing confirms that ${quoted(unproven.map(({ title }) => title))} was undone.`,
      known,
      back,
      remainingText(remaining),
    );
  const isBack = confirmed.length === 0 && remaining.length === 0;
  if (run.state === 'failed' && !isBack)
    return as('still failing', trouble || 'It failed.', known, back, remainingText(remaining));
  const ended =
    run.state === 'cancelled' ? `Stopped by ${run.stoppedBy ?? 'somebody'}.` : trouble || 'It was not done.';
  // A write that was never begun is no effect, and needs no reading to be known.
  const isUntouched = changes.every((step) => ['waiting', 'observing'].includes(stateOf(run, step) ?? ''));
  return as(
    'not done',
    ended,
    known || (undone.length > 0 ? '' : isUntouched ? 'Nothing was changed.' : 'No effect is confirmed.'),
    back,
    // Each undo has its own confirmation, or it would be inconclusive above.
    run.state === 'rolled-back' && isBack ? 'Everything is as it was.' : '',
    remainingText(remaining),
  );
};

const stateOf = (run: Run, step: PlanStep) => run.steps.find(({ id }) => id === step.id)?.state;
