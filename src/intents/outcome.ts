import type { NameQuality } from './name-index.ts';

/** What a slot was filled with. More than one candidate: the words fit several values. */
export interface FilledSlot {
  readonly slot: string;
  readonly isCapture: boolean;
  /** Part of the sentence, positions in the normalised text. */
  readonly start: number;
  readonly end: number;
  readonly kind: NameQuality | 'value' | 'range' | 'wildcard' | 'unknown';
  readonly candidates: readonly Candidate[];
}

/** One value that a slot may mean. `text` is how it is shown; undefined: the words that were said. */
export interface Candidate {
  readonly value: string;
  readonly text?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Slots in the order of the sentence, joined without copying. */
export type SlotTree = FilledSlot | readonly [SlotTree, SlotTree] | undefined;

/** One way to read a part of the sentence: where it ends, how good it is (less is better), what it fills. */
export interface Outcome {
  readonly end: number;
  readonly cost: number;
  readonly slots: SlotTree;
}

/**
 * What makes one reading better than another, in hassil's order: fewer wildcards, then more literal letters, then less
 * text in wildcards; then, of ours, fewer slots and surer names. Each weight is larger than all sums of the next ones
 * for a sentence of 500 letters, so that the sum of the weights keeps this order.
 */
export const costs = {
  unknownName: 1e12,
  wildcard: 1e9,
  letter: -100_000,
  wildcardLetter: 100,
  fuzzyName: 20,
  ambiguousName: 3,
  shortName: 2,
  slot: 1,
} as const;

/** Joins two slot trees. */
export const joinSlots = (one: SlotTree, other: SlotTree): SlotTree => {
  if (one === undefined) return other;
  return other === undefined ? one : [one, other];
};

/** The slots of a tree, in order. */
export const listSlots = (tree: SlotTree): readonly FilledSlot[] => {
  if (tree === undefined) return [];
  return 'slot' in tree ? [tree] : [...listSlots(tree[0]), ...listSlots(tree[1])];
};

/** Keeps the better of two outcomes that end at the same place; the earlier one where they are equal. */
export const keepBest = (best: Map<number, Outcome>, outcome: Outcome): void => {
  const known = best.get(outcome.end);
  if (known === undefined || outcome.cost < known.cost) best.set(outcome.end, outcome);
};
