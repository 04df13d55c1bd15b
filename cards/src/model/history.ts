import type { ApprovalView, Overview, RunView } from '../../../src/core/overview.ts';
import { isUnderWay } from '../../../src/core/run.ts';

/** Whether a request waits for somebody. */
export const isWaiting = (approval: ApprovalView): boolean =>
  approval.state === 'requested' || approval.state === 'presented';

/** Requests that wait, oldest first, so that a new one never pushes another from under the finger. */
export const waitingRequests = (overview: Overview): ApprovalView[] =>
  overview.approvals.filter(isWaiting).toSorted((a, b) => a.requestedAtMs - b.requestedAtMs);

/** How long a run stays in view after its end. Milliseconds. */
const lingerMs = 10 * 60_000;

/** Runs under way, oldest first, then those that have just ended, newest first: people want to see how it went. */
export const currentRuns = (overview: Overview, nowMs: number): RunView[] => [
  ...runningRuns(overview),
  ...overview.runs
    .filter((run) => run.endedAtMs !== undefined && nowMs - run.endedAtMs < lingerMs)
    .toSorted((a, b) => (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0)),
];

/** Runs under way, oldest first. */
export const runningRuns = (overview: Overview): RunView[] =>
  overview.runs.filter((run) => isUnderWay(run.state)).toSorted((a, b) => a.startedAtMs - b.startedAtMs);

/** Something that is over: a run, or a request that never became one. */
export type HistoryEntry =
  | {
      readonly kind: 'run';
      readonly id: string;
      readonly atMs: number;
      readonly run: RunView;
      readonly approval: ApprovalView | undefined;
    }
  | { readonly kind: 'request'; readonly id: string; readonly atMs: number; readonly approval: ApprovalView };

/** Everything that is over, newest first. */
export const historyOf = (overview: Overview): HistoryEntry[] => {
  const runs = overview.runs
    .filter((run) => !isUnderWay(run.state))
    .map(
      (run): HistoryEntry => ({
        kind: 'run',
        id: run.id,
        atMs: run.endedAtMs ?? run.startedAtMs,
        run,
        approval: overview.approvals.find((approval) => approval.id === run.approvalId),
      }),
    );
  const ended = ['denied', 'expired', 'cancelled', 'invalidated'];
  const shown = new Set(runs.map((entry) => (entry.kind === 'run' ? entry.run.approvalId : '')));
  const requests = overview.approvals
    .filter((approval) => ended.includes(approval.state) && !shown.has(approval.id))
    .map(
      (approval): HistoryEntry => ({
        kind: 'request',
        id: approval.id,
        atMs:
          approval.decision?.atMs ??
          (approval.state === 'expired' ? approval.expiresAtMs : approval.requestedAtMs),
        approval,
      }),
    );
  return [...runs, ...requests].toSorted((a, b) => b.atMs - a.atMs);
};
