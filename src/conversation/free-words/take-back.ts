import { isCorrection } from '../../agent/persons-words.ts';
import type { Approvals } from '../../approvals/approvals.ts';
import { isPending } from '../../core/approval.ts';
import type { Turn } from '../../core/reply.ts';
import { filled } from '../../core/texts/agent-texts.ts';
import { freeWordsTexts } from '../../core/texts/free-words.ts';
import type { Answer } from '../answers/answer.ts';
import type { ConversationMemory } from '../memory.ts';

/**
 * "No, I meant immich": takes back the request that this conversation opened before and that still waits, once another one
 * stands in its place. What is approved already goes on.
 * @returns what is said of it; empty where nothing was taken back
 */
export const takeBackCorrected = (
  answer: Answer,
  {
    turn,
    memory,
    approvals,
  }: {
    readonly turn: Turn;
    readonly memory: ConversationMemory;
    readonly approvals: Pick<Approvals, 'get' | 'cancel'>;
  },
): string => {
  const { approvalId } = memory;
  const isReplaced =
    answer.free === 'proposed' && approvalId !== undefined && answer.approvalId !== approvalId;
  const earlier = isReplaced && isCorrection(turn.text) ? approvals.get(approvalId) : undefined;
  if (earlier === undefined || !isPending(earlier)) return '';
  return approvals.cancel(earlier.id, turn.requester).kind === 'taken'
    ? filled(freeWordsTexts(turn.language).takenBack, { title: earlier.plan.title })
    : '';
};
