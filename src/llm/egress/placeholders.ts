import type { EntityKind } from '../privacy/inspection.ts';
import type { Span } from './spans.ts';

const kinds: readonly EntityKind[] = [
  'host',
  'address',
  'user',
  'serial',
  'mac',
  'email',
  'domain',
  'location',
  'phone',
  'token',
  'name',
];

/**
 * What a placeholder looks like. Models write them at the beginning of a sentence, too, so case does not count. What stands
 * before is looked at afterwards: at each place of a long text, that would take many times as long.
 */
const pattern = new RegExp(`(?:${kinds.join('|')})-\\d{1,9}(?!\\d)`, 'giu');

/** The words for the identities of one request: `host-1`, `address-2`. */
export interface Placeholders {
  /** Keeps what a text already has in the form of a placeholder from ever standing for something else. */
  reserve(text: string, spans: readonly Span[]): void;
  /** The text with placeholders instead of its spans. Numbers are given in the order in which identities first appear. */
  replace(text: string, spans: readonly Span[]): string;
  /** The text with the identities instead of their placeholders. What was never given out stays as it is. */
  restore(text: string, spell?: (value: string) => string): string;
  /** All that were given out, in small letters. */
  issued(): ReadonlySet<string>;
  /** Where in a text there is one that was given out. */
  places(text: string): readonly { readonly start: number; readonly end: number }[];
}

const isLetterOrDigit = (character: string): boolean =>
  character < '\u0080' ? /[A-Za-z\d]/.test(character) : /[\p{L}\p{N}]/u.test(character);

/** Whether a word begins at a place of a text. A letter beyond the first 65,536 takes two units. */
const isWordBegun = (text: string, at: number): boolean => {
  const before = text.charAt(at - 1);
  return !isLetterOrDigit(/[\udc00-\udfff]/.test(before) ? text.slice(Math.max(0, at - 2), at) : before);
};

/** Every placeholder in a text, and whatever looks like one. */
const wordsIn = (text: string): { readonly word: string; readonly start: number; readonly end: number }[] =>
  [...text.matchAll(pattern)].flatMap(({ 0: word, index }) =>
    isWordBegun(text, index) ? [{ word: word.toLowerCase(), start: index, end: index + word.length }] : [],
  );

const joined = (text: string, spans: readonly Span[], write: (span: Span) => string): string => {
  let written = '';
  let at = 0;
  for (const span of spans) {
    written += text.slice(at, span.start);
    written += write(span);
    at = span.end;
  }
  return written + text.slice(at);
};

/**
 * Placeholders for one request. A number says only which identity came first: nothing of an identity (its length, its
 * place in an order, a hash) is in it. Two requests that begin alike number alike, as far as they do.
 */
export const createPlaceholders = (): Placeholders => {
  const reserved = new Set<string>();
  const byIdentity = new Map<EntityKind, Map<string, string>>();
  const identityOf = new Map<string, string>();
  const lastNumber = new Map<EntityKind, number>();

  const wordFor = ({ entity, value }: Span): string => {
    const words = byIdentity.get(entity) ?? new Map<string, string>();
    const known = words.get(value);
    if (known !== undefined) return known;
    let number = lastNumber.get(entity) ?? 0;
    let word: string;
    do {
      number += 1;
      word = `${entity}-${number}`;
    } while (reserved.has(word));
    lastNumber.set(entity, number);
    byIdentity.set(entity, words.set(value, word));
    identityOf.set(word, value);
    return word;
  };

  return {
    reserve: (text, spans) => {
      for (const { word } of wordsIn(joined(text, spans, () => '\u{fffc}'))) reserved.add(word);
    },
    replace: (text, spans) =>
      joined(text, spans, (span) => {
        // Grown together with its neighbours, a placeholder would not be known again.
        const before = isLetterOrDigit(text.charAt(span.start - 1)) ? ' ' : '';
        const after = /\d/.test(text.charAt(span.end)) ? ' ' : '';
        return `${before}${wordFor(span)}${after}`;
      }),
    restore: (text, spell = (value) => value) =>
      text.replace(pattern, (word: string, at: number) => {
        const value = isWordBegun(text, at) ? identityOf.get(word.toLowerCase()) : undefined;
        return value === undefined ? word : spell(value);
      }),
    issued: () => new Set(identityOf.keys()),
    places: (text) =>
      wordsIn(text)
        .filter(({ word }) => identityOf.has(word))
        .map(({ start, end }) => ({ start, end })),
  };
};
