import { asStewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Requester } from '../../core/people.ts';
import type { Conversation, FinalReply, Turn } from '../../core/reply.ts';
import type { Texts } from '../../core/texts/texts.ts';
import type { OutgoingEvent, WyomingEvent } from './event.ts';
import type { Hints } from './hints.ts';
import { infoEvent } from './info.ts';
import { readTranscript } from './transcript.ts';

/** What events are answered from. */
export interface AnswerEventDeps {
  readonly conversation: Conversation;
  readonly hints: Hints;
  readonly texts: Texts;
  /** Steward's own version, e.g. `0.1.0`. */
  readonly stewardVersion: string;
  readonly log: Log;
}

const finalOf = async (
  { conversation, log }: AnswerEventDeps,
  turn: Turn,
  signal: AbortSignal,
): Promise<FinalReply | undefined> => {
  try {
    for await (const part of conversation.handle(turn, signal)) if (part.kind === 'final') return part;
  } catch (thrown) {
    log.error('A turn over Wyoming broke off.', { error: String(thrown) });
  }
  return undefined;
};

const hintFor = ({ hints, texts, log }: AnswerEventDeps, reply: FinalReply, requester: Requester): string => {
  // A question back stays the last thing that is said, and a refusal is no occasion to advertise.
  if (reply.outcome === 'error' || reply.continueConversation) return '';
  try {
    return hints.take(requester) ? ` ${texts('wyoming.hint')}` : '';
  } catch (thrown) {
    // A full disk costs the hint, not the answer.
    log.warn('That a hint was given could not be kept.', { error: asStewardError(thrown).message });
    return '';
  }
};

/**
 * The event that answers one event, or undefined for those that a conversation has no answer to: the protocol wants
 * unknown ones ignored.
 * @param conversationId of turns that name no conversation
 * @param signal aborted when nobody is left to hear the answer
 * @throws StewardError `wyoming.malformed`
 */
export const answerEvent = async (
  deps: AnswerEventDeps,
  { type, data }: WyomingEvent,
  conversationId: string,
  signal: AbortSignal,
): Promise<OutgoingEvent | undefined> => {
  switch (type) {
    case 'describe':
      return infoEvent(deps.stewardVersion);
    case 'ping': {
      const text = data['text'];
      return { type: 'pong', data: typeof text === 'string' ? { text } : {} };
    }
    case 'transcript': {
      const turn = { conversationId, ...readTranscript(data) };
      const reply = await finalOf(deps, turn, signal);
      if (reply === undefined) return { type: 'not-handled', data: { text: deps.texts('wyoming.failed') } };
      if (reply.outcome === 'delegate')
        return { type: 'not-handled', data: { text: reply.speech || deps.texts('delegate.unknown') } };
      return {
        type: 'handled',
        data: { text: `${reply.speech}${hintFor(deps, reply, turn.requester)}` },
      };
    }
    default:
      return undefined;
  }
};
