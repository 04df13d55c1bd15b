import { type Approval, requirementOf } from '../core/approval.ts';
import type { Approver } from './approvers.ts';

/** Why a request has expired, in plain words: for the record and for people. Pure. */
export const expiryWords = (approval: Approval, saidYes: readonly Approver[]): string => {
  if (approval.state === 'approved') return 'It was approved, but could not begin before it expired.';
  const { approvals } = requirementOf(approval);
  return saidYes.length === 0
    ? 'Nobody answered in time.'
    : `Only ${saidYes.length} of ${approvals} approvals came in time: ${saidYes.map(({ name }) => name).join(', ')}.`;
};
