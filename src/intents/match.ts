import type { CompiledValue, Matcher } from './compile.ts';
import type { NameIndex, NameMatch } from './name-index.ts';
import { wordEnds } from './name-index.ts';
import type { NormalisedText } from './normalise.ts';
import { isDigit } from './normalise.ts';
import { matchNumbers } from './number-match.ts';
import type { Candidate, FilledSlot, Outcome } from './outcome.ts';
import { costs, joinSlots, keepBest } from './outcome.ts';

/** How live names are compared: exactly, with one wrong letter, or anything that stands in a name's place. */
export type NameMode = 'exact' | 'fuzzy' | 'unknown';

/** What stays the same while templates are tried on one sentence. */
export interface Reading {
  readonly text: NormalisedText;
  readonly names: (list: string) => NameIndex | undefined;
  /** Whether words are too general to be the short form of a name. */
  readonly isNoName: (words: readonly string[]) => boolean;
  readonly mode: NameMode;
  /** Whether a value may be used in the block of sentences at hand; undefined: all may. */
  readonly isAllowed: ((context: Readonly<Record<string, string>>) => boolean) | undefined;
  /** Outcomes of shared nodes by id and position. One memo for all blocks that allow the same values. */
  readonly memo: Map<number, readonly Outcome[]>;
}

/** A name that nobody knows is heard as at most this many words. */
const longestUnknownName = 4;

/** All ways to read the text from `start` on, at most one for each end: the best. */
export const match = (matcher: Matcher, start: number, reading: Reading): readonly Outcome[] => {
  const { folded } = reading.text;
  switch (matcher.type) {
    case 'text':
      return folded.startsWith(matcher.text, start)
        ? [{ end: start + matcher.text.length, cost: matcher.letters * costs.letter, slots: undefined }]
        : [];
    case 'space': {
      const end = endOfSpace(folded, start);
      return end === undefined ? [] : [{ end, cost: 0, slots: undefined }];
    }
    case 'sequence':
      return matchSequence(matcher.items, start, reading);
    case 'alternative':
      return matchAlternative(matcher.items, start, reading);
    case 'permutation':
      return matchPermutation(matcher.items, start, reading);
    case 'wildcard':
      return matchWildcard(matcher, start, reading);
    case 'values':
      return matchValues(matcher, start, reading);
    default:
      return remembered(matcher.id, start, reading, () => {
        if (matcher.type === 'shared') return match(matcher.body, start, reading);
        return matcher.type === 'names'
          ? matchNames(matcher, start, reading)
          : matchRange(matcher, start, reading);
      });
  }
};

const remembered = (
  id: number,
  start: number,
  reading: Reading,
  find: () => readonly Outcome[],
): readonly Outcome[] => {
  const key = id * (reading.text.folded.length + 1) + start;
  const known = reading.memo.get(key);
  if (known !== undefined) return known;
  const found = find();
  reading.memo.set(key, found);
  return found;
};

/** A space of a template: one in the text, or none where a word begins or the text ends. */
const endOfSpace = (folded: string, start: number): number | undefined => {
  if (folded[start] === ' ') return start + 1;
  if (start === 0 || start === folded.length) return start;
  const before = folded[start - 1];
  // After an apostrophe a word ends without a space, as in "dell'ingresso", and so does a number, as in "5gb".
  return before === ' ' || before === "'" || (isDigit(before) && !isDigit(folded[start])) ? start : undefined;
};

const after = (first: Outcome, next: Outcome): Outcome => ({
  end: next.end,
  cost: first.cost + next.cost,
  slots: joinSlots(first.slots, next.slots),
});

const emptyAt = (start: number): Outcome => ({ end: start, cost: 0, slots: undefined });

const bestOf = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  if (outcomes.length < 2) return outcomes;
  const best = new Map<number, Outcome>();
  for (const outcome of outcomes) keepBest(best, outcome);
  return best.size === outcomes.length ? outcomes : [...best.values()];
};

const matchSequence = (items: readonly Matcher[], start: number, reading: Reading): readonly Outcome[] => {
  let reached: readonly Outcome[] = [emptyAt(start)];
  for (const item of items) {
    const next: Outcome[] = [];
    for (const first of reached)
      for (const second of match(item, first.end, reading)) next.push(after(first, second));
    if (next.length === 0) return next;
    reached = bestOf(next);
  }
  return reached;
};

const matchAlternative = (items: readonly Matcher[], start: number, reading: Reading): readonly Outcome[] => {
  const found: Outcome[] = [];
  for (const item of items) for (const outcome of match(item, start, reading)) found.push(outcome);
  return bestOf(found);
};

const space: Matcher = { type: 'space' };

