import { z } from 'zod';
import type { Approvals } from '../../approvals/approvals.ts';
import type { StopSwitch } from '../../approvals/kill-switch.ts';
import type { Approval, ApprovalState } from '../../core/approval.ts';
import type { Difference } from '../../core/difference.ts';
import { StewardError } from '../../core/errors.ts';
import { describeRequester, type Requester } from '../../core/people.ts';
import type { Run } from '../../core/run.ts';
import type { JournalStore } from '../../core/stores.ts';
import type { Proposer } from '../../planner/proposer.ts';
import { type ReplayDeviation, replayRun } from '../../workflow/run/replay-run.ts';
import type { Runner } from '../../workflow/runner.ts';
import type { createServer } from '../create-server.ts';

/** Whoever has the data folder's own user: as good as the machine itself. */
const requester: Requester = { channel: 'cli' };

/** A run with what its request adds to it. */
export interface RunDetails extends Run {
  readonly requestedBy: string;
  readonly requestText: string;
  readonly approvedBy: string | null;
  /** Steps that the plan left out, and why. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
  /** Id of the run that this one undoes. */
  readonly undoes: string | null;
  /** Ids of runs that undo this one, or were to. */
  readonly undoneBy: readonly string[];
  /** Titles of the runs or requests that it waits for, because they change one of its objects. */
  readonly behind: readonly string[];
  readonly remaining: readonly Difference[];
}

/** The request that undoes a run, which waits for approval like any other. */
export interface UndoRequested {
  readonly approvalId: string;
  readonly state: ApprovalState;
  readonly title: string;
  /** Steps of the run that stay as they are, and why. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

/** What comes of replaying a recorded run. */
export interface RunReplay {
  readonly runId: string;
  readonly entries: number;
  /** Whether today's decisions are those that were recorded. */
  readonly isSame: boolean;
  readonly deviations: readonly ReplayDeviation[];
}

const idParameter = z.object({ id: z.string().min(1).max(128) });
const reportBody = z.strictObject({
  step: z.string().min(1).max(200),
  values: z.record(z.string().max(64), z.union([z.string().max(1000), z.number(), z.boolean()])).default({}),
});
const stopBody = z.strictObject({ reason: z.string().min(1).max(200).default('Asked at the command line.') });

/** What {@link addRunRoutes} answers from. */
export interface RunRouteDeps {
  readonly approvals: Approvals;
  readonly runner: Runner;
  readonly journal: Pick<JournalStore, 'entries'>;
  readonly killSwitch: Pick<StopSwitch, 'stop'>;
  readonly proposer: Pick<Proposer, 'proposeUndo'>;
}

/** How many requests are looked through for those that undo a run. */
const mostRequests = 1_000;

const detailsOf = (run: Run, approval: Approval, { approvals, runner }: RunRouteDeps): RunDetails => {
  const titleOf = (id: string): string =>
    (approvals.get(id) ?? approvals.get(runner.get(id)?.approvalId ?? ''))?.plan.title ?? id;
  const waiting = runner.queued().find(({ holder }) => holder === run.id);
  return {
    ...run,
    requestedBy: describeRequester(approval.requester),
    requestText: approval.requestText,
    approvedBy: approval.decision?.name ?? null,
    skipped: approval.plan.skipped,
    undoes: approval.plan.undoes,
    undoneBy: approvals
      .list({ states: ['consumed'], limit: mostRequests })
      .flatMap(({ plan, runId }) => (plan.undoes === run.id && runId !== undefined ? [runId] : [])),
    behind: (waiting?.behind ?? []).map(titleOf),
    remaining: run.remaining ?? [],
  };
};

/** Adds what the `steward runs` and `steward stop` commands ask for. */
export const addRunRoutes = (server: ReturnType<typeof createServer>, deps: RunRouteDeps): void => {
  const found = (parameters: unknown): { run: Run; approval: Approval } => {
    const { id } = idParameter.parse(parameters);
    const run = deps.runner.get(id);
    const approval = run === undefined ? undefined : deps.approvals.get(run.approvalId);
    if (run === undefined || approval === undefined)
      throw new StewardError(`There is no run ${id}.`, { code: 'run.not-found', kind: 'terminal' });
    return { run, approval };
  };
  const afresh = (parameters: unknown): RunDetails => {
    const { run, approval } = found(parameters);
    return detailsOf(run, approval, deps);
  };

  server.get('/runs/:id', (request) => afresh(request.params));

  server.get('/runs/:id/replay', (request): RunReplay => {
    const { run, approval } = found(request.params);
    const entries = deps.journal.entries(run.id);
    const deviations = replayRun(approval.plan, entries);
    return { runId: run.id, entries: entries.length, isSame: deviations.length === 0, deviations };
  });

  server.post('/runs/:id/cancel', (request) => {
    deps.runner.cancel(found(request.params).run.id, describeRequester(requester));
    return afresh(request.params);
  });

  server.post('/runs/:id/report', (request) => {
    const { step, values } = reportBody.parse(request.body);
    deps.runner.report(found(request.params).run.id, step, { by: describeRequester(requester), values });
    return afresh(request.params);
  });

  server.post('/runs/:id/undo', async (request): Promise<UndoRequested> => {
    const { run } = found(request.params);
    const proposal = await deps.proposer.proposeUndo({
      runId: run.id,
      requester,
      requestText: `steward runs undo ${run.id}`,
    });
    if (proposal.kind === 'impossible') throw proposal.error;
    if (proposal.kind === 'refused')
      throw new StewardError(proposal.refusal.reason, { code: 'control.refused', kind: 'terminal' });
    if (proposal.kind === 'already-so')
      throw new StewardError(proposal.statement, { code: 'undo.nothing', kind: 'terminal' });
    const { id, state, plan } = proposal.approval;
    return { approvalId: id, state, title: plan.title, skipped: plan.skipped };
  });

  server.post('/stop', (request) =>
    deps.killSwitch.stop(requester, stopBody.parse(request.body ?? {}).reason),
  );
};
