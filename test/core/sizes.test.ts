import { describe, expect, it } from 'vitest';
import { parseSize, sizeText } from '../../src/core/sizes.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1.5 kB'],
    [999_600, '1 MB'],
    [340e9, '340 GB'],
    [2.2e12, '2.2 TB'],
    [12e12, '12 TB'],
  ])('of %d bytes are said as %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it.each([
    ['2TB', 2e12],
    ['500 GiB', 500 * 2 ** 30],
    ['1.5 tb', 1.5e12],
    ['12 B', 12],
    ['12', undefined],
    ['2 T', undefined],
    ['-1 GB', undefined],
  ])('are read as people write them: %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });
});
