import { asStewardError, explain } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { isChange, type PlanStep } from '../../core/plan.ts';
import type { StepHandler } from '../../core/step.ts';
import { isTrue, resolveFields } from '../expressions/resolve.ts';
import { type Decision, decide, hasTrouble } from './decide.ts';
import type { Ending } from './ending.ts';
import { runChange } from './run-change.ts';
import { runCheck } from './run-check.ts';
import type { RunJournal } from './run-journal.ts';
import { pictureOf } from './run-picture.ts';
import { contextFor, expectedState, outputsOf, type RunSession } from './run-session.ts';
import { interrupted, type StepEnd, type StepLife } from './step-life.ts';
import { isOver } from './step-status.ts';
import { type SystemLimits, systemOf } from './system-limits.ts';
import { undoStepOf } from './undo-step.ts';

/** What {@link advanceRun} works with. */
export interface AdvanceDeps {
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly limits: SystemLimits;
  /** Why nothing may be written now, if so. */
  readonly objection: () => string | undefined;
  readonly journal: Pick<RunJournal, 'confirm' | 'lasting'>;
}

/** How far a run got: to its end, or until it waits. `lookAgainMs` absent: until something happens. */
export type Advance =
  | { readonly kind: 'finished'; readonly ending: Ending }
  | { readonly kind: 'parked'; readonly lookAgainMs?: number };

interface Held {
  readonly lookAgainMs?: number;
}

/** Why a step that has not written yet must not begin to: the run takes another course meanwhile. */
const courseChanged = ({ approval, entries }: RunSession): string | undefined =>
  entries.some((entry) => entry.type === 'cancel-requested')
    ? 'The run was cancelled before this was done.'
    : hasTrouble(pictureOf(approval.plan, entries))
      ? 'Another step failed before this was done.'
      : undefined;

type Ready =
  | { readonly kind: 'ready'; readonly fields: PlanStep['fields'] }
  | { readonly kind: 'skip' | 'fail'; readonly reason: string };

/** Looks at the condition, and fills in what earlier steps have found out. */
const prepare = (step: PlanStep, isNew: boolean, outputs: Readonly<Record<string, Json>>): Ready => {
  try {
    if (step.condition !== null && isNew && !isTrue(step.condition, outputs))
      return { kind: 'skip', reason: 'Its condition is not met.' };
    return { kind: 'ready', fields: resolveFields(step.fields, outputs) };
  } catch (thrown) {
    return { kind: 'fail', reason: explain(asStewardError(thrown)) };
  }
};

/** Carries out one step, or goes on with it, until it is over or waits. */
const carryOut = async (
  session: RunSession,
  step: PlanStep,
  deps: AdvanceDeps,
  signal: AbortSignal,
  isUndo: boolean,
): Promise<{ readonly end: StepEnd } & Held> => {
  const handler = deps.handlers.get(step.type);
  const own = session.entries.filter((entry) => entry.step === step.id);
  const ready = prepare(step, own.length === 0, outputsOf(session.entries));
  if (ready.kind !== 'ready') {
    session.append(ready.kind === 'skip' ? 'step-skipped' : 'step-failed', { text: ready.reason }, step.id);
    return { end: 'over' };
  }
  const life: StepLife = {
    plan: session.approval.plan,
    grant: session.grant,
    context: contextFor(session, step, signal),
    entries: own,
    journal: (type, data) => session.append(type, data, step.id),
    lasting: deps.journal.lasting,
    confirm: ({ statement, evidence }) =>
      deps.journal.confirm({
        runId: session.runId,
        step: step.id,
        ref: step.effect?.ref ?? '',
        action: step.effect?.action ?? step.type,
        statement,
        evidence,
      }),
    // What the run itself has changed is what an undo finds; it is guarded by what it observes.
    expected: isUndo ? [] : expectedState(session.approval.plan.observed, session.entries),
    objection: () => deps.objection() ?? (isUndo ? undefined : courseChanged(session)),
  };
  if (isChange(step) && handler?.change !== undefined)
    return { end: await runChange({ ...life, step, handler: handler.change }) };
  if (handler?.perform !== undefined)
    return runCheck({
      ...life,
      step: { ...step, fields: ready.fields },
      perform: handler.perform,
    });
  session.append(
    'step-failed',
    { text: `Nothing here knows how to carry out the step type ${step.type}.` },
    step.id,
  );
  return { end: 'over' };
};

const stepsOf = (decision: Decision): { readonly steps: readonly PlanStep[]; readonly isUndo: boolean } => {
  if (decision.kind === 'work') return { steps: decision.steps, isUndo: false };
  if (decision.kind === 'undo' && decision.step.compensation !== null)
    return { steps: [undoStepOf(decision.step, decision.step.compensation)], isUndo: true };
  return { steps: [], isUndo: false };
};

/**
 * Takes a run as far as it gets: begins what may begin side by side, waits for it, decides again. Everything that matters
 * is in the journal, so it may be called again at any time and goes on where the journal ends.
 * @throws StewardError `run.interrupted` when Steward is stopping, and whatever kept the journal from being written
 */
export const advanceRun = async (session: RunSession, deps: AdvanceDeps): Promise<Advance> => {
  const active = new Map<string, Promise<void>>();
  const held = new Map<string, Held>();
  let failure: unknown;
  let dropping = new AbortController();

  const begin = (step: PlanStep, isUndo: boolean): void => {
    const drop = dropping.signal;
    // Only what changes nothing is dropped when the run takes another course.
    const signal = step.effect === null ? AbortSignal.any([session.signal, drop]) : session.signal;
    const done = deps.limits
      .run(systemOf(step), async () => {
        if (signal.aborted) return;
        const { end, ...rest } = await carryOut(session, step, deps, signal, isUndo);
        if (end === 'held') held.set(step.id, rest);
      })
      .catch((thrown: unknown) => {
        if (!(step.effect === null && drop.aborted)) failure ??= thrown;
      })
      .finally(() => active.delete(step.id));
    active.set(step.id, done);
  };

  for (;;) {
    if (failure !== undefined) {
      await Promise.allSettled(active.values());
      throw failure;
    }
    if (session.signal.aborted) {
      await Promise.allSettled(active.values());
      throw interrupted(failure === undefined ? undefined : asStewardError(failure));
    }
    const poked = session.poked();
    const picture = pictureOf(session.approval.plan, session.entries);
    const decision = decide(picture);
    const { steps, isUndo } = stepsOf(decision);
    const wanted = new Set(steps.map((step) => step.id));
    if ([...active.keys()].some((id) => !wanted.has(id) && !isOver(picture.statusOf(id)))) {
      dropping.abort();
      await Promise.allSettled(active.values());
      dropping = new AbortController();
      continue;
    }
    if (decision.kind === 'finish') return { kind: 'finished', ending: decision.ending };
    if (decision.kind === 'roll-back') {
      session.append('rollback-started', { text: decision.reason, steps: [...decision.steps] });
      continue;
    }
    for (const step of steps) if (!active.has(step.id) && !held.has(step.id)) begin(step, isUndo);
    if (active.size === 0) {
      const looks = [...held.values()].map((one) => one.lookAgainMs).filter((ms) => ms !== undefined);
      return looks.length === 0 ? { kind: 'parked' } : { kind: 'parked', lookAgainMs: Math.min(...looks) };
    }
    await Promise.race([...active.values(), poked.then(() => held.clear())]);
  }
};
