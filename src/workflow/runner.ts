import type { Approvals } from '../approvals/approvals.ts';
import type { Approval } from '../core/approval.ts';
import { type Clock, delay } from '../core/clock.ts';
import { asStewardError, explain, StewardError } from '../core/errors.ts';
import { createChannel } from '../core/events.ts';
import type { Grant } from '../core/grant.ts';
import type { IdSource } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { isChange, type Json, type PlanStep } from '../core/plan.ts';
import type { JournalType, Run } from '../core/run.ts';
import type { StepContext, StepHandler } from '../core/step.ts';
import type { Store } from '../core/stores.ts';
import { changesSinceApproval, describeDifferences } from './changes-since-approval.ts';
import { type Ending, endingHeading, endingOf } from './ending.ts';
import { foldRun } from './fold-run.ts';
import { createObjectLocks } from './object-locks.ts';
import type { Recorder } from './record/recorder.ts';
import { runStep } from './run-step.ts';

/** What {@link createRunner} is given. */
export interface RunnerDeps {
  readonly store: Store;
  readonly approvals: Approvals;
  readonly recorder: Recorder;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  /** Digest of a workflow as its file is now; undefined when there is no such workflow any more. */
  readonly workflowDigest: (workflow: string) => string | undefined;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/** Executes approved plans. */
export interface Runner {
  /** Takes up what was under way, starts what is approved, and from now on starts every plan as it is approved. */
  start(): void;
  /** Lets no new run begin, interrupts waiting, and resolves when every run has come to a safe point. */
  stop(): Promise<void>;
  get(runId: string): Run | undefined;
  /** Newest first. */
  list(limit: number): Run[];
  onChange(listener: (run: Run) => void): () => void;
}

const longestRetryMs = 60_000;
/** Shortest time between two journalled lines of progress. Milliseconds. */
const progressIntervalMs = 1_000;

/** Makes the runner. One process executes runs; a store is never shared by two. */
export const createRunner = (deps: RunnerDeps): Runner => {
  const { store, approvals, recorder, clock, ids, log } = deps;
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();
  const begun = new Set<string>();
  const locks = createObjectLocks();
  const changes = createChannel<Run>((thrown) =>
    log.error('A listener of runs failed.', { error: String(thrown) }),
  );
  let unsubscribe: () => void = () => {};

  const runOf = (runId: string): Run | undefined => {
    const approvalId = store.journal.approvalIdOf(runId);
    const approval = approvalId === undefined ? undefined : approvals.get(approvalId);
    return approval === undefined ? undefined : foldRun(approval, store.journal.entries(runId), clock.now());
  };

  const changed = (runId: string): void => {
    const run = runOf(runId);
    if (run !== undefined) changes.emit(run);
  };

  const append = (runId: string, type: JournalType, data: Json, step?: string): void => {
    store.journal.append({ runId, atMs: clock.now(), type, data, ...(step === undefined ? {} : { step }) });
    changed(runId);
  };

  const contextFor = (approval: Approval, runId: string, step: PlanStep): StepContext => {
    let lastMs = Number.NEGATIVE_INFINITY;
    let lastLine = '';
    return {
      runId,
      plan: approval.plan,
      startedAtMs: clock.now(),
      outputs: {},
      reports: {},
      clock,
      signal: stopping.signal,
      progress: (line) => {
        if (line === lastLine || clock.now() - lastMs < progressIntervalMs) return;
        lastLine = line;
        lastMs = clock.now();
        append(runId, 'step-progress', { text: line }, step.id);
      },
    };
  };

  const interrupted = () =>
    new StewardError('Steward is stopping.', { code: 'run.interrupted', kind: 'retry' });

  /** Repeats a piece of record-keeping until it succeeds: once an effect is there, its record is never skipped. */
  const persistently = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (thrown) {
        log.warn('A record could not be written; it is tried again.', {
          what,
          error: asStewardError(thrown).message,
        });
        if (!(await delay(clock, Math.min(1000 * 2 ** attempt, longestRetryMs), stopping.signal)))
          throw interrupted();
      }
    }
  };

  /** Does `work` unless the journal says that it was done before. */
  const once = async (runId: string, type: JournalType, work: () => Promise<Json>): Promise<void> => {
    if (store.journal.entries(runId).some((entry) => entry.type === type)) return;
    append(runId, type, await persistently(type, work));
  };

  const runSteps = async (approval: Approval, grant: Grant, runId: string): Promise<Ending> => {
    const statements: string[] = [];
    for (const step of approval.plan.steps.filter(isChange)) {
      const handler = deps.handlers.get(step.type)?.change;
      if (handler === undefined)
        return { state: 'failed', result: `The step type ${step.type} is not known. Nothing was changed.` };
      const outcome = await runStep({
        plan: approval.plan,
        step,
        handler,
        grant,
        context: contextFor(approval, runId, step),
        entries: store.journal.entries(runId).filter((entry) => entry.step === step.id),
        journal: (type, data) => append(runId, type, data, step.id),
        confirm: ({ statement, evidence }) =>
          store.journal.confirm({
            runId,
            step: step.id,
            ref: step.effect.ref,
            action: step.effect.action,
            statement,
            evidence,
            confirmedAtMs: clock.now(),
          }),
      });
      if (outcome.kind === 'done') statements.push(outcome.statement);
      else return endingOf(outcome, step.title, statements);
    }
    return { state: 'succeeded', result: statements.join(' ') };
  };

  const execute = async (approval: Approval, grant: Grant, runId: string): Promise<void> => {
    changed(runId);
    await once(runId, 'issue-opened', async () => ({ issue: await recorder.open(approval) }));
    await once(runId, 'analysis-recorded', async () => ({ issue: await recorder.open(approval) }));
    await once(runId, 'approval-recorded', async () => {
      await recorder.decision(approval);
      return {};
    });
    const ending = await runSteps(approval, grant, runId);
    approvals.end(grant);
    const issue = await persistently('issue', () => recorder.open(approval));
    await once(runId, 'progress-recorded', async () => {
      await recorder.progress(approval, store.journal.entries(runId));
      return {};
    });
    await once(runId, 'validation-recorded', async () => {
      await recorder.validation(approval, { heading: endingHeading[ending.state], text: ending.result });
      return {};
    });
    if (ending.state === 'succeeded') {
      await once(runId, 'documentation-committed', async () => ({
        commit: await recorder.document({
          approval,
          issue,
          runId,
          ledger: store.journal.ledger({ runId }),
          finishedAtMs:
            store.journal.entries(runId).findLast((entry) => entry.type === 'step-verified')?.atMs ?? 0,
        }),
      }));
      await once(runId, 'issue-closed', async () => {
        await recorder.confirmClosed(issue);
        return { issue };
      });
    } else
      await persistently('label', () =>
        recorder.leaveOpen(issue, ending.state === 'unknown' ? 'outcome-unknown' : 'failed'),
      );
    append(runId, 'run-finished', { state: ending.state, result: ending.result });
    log.info('A run has finished.', { run: runId, state: ending.state });
  };

  const begin = async (approvalId: string): Promise<void> => {
    const approval = approvals.get(approvalId);
    if (approval?.state !== 'approved') return;
    if (deps.workflowDigest(approval.plan.workflow) !== approval.plan.workflowDigest) {
      approvals.invalidate(
        approvalId,
        [],
        `Nothing was done: the workflow ${approval.plan.workflow} was changed after the approval. Ask again, so that the new plan is shown.`,
      );
      return;
    }
    try {
      const differences = await changesSinceApproval(approval, deps.handlers, clock, stopping.signal);
      if (differences.length > 0) {
        approvals.invalidate(
          approvalId,
          differences,
          `Nothing was done, because something changed after the request: ${describeDifferences(differences)}.`,
        );
        return;
      }
    } catch (thrown) {
      // Steward is stopping: the approval stands, and its run begins at the next start.
      if (stopping.signal.aborted) return;
      approvals.invalidate(approvalId, [], `Nothing was done: ${explain(asStewardError(thrown))}`);
      return;
    }
    const consumed = approvals.consume(approvalId, ids.recordId('run', clock.now()));
    if (consumed?.approval.runId === undefined) return;
    await execute(consumed.approval, consumed.grant, consumed.approval.runId);
  };

  const work = (refs: readonly string[], name: string, task: () => Promise<void>): void => {
    if (begun.has(name) || stopping.signal.aborted) return;
    begun.add(name);
    const done = locks
      .hold(refs, task)
      .catch((thrown: unknown) => {
        // An interrupted run says so in many ways; whatever it threw, its journal says where to go on.
        if (!stopping.signal.aborted)
          log.error('A run stopped on an internal error and goes on at the next start.', {
            name,
            error: asStewardError(thrown).message,
          });
      })
      .finally(() => {
        begun.delete(name);
        working.delete(done);
      });
    working.add(done);
  };

  const refsOf = (approval: Approval) => approval.plan.observed.map((state) => state.ref);

  const beginWhenApproved = (approval: Approval): void => {
    if (approval.state === 'approved') work(refsOf(approval), approval.id, () => begin(approval.id));
  };

  return {
    start: () => {
      for (const runId of store.journal.unfinishedRuns()) {
        const resumed = approvals.resume(runId);
        if (resumed === undefined) {
          append(runId, 'run-finished', {
            state: 'unknown',
            result:
              'Steward was stopped in the middle, and the approval of this run is not in its records any more.',
          });
          continue;
        }
        log.info('A run is taken up again.', { run: runId });
        work(refsOf(resumed.approval), runId, () => execute(resumed.approval, resumed.grant, runId));
      }
      unsubscribe = approvals.onChange(beginWhenApproved);
      for (const approval of approvals.list({ states: ['approved'] })) beginWhenApproved(approval);
    },
    stop: async () => {
      unsubscribe();
      stopping.abort();
      await Promise.allSettled(working);
    },
    get: runOf,
    list: (limit) =>
      store.journal
        .listRuns(limit)
        .map(runOf)
        .filter((run) => run !== undefined),
    onChange: changes.on,
  };
};
