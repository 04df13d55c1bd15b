import type { Approval, Decision } from '../core/approval.ts';
import { isPending } from '../core/approval.ts';
import { planDigest } from '../core/plan.ts';
import type { Approver } from './approvers.ts';
import type { PinCheck } from './pin.ts';
import { needsStepUp } from './policy/request-policy.ts';

/** A person's answer, as the channel that took it vouches for it. */
export interface Answer extends Omit<Decision, 'atMs' | 'name'> {
  /** The digest of the plan that the person was shown. */
  readonly planDigest: string;
  readonly pin?: string | undefined;
}

/** Why an answer, a cancellation or a request was not taken. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code:
    | 'not-found'
    | 'not-an-approver'
    | 'already-decided'
    | 'expired'
    | 'other-plan'
    | 'panel-needed'
    | 'pin-missing'
    | 'pin-not-configured'
    | 'pin-wrong'
    | 'pin-locked'
    | 'not-yours'
    | 'unknown-speaker-forbidden'
    | 'unknown-speaker-destructive'
    | 'too-many'
    | 'too-many-waiting';
  readonly reason: string;
}

/** Taken, with the record as it is now. */
export interface Taken {
  readonly kind: 'taken';
  readonly approval: Approval;
}

/** Makes a refusal. */
export const refuse = (code: Refusal['code'], reason: string): Refusal => ({ kind: 'refused', code, reason });

/** What keeps an answer from counting; undefined when nothing does. Pure. */
export const answerObjection = (
  approval: Approval | undefined,
  answer: Omit<Answer, 'pin'>,
  approvers: readonly Approver[],
  nowMs: number,
): Refusal | undefined => {
  if (approval === undefined) return refuse('not-found', 'There is no such request.');
  if (!approvers.some((approver) => approver.userId === answer.userId))
    return refuse('not-an-approver', 'You are not among the approvers. The option approvers names them.');
  if (approval.state === 'expired' || (isPending(approval) && nowMs >= approval.expiresAtMs))
    return refuse('expired', 'The request has expired. Ask again.');
  if (!isPending(approval)) return refuse('already-decided', `The request is ${approval.state} already.`);
  if (answer.planDigest !== approval.planDigest || planDigest(approval.plan) !== approval.planDigest)
    return refuse('other-plan', 'The plan is not the one that you were shown. Look at it again.');
  return undefined;
};

/** What is missing for approving a plan that destroys data; undefined for every other plan and for a right PIN. */
export const stepUpObjection = (
  approval: Approval,
  answer: Answer,
  approvers: readonly Approver[],
  pinCheck: PinCheck,
  nowMs: number,
): Refusal | undefined => {
  if (!needsStepUp(approval.plan.risk)) return undefined;
  if (answer.channel !== 'panel')
    return refuse('panel-needed', 'This plan destroys data: approve it in the panel, with your PIN.');
  const expected = approvers.find((approver) => approver.userId === answer.userId)?.pin;
  if (expected === undefined)
    return refuse('pin-not-configured', 'You have no PIN. Set `pin` for yourself in the option approvers.');
  if (answer.pin === undefined || answer.pin === '') return refuse('pin-missing', 'Enter your PIN.');
  const verdict = pinCheck.check(answer.userId, expected, answer.pin);
  if (verdict.kind === 'right') return undefined;
  return verdict.kind === 'locked'
    ? refuse(
        'pin-locked',
        `Too many wrong PINs. Try again in ${Math.ceil((verdict.untilMs - nowMs) / 60_000)} minutes.`,
      )
    : refuse('pin-wrong', `That PIN is wrong. ${verdict.triesLeft} tries are left.`);
};
