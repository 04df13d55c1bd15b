import { withoutAccents } from '../../intents/normalise.ts';
import { followUpWords, houseWords, infrastructureWords, topicWords } from './homelab-words.ts';

/** What is known about a turn that no sentence covers. */
export interface FreeWords {
  readonly text: string;
  /** How many objects of the inventory it names. */
  readonly named: number;
  /** Whether the turn before was about the homelab. */
  readonly isFollowUp: boolean;
  /** Whether Steward asked something back in the turn before: then this is the answer, whatever it says. */
  readonly isAnswer: boolean;
  /** Whether nobody else would answer: what is typed in the panel is meant for Steward. */
  readonly isForSteward: boolean;
}

/** From here on it is about the homelab. */
const enough = 2;

const plain = (text: string): readonly string[] =>
  withoutAccents(text)
    .split(' ')
    .flatMap((word) => word.split(/[',./:]/))
    .filter((word) => word !== '');

/**
 * Whether a turn in free words is about the homelab, by counting: a thing that only a homelab has is enough, and a name
 * of the inventory more than that; a topic ("why", "slow") is half; going on about the same adds a half for the conversation and one
 * for its words; a thing of the rest of the house takes a whole away. Pure.
 */
export const isAboutHomelab = ({ text, named, isFollowUp, isAnswer, isForSteward }: FreeWords): boolean => {
  if (isAnswer) return true;
  const words = plain(text);
  const isAny = (of: ReadonlySet<string>): boolean => words.some((word) => of.has(word));
  let weight = named > 0 ? enough + 1 : 0;
  if (isAny(infrastructureWords)) weight += enough;
  if (isAny(topicWords)) weight += 1;
  if (isFollowUp) weight += isAny(followUpWords) ? 2 : 1;
  if (isAny(houseWords)) weight -= enough;
  return weight >= (isForSteward ? 0 : enough) && words.length > 0;
};

/** Nothing has a longer name than this. Words. */
const longestName = 3;

/** Whether what was heard in the place of a name ("should I buy another" server) is no name but part of a request. Pure. */
export const isNoName = (heard: string): boolean => {
  const words = plain(heard);
  return words.length > longestName || words.some((word) => topicWords.has(word) || followUpWords.has(word));
};
