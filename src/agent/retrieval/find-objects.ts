import type { Inventory, InventoryObject } from '../../core/inventory.ts';
import { nameParts } from '../../intents/names.ts';
import { shareOf } from './object-facts.ts';
import { kindOrder, queryWords, testsOf } from './query-words.ts';

/** Shorter parts of a name are found in too many words. Characters. */
const shortestPart = 3;

const partsOf = (object: InventoryObject): readonly string[] =>
  [object.name, ...(object.kind === 'guest' ? [...object.tags, String(object.vmid)] : [])]
    .flatMap((text) => [text, ...nameParts(text)])
    .map((part) => part.toLowerCase());

/**
 * Objects that a text speaks of, best first: those of which it has a part of the name; or, where it has none, those of the
 * kinds and in the states that it names, the busiest and fullest first. Pure.
 */
export const findObjects = (text: string, inventory: Inventory): readonly InventoryObject[] => {
  const words = queryWords(text);
  const { kinds, states } = testsOf(words);
  const known = new Set(words.filter((word) => word.length >= shortestPart));
  const all = [...inventory.objects.values()].map((object) => ({
    object,
    hits: partsOf(object).filter((part) => part.length >= shortestPart && known.has(part)).length,
  }));
  const byHits = all
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ object }) => object);
  if (byHits.length > 0) return byHits;
  if (kinds.length === 0 && states.length === 0) return [];
  return all
    .map(({ object }) => object)
    .filter(
      (object) =>
        (kinds.length === 0 || kinds.some((test) => test(object))) &&
        (states.length === 0 || states.some((test) => test(object))),
    )
    .sort(
      (a, b) =>
        kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || (shareOf(b) ?? -1) - (shareOf(a) ?? -1),
    );
};
