import type { ListValue } from './list-value.ts';
import { canonicalKey, isWordCharacter } from './normalise.ts';

/** How a name was heard: in full, by a shorter form, or with one letter wrong. */
export type NameQuality = 'full' | 'short' | 'fuzzy';

/** Names that end at one position of the text. More than one value: they share this form. */
export interface NameMatch {
  readonly end: number;
  readonly values: readonly ListValue[];
  readonly quality: NameQuality;
}

/** Finds the names of one list at a position of a sentence, without trying each of them. */
export interface NameIndex {
  /** Full and short forms that begin at `start`. */
  matchesAt(folded: string, start: number): readonly NameMatch[];
  /** As `matchesAt`, and names of five letters or more with one letter changed, missing or too many. */
  fuzzyMatchesAt(folded: string, start: number): readonly NameMatch[];
  /** Names of everything that the values tell about themselves. */
  readonly contextKeys: ReadonlySet<string>;
}

interface Entry {
  readonly key: string;
  readonly full: ListValue[];
  readonly short: ListValue[];
}

/** Shortest key for which one wrong letter is forgiven; shorter ones are too near to each other. */
const shortestFuzzyKey = 5;
/** A name is heard as at most this many words when a letter is wrong. */
const longestFuzzyName = 6;
const separators = " -_./'";

/**
 * Indexes spoken forms by their canonical key in one sorted table: a name is found by narrowing a range of the table
 * letter by letter, so that the time does not grow with the number of names, and the memory is that of the keys.
 */
export const createNameIndex = (values: readonly ListValue[]): NameIndex => {
  const entries = sortedEntries(values);

  const matchesAt = (folded: string, start: number): readonly NameMatch[] => {
    const matches: NameMatch[] = [];
    let low = 0;
    let high = entries.length;
    let depth = 0;
    for (let at = start; at < folded.length && low < high; at += 1) {
      const character = folded.charAt(at);
      if (!isWordCharacter(character)) {
        if (separators.includes(character)) continue;
        break;
      }
      low = lowerBound(entries, character, depth, low, high);
      high = upperBound(entries, character, depth, low, high);
      depth += 1;
      const entry = entries[low];
      if (low < high && entry !== undefined && entry.key.length === depth)
        matches.push(asMatch(entry, at + 1));
    }
    return matches;
  };

  const fuzzyMatchesAt = (folded: string, start: number): readonly NameMatch[] => {
    const matches = [...matchesAt(folded, start)];
    const first = folded.charAt(start);
    const low = lowerBound(entries, first, 0, 0, entries.length);
    const high = upperBound(entries, first, 0, low, entries.length);
    for (const end of wordEnds(folded, start, longestFuzzyName)) {
      if (matches.some((match) => match.end === end)) continue;
      const heard = canonicalKey(folded.slice(start, end));
      const near = new Set<ListValue>();
      for (let index = low; index < high; index += 1) {
        const entry = entries[index];
        if (entry === undefined || entry.key.length < shortestFuzzyKey || !isOneEditApart(heard, entry.key))
          continue;
        for (const value of [...entry.full, ...entry.short]) near.add(value);
      }
      // With two candidates it would be a guess.
      if (near.size === 1) matches.push({ end, values: [...near], quality: 'fuzzy' });
    }
    return matches;
  };

  const contextKeys = new Set(values.flatMap((value) => Object.keys(value.context ?? {})));
  return { matchesAt, fuzzyMatchesAt, contextKeys };
};

const asMatch = (entry: Entry, end: number): NameMatch =>
  entry.full.length > 0
    ? { end, values: entry.full, quality: 'full' }
    : { end, values: entry.short, quality: 'short' };

const sortedEntries = (values: readonly ListValue[]): readonly Entry[] => {
  const byKey = new Map<string, Entry>();
  const add = (form: string, value: ListValue, kind: 'full' | 'short'): void => {
    const key = canonicalKey(form);
    if (key === '') return;
    const entry = byKey.get(key) ?? { key, full: [], short: [] };
    byKey.set(key, entry);
    if (!entry[kind].includes(value)) entry[kind].push(value);
  };
  for (const value of values) {
    for (const form of value.text) add(form, value, 'full');
    for (const form of value.short ?? []) add(form, value, 'short');
  }
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
};

/** First entry of the range whose character at `depth` is not before `character`. */
const lowerBound = (
  entries: readonly Entry[],
  character: string,
  depth: number,
  from: number,
  to: number,
): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.key.charAt(depth) ?? '') < character) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** First entry of the range whose character at `depth` is behind `character`. */
const upperBound = (
  entries: readonly Entry[],
  character: string,
  depth: number,
  from: number,
  to: number,
): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.key.charAt(depth) ?? '') <= character) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Positions behind each of the next words, up to `limit` words; a possessive `'s` also ends a word. */
export const wordEnds = (folded: string, start: number, limit: number): readonly number[] => {
  const ends: number[] = [];
  let words = 0;
  for (let at = start + 1; at <= folded.length && words < limit; at += 1) {
    const next = folded[at];
    if (next === undefined || next === ' ' || next === "'") ends.push(at);
    if (next === undefined || next === ' ') words += 1;
  }
  return ends;
};

/** Whether one inserted, missing, changed or swapped letter makes one text the other; not when they are equal. */
const isOneEditApart = (one: string, other: string): boolean => {
  const longer = one.length >= other.length ? one : other;
  const shorter = one.length >= other.length ? other : one;
  if (longer.length - shorter.length > 1 || one === other) return false;
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  if (longer.length > shorter.length) return longer.slice(at + 1) === shorter.slice(at);
  if (longer.slice(at + 1) === shorter.slice(at + 1)) return true;
  const isSwapped = longer[at] === shorter[at + 1] && longer[at + 1] === shorter[at];
  return isSwapped && longer.slice(at + 2) === shorter.slice(at + 2);
};
