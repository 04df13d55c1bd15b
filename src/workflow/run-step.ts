import { delay } from '../core/clock.ts';
import { asStewardError, explain, StewardError, UnknownOutcomeError } from '../core/errors.ts';
import type { Grant } from '../core/grant.ts';
import { type ChangeStep, type Difference, type Json, observedDifferences, type Plan } from '../core/plan.ts';
import type { JournalEntry, JournalType, LedgerEntry } from '../core/run.ts';
import type { ChangeHandler, StepContext } from '../core/step.ts';

/** What one step of a run has come to. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly statement: string }
  /** `isUntouched`: nothing was written, and that is known. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isUntouched: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The observed state was not the approved one; nothing was written. */
  | { readonly kind: 'changed'; readonly differences: readonly Difference[] };

/** How often a write that was refused for a passing reason is sent again, and the waits before. Milliseconds. */
const retryDelaysMs = [2_000, 5_000, 15_000];

/** What {@link runStep} is given. */
export interface StepRun {
  readonly plan: Plan;
  readonly step: ChangeStep;
  readonly handler: ChangeHandler;
  readonly grant: Grant;
  readonly context: StepContext;
  /** Entries of this step so far: empty on a first try, more when a restart takes the run up again. */
  readonly entries: readonly JournalEntry[];
  /** Appends to the run's journal; durable when it returns. */
  readonly journal: (type: JournalType, data: Json) => void;
  readonly confirm: (entry: Pick<LedgerEntry, 'statement' | 'evidence'>) => void;
}

const dataOf = (entries: readonly JournalEntry[], type: JournalType, field: string): Json | undefined => {
  const entry = entries.findLast((candidate) => candidate.type === type);
  return entry === undefined ? undefined : (entry.data as { readonly [key: string]: Json })[field];
};

const interrupted = (cause?: StewardError): StewardError =>
  new StewardError('Steward is stopping.', { code: 'run.interrupted', kind: 'retry', cause });

type Applied =
  | { readonly kind: 'applied'; readonly receipt: Json; readonly baseline: Json }
  | Exclude<StepOutcome, { kind: 'done' }>;

/** Observes, compares with what was approved, and journals what later tells this effect from an earlier one. */
const observeForWrite = async (
  run: StepRun,
): Promise<{ kind: 'ready'; baseline: Json } | { kind: 'there'; baseline: Json } | Applied> => {
  const observation = await run.handler.observe(run.step, run.context);
  const approved = run.plan.observed.filter((state) =>
    observation.observed.some((current) => current.ref === state.ref),
  );
  const differences = observedDifferences(approved, observation.observed);
  if (differences.length > 0) return { kind: 'changed', differences };
  run.journal('step-observed', { baseline: observation.baseline });
  return { kind: observation.isDone ? 'there' : 'ready', baseline: observation.baseline };
};

/** Finds out by reading what became of a write whose reply was lost. */
const settle = async (run: StepRun, baseline: Json): Promise<Applied | 'absent'> => {
  run.context.progress('The reply was lost; looking whether it was carried out.');
  const settlement = await run.handler.settle(run.step, baseline, run.context);
  if (settlement.kind === 'absent') return 'absent';
  if (settlement.kind === 'unknown')
    return {
      kind: 'unknown',
      reason: `whether it was carried out could not be found out: ${settlement.reason}`,
    };
  run.journal('step-applied', { receipt: settlement.receipt, settled: true });
  return { kind: 'applied', receipt: settlement.receipt, baseline };
};

/** One try: observe, compare, send. `again`: nothing was done, and another try may succeed. */
const tryWrite = async (
  run: StepRun,
): Promise<Applied | { readonly kind: 'again'; readonly reason: string }> => {
  let baseline: Json | undefined;
  try {
    const ready = await observeForWrite(run);
    if (ready.kind !== 'there' && ready.kind !== 'ready') return ready;
    baseline = ready.baseline;
    if (ready.kind === 'there') {
      run.journal('step-applied', { receipt: {}, text: 'It was so already.' });
      return { kind: 'applied', receipt: {}, baseline };
    }
    run.journal('step-applying', {});
    const receipt = await run.handler.apply(run.step, run.grant, run.context);
    run.journal('step-applied', { receipt });
    return { kind: 'applied', receipt, baseline };
  } catch (thrown) {
    const error = asStewardError(thrown);
    if (thrown instanceof UnknownOutcomeError && baseline !== undefined) {
      const settled = await settle(run, baseline);
      return settled === 'absent' ? { kind: 'again', reason: error.message } : settled;
    }
    if (run.context.signal.aborted) throw interrupted(error);
    return error.kind === 'retry'
      ? { kind: 'again', reason: error.message }
      : { kind: 'failed', reason: explain(error), isUntouched: true };
  }
};

/** Tries until it is done, refused or settled; a try follows another only when nothing was done by the one before. */
const write = async (run: StepRun): Promise<Applied> => {
  for (let attempt = 0; ; attempt += 1) {
    const tried = await tryWrite(run);
    if (tried.kind !== 'again') return tried;
    const waitMs = retryDelaysMs[attempt];
    if (waitMs === undefined) return { kind: 'failed', reason: tried.reason, isUntouched: true };
    run.context.progress(`Not carried out: ${tried.reason} It is tried again.`);
    if (!(await delay(run.context.clock, waitMs, run.context.signal))) throw interrupted();
  }
};

const applyOnce = async (run: StepRun): Promise<Applied> => {
  const receipt = dataOf(run.entries, 'step-applied', 'receipt');
  const baseline = dataOf(run.entries, 'step-observed', 'baseline');
  if (receipt !== undefined && baseline !== undefined) return { kind: 'applied', receipt, baseline };
  if (run.entries.some((entry) => entry.type === 'step-applying') && baseline !== undefined) {
    const settled = await settle(run, baseline);
    if (settled !== 'absent') return settled;
  }
  return write(run);
};

/**
 * Carries one step to its end, from wherever the journal says it is: `observe`, `apply`, `verify`. A write whose reply
 * was lost, by the network or by Steward's own death, is settled by reading and never repeated blindly.
 * @throws StewardError `run.interrupted` when Steward is stopping; the journal then says where to go on
 */
export const runStep = async (run: StepRun): Promise<StepOutcome> => {
  const verified = dataOf(run.entries, 'step-verified', 'text');
  if (typeof verified === 'string') return { kind: 'done', statement: verified };
  const applied = await applyOnce(run);
  if (applied.kind === 'unknown') {
    run.journal('step-unknown', { text: applied.reason });
    return applied;
  }
  if (applied.kind === 'failed') {
    run.journal('step-failed', { text: applied.reason });
    return applied;
  }
  if (applied.kind === 'changed') return applied;
  const verification = await run.handler.verify(run.step, applied.baseline, applied.receipt, run.context);
  switch (verification.kind) {
    case 'verified':
      run.confirm(verification);
      run.journal('step-verified', { text: verification.statement });
      return { kind: 'done', statement: verification.statement };
    case 'failed':
      run.journal('step-failed', { text: verification.reason });
      return { kind: 'failed', reason: verification.reason, isUntouched: false };
    case 'inconclusive':
      run.journal('step-unknown', { text: verification.reason });
      return { kind: 'unknown', reason: verification.reason };
  }
};
