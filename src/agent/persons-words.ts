import type { InventoryObject, InventorySource } from '../core/inventory.ts';
import { withoutAccents } from '../intents/normalise.ts';
import type { ConversationNotes } from './conversation-notes.ts';
import type { PersonsWords } from './proposing/make-proposal.ts';
import type { FreeTask } from './task.ts';
import { wishIn } from './wishes/wish.ts';

/** "no, I meant immich": the same wish again, about something else. */
const correction =
  /^(?:no|nein|non|nee|sorry|not)(?: |$)|(?:^| )(?:i meant|i mean|instead|ich meinte|sondern|stattdessen|quise decir|me referia|en su lugar|je voulais dire|plutot|ik bedoelde|in plaats daarvan)(?: |$)/u;

/** Whether somebody corrects what they said before. Pure. */
export const isCorrection = (text: string): boolean => correction.test(withoutAccents(text));

/**
 * What of a person's words decides what may be proposed: what they wish and what they name, now; where they name nothing,
 * what the conversation is about; where they correct themselves, what they wished before. Pure.
 */
export const personsWords = (
  task: FreeTask,
  notes: ConversationNotes,
  {
    inventory,
    namedObjects,
  }: {
    readonly inventory: InventorySource;
    readonly namedObjects: (text: string) => readonly InventoryObject[];
  },
): PersonsWords => {
  const { objects } = inventory.current();
  const now = namedObjects(task.text);
  const before = [task.subjectRef, ...notes.named].flatMap((ref) =>
    ref === undefined ? [] : (objects.get(ref) ?? []),
  );
  const wish = wishIn(task.text);
  const goesOn = wish.actions.size === 0 && notes.wish.actions.size > 0 && isCorrection(task.text);
  return {
    text: goesOn ? `${notes.wishText} ${task.text}` : task.text,
    wish: goesOn ? notes.wish : wish,
    named: now.length > 0 ? now : before,
  };
};
