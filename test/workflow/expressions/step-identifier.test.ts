import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepIdentifier } from '../../../src/workflow/expressions/step-identifier.ts';

describe('the identifier of a step', () => {
  it.each([
    ['disk-detection', 'diskDetection'],
    ['k3s-storage-update', 'k3sStorageUpdate'],
    ['restart', 'restart'],
    ['update/take-snapshot', 'update__takeSnapshot'],
    ['check[2]', 'check_2'],
    ['outer[0]/inner[1]', 'outer_0__inner_1'],
  ])('of %s is %s', (id, identifier) => {
    expect(stepIdentifier(id)).toBe(identifier);
  });

  it('is a name of CEL, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        expect(stepIdentifier(`a${id}`)).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
      }),
      { numRuns: 200 },
    );
  });
});
