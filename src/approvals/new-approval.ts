import type { Approval, ApprovalRequirement } from '../core/approval.ts';
import type { Requester } from '../core/people.ts';
import { observedDigest, type Plan, planDigest } from '../core/plan.ts';
import { quietUntilMs } from '../core/quiet-hours.ts';
import type { Approver } from './approvers.ts';
import { whoMayApprove } from './policy/who-may-approve.ts';

/** A new request. */
export interface NewRequest {
  readonly plan: Plan;
  readonly requester: Requester;
  readonly requestText: string;
  readonly conversationId?: string;
}

/**
 * The record of a new request. Asked in quiet hours it waits for their end, and its time runs from there, so that it does
 * not lapse while everybody sleeps; unless whoever asks can approve it alone (they are awake), or nobody is asked. Pure.
 */
export const newApproval = (
  { plan, requester, requestText, conversationId }: NewRequest,
  requirement: ApprovalRequirement,
  approvers: readonly Approver[],
  { id, nowMs, isAutomatic }: { id: string; nowMs: number; isAutomatic: boolean },
): Approval => {
  const bare: Approval = {
    id,
    state: 'requested',
    plan,
    planDigest: planDigest(plan),
    observedDigest: observedDigest(plan.observed),
    requester,
    requestText,
    requestedAtMs: nowMs,
    expiresAtMs: nowMs + requirement.expiryMs,
    requirement,
    ...(conversationId === undefined ? {} : { conversationId }),
  };
  const quietMs = quietUntilMs(requirement.quietHours, nowMs);
  const isAwakeAndEnough =
    requirement.approvals === 1 &&
    whoMayApprove(bare, approvers).some(({ userId }) => userId === requester.person?.userId);
  return quietMs === undefined || isAwakeAndEnough || isAutomatic
    ? bare
    : { ...bare, quietUntilMs: quietMs, expiresAtMs: quietMs + requirement.expiryMs };
};
