import { delay } from '../../core/clock.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { Performed, StepHandler } from '../../core/step.ts';
import { retryDelayMs } from './retrying.ts';
import { interrupted, type StepEnd, type StepLife } from './step-life.ts';
import { dataField } from './step-status.ts';

/** What {@link runCheck} is given. */
export interface CheckLife extends StepLife {
  readonly step: PlanStep;
  readonly perform: NonNullable<StepHandler['perform']>;
}

const timeUp = (life: CheckLife): boolean =>
  life.step.timeoutMs !== null && life.context.clock.now() >= life.context.startedAtMs + life.step.timeoutMs;

const withEvidence = ({ reason, evidence }: { readonly reason: string; readonly evidence?: Json }): Json => ({
  text: reason,
  ...(evidence === undefined ? {} : { output: evidence }),
});

const attempt = async (life: CheckLife): Promise<Performed> => {
  for (let failures = 1; ; failures += 1) {
    try {
      return await life.perform(life.step, life.context);
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (life.context.signal.aborted) throw interrupted(error);
      const waitMs = retryDelayMs(life.step.retry, error, failures);
      if (waitMs === undefined) return { kind: 'failed', reason: explain(error) };
      life.context.progress(`${error.message} It is tried again.`);
      if (!(await delay(life.context.clock, waitMs, life.context.signal))) throw interrupted();
    }
  }
};

/** Journals a wait, unless the very same one stands there already: a look every five seconds for weeks is one entry. */
const hold = (life: CheckLife, waiting: Extract<Performed, { kind: 'waiting' }>): StepEnd => {
  const { attention, reason, lookAgainMs } = waiting;
  const told = life.entries.findLast((entry) => entry.type === 'step-attention');
  if (attention !== undefined && dataField(told, 'text') !== attention)
    life.journal('step-attention', { text: attention });
  const last = life.entries.findLast((entry) => entry.type === 'step-waiting');
  if (dataField(last, 'text') !== reason)
    life.journal('step-waiting', {
      text: reason,
      ...(lookAgainMs === undefined ? {} : { dueMs: life.context.clock.now() + lookAgainMs }),
    });
  return 'held';
};

/**
 * Carries out a step that changes nothing: reading, measuring, waiting. It may be repeated at any time, so the journal
 * holds only what came of it.
 * @returns when it waits, after how long to look again; undefined: only when something happens
 * @throws StewardError `run.interrupted` when Steward is stopping
 */
export const runCheck = async (
  life: CheckLife,
): Promise<{ readonly end: StepEnd; readonly lookAgainMs?: number }> => {
  // It changes nothing, so it need not wait for its beginning to be on the disk.
  const started =
    life.entries.length === 0 ? life.lasting(() => life.journal('step-started', {})) : undefined;
  // Awaited below; thrown before that, what was thrown counts.
  started?.catch(() => {});
  const performed: Performed = timeUp(life)
    ? { kind: 'failed', reason: 'It took longer than the workflow allows.' }
    : await attempt(life);
  if (performed.kind === 'done') {
    const { statement, output } = performed;
    const verified = life.lasting(() =>
      life.journal('step-verified', { text: statement, output: output as Json }),
    );
    await Promise.all([started, verified]);
    return { end: 'over' };
  }
  await started;
  switch (performed.kind) {
    case 'failed':
      life.journal('step-failed', withEvidence(performed));
      return { end: 'over' };
    case 'inconclusive':
      life.journal('step-unknown', withEvidence(performed));
      return { end: 'over' };
    case 'waiting': {
      const end = hold(life, performed);
      if (performed.lookAgainMs === undefined) return { end };
      const leftMs =
        life.step.timeoutMs === null
          ? Number.POSITIVE_INFINITY
          : Math.max(0, life.context.startedAtMs + life.step.timeoutMs - life.context.clock.now());
      return { end, lookAgainMs: Math.min(performed.lookAgainMs, leftMs) };
    }
  }
};
