import type { InventoryObject } from '../../core/inventory.ts';
import { withoutAccents } from '../../intents/normalise.ts';

/** Topics that the sentences cover, each with a question that they understand. The first that fits is taken. */
const topics: readonly (readonly [words: RegExp, sentence: (name: string | undefined) => string])[] = [
  [
    /\b(backups?|backed|sicherung\w*|copias?|sauvegardes?|reservekopie\w*)\b/,
    (name) => (name === undefined ? 'are the backups ok?' : `when was ${name} backed up?`),
  ],
  [/\b(undo|revert)\b/, () => 'undo the last change'],
  [
    /\b(restart\w*|reboot\w*|neu ?start\w*|reinici\w*|redemarr\w*|herstart\w*)\b/,
    (name) => (name === undefined ? 'what is running?' : `restart ${name}`),
  ],
  [
    /\b(memory|ram|speicher|memoria|memoire|geheugen)\b/,
    (name) => (name === undefined ? 'how is the homelab?' : `how much memory does ${name} use?`),
  ],
  [/\b(happened|changed|passiert|paso|gebeurd)\b/, () => 'what happened today?'],
  [/\b(wait\w*|approv\w*)\b/, () => 'what is waiting for approval?'],
  [/\b(down|offline|crash\w*|aus)\b/, () => 'what is down?'],
  [/\b(wrong|problems?|errors?|fehler|probleme?|problemas?|fouten?)\b/, () => 'what is wrong?'],
];

/** A sentence that is understood without a model and comes nearest to what was asked. Sentences are English. Pure. */
export const nearestSentence = (text: string, object: InventoryObject | undefined): string => {
  const plain = withoutAccents(text);
  const topic = topics.find(([words]) => words.test(plain));
  if (topic !== undefined) return topic[1](object?.kind === 'guest' ? object.name : undefined);
  if (object === undefined) return 'how is the homelab?';
  return object.kind === 'pool' ? `how full is ${object.name}?` : `how is ${object.name}?`;
};
