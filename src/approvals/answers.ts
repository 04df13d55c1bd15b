import type { Approval, Decision } from '../core/approval.ts';
import { isPending, requirementOf } from '../core/approval.ts';
import { asStewardError, explain } from '../core/errors.ts';
import { planDigest } from '../core/plan.ts';
import { type StepUpMethod, StepUpProof } from '../core/step-up.ts';
import type { Approver } from './approvers.ts';
import { needsStepUp } from './policy/request-policy.ts';
import { whoMayApprove, whoSaidYes } from './policy/who-may-approve.ts';

/** A person's answer, as the channel that took it vouches for it. */
export interface Answer extends Pick<Decision, 'userId' | 'device'> {
  readonly channel: 'phone' | 'panel';
  /** The digest of the plan that the person was shown. */
  readonly planDigest: string;
  /** For a plan that destroys data: proof that the person has just confirmed who they are, for this request. */
  readonly stepUp?: StepUpProof | undefined;
}

/** An answer without what proves that it is the person. */
export type BareAnswer = Omit<Answer, 'stepUp'>;

/** Why an answer, a cancellation or a request was not taken. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code:
    | 'not-found'
    | 'not-an-approver'
    | 'not-in-rule'
    | 'requester-excluded'
    | 'already-answered'
    | 'already-decided'
    | 'expired'
    | 'other-plan'
    | 'panel-needed'
    | 'not-yours'
    | 'unknown-speaker-forbidden'
    | 'unknown-speaker-destructive'
    | 'too-many'
    | 'too-many-waiting'
    | 'too-few-approvers'
    | 'stopped'
    | 'only-watching'
    | 'step-up-needed'
    | 'autonomy-invalid';
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
  answer: BareAnswer,
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

/**
 * What keeps a yes from counting, where {@link answerObjection} finds nothing; a no of any approver counts always. Pure.
 */
export const yesObjection = (
  approval: Approval,
  userId: string,
  approvers: readonly Approver[],
): Refusal | undefined => {
  const { excludesRequester, rule, approvals } = requirementOf(approval);
  if (excludesRequester && approval.requester.person?.userId === userId)
    return refuse('requester-excluded', 'You asked for it, so somebody else has to approve it.');
  if (!whoMayApprove(approval, approvers).some((approver) => approver.userId === userId))
    return refuse('not-in-rule', `The rule "${rule}" leaves this to others. You can deny it.`);
  const saidYes = whoSaidYes(approval, approvers);
  if (saidYes.some((approver) => approver.userId === userId))
    return refuse(
      'already-answered',
      `You have approved it already. ${approvals - saidYes.length} more of the others are needed.`,
    );
  return undefined;
};

/** How a step-up was passed; without a method where none was needed. */
export type StepUpOutcome = { readonly kind: 'passed'; readonly method?: StepUpMethod } | Refusal;

/** Whether a yes to a plan that destroys data comes with what it takes: the panel, and a proof, which is used up. */
export const stepUpOutcome = (approval: Approval, answer: Answer, nowMs: number): StepUpOutcome => {
  if (!needsStepUp(approval.plan.risk)) return { kind: 'passed' };
  if (answer.channel !== 'panel')
    return refuse(
      'panel-needed',
      'This plan destroys data: approve it in the panel, where you confirm who you are.',
    );
  try {
    const claim = { userId: answer.userId, purpose: `approve ${approval.id}`, nowMs } as const;
    return { kind: 'passed', method: StepUpProof.spend(answer.stepUp, claim) };
  } catch (thrown) {
    return refuse('step-up-needed', explain(asStewardError(thrown)));
  }
};
