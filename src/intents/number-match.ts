import { canonicalKey } from './normalise.ts';
import { largestNumberWord, numberWords } from './number-words.ts';
import type { NumberRange } from './template.ts';

/** Words are understood in ranges with at most this many numbers. */
const largestWordRange = 10_000;
/** Longest number in words, e.g. "minus nine hundred ninety nine thousand nine hundred and ninety nine". */
const longestNumberWords = 11;

const wordTables = new Map<string, ReadonlyMap<string, number>>();

/** Numbers of a range that begin at `start`, in digits or in English words, and where each ends. */
export const matchNumbers = (
  range: NumberRange,
  folded: string,
  start: number,
): readonly { readonly end: number; readonly value: string }[] => {
  const matches: { end: number; value: string }[] = [];
  const digits = range.digits === false ? undefined : digitsAt(folded, start);
  if (digits !== undefined && isInRange(range, digits.number)) {
    matches.push({ end: digits.end, value: slotValueOf(range, digits.number) });
  }
  if (range.words === false || digits !== undefined) return matches;
  const table = wordTable(range);
  let words = 0;
  for (let end = start + 1; end <= folded.length && words < longestNumberWords; end += 1) {
    if (end < folded.length && folded[end] !== ' ' && folded[end] !== '%') continue;
    words += 1;
    const number = table.get(canonicalKey(folded.slice(start, end)));
    if (number !== undefined) matches.push({ end, value: slotValueOf(range, number) });
  }
  return matches;
};

const isInRange = ({ from, to, step }: NumberRange, number: number): boolean =>
  number >= from && number <= to && (number - from) % step === 0;

const slotValueOf = ({ multiplier = 1 }: NumberRange, number: number): string => String(number * multiplier);

const digitsAt = (folded: string, start: number): { end: number; number: number } | undefined => {
  let end = folded[start] === '-' ? start + 1 : start;
  const firstDigit = end;
  while (end < folded.length && folded.charAt(end) >= '0' && folded.charAt(end) <= '9') end += 1;
  return end === firstDigit ? undefined : { end, number: Number(folded.slice(start, end)) };
};

/** Words of a range's numbers by canonical key; made when first needed, shared by equal ranges. */
const wordTable = ({ from, to, step }: NumberRange): ReadonlyMap<string, number> => {
  const key = `${from} ${to} ${step}`;
  const known = wordTables.get(key);
  if (known !== undefined) return known;
  const table = new Map<string, number>();
  const isSmall =
    (to - from) / step < largestWordRange && Math.max(Math.abs(from), Math.abs(to)) <= largestNumberWord;
  for (let number = from; isSmall && number <= to; number += step) {
    for (const words of numberWords(number)) table.set(canonicalKey(words), number);
  }
  wordTables.set(key, table);
  return table;
};
