import { type Approval, type Decision, decisionsOf, requirementOf } from '../core/approval.ts';
import {
  type Answer,
  answerObjection,
  type BareAnswer,
  type Refusal,
  refuse,
  type StepUpOutcome,
  stepUpOutcome,
  type Taken,
  yesObjection,
} from './answers.ts';
import { type ApprovalLife, waiting } from './approval-life.ts';
import type { Approvals, ApprovalsDeps } from './approvals.ts';
import { mayCancel } from './policy/request-policy.ts';
import { whoSaidYes } from './policy/who-may-approve.ts';

/** Takes people's answers: yes, no, and taking a request back. */
export const createAnswerDesk = (
  { store, clock, log, approvers, killSwitch }: ApprovalsDeps,
  life: ApprovalLife,
): Pick<Approvals, 'approve' | 'deny' | 'cancel'> => {
  /** The request that this answer may concern, or why it may not. */
  const answerable = (approvalId: string, answer: BareAnswer): Taken | Refusal => {
    const approval = store.approvals.get(approvalId);
    const refusal = answerObjection(approval, answer, approvers(), clock.now());
    if (refusal?.code === 'expired') life.expire(approvalId);
    if (refusal?.code === 'not-an-approver')
      log.security('Somebody who is not an approver tried to decide.', {
        approval: approvalId,
        user: answer.userId,
        channel: answer.channel,
      });
    if (refusal !== undefined) return refusal;
    return approval === undefined
      ? refuse('not-found', 'There is no such request.')
      : { kind: 'taken', approval };
  };

  /** The answer as it is recorded. */
  const answered = (
    { userId, channel, device }: BareAnswer,
    answer: 'approve' | 'deny',
    stepUp?: Decision['stepUp'],
  ): Decision => ({
    userId,
    name: approvers().find((approver) => approver.userId === userId)?.name ?? userId,
    channel,
    device,
    atMs: clock.now(),
    answer,
    ...(stepUp === undefined ? {} : { stepUp }),
  });

  const takenOr = (moved: Approval | undefined): Taken | Refusal =>
    moved === undefined
      ? refuse('already-decided', 'The request was decided a moment ago.')
      : { kind: 'taken', approval: moved };

  /** What keeps this yes from counting besides the request itself: the stop, the rule, a step-up that was not passed. */
  const yesOutcome = (approval: Approval, answer: Answer): StepUpOutcome => {
    const stopped = killSwitch?.isOn();
    if (stopped !== undefined)
      return refuse(
        'stopped',
        `Everything was stopped by ${stopped.by}. Release the stop in the panel before you approve.`,
      );
    const objection = yesObjection(approval, answer.userId, approvers());
    if (objection !== undefined) return objection;
    const stepUp = stepUpOutcome(approval, answer, clock.now());
    if (stepUp.kind === 'refused')
      log.security('A step-up was not passed.', {
        approval: approval.id,
        user: answer.userId,
        code: stepUp.code,
      });
    return stepUp;
  };

  return {
    approve: (approvalId, answer) => {
      const found = answerable(approvalId, answer);
      if (found.kind === 'refused') return found;
      const { approval } = found;
      const outcome = yesOutcome(approval, answer);
      if (outcome.kind === 'refused') return outcome;
      const decision = answered(answer, 'approve', outcome.method);
      const decisions = [...decisionsOf(approval), decision];
      const saidYes = whoSaidYes({ ...approval, decisions }, approvers());
      return takenOr(
        saidYes.length >= requirementOf(approval).approvals
          ? life.move(waiting, approvalId, 'approved', { decision, decisions })
          : life.amend(approval, { decisions }),
      );
    },

    deny: (approvalId, answer) => {
      const found = answerable(approvalId, answer);
      if (found.kind === 'refused') return found;
      const decision = answered(answer, 'deny');
      return takenOr(
        life.move(waiting, approvalId, 'denied', {
          decision,
          decisions: [...decisionsOf(found.approval), decision],
          endedBecause: `${decision.name} denied it.`,
        }),
      );
    },

    cancel: (approvalId, requester) => {
      const approval = store.approvals.get(approvalId);
      if (approval === undefined) return refuse('not-found', 'There is no such request.');
      const approverIds = approvers().map((approver) => approver.userId);
      if (!mayCancel(requester, approval, approverIds))
        return refuse('not-yours', 'Only whoever asked for it, or an approver, can take it back.');
      const who = requester.person?.name ?? 'whoever asked';
      // What is approved may still stand behind another run, or wait for its system.
      const moved = life.move([...waiting, 'approved'], approvalId, 'cancelled', {
        endedBecause: `It was cancelled by ${who}.`,
      });
      return moved === undefined
        ? refuse(
            'already-decided',
            `The request is ${store.approvals.get(approvalId)?.state ?? 'gone'} already.`,
          )
        : { kind: 'taken', approval: moved };
    },
  };
};
