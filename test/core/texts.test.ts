import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/core/texts/en.ts';
import { createTexts } from '../../src/core/texts/texts.ts';
import { readSource } from '../support/source-graph.ts';

const source = readSource(join(import.meta.dirname, '../../src'))
  .filter(({ path }) => !path.startsWith('core/texts/'))
  .map(({ text }) => text)
  .join('\n');

describe('texts', () => {
  it('fill the places with values, as often as they occur', () => {
    const texts = createTexts('en');
    expect(texts('phone.progress', { percent: 29, detail: 'shutting down' })).toBe('29 %: shutting down');
    expect(texts('phone.approve')).toBe('Approve');
  });

  it('leave braces in a value as they are', () => {
    expect(createTexts('en')('phone.doneTitle', { title: 'Restart {title}' })).toBe('Done: Restart {title}');
  });

  it('are English where a language has none', () => {
    expect(createTexts('de-CH')('phone.deny')).toBe('Deny');
  });

  it('have no key that nobody uses', () => {
    // A key may be put together, as in `guest.${status}`.
    const isUsed = (key: string) =>
      source.includes(`'${key}'`) || source.includes(`\`${key.split('.')[0]}.\${`);
    expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('begin without a space and end without one', () => {
    expect(Object.values(english).filter((text) => text !== text.trim())).toEqual([]);
  });
});