const matchPermutation = (items: readonly Matcher[], start: number, reading: Reading): readonly Outcome[] => {
  // Readings by the set of items already used, as a bit mask: each set is worked out once, not each order.
  const all = (1 << items.length) - 1;
  const reached = new Map<number, readonly Outcome[]>([[0, [emptyAt(start)]]]);
  for (let used = 0; used < all; used += 1) {
    const firsts = reached.get(used);
    if (firsts === undefined) continue;
    for (const [index, item] of items.entries()) {
      const bit = 1 << index;
      if ((used & bit) !== 0) continue;
      const next = firsts.flatMap((first) =>
        matchSequence([space, item, space], first.end, reading).map((second) => after(first, second)),
      );
      if (next.length > 0) reached.set(used | bit, bestOf([...(reached.get(used | bit) ?? []), ...next]));
    }
  }
  return reached.get(all) ?? [];
};

interface Target {
  readonly slot: string;
  readonly isCapture: boolean;
}

const filled = (
  target: Target,
  span: { readonly start: number; readonly end: number },
  kind: FilledSlot['kind'],
  candidates: readonly Candidate[],
): FilledSlot => ({ slot: target.slot, isCapture: target.isCapture, ...span, kind, candidates });

const matchWildcard = (
  target: Target & { readonly endsWord: boolean },
  start: number,
  { text: { written, folded } }: Reading,
): readonly Outcome[] => {
  const begin = folded[start] === ' ' ? start + 1 : start;
  const outcomes: Outcome[] = [];
  for (let end = begin + 1; end <= folded.length; end += 1) {
    if (target.endsWord && end < folded.length && folded[end] !== ' ') continue;
    const value = written.slice(begin, end).trim();
    const slots = filled(target, { start: begin, end }, 'wildcard', [{ value }]);
    outcomes.push({ end, cost: costs.wildcard + costs.slot + (end - begin) * costs.wildcardLetter, slots });
  }
  return outcomes;
};

const matchValues = (
  target: Target & { readonly values: readonly CompiledValue[] },
  start: number,
  reading: Reading,
): readonly Outcome[] => {
  const found: Outcome[] = [];
  for (const { said, out, context = {} } of target.values) {
    if (reading.isAllowed?.(context) === false) continue;
    for (const outcome of match(said, start, reading)) {
      if (outcome.end === start) continue;
      const words = reading.text.written.slice(start, outcome.end).trim();
      const slots = filled(target, { start, end: outcome.end }, 'value', [{ value: out ?? words, context }]);
      found.push({
        end: outcome.end,
        cost: outcome.cost + costs.slot,
        slots: joinSlots(outcome.slots, slots),
      });
    }
  }
  return bestOf(found);
};

const matchRange = (
  matcher: Extract<Matcher, { type: 'range' }>,
  start: number,
  { text: { folded } }: Reading,
): readonly Outcome[] =>
  matchNumbers(matcher.range, folded, start).map(({ end, value }) => ({
    end,
    cost: lettersCost(folded, start, end) + costs.slot,
    slots: filled(matcher, { start, end }, 'range', [{ value }]),
  }));

const lettersCost = (folded: string, start: number, end: number): number => {
  let letters = 0;
  for (let at = start; at < end; at += 1) if (folded[at] !== ' ') letters += 1;
  return letters * costs.letter;
};

const matchNames = (
  matcher: Extract<Matcher, { type: 'names' }>,
  start: number,
  reading: Reading,
): readonly Outcome[] => {
  const { folded } = reading.text;
  const index = reading.names(matcher.list);
  const names =
    (reading.mode === 'exact' ? index?.matchesAt(folded, start) : index?.fuzzyMatchesAt(folded, start)) ?? [];
  const known = names.flatMap((name) => {
    if (name.quality !== 'full' && reading.isNoName(folded.slice(start, name.end).split(' '))) return [];
    const values = name.values.filter((value) => reading.isAllowed?.(value.context ?? {}) !== false);
    return values.length === 0 ? [] : [nameOutcome(matcher, start, { ...name, values }, folded)];
  });
  if (reading.mode !== 'unknown') return known;
  const unknown = wordEnds(folded, start, longestUnknownName).map((end) => ({
    end,
    cost: costs.unknownName + costs.slot,
    slots: filled(matcher, { start, end }, 'unknown', []),
  }));
  return bestOf([...known, ...unknown]);
};

const qualityCosts = { full: 0, short: costs.shortName, fuzzy: costs.fuzzyName } as const;

const nameOutcome = (
  target: Target,
  start: number,
  { end, quality, values }: NameMatch,
  folded: string,
): Outcome => {
  const candidates = values.map(({ value, text: [text], context = {} }) => ({
    value,
    text: text ?? value,
    context,
  }));
  const ambiguity = candidates.length > 1 ? costs.ambiguousName : 0;
  const cost = lettersCost(folded, start, end) + costs.slot + qualityCosts[quality] + ambiguity;
  return { end, cost, slots: filled(target, { start, end }, quality, candidates) };
};
