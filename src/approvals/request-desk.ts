import type { Approval } from '../core/approval.ts';
import { type Refusal, refuse } from './answers.ts';
import type { ApprovalLife } from './approval-life.ts';
import type { Approvals, ApprovalsDeps, ApprovalsOptions } from './approvals.ts';
import { type AutonomyVerdict, standingDecision } from './autonomy/judge-autonomy.ts';
import { newApproval } from './new-approval.ts';
import { mayRequest } from './policy/request-policy.ts';
import { requirementsFor } from './policy/requirements-for.ts';

/** Requests that are looked through for floods. */
const recentLimit = 200;

/** Takes requests: whether they may be made, what they take, and whether a standing approval covers them. */
export const createRequestDesk = (
  options: ApprovalsOptions,
  { store, clock, ids, log, approvers, tagsOf = () => [], autonomy, killSwitch }: ApprovalsDeps,
  life: ApprovalLife,
): Pick<Approvals, 'request'> => {
  /** The request's first events: that it was made and, where nobody has to be asked, that it was approved. */
  const record = (approval: Approval, standing: AutonomyVerdict): Approval =>
    store.transaction(() => {
      store.approvals.create(approval);
      if (standing.kind !== 'automatic') return approval;
      const atMs = approval.requestedAtMs;
      const decision = standingDecision(standing, atMs);
      const change = { decision, decisions: [decision] };
      return (
        store.approvals.transition(['requested'], {
          approvalId: approval.id,
          atMs,
          state: 'approved',
          change,
        }) ?? approval
      );
    });

  return {
    request: (request) => {
      const { plan, requester } = request;
      const nowMs = clock.now();
      const refused = (refusal: Refusal): Refusal => {
        log.security('A request was refused.', { code: refusal.code, channel: requester.channel });
        return refusal;
      };
      const recent = store.approvals.list({ limit: recentLimit });
      const verdict = mayRequest(requester, plan.risk, recent, options.policy, nowMs);
      if (verdict.kind === 'refused') return refused(verdict);
      const required = requirementsFor(plan, requester, options.rules ?? [], approvers(), {
        expiryMs: options.expiryMs,
        tagsOf,
      });
      if (required.kind === 'impossible') return refused(refuse('too-few-approvers', required.reason));
      const { requirement } = required;
      const isStopped = killSwitch?.isOn() !== undefined;
      const standing: AutonomyVerdict = autonomy?.judge({
        plan,
        requester,
        requirement,
        isStopped,
        recent,
        nowMs,
      }) ?? {
        kind: 'ask',
        reasons: [],
      };
      if (standing.kind === 'watching') return refused(refuse('only-watching', standing.reason));
      const approval = newApproval(
        request,
        // What runs without asking carries its reasons in its decision.
        standing.kind === 'ask'
          ? { ...requirement, reasons: [...requirement.reasons, ...standing.reasons] }
          : requirement,
        approvers(),
        { id: ids.recordId('approval', nowMs), nowMs, isAutomatic: standing.kind === 'automatic' },
      );
      const recorded = record(approval, standing);
      log.info('A change was requested.', {
        approval: approval.id,
        workflow: plan.workflow,
        risk: plan.risk,
        autonomy: standing.kind,
      });
      return { kind: 'taken', approval: life.tell(recorded) };
    },
  };
};
