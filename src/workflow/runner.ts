import type { Approvals } from '../approvals/approvals.ts';
import type { Approval } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import { createChannel } from '../core/events.ts';
import type { Grant } from '../core/grant.ts';
import type { IdSource } from '../core/ids.ts';
import type { Json } from '../core/json.ts';
import type { KillSwitch } from '../core/kill-switch.ts';
import type { Log } from '../core/log.ts';
import type { ProblemView } from '../core/overview.ts';
import { isUnderWay, type Run } from '../core/run.ts';
import type { StepHandler, StepReport } from '../core/step.ts';
import type { Store } from '../core/stores.ts';
import type { Recorder } from './record/recorder.ts';
import { advanceRun } from './run/advance-run.ts';
import { createApprovalCheck } from './run/approval-check.ts';
import { foldRun } from './run/fold-run.ts';
import { createObjectLocks } from './run/object-locks.ts';
import { whenToLook } from './run/parked.ts';
import { createRunRecord } from './run/record-run.ts';
import { createRunJournal } from './run/run-journal.ts';
import { createRunSession, type RunSession } from './run/run-session.ts';
import { createSystemLimits, defaultStepsPerSystem } from './run/system-limits.ts';
import { untilDone } from './run/until-done.ts';
import { createWakeUps } from './run/wake-ups.ts';

/** What {@link createRunner} is given. */
export interface RunnerDeps {
  readonly store: Store;
  readonly approvals: Approvals;
  readonly recorder: Recorder;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  /** Digest of a workflow as its file is now; undefined when there is no such workflow any more. */
  readonly workflowDigest: (workflow: string) => string | undefined;
  readonly killSwitch: KillSwitch;
  /** What is wrong in the homelab, read afresh; null when it cannot be told. Default: it cannot. */
  readonly problems?: () => Promise<readonly ProblemView[] | null>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** Steps under way at one system at the same time, over all runs. Default {@link defaultStepsPerSystem}. */
  readonly stepsPerSystem?: number;
}

/** Executes approved plans. */
export interface Runner {
  /** Takes up what was under way, starts what is approved, and from now on starts every plan as it is approved. */
  start(): void;
  /** Lets no new run begin, interrupts waiting, and resolves when every run has come to a safe point. */
  stop(): Promise<void>;
  get(runId: string): Run | undefined;
  /** Newest first; those under way, up to as many, are always among them, however long they have been waiting. */
  list(limit: number): Run[];
  /** Approved plans, and runs, that wait because others change one of their objects; ids of approvals or runs. */
  queued(): readonly { readonly holder: string; readonly behind: readonly string[] }[];
  /**
   * Stops a run at its next safe point: what is being written comes to its end, nothing further begins, nothing is undone.
   * @throws StewardError `run.not-under-way`
   */
  cancel(runId: string, by: string): void;
  /**
   * Tells a run what a person says about a step of it that waits, e.g. that the disk is in, with its serial.
   * @throws StewardError `run.not-under-way`, or `run.no-such-step`
   */
  report(runId: string, stepId: string, report: Omit<StepReport, 'atMs'>): void;
  onChange(listener: (run: Run) => void): () => void;
}

