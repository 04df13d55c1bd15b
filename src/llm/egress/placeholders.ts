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

/** A placeholder, or what looks like one. Models write them at the beginning of a sentence, too, so case does not count. */
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${kinds.join('|')})-\\d{1,9}(?!\\d)`, 'giu');

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

const isLetterOrDigit = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

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
  const byIdentity = new Map<string, string>();
  const identityOf = new Map<string, string>();
  const lastNumber = new Map<EntityKind, number>();

  const wordFor = ({ entity, value }: Span): string => {
    const identity = `${entity} ${value}`;
    const known = byIdentity.get(identity);
    if (known !== undefined) return known;
    let number = lastNumber.get(entity) ?? 0;
    let word: string;
    do {
      number += 1;
      word = `${entity}-${number}`;
    } while (reserved.has(word));
    lastNumber.set(entity, number);
    byIdentity.set(identity, word);
    identityOf.set(word, value);
    return word;
  };

  return {
    reserve: (text, spans) => {
      for (const [word] of joined(text, spans, () => '\u{fffc}').matchAll(pattern))
        reserved.add(word.toLowerCase());
    },
    replace: (text, spans) =>
      joined(text, spans, (span) => {
        // Grown together with its neighbours, a placeholder would not be known again.
        const before = isLetterOrDigit(text.charAt(span.start - 1)) ? ' ' : '';
        const after = /\d/.test(text.charAt(span.end)) ? ' ' : '';
        return `${before}${wordFor(span)}${after}`;
      }),
    restore: (text, spell = (value) => value) =>
      text.replace(pattern, (word) => {
        const value = identityOf.get(word.toLowerCase());
        return value === undefined ? word : spell(value);
      }),
    issued: () => new Set(identityOf.keys()),
    places: (text) =>
      [...text.matchAll(pattern)]
        .filter(([word]) => identityOf.has(word.toLowerCase()))
        .map(({ 0: word, index }) => ({ start: index, end: index + word.length })),
  };
};
