import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPattern } from '../../../src/approvals/policy/scope.ts';

describe('a pattern', () => {
  it.each([
    ['proxmox:home/guest/101', 'proxmox:home/guest/101', true],
    ['proxmox:home/guest/10', 'proxmox:home/guest/101', false],
    ['proxmox:home/guest/10*', 'proxmox:home/guest/10', true],
    ['*/guest/*', 'proxmox:home/guest/101', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['*b*b', 'ab', false],
    ['.*', 'xx', false],
  ])('%s and %s: %s', (pattern, text, fits) => {
    expect(fitsPattern(pattern, text)).toBe(fits);
  });

  it('fits what the same pattern as a regular expression fits', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const plain = text.replaceAll('*', 'a');
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        return fitsPattern(pattern, plain) === expression.test(plain);
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });
});