/** Makes the runner. One process executes runs; a store is never shared by two. */
export const createRunner = (deps: RunnerDeps): Runner => {
  const { store, approvals, killSwitch, clock, ids, log } = deps;
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();
  /** What this process works on, or is about to; `again`: something happened meanwhile. */
  const begun = new Map<string, { again: boolean }>();
  const sessions = new Map<string, RunSession>();
  const locks = createObjectLocks();
  const limits = createSystemLimits(deps.stepsPerSystem ?? defaultStepsPerSystem);
  const problems = deps.problems ?? (async () => null);
  const record = createRunRecord({ recorder: deps.recorder, journal: store.journal, problems, clock, log });
  const wakeUps = createWakeUps(clock, (runId) => continueRun(runId));
  const changes = createChannel<Run>((thrown) =>
    log.error('A listener of runs failed.', { error: String(thrown) }),
  );
  const unsubscribe: (() => void)[] = [];

  const approvalOf = (runId: string): Approval | undefined => {
    const approvalId = store.journal.approvalIdOf(runId);
    return approvalId === undefined ? undefined : approvals.get(approvalId);
  };

  const runOf = (runId: string): Run | undefined => {
    const session = sessions.get(runId);
    if (session !== undefined) return foldRun(session.approval, session.entries, clock.now());
    const approval = approvalOf(runId);
    return approval === undefined ? undefined : foldRun(approval, store.journal.entries(runId), clock.now());
  };

  const journal = createRunJournal({
    store,
    clock,
    appended: (entries) => {
      for (const entry of entries) sessions.get(entry.runId)?.take(entry);
      for (const runId of new Set(entries.map((entry) => entry.runId))) {
        const run = runOf(runId);
        if (run !== undefined) changes.emit(run);
      }
    },
  });
  const { append } = journal;

  /** A workflow that was changed while its run was under way: the rest of the plan is not what its author wants now. */
  const refuseChangedWorkflow = (session: RunSession): void => {
    const { plan } = session.approval;
    if (plan.undoes !== null || deps.workflowDigest(plan.workflow) === plan.workflowDigest) return;
    if (session.entries.some((entry) => entry.type === 'run-refused')) return;
    session.append('run-refused', {
      text: `The workflow ${plan.workflow} was changed while this run was under way, so nothing further of it is done. Ask again, so that the new plan is shown.`,
    });
  };

  const execute = async (approval: Approval, grant: Grant, runId: string): Promise<void> => {
    const session = createRunSession(
      { runId, approval, grant, clock, signal: stopping.signal },
      store.journal.entries(runId),
      (type, data, step) => append(runId, type, data, step),
    );
    sessions.set(runId, session);
    try {
      await record.open(session);
      refuseChangedWorkflow(session);
      const advance = await advanceRun(session, {
        handlers: deps.handlers,
        limits,
        objection: () =>
          killSwitch.isOn() === undefined
            ? undefined
            : 'Everything is stopped. It goes on when an approver releases the stop in the panel.',
        journal,
      });
      approvals.end(grant);
      if (advance.kind === 'parked') {
        if (advance.lookAgainMs !== undefined) wakeUps.set(runId, clock.now() + advance.lookAgainMs);
        return;
      }
      const { ending } = advance;
      await record.close(session, ending);
      append(runId, 'run-finished', {
        state: ending.state,
        result: ending.result,
        remaining: ending.remaining as unknown as Json,
      });
      log.info('A run has finished.', { run: runId, state: ending.state });
    } finally {
      sessions.delete(runId);
    }
  };

  const isStillAsApproved = createApprovalCheck({ ...deps, signal: stopping.signal });

  const begin = async (approvalId: string, mine: { again: boolean }): Promise<void> => {
    const approval = approvals.get(approvalId);
    // It began a moment ago, and something kept it from going on.
    if (approval?.runId !== undefined) return queueMicrotask(() => continueRun(approval.runId ?? ''));
    if (approval?.state !== 'approved' || killSwitch.isOn() !== undefined) return;
    if (!(await isStillAsApproved(approval))) return;
    const consumed = approvals.consume(approvalId, ids.recordId('run', clock.now()));
    if (consumed?.approval.runId === undefined) return;
    const { runId } = consumed.approval;
    begun.set(runId, mine);
    try {
      await execute(consumed.approval, consumed.grant, runId);
    } finally {
      begun.delete(runId);
      if (mine.again) queueMicrotask(() => continueRun(runId));
    }
  };

  const work = (
    refs: readonly string[],
    name: string,
    task: (mine: { again: boolean }) => Promise<void>,
  ): void => {
    if (stopping.signal.aborted) return;
    const earlier = begun.get(name);
    if (earlier !== undefined) {
      earlier.again = true;
      return;
    }
    const mine = { again: false };
    begun.set(name, mine);
    const done = locks
      .hold(refs, name, () => untilDone(name, () => task(mine), { clock, signal: stopping.signal, log }))
      .finally(() => {
        begun.delete(name);
        working.delete(done);
        if (mine.again) continueRun(name);
      });
    working.add(done);
  };

  const refsOf = (approval: Approval) => approval.plan.observed.map((state) => state.ref);

  /** Goes on with a run that was put aside, or was under way when Steward ended. */
  const continueRun = (runId: string): void => {
    wakeUps.cancel(runId);
    const approval = approvalOf(runId);
    if (approval === undefined || !store.journal.isUnfinished(runId)) return;
    work(refsOf(approval), runId, async () => {
      const resumed = approvals.resume(runId);
      if (resumed !== undefined) await execute(resumed.approval, resumed.grant, runId);
    });
  };

  const takeUp = (runId: string): void => {
    const approval = approvalOf(runId);
    if (approval?.runId !== runId) {
      append(runId, 'run-finished', {
        state: 'unknown',
        result:
          'Steward was stopped in the middle, and the approval of this run is not in its records any more.',
      });
      return;
    }
    const dueMs = whenToLook(approval.plan, store.journal.entries(runId));
    if (dueMs === 'now') {
      log.info('A run is taken up again.', { run: runId });
      continueRun(runId);
    } else if (dueMs !== 'when-told') wakeUps.set(runId, dueMs);
  };

  const beginWhenApproved = (approval: Approval): void => {
    if (approval.state === 'approved')
      work(refsOf(approval), approval.id, (mine) => begin(approval.id, mine));
  };

  const underWay = (runId: string): Run => {
    const run = runOf(runId);
    if (run === undefined || !isUnderWay(run.state))
      throw new StewardError(
        run === undefined ? `There is no run ${runId}.` : `The run "${run.title}" is over already.`,
        { code: 'run.not-under-way', kind: 'terminal' },
      );
    return run;
  };

  const poke = (runId: string): void => {
    const session = sessions.get(runId);
    const working = begun.get(runId);
    if (working !== undefined) working.again = true;
    if (session === undefined) continueRun(runId);
    else session.poke();
  };

  return {
    start: () => {
      for (const runId of store.journal.unfinishedRuns()) takeUp(runId);
      unsubscribe.push(approvals.onChange(beginWhenApproved));
      unsubscribe.push(
        killSwitch.onChange((state) => {
          if (state !== undefined) return;
          for (const approval of approvals.list({ states: ['approved'] })) beginWhenApproved(approval);
          for (const runId of store.journal.unfinishedRuns()) poke(runId);
        }),
      );
      for (const approval of approvals.list({ states: ['approved'] })) beginWhenApproved(approval);
    },
    stop: async () => {
      for (const one of unsubscribe) one();
      stopping.abort();
      wakeUps.stop();
      await Promise.allSettled(working);
    },
    get: runOf,
    list: (limit) =>
      [...new Set([...store.journal.listRuns(limit), ...store.journal.unfinishedRuns().slice(-limit)])]
        .map(runOf)
        .filter((run) => run !== undefined)
        .sort((a, b) => b.startedAtMs - a.startedAtMs),
    queued: locks.waiting,
    cancel: (runId, by) => {
      underWay(runId);
      append(runId, 'cancel-requested', { by });
      poke(runId);
    },
    report: (runId, stepId, { by, values }) => {
      const run = underWay(runId);
      if (!run.steps.some((step) => step.id === stepId))
        throw new StewardError(`The run "${run.title}" has no step ${stepId}.`, {
          code: 'run.no-such-step',
          kind: 'terminal',
          mend: `Its steps: ${run.steps.map((step) => step.id).join(', ')}.`,
        });
      append(runId, 'step-reported', { by, values }, stepId);
      poke(runId);
    },
    onChange: changes.on,
  };
};
