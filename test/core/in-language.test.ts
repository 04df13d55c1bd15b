import { describe, expect, it } from 'vitest';
import { inLanguage } from '../../src/core/texts/in-language.ts';

const kept = { en: 'house', de: 'Haus' };

describe('what is kept in several languages', () => {
  it.each([
    ['de', 'Haus'],
    ['DE-at', 'Haus'],
    ['en-GB', 'house'],
    ['est', 'house'],
    ['constructor', 'house'],
    ['', 'house'],
  ])('is for "%s": %s', (language, expected) => {
    expect(inLanguage(kept, language)).toBe(expected);
  });
});
