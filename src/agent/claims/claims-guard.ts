import { claimsEffect } from './effect-claims.ts';

/** What {@link createClaimsGuard} is given. */
export interface ClaimsGuardDeps {
  /** Statements of the ledger that were read in this turn, word for word; a sentence that is one of them may be said. */
  readonly confirmed: () => readonly string[];
  /** A sentence without the parts of it that are known to be true now, such as that something is off. Default: all of it. */
  readonly withoutKnown?: (sentence: string) => string;
  /** Said once in place of the first claim that is not one of them, e.g. "I have changed nothing." */
  readonly truth: () => string;
  /** The most that is said in a turn. Characters. Default 4,000. */
  readonly longest?: number;
}

/** Lets a model's words through as they come, less those that claim an effect. */
export interface ClaimsGuard {
  /** What may be said now of what the model has said so far: whole sentences, and of the last one the words that claim nothing. */
  take(text: string): string;
  /** What may be said of what is left when the model has ended. */
  end(): string;
  /** Whether a claim was held back. */
  readonly hasHeldBack: boolean;
  /** Whether nothing more is said: too much was said, or the same again and again. The model can be stopped. */
  readonly isOver: boolean;
}

const defaultLongest = 4_000;
/** A sentence without an end is taken for one at this length. Characters. */
const longestSentence = 600;
/** The same sentence once more than this is a loop. */
const mostRepeats = 2;

/** A sentence ends before white space that follows its mark, or with a line. */
const sentenceEnd = /[.!?…](?:["'”’)\]*]*)\s+|\n+/;

/** A word that another one follows. */
const wholeWord = /\s*\S+(?=\s)/y;
/** What belongs to citations and markup is looked at with the rest of its sentence. */
const marks = /[[\]*_`#|]|^\s*[-•]$/;
/** How people and models begin to tell what they did: such a sentence is said whole or not at all. Five languages. */
const telling =
  /^[^\p{L}]*(i|we|it|that|all|everything|done|finished|ok|okay|sure|ich|wir|es|alles|fertig|yo|he|hemos|ya|se|hecho|listo|j|je|nous|on|c|fait|voilà|ik|wij|het|klaar|gedaan)(?![\p{L}])/iu;

/** "[E1]" is no word of a statement. */
const citations = /\[\s*E\d[^\]]{0,40}\]/gi;

/** Where a text without an end is cut: after a mark or between words, so that no piece of a word passes for another word. */
const cutOf = (text: string): number => {
  const start = text.slice(0, longestSentence);
  const mark = /^.*[.!?;,]/s.exec(start)?.[0].length ?? 0;
  return mark > 0 ? mark : start.lastIndexOf(' ') + 1 || longestSentence;
};

const sameWords = (sentence: string): string =>
  sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Guards what a model says. Effects are told from the ledger, never by the model: a sentence that claims one is left out
 * unless it is a statement of the ledger word for word, and the truth stands in its place, once.
 */
export const createClaimsGuard = ({
  confirmed,
  withoutKnown = (sentence) => sentence,
  truth,
  longest = defaultLongest,
}: ClaimsGuardDeps): ClaimsGuard => {
  let pending = '';
  /** So much of what is pending was said already. Characters. */
  let ahead = 0;
  let saidLength = 0;
  let hasHeldBack = false;
  let isOver = false;
  const said = new Map<string, number>();

  /** The words of a sentence that is not complete which claim nothing, whatever follows. */
  const early = (): string => {
    // Who has claimed once is heard to the end of each sentence from then on.
    if (isOver || hasHeldBack || telling.test(pending)) return '';
    const from = ahead;
    for (;;) {
      wholeWord.lastIndex = ahead;
      const word = wholeWord.exec(pending)?.[0];
      if (word === undefined || marks.test(word)) break;
      const end = ahead + word.length;
      if (saidLength + end > longest || claimsEffect(withoutKnown(pending.slice(0, end)))) break;
      ahead = end;
    }
    return pending.slice(from, ahead);
  };

  const allowed = (sentence: string): string => {
    const saidOfIt = Math.min(ahead, sentence.length);
    ahead -= saidOfIt;
    if (isOver) return '';
    const words = sameWords(sentence);
    if (words === '') return sentence;
    const repeats = (said.get(words) ?? 0) + 1;
    said.set(words, repeats);
    if (repeats > mostRepeats || saidLength + sentence.length > longest) {
      isOver = true;
      return '';
    }
    const bare = sentence.replace(citations, '');
    if (
      !claimsEffect(withoutKnown(bare)) ||
      confirmed().some((statement) => sameWords(statement) === sameWords(bare))
    ) {
      saidLength += sentence.length;
      return sentence.slice(saidOfIt);
    }
    const replacement = hasHeldBack ? '' : `${truth()} `;
    hasHeldBack = true;
    saidLength += saidOfIt + replacement.length;
    // What was begun is left open.
    return saidOfIt === 0 ? replacement : ` … ${replacement}`;
  };

  return {
    take: (text) => {
      if (isOver) return '';
      pending += text;
      let out = '';
      for (;;) {
        const found = sentenceEnd.exec(pending);
        const end =
          found === null
            ? pending.length > longestSentence
              ? cutOf(pending)
              : undefined
            : found.index + found[0].length;
        if (end === undefined) return out + early();
        out += allowed(pending.slice(0, end));
        pending = pending.slice(end);
      }
    },
    end: () => {
      const rest = pending;
      pending = '';
      return allowed(rest).trimEnd();
    },
    get hasHeldBack() {
      return hasHeldBack;
    },
    get isOver() {
      return isOver;
    },
  };
};
