import { isPending } from '../../core/approval.ts';
import { isUnderWay } from '../../core/run.ts';
import { spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { answerProposal } from './changes.ts';
import { type ApprovedRun, isChangeNamed, isMeant, pendingNamed, recentRuns } from './find-runs.ts';

/** What "that" is: the request that this conversation last spoke of; "the last change" is whatever was last, by anybody. */
const ownRequest = ({ memory, slots }: AnswerContext): string | undefined =>
  slots['which']?.value === 'last' ? undefined : memory.approvalId;

/**
 * The run that is meant: the newest that is named (and not the undoing of one), else what this conversation asked for,
 * else the last one that changed anything.
 */
const runMeant = (context: AnswerContext): ApprovedRun | undefined => {
  const runs = recentRuns(context);
  if (isChangeNamed(context)) {
    const named = runs.filter(({ approval }) => isMeant(approval.plan, context));
    return named.find(({ approval }) => approval.plan.undoes === null) ?? named[0];
  }
  return (
    runs.find(({ approval }) => approval.id === ownRequest(context)) ??
    runs.find(({ run }) => context.ledger({ runId: run.id, limit: 1 }).length > 0) ??
    runs[0]
  );
};

/** Steps of the run that its undoing leaves as they are, and why. */
const leftAlone = (answer: Answer, { approvals, texts }: AnswerContext): string => {
  const skipped =
    answer.approvalId === undefined ? [] : (approvals.get(answer.approvalId)?.plan.skipped ?? []);
  return skipped.length === 0
    ? ''
    : ` ${texts('undo.partly', { what: skipped.map(({ reason }) => reason).join(' ') })}`;
};

/** "undo that", "undo the restart of paperless": asks for approval of what undoes it. Nothing is changed by speaking. */
export const undoRun = async (context: AnswerContext): Promise<Answer> => {
  const { texts, turn, approvals } = context;
  const isNamed = isChangeNamed(context);
  const ownId = isNamed ? undefined : ownRequest(context);
  const own = ownId === undefined ? undefined : approvals.get(ownId);
  const found = runMeant(context);
  // A request that has come to no run has done nothing; where one is named, an earlier run of the kind may be meant.
  const notDone = own?.runId === undefined ? own : undefined;
  const [named] = isNamed && found === undefined ? pendingNamed(context) : [];
  const waiting = notDone ?? named;
  if (waiting !== undefined)
    return {
      speech: texts(isPending(waiting) || waiting.state === 'approved' ? 'undo.pending' : 'undo.notDone', {
        title: spokenTitle(waiting.plan.title, texts),
      }),
      approvalId: waiting.id,
    };
  if (found === undefined) return { speech: texts(isNamed ? 'undo.noSuch' : 'undo.nothing') };
  const { run } = found;
  if (isUnderWay(run.state))
    return {
      speech: texts('undo.underWay', { title: spokenTitle(run.title, texts) }),
      outcome: 'error',
      approvalId: found.approval.id,
    };
  const answer = answerProposal(
    await context.proposer.proposeUndo({
      runId: run.id,
      requester: turn.requester,
      requestText: turn.text,
      conversationId: turn.conversationId,
    }),
    context,
  );
  return answer.outcome === 'action'
    ? { ...answer, speech: answer.speech + leftAlone(answer, context) }
    : answer;
};
