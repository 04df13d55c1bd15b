import { type Approval, type ApprovalRequirement, decisionsOf, requirementOf } from '../../core/approval.ts';
import type { Approver } from '../approvers.ts';

/** Whether a rule means this approver: by id, or by name in any letter case. */
const isMeant = (word: string, { userId, name }: Approver): boolean =>
  word === userId || word.trim().toLowerCase() === name.trim().toLowerCase();

/**
 * Who may approve a request now, whether or not they have answered already: those whom its rule names, after the
 * escalation the others too, without whoever asked where the rule says so. Nobody who is no approver any more. Pure.
 */
export const whoMayApprove = (approval: Approval, approvers: readonly Approver[]): Approver[] => {
  const requirement = requirementOf(approval);
  const isEscalated = approval.escalatedAtMs !== undefined;
  return approvers.filter(
    (approver) =>
      (isEscalated ? everMeant(requirement, approver) : meantAtFirst(requirement, approver)) &&
      !(requirement.excludesRequester && approval.requester.person?.userId === approver.userId),
  );
};

const meantAtFirst = ({ approvers }: ApprovalRequirement, approver: Approver): boolean =>
  approvers === null || approvers.some((word) => isMeant(word, approver));

/** Whether a rule means this approver at first or after its escalation. */
export const everMeant = (
  requirement: Pick<ApprovalRequirement, 'approvers' | 'escalation'>,
  approver: Approver,
): boolean =>
  requirement.approvers === null ||
  [...requirement.approvers, ...(requirement.escalation?.approvers ?? [])].some((word) =>
    isMeant(word, approver),
  );

/** The people who have said yes and may still say it: each counts once, whatever they answered it with. Pure. */
export const whoSaidYes = (approval: Approval, approvers: readonly Approver[]): Approver[] => {
  const yes = new Set(
    decisionsOf(approval)
      .filter(({ answer }) => answer !== 'deny')
      .map(({ userId }) => userId),
  );
  return whoMayApprove(approval, approvers).filter(({ userId }) => yes.has(userId));
};
