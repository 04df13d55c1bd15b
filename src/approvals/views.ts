import { type Approval, decisionsOf, isPending, requirementOf } from '../core/approval.ts';
import type { AutonomyView, RequirementView } from '../core/approval-view.ts';
import type { AutonomySetting } from '../core/autonomy.ts';
import type { Approver } from './approvers.ts';
import { escalationAtMs } from './policy/timed-step.ts';
import { whoMayApprove, whoSaidYes } from './policy/who-may-approve.ts';

/** What a request takes, who has said yes and who still may, for the panel and the card. Pure. */
export const requirementView = (approval: Approval, approvers: readonly Approver[]): RequirementView => {
  const { approvals, reasons } = requirementOf(approval);
  const isWaiting = isPending(approval);
  const saidYes = new Set(whoSaidYes(approval, approvers).map(({ userId }) => userId));
  const escalatesAtMs = isWaiting ? escalationAtMs(approval) : undefined;
  return {
    needed: approvals,
    given: decisionsOf(approval)
      .filter(({ answer }) => answer === 'approve' || (answer === undefined && approval.state !== 'denied'))
      .map(({ name, channel, atMs }) => ({ name, channel, atMs })),
    mayApprove: isWaiting
      ? whoMayApprove(approval, approvers)
          .filter(({ userId }) => !saidYes.has(userId))
          .map(({ userId, name }) => ({ userId, name }))
      : [],
    reasons: [...reasons, ...(approval.decision?.reasons ?? [])],
    ...(isWaiting && approval.quietUntilMs !== undefined && approval.quietEndedAtMs === undefined
      ? { quietUntilMs: approval.quietUntilMs }
      : {}),
    ...(escalatesAtMs === undefined ? {} : { escalatesAtMs }),
    ...(approval.escalatedAtMs === undefined ? {} : { escalatedAtMs: approval.escalatedAtMs }),
  };
};

/** A setting in force, for the panel. Pure. */
export const autonomyView = ({ setBy, ...setting }: AutonomySetting): AutonomyView => ({
  ...setting,
  setBy: setBy.name,
});
