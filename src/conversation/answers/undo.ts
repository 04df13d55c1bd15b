import { isPending } from '../../core/approval.ts';
import { isUnderWay } from '../../core/run.ts';
import { spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { type ApprovedRun, isChangeNamed, isMeant, pendingNamed, recentRuns } from './find-runs.ts';

/** The run that is meant: a named one, what this conversation asked for, or the last. */
const runMeant = (context: AnswerContext): ApprovedRun | undefined => {
  const runs = recentRuns(context);
  if (isChangeNamed(context)) return runs.find(({ approval }) => isMeant(approval.plan, context));
  return runs.find(({ approval }) => approval.id === context.memory.approvalId) ?? runs[0];
};

/** "undo that", "undo the restart of paperless". */
export const undoRun = (context: AnswerContext): Answer => {
  const { texts, memory } = context;
  const found = runMeant(context);
  const [pending] = pendingNamed(context).filter(
    ({ id }) => isChangeNamed(context) || memory.approvalId === undefined || id === memory.approvalId,
  );
  if (pending !== undefined && isPending(pending) && found?.approval.id !== pending.id && found === undefined)
    return { speech: texts('undo.pending', { title: spokenTitle(pending.plan.title, texts) }) };
  if (found === undefined) return { speech: texts(isChangeNamed(context) ? 'undo.noSuch' : 'undo.nothing') };
  const title = spokenTitle(found.run.title, texts);
  if (isUnderWay(found.run.state)) return { speech: texts('undo.underWay', { title }), outcome: 'error' };
  const ways = found.approval.plan.steps.flatMap(({ undo }) => undo ?? []);
  return { speech: ways.length === 0 ? texts('undo.cannot', { title }) : `${title}: ${ways.join(' ')}` };
};
