import { normalise } from '../../intents/normalise.ts';
import type { Recognition } from '../../intents/recognizer.ts';
import type { ConversationMemory } from '../memory.ts';
import { isNoName } from './about-homelab.ts';

/** What goes on with an answer in free words rather than with one of a sentence. */
const goingOn = new Set(['FollowUpSubject']);
/** What answers a question that was asked back in free words: a bare "yes", "the second one". */
const answering = new Set(['FollowUpSubject', 'FollowUpAspect', 'ApproveByVoice', 'Choose']);

/** What answers whether a draft shall be kept. */
const keeping = new Set(['FollowUpSubject', 'ApproveByVoice']);

/** A sentence can say how something is, and what was noticed; why it is so takes somebody who thinks. */
const why = /^(?:(?:and|but|so|then) )?why\b/;

/** Whether it asks for a reason, which a sentence answers with the state that it knows. Pure. */
export const asksWhy = (text: string): boolean => why.test(normalise(text).folded);

/**
 * Whether the sentences make something of a turn that was meant in free words: "should I buy another" is no server's name, and
 * "and what about immich" goes on with what a model explained. Pure.
 */
export const isRatherFree = (recognition: Recognition, { free, choosing }: ConversationMemory): boolean => {
  if (recognition.kind === 'unknown-name') return isNoName(recognition.heard);
  if (recognition.kind !== 'match' || free === undefined || free === 'no-model' || choosing !== undefined)
    return false;
  const going = free === 'asked' ? answering : free === 'drafted' ? keeping : goingOn;
  return going.has(recognition.intent);
};
