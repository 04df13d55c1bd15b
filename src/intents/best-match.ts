import type { Context } from './context.ts';
import { meetsExcluded, meetsRequired } from './context.ts';
import type { Lists, ListValue } from './list-value.ts';
import type { NameMode, Reading } from './match.ts';
import { match } from './match.ts';
import type { NameIndex } from './name-index.ts';
import { createNameIndex } from './name-index.ts';
import type { NormalisedText } from './normalise.ts';
import type { FilledSlot, Outcome } from './outcome.ts';
import { listSlots } from './outcome.ts';
import type { CompiledBlock, SentenceSet } from './sentence-set.ts';

/** The best reading of a sentence. */
export interface BestMatch {
  readonly block: CompiledBlock;
  /** The template that matched, as written. */
  readonly template: string;
  readonly text: NormalisedText;
  readonly slots: readonly FilledSlot[];
  /** The given context and what the values bring along. */
  readonly context: Context;
  /** Less is better; only comparable for one sentence. */
  readonly cost: number;
}

const indexes = new WeakMap<readonly ListValue[], NameIndex>();

/** The index of a list; made once for each list object, so callers keep lists as long as the names are the same. */
const indexOf = (values: readonly ListValue[] | undefined): NameIndex | undefined => {
  if (values === undefined) return undefined;
  const known = indexes.get(values);
  if (known !== undefined) return known;
  const index = createNameIndex(values);
  indexes.set(values, index);
  return index;
};

/**
 * The best way to read the whole sentence, over all blocks and all given texts (the sentence, and the sentence without
 * skip words; the earlier wins where both are equally good). Undefined: no template fits.
 */
export const bestMatch = (
  sentences: SentenceSet,
  texts: readonly NormalisedText[],
  lists: Lists,
  context: Context,
  mode: NameMode,
): BestMatch | undefined => {
  const valueKeys = new Set(sentences.contextKeys);
  for (const values of Object.values(lists))
    for (const key of indexOf(values)?.contextKeys ?? []) valueKeys.add(key);
  let best: BestMatch | undefined;
  for (const text of texts) {
    const shared = readingOf(sentences, text, lists, mode);
    for (const block of sentences.blocks) {
      if (!isPossible(block, context, valueKeys)) continue;
      const reading = readingFor(block, shared, valueKeys);
      for (const [index, matcher] of block.matchers.entries()) {
        for (const outcome of match(matcher, 0, reading)) {
          if (outcome.end !== text.folded.length || outcome.cost >= (best?.cost ?? Number.POSITIVE_INFINITY))
            continue;
          best = accepted(block, block.templates[index]?.text ?? '', text, outcome, context) ?? best;
        }
      }
    }
  }
  return best;
};

const readingOf = (sentences: SentenceSet, text: NormalisedText, lists: Lists, mode: NameMode): Reading => ({
  text,
  names: (list) => indexOf(lists[list]),
  isNoName: (words) =>
    words.every((word) => sentences.houseWords.has(word) || sentences.genericWords.has(word)),
  mode,
  isAllowed: undefined,
  memo: new Map(),
});

/** A block whose required context is neither given nor brought along by any value cannot match. */
const isPossible = (block: CompiledBlock, context: Context, valueKeys: ReadonlySet<string>): boolean =>
  Object.keys(block.requiresContext).every((key) => key in context || valueKeys.has(key)) &&
  meetsRequired(block.requiresContext, context, 'allowed') &&
  !meetsExcluded(block.excludesContext, context);

/** Values that break the block's context rules are left out; such a block cannot use what others remembered. */
const readingFor = (block: CompiledBlock, shared: Reading, valueKeys: ReadonlySet<string>): Reading => {
  const ruled = [...Object.keys(block.requiresContext), ...Object.keys(block.excludesContext)];
  if (!ruled.some((key) => valueKeys.has(key))) return shared;
  return {
    ...shared,
    memo: new Map(),
    isAllowed: (context) =>
      meetsRequired(block.requiresContext, context, 'allowed') &&
      !meetsExcluded(block.excludesContext, context),
  };
};

const accepted = (
  block: CompiledBlock,
  template: string,
  text: NormalisedText,
  { slots: tree, cost }: Outcome,
  given: Context,
): BestMatch | undefined => {
  const slots = listSlots(tree);
  const brought = slots.map(({ candidates }) =>
    candidates.length === 1 ? (candidates[0]?.context ?? {}) : {},
  );
  const context: Context = Object.assign({}, given, ...brought);
  if (!meetsRequired(block.requiresContext, context, 'refused')) return undefined;
  if (meetsExcluded(block.excludesContext, context)) return undefined;
  return { block, template, text, slots, context, cost };
};
