import fc from 'fast-check';
import { expect } from 'vitest';
import { type GithubFaultName, githubFaults } from '../../standins/github/faults.ts';
import { createMirrorFixture, seen, writeRun } from './mirror-fixture.ts';

/** Calls that change something at GitHub. */
export const writes = [
  'issues/create',
  'issues/create-comment',
  'issues/add-labels',
  'git/create-tree',
  'git/create-commit',
  'git/update-ref',
] as const;

/** Calls that only look. */
export const reads = [
  'repos/get',
  'users/get-authenticated',
  'issues/list-for-repo',
  'issues/list-comments',
  'issues/get',
  'git/get-ref',
  'git/get-commit',
  'repos/list-commits',
  'repos/get-content',
] as const;

/** Every catalogued fault. */
export const faults = Object.entries(githubFaults).map(([name, fault]) => ({
  name: name as GithubFaultName,
  fault,
}));

/** What is at GitHub when nothing goes wrong. */
export const undisturbedAfter = async (...names: readonly string[]) => {
  const { tracker, synchronise, github } = createMirrorFixture();
  for (const name of names) await writeRun(tracker(), name);
  await synchronise();
  return seen(github);
};

const outage = fc.record({
  operation: fc.constantFrom(...writes, ...reads),
  nth: fc.integer({ min: 1, max: 6 }),
  times: fc.integer({ min: 1, max: 3 }),
  fault: fc.constantFrom(...faults.map(({ fault }) => fault)),
});
const step = fc.constantFrom('run', 'pass', 'restart', 'outage', 'back');

/** Runs, restarts, outages and faults in any order: everything is there once in the end, in its order. */
export const assertRandomOutages = (numRuns: number, seed: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(outage, { maxLength: 5 }),
      fc.array(step, { minLength: 5, maxLength: 20 }),
      async (rules, steps) => {
        const fixture = createMirrorFixture();
        const { github, clock, tracker } = fixture;
        for (const rule of rules) github.inject(rule);
        let runs = 0;
        for (const each of steps) {
          if (each === 'run' && runs < 4) await writeRun(tracker(), `guest-${runs++}`);
          if (each === 'pass') await fixture.pass();
          if (each === 'restart') await fixture.restart();
          if (each === 'outage') github.isDown = true;
          if (each === 'back') github.isDown = false;
          await clock.advance(7_000);
        }
        github.isDown = false;
        await fixture.synchronise(2_000);
        const { issues, commits } = seen(github);
        expect(issues.map(({ title }) => title)).toEqual(
          Array.from({ length: runs }, (_, index) => `Restart guest-${index}`),
        );
        for (const { is, comments, labels } of issues)
          expect([is, comments.length, labels.length]).toEqual(['closed', 3, 3]);
        expect(commits).toHaveLength(runs);
        expect(new Set(commits).size).toBe(runs);
        expect(github.violations).toEqual([]);
      },
    ),
    { numRuns, seed },
  );
