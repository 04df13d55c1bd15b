import { delay } from '../../core/clock.ts';
import type { Difference } from '../../core/difference.ts';
import { asStewardError, explain, StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { type ChangeStep, observedDifferences } from '../../core/plan.ts';
import type { ChangeHandler, Verification } from '../../core/step.ts';
import { retryDelayMs } from './retrying.ts';
import { interrupted, type StepEnd, type StepLife } from './step-life.ts';
import { dataField } from './step-status.ts';

/** What {@link runChange} is given. */
export interface ChangeLife extends StepLife {
  readonly step: ChangeStep;
  readonly handler: ChangeHandler;
}

type Applied =
  | {
      readonly kind: 'applied';
      readonly receipt: Json;
      readonly baseline: Json;
      /** It was so before anything was sent: nothing of it is this run's doing. */
      readonly wasThere: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The observed state was not the approved one; nothing was written. */
  | { readonly kind: 'changed'; readonly differences: readonly Difference[] }
  | { readonly kind: 'held'; readonly reason: string };

const lastField = (life: ChangeLife, type: string, field: string): Json | undefined =>
  dataField(
    life.entries.findLast((entry) => entry.type === type),
    field,
  );

/** What is not as it has to be. Only facts that the observation has are compared: each step looks at its own. */
const drift = (life: ChangeLife, observed: readonly { ref: string; facts: object }[]): Difference[] => {
  const expected = life.expected.flatMap((state) => {
    const current = observed.find((candidate) => candidate.ref === state.ref);
    if (current === undefined) return [];
    const facts = Object.fromEntries(Object.entries(state.facts).filter(([fact]) => fact in current.facts));
    return [{ ...state, facts }];
  });
  return observedDifferences(expected, observed as Parameters<typeof observedDifferences>[1]).filter(
    (difference) => expected.some((state) => state.ref === difference.ref && difference.field in state.facts),
  );
};

/** Finds out by reading what became of a write whose reply was lost. */
const settle = async (life: ChangeLife, baseline: Json): Promise<Applied | 'absent'> => {
  life.context.progress('The reply was lost; looking whether it was carried out.');
  const settlement = await life.handler.settle(life.step, baseline, life.context);
  if (settlement.kind === 'absent') return 'absent';
  if (settlement.kind === 'unknown')
    return {
      kind: 'unknown',
      reason: `whether it was carried out could not be found out: ${settlement.reason}`,
    };
  life.journal('step-applied', { receipt: settlement.receipt, settled: true });
  return { kind: 'applied', receipt: settlement.receipt, baseline, wasThere: false };
};

const lostWrite = 'run.lost-write';

/** A lost write that reading has shown not to have been carried out may be sent again. */
const foundAbsent = (cause: StewardError): StewardError =>
  new StewardError('The reply was lost, and looking showed that it had not been carried out.', {
    code: lostWrite,
    kind: 'retry',
    cause,
  });

/**
 * One try: observe, compare, send. `again`: nothing was done, and another try may succeed. `wasSent`: something was sent
 * before and seemed to be lost; what is there now may be its effect after all.
 */
const tryWrite = async (
  life: ChangeLife,
  wasSent: boolean,
): Promise<Applied | { readonly kind: 'again'; readonly error: StewardError }> => {
  const { step, handler, context } = life;
  let baseline: Json | undefined;
  try {
    const observation = await handler.observe(step, context);
    const differences = drift(life, observation.observed);
    if (differences.length > 0) return { kind: 'changed', differences };
    const objection = life.objection();
    if (objection !== undefined) return { kind: 'held', reason: objection };
    baseline = observation.baseline;
    const wasThere = observation.isDone && !wasSent;
    await life.lasting(() => {
      life.journal('step-observed', { baseline: observation.baseline });
      if (wasThere) life.journal('step-applied', { receipt: {}, wasThere, text: 'It was so already.' });
      else if (observation.isDone) life.journal('step-applied', { receipt: {} });
      else life.journal('step-applying', {});
    });
    if (observation.isDone) return { kind: 'applied', receipt: {}, baseline, wasThere };
    const receipt = await handler.apply(step, life.grant, context);
    await life.lasting(() => life.journal('step-applied', { receipt }));
    return { kind: 'applied', receipt, baseline, wasThere: false };
  } catch (thrown) {
    const error = asStewardError(thrown);
    // Nothing can be recorded: that says nothing about the write, which may be carried out by now.
    if (error.code.startsWith('store.')) throw error;
    if (thrown instanceof UnknownOutcomeError && baseline !== undefined) {
      const settled = await settle(life, baseline);
      return settled === 'absent' ? { kind: 'again', error: foundAbsent(error) } : settled;
    }
    if (context.signal.aborted) throw interrupted(error);
    return error.kind === 'terminal' ? { kind: 'failed', reason: explain(error) } : { kind: 'again', error };
  }
};

/** Tries until it is done, refused or settled; a try follows another only when nothing was done by the one before. */
const write = async (life: ChangeLife, wasSentBefore: boolean): Promise<Applied> => {
  let wasSent = wasSentBefore;
  for (let failures = 1; ; failures += 1) {
    const tried = await tryWrite(life, wasSent);
    if (tried.kind !== 'again') return tried;
    wasSent ||= tried.error.code === lostWrite;
    const waitMs = retryDelayMs(life.step.retry, tried.error, failures);
    if (waitMs === undefined) return { kind: 'failed', reason: explain(tried.error) };
    life.context.progress(`Not carried out: ${tried.error.message} It is tried again.`);
    if (!(await delay(life.context.clock, waitMs, life.context.signal))) throw interrupted();
  }
};

const applyOnce = async (life: ChangeLife): Promise<Applied> => {
  const receipt = lastField(life, 'step-applied', 'receipt');
  const baseline = lastField(life, 'step-observed', 'baseline');
  const wasThere = lastField(life, 'step-applied', 'wasThere') === true;
  if (receipt !== undefined && baseline !== undefined)
    return { kind: 'applied', receipt, baseline, wasThere };
  if (life.entries.some((entry) => entry.type === 'step-applying') && baseline !== undefined) {
    const settled = await settle(life, baseline);
    if (settled !== 'absent') return settled;
    return write(life, true);
  }
  return write(life, false);
};

/** The object as this step left it, so that later steps do not take its own change for somebody else's. */
const leftAs = async (life: ChangeLife): Promise<Json> => {
  const isTouchedAgain = life.plan.steps.some(
    (other) => other.id !== life.step.id && other.effect?.ref === life.step.effect.ref,
  );
  return isTouchedAgain ? foundAs(life) : [];
};

/** The object as it is now; nothing when it cannot be read. */
const foundAs = async (life: ChangeLife): Promise<Json> => {
  try {
    const { observed } = await life.handler.observe(life.step, life.context);
    return observed as unknown as Json;
  } catch (thrown) {
    if (life.context.signal.aborted) throw interrupted(asStewardError(thrown));
    // Without it, a later step on this object is refused as changed: careful rather than wrong.
    return [];
  }
};

/** Verifies, but for no longer than the workflow allows; undefined when that time is up. */
const verifyInTime = async (
  life: ChangeLife,
  applied: Extract<Applied, { kind: 'applied' }>,
): Promise<Verification | undefined> => {
  const { step, handler, context } = life;
  if (step.timeoutMs === null) return handler.verify(step, applied.baseline, applied.receipt, context);
  const limit = new AbortController();
  const leftMs = Math.max(0, context.startedAtMs + step.timeoutMs - context.clock.now());
  const timer = context.clock.setTimeout(() => limit.abort(), leftMs);
  const signal = AbortSignal.any([context.signal, limit.signal]);
  try {
    return await handler.verify(step, applied.baseline, applied.receipt, { ...context, signal });
  } catch (thrown) {
    if (limit.signal.aborted && !context.signal.aborted) return undefined;
    throw thrown;
  } finally {
    context.clock.clearTimeout(timer);
  }
};

const verify = async (life: ChangeLife, applied: Extract<Applied, { kind: 'applied' }>): Promise<void> => {
  const verification = await verifyInTime(life, applied);
  switch (verification?.kind) {
    case undefined:
      life.journal('step-failed', {
        text: 'It was sent, but took longer than the workflow allows and was not seen to be done.',
      });
      return;
    case 'verified': {
      const statement = applied.wasThere
        ? `It was so already, so nothing was done: ${life.step.title}.`
        : verification.statement;
      const observed = await leftAs(life);
      await life.lasting(() => {
        life.confirm({ statement, evidence: verification.evidence });
        life.journal('step-verified', {
          text: statement,
          output: verification.evidence,
          observed,
        });
      });
      return;
    }
    case 'failed':
      life.journal('step-failed', { text: verification.reason, observed: await foundAs(life) });
      return;
    case 'inconclusive':
      life.journal('step-unknown', { text: verification.reason });
  }
};

/**
 * Carries one write to its end, from wherever the journal says it is: `observe`, `apply`, `verify`. A write whose reply
 * was lost, by the network or by Steward's own death, is settled by reading and never repeated blindly.
 * @throws StewardError `run.interrupted` when Steward is stopping; the journal then says where to go on
 */
export const runChange = async (life: ChangeLife): Promise<StepEnd> => {
  const applied = await applyOnce(life);
  switch (applied.kind) {
    case 'applied':
      await verify(life, applied);
      return 'over';
    case 'unknown':
      life.journal('step-unknown', { text: applied.reason });
      return 'over';
    case 'failed':
      life.journal('step-failed', { text: applied.reason });
      return 'over';
    case 'changed':
      life.journal('step-failed', {
        text: 'It is not as it was approved.',
        differences: applied.differences as unknown as Json,
      });
      return 'over';
    case 'held':
      life.journal('step-waiting', { text: applied.reason });
      return 'held';
  }
};
