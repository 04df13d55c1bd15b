import { describe, expect, it } from 'vitest';
import {
  assertRandomOutages,
  faults,
  reads,
  undisturbedAfter,
  writes,
} from '../tracker/github/fault-matrix.ts';
import { createMirrorFixture, seen, writeRun } from '../tracker/github/mirror-fixture.ts';

const twoRuns = await undisturbedAfter('paperless', 'jellyfin');

describe('the mirror at GitHub, each fault at each call', () => {
  it.each(faults)('ends with everything once, and tells nobody of one fault: $name', async ({ fault }) => {
    for (const operation of [...writes, ...reads])
      for (const nth of [1, 2, 3, 4]) {
        const { tracker, synchronise, github, told } = createMirrorFixture();
        const { hits } = github.inject({ operation, nth, fault });
        await writeRun(tracker(), 'paperless');
        await writeRun(tracker(), 'jellyfin');
        await synchronise();
        const place = `${operation}, call ${nth}`;
        expect([place, seen(github), told, github.violations]).toEqual([place, twoRuns, [], []]);
        if (nth === 1) expect([place, hits()]).toEqual([place, 1]);
      }
  });

  it('has everything once in the end, over five hundred random histories', () =>
    assertRandomOutages(500, 4_711));
});
