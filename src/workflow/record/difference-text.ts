import type { Difference } from '../../core/difference.ts';
import { digestOf } from '../../core/digest.ts';
import { inlineValue, rawText, rawValue, table } from './markdown.ts';

/** A table of differences; empty text for none. */
export const differenceTable = (differences: readonly Difference[], was = 'before', is = 'after'): string =>
  table(
    ['what', 'field', was, is],
    differences.map(({ name, field, before, after }) => [name, field, before, after].map(inlineValue)),
  );

/**
 * What several steps change when all of them are done: one difference for each field, from before the first to after the
 * last. A field that ends as it began passes meanwhile, and is not among them.
 */
export const netDifferences = (differences: readonly Difference[]): Difference[] => {
  const byField = new Map<string, Difference>();
  for (const difference of differences) {
    const key = JSON.stringify([difference.ref, difference.field]);
    const first = byField.get(key);
    byField.set(key, first === undefined ? difference : { ...difference, before: first.before });
  }
  return [...byField.values()].filter(({ before, after }) => digestOf(before) !== digestOf(after));
};

/** What changes as a fenced diff, object by object; empty text for no difference. */
export const differenceDiff = (differences: readonly Difference[]): string => {
  if (differences.length === 0) return '';
  const refs = [...new Set(differences.map(({ ref }) => ref))];
  const lines = refs.flatMap((ref) => {
    const own = differences.filter((difference) => difference.ref === ref);
    return [
      `  ${rawText(own[0]?.name ?? ref)} (${rawText(ref)})`,
      ...own.flatMap(({ field, before, after }) => [
        `-   ${rawText(field)}: ${rawValue(before)}`,
        `+   ${rawText(field)}: ${rawValue(after)}`,
      ]),
    ];
  });
  return ['```diff', ...lines, '```'].join('\n');
};
