import { createAnswerDesk } from './answer-desk.ts';
import { createApprovalLife, waiting } from './approval-life.ts';
import type { Approvals, ApprovalsDeps, ApprovalsOptions } from './approvals.ts';
import { whoMayApprove } from './policy/who-may-approve.ts';
import { createRequestDesk } from './request-desk.ts';
import { createRunGate } from './run-gate.ts';

/** Makes the approvals engine over a store. */
export const createApprovals = (options: ApprovalsOptions, deps: ApprovalsDeps): Approvals => {
  const { approvals } = deps.store;
  const life = createApprovalLife(deps);
  return {
    ...createRequestDesk(options, deps, life),
    ...createAnswerDesk(deps, life),
    ...createRunGate(deps, life),

    markPresented: (approvalId) => {
      life.move(['requested'], approvalId, 'presented', {});
    },
    invalidate: (approvalId, differences, because) =>
      life.move([...waiting, 'approved'], approvalId, 'invalidated', { differences, endedBecause: because }),
    setIssue: (approvalId, issue) => {
      approvals.setIssue(approvalId, issue);
      const approval = approvals.get(approvalId);
      if (approval !== undefined) life.tell(approval);
    },

    get: approvals.get,
    list: approvals.list,
    mayApprove: (approval) => whoMayApprove(approval, deps.approvers()),
    onChange: life.onChange,
    start: life.start,
    stop: life.stop,
  };
};
