import { mayCancel } from '../../approvals/policy/request-policy.ts';
import type { Approval } from '../../core/approval.ts';
import { describeRequester } from '../../core/people.ts';
import { isChange } from '../../core/plan.ts';
import { enumerate, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { type ApprovedRun, isChangeNamed, isMeant, pendingNamed, runsUnderWay } from './find-runs.ts';

/** Whether this requester may stop or answer for a run: whoever may take back the request that it came from. */
export const mayActOn = ({ turn, approvers }: AnswerContext, approval: Approval): boolean =>
  mayCancel(
    turn.requester,
    approval,
    approvers().map(({ userId }) => userId),
  );

/** What happens before it stands still, and what stays. */
const safePoint = ({ run, approval }: ApprovedRun, { texts }: AnswerContext): string => {
  const isWrite = (id: string) => approval.plan.steps.some((step) => step.id === id && isChange(step));
  const writing = run.steps.filter(
    ({ id, state }) => (state === 'applying' || state === 'verifying') && isWrite(id),
  );
  const isKept = run.steps.some(({ id, state }) => state === 'done' && isWrite(id));
  const first =
    writing.length === 0
      ? texts('cancelRun.atOnce')
      : texts('cancelRun.afterStep', {
          step: enumerate(
            writing.map(({ title }) => title),
            texts,
            2,
          ),
        });
  return isKept || writing.length > 0 ? `${first} ${texts('cancelRun.kept')}` : first;
};

const cancelRun = (found: ApprovedRun, context: AnswerContext): Answer => {
  const { texts, runner, turn } = context;
  const { run, approval } = found;
  const title = spokenTitle(run.title, texts);
  if (!mayActOn(context, approval))
    return { speech: texts('cancelRun.notYours'), outcome: 'error', data: { code: 'not-yours' } };
  if (run.state === 'rolling-back')
    return { speech: texts('cancelRun.rollingBack', { title }), outcome: 'error' };
  const speech = texts('cancelRun.done', { title, safePoint: safePoint(found, context) });
  runner.cancel(run.id, describeRequester(turn.requester));
  return { speech, outcome: 'action', approvalId: approval.id, data: { runId: run.id } };
};

const cancelPending = (approval: Approval, { texts, approvals, turn }: AnswerContext): Answer => {
  const cancelled = approvals.cancel(approval.id, turn.requester);
  return cancelled.kind === 'taken'
    ? {
        speech: texts('cancel.done', { title: spokenTitle(approval.plan.title, texts) }),
        outcome: 'action',
        approvalId: approval.id,
      }
    : { speech: cancelled.reason, outcome: 'error', data: { code: cancelled.code } };
};

/** What could be meant: requests that wait, and runs under way. */
const candidatesFor = (context: AnswerContext): { pending: Approval[]; runs: ApprovedRun[] } => {
  const { slots, memory } = context;
  const answered = slots['target']?.value;
  const runs = runsUnderWay(context);
  if (answered !== undefined)
    return {
      pending: context.approvals
        .list({ states: ['requested', 'presented'] })
        .filter(({ id }) => id === answered),
      runs: runs.filter(({ run }) => run.id === answered),
    };
  const own = runs.filter(({ approval }) => approval.id === memory.approvalId);
  const isAboutRuns = slots['what']?.value === 'run';
  if (isChangeNamed(context))
    return {
      pending: isAboutRuns ? [] : pendingNamed(context),
      runs: runs.filter(({ approval }) => isMeant(approval.plan, context)),
    };
  if (isAboutRuns) return { pending: [], runs: own.length > 0 ? own : runs };
  const pending = pendingNamed(context).filter(
    (approval) => memory.approvalId === undefined || approval.id === memory.approvalId,
  );
  return { pending, runs: own };
};

/** Nothing waits for an answer and nothing is under way: then what is approved and has yet to begin is meant. */
const cancelApproved = (context: AnswerContext): Answer => {
  const { approvals, memory, texts } = context;
  const approved = approvals
    .list({ states: ['approved'] })
    .find(({ id, plan }) => (isChangeNamed(context) ? isMeant(plan, context) : id === memory.approvalId));
  return approved === undefined ? { speech: texts('cancel.nothing') } : cancelPending(approved, context);
};

/** "cancel the restart of paperless", "stop the run", or "cancel that" for what this conversation asked for. */
export const cancelRequest = (context: AnswerContext): Answer => {
  const { slots, texts } = context;
  const { pending, runs } = candidatesFor(context);
  const [approval] = pending;
  const [found] = runs;
  if (pending.length + runs.length > 1) {
    const candidates = [
      ...pending.map(({ id, plan }) => ({ value: id, text: plan.title })),
      ...runs.map(({ run }) => ({ value: run.id, text: run.title })),
    ];
    return {
      speech: texts('cancel.which', {
        titles: enumerate(
          candidates.map(({ text }) => spokenTitle(text, texts)),
          texts,
        ),
      }),
      choosing: { intent: 'CancelRequest', slot: 'target', slots, candidates },
    };
  }
  if (found !== undefined) return cancelRun(found, context);
  return approval === undefined ? cancelApproved(context) : cancelPending(approval, context);
};
