import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeywordFinder } from '../../../src/llm/privacy/leak-rules/keywords.ts';

it('finds the words that a text has, and no others', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-', '_', 'é'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '-', '_', 'é'), maxLength: 40 }),
      (words, text) => {
        const expected = [...new Set(words)].filter((word) => text.includes(word));
        expect([...createKeywordFinder(words)(text)].toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 300 },
  );
});
