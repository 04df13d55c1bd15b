import type { FinalReply, Turn } from '../core/reply.ts';
import { createTexts } from '../core/texts/texts.ts';
import type { Answer } from './answers/answer.ts';
import type { ConversationMemory } from './memory.ts';

/** How a turn ends: what is said last, and what the conversation remembers. */
export interface EndOfTurn {
  readonly final: FinalReply;
  readonly memory: ConversationMemory;
}

/** Left to whoever else answers in the house; where nobody else does, it was not understood. */
const delegated = ({ requester, language }: Turn, before: ConversationMemory): EndOfTurn => {
  const isHandedOver = requester.channel === 'assist' || requester.channel === 'automation';
  return {
    memory: { ...before, wasDelegated: true },
    final: {
      kind: 'final',
      speech: isHandedOver ? '' : createTexts(language)('delegate.unknown'),
      continueConversation: false,
      outcome: 'delegate',
    },
  };
};

/** Ends a turn with an answer, or with none. Pure. */
export const endTurn = (turn: Turn, result: Answer | 'delegate', before: ConversationMemory): EndOfTurn => {
  if (result === 'delegate') return delegated(turn, before);
  const subject = result.subject ?? before.subject;
  const approvalId = result.approvalId ?? before.approvalId;
  const aspect = result.aspect ?? before.aspect;
  const language = result.language ?? before.language;
  return {
    memory: {
      ...(subject === undefined ? {} : { subject }),
      ...(aspect === undefined ? {} : { aspect }),
      ...(approvalId === undefined ? {} : { approvalId }),
      ...(language === undefined ? {} : { language }),
      ...(result.choosing === undefined ? {} : { choosing: result.choosing }),
      ...(result.askedSerialFor === undefined ? {} : { askedSerialFor: result.askedSerialFor }),
      ...(result.free === undefined ? {} : { free: result.free }),
      ...(before.saidNoModel === true || result.free === 'no-model' ? { saidNoModel: true } : {}),
    },
    final: {
      kind: 'final',
      speech: result.speech,
      continueConversation:
        result.choosing !== undefined || result.askedSerialFor !== undefined || result.asksBack === true,
      outcome: result.outcome ?? 'query',
      ...(result.approvalId === undefined ? {} : { approvalId: result.approvalId }),
      ...(result.free === undefined ? {} : { task: result.free }),
      ...(result.data === undefined ? {} : { data: result.data }),
    },
  };
};
