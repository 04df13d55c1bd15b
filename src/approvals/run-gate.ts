import type { Approval } from '../core/approval.ts';
import { planDigest } from '../core/plan.ts';
import type { ApprovalLife } from './approval-life.ts';
import type { Approvals, ApprovalsDeps } from './approvals.ts';
import { endGrant, grantFor } from './grants.ts';

/** Whether the recorded plan is still the one that people were shown. */
const isAsShown = (approval: Approval): boolean => planDigest(approval.plan) === approval.planDigest;

/** The one place where an approval becomes a run: consumes it, and hands out the run's Grant. */
export const createRunGate = (
  { store, clock, killSwitch }: Pick<ApprovalsDeps, 'store' | 'clock' | 'killSwitch'>,
  life: ApprovalLife,
): Pick<Approvals, 'consume' | 'resume' | 'end'> => ({
  consume: (approvalId, runId) => {
    const atMs = clock.now();
    const found = store.approvals.get(approvalId);
    if (found === undefined || !isAsShown(found)) return undefined;
    // The timer may be late: a machine that slept wakes up with it.
    if (atMs >= found.expiresAtMs) life.expire(approvalId);
    if (killSwitch?.isOn() !== undefined) return undefined;
    const approval = store.approvals.consume(
      { approvalId, atMs, state: 'consumed', change: { runId } },
      {
        runId,
        sequence: 1,
        atMs,
        type: 'run-started',
        data: { approvalId, planDigest: found.planDigest, workflow: found.plan.workflow },
      },
    );
    return approval === undefined
      ? undefined
      : { approval: life.tell(approval), grant: grantFor(approval, runId, killSwitch) };
  },

  resume: (runId) => {
    const approvalId = store.journal.approvalIdOf(runId);
    const approval = approvalId === undefined ? undefined : store.approvals.get(approvalId);
    return approval?.state === 'consumed' &&
      approval.runId === runId &&
      isAsShown(approval) &&
      store.journal.isUnfinished(runId)
      ? { approval, grant: grantFor(approval, runId, killSwitch) }
      : undefined;
  },

  end: endGrant,
});
