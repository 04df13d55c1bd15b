import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GithubFaultName, githubFaults } from '../../standins/github/faults.ts';
import { createMirrorFixture, seen, writeRun } from './mirror-fixture.ts';

const writes = [
  'issues/create',
  'issues/create-comment',
  'issues/add-labels',
  'git/create-tree',
  'git/create-commit',
  'git/update-ref',
] as const;
const reads = ['issues/list-for-repo', 'issues/list-comments', 'git/get-ref', 'repos/list-commits'] as const;
const faults = Object.entries(githubFaults).map(([name, fault]) => ({
  name: name as GithubFaultName,
  fault,
}));

/** What is there when nothing goes wrong. */
const undisturbedAfter = async (...names: readonly string[]) => {
  const { tracker, synchronise, github } = createMirrorFixture();
  for (const name of names) await writeRun(tracker(), name);
  await synchronise();
  return seen(github);
};
const oneRun = await undisturbedAfter('paperless');
const undisturbed = await undisturbedAfter('paperless', 'jellyfin');

describe('the mirror, when one call to GitHub goes wrong', () => {
  it('has two runs, each once, to compare with', () => {
    expect(undisturbed.issues.map(({ is, comments }) => [is, comments.length])).toEqual([
      ['closed', 3],
      ['closed', 3],
    ]);
    expect(undisturbed.commits).toHaveLength(2);
    expect(undisturbed.page).toBe('# Paperless\n\n- restarted paperless\n- restarted jellyfin\n');
  });

  it.each(faults)('ends with everything once and tells nobody: $name', async ({ fault }) => {
    for (const operation of [...writes, ...reads]) {
      const { tracker, synchronise, github, told } = createMirrorFixture();
      const { hits } = github.inject({ operation, fault });
      await writeRun(tracker(), 'paperless');
      await synchronise();
      expect([operation, seen(github)]).toEqual([operation, oneRun]);
      expect([operation, told, github.violations, hits()]).toEqual([operation, [], [], 1]);
    }
  });

  it('ends with everything once after a restart in the middle of a lost answer', async () => {
    for (const operation of writes) {
      const fixture = createMirrorFixture();
      const { tracker, synchronise, github, clock } = fixture;
      github.inject({ operation, fault: githubFaults['stale reads after a lost answer'] });
      await writeRun(tracker(), 'paperless');
      await writeRun(tracker(), 'jellyfin');
      await fixture.pass();
      await fixture.restart();
      await clock.advance(1_000);
      await synchronise();
      expect([operation, seen(github)]).toEqual([operation, undisturbed]);
    }
  });
});

describe('the mirror, when GitHub is away for a day', () => {
  it.each(faults.filter(({ name }) => !['push by somebody else'].includes(name)))(
    'tells a person once and once when it is over, if that is something to know: $name',
    async ({ name, fault }) => {
      const { tracker, synchronise, github, told, clock, pass, mirror } = createMirrorFixture();
      await pass();
      const { hits } = github.inject({ operation: 'issues/create', times: 20, fault });
      await writeRun(tracker(), 'paperless');
      await writeRun(tracker(), 'jellyfin');
      for (let looks = 0; looks < 200 && hits() < 6; looks += 1) {
        await pass();
        await clock.advance(120_000);
      }
      const isWait = /limit|abuse|quickly/.test(name);
      if (isWait) expect(mirror.health().problems).toEqual([]);
      await synchronise(2_000);
      expect(seen(github)).toEqual(undisturbed);
      expect(told.length).toBeLessThanOrEqual(2);
      expect(told.filter((text) => text.startsWith('What was wrong with GitHub is over.'))).toHaveLength(
        told.length / 2,
      );
      expect(mirror.health()).toEqual({ state: 'ok', waiting: 0, problems: [] });
    },
  );

  it('tells once that it cannot be reached, keeps count of what waits, and says when it is back', async () => {
    const { tracker, synchronise, github, told, clock, pass, mirror } = createMirrorFixture();
    github.isDown = true;
    await writeRun(tracker(), 'paperless');
    let changes = 0;
    mirror.onChange(() => {
      changes += 1;
    });
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
      await pass();
      await clock.advance(300_000);
    }
    expect(told).toEqual([
      'GitHub cannot be reached: no answer to GET /repos/{owner}/{repo} of alice/homelab.',
    ]);
    expect(mirror.health()).toMatchObject({
      state: 'trouble',
      waiting: 6,
      problems: [{ id: 'github.unreachable', code: 'github.unreachable' }],
    });
    github.isDown = false;
    await synchronise();
    expect(told).toHaveLength(2);
    expect(changes).toBe(2);
    expect(seen(github).issues).toEqual(oneRun.issues);
  });
});

describe('the mirror over random outages', () => {
  it('has everything once in the end, in the order in which it happened', async () => {
    const outage = fc.record({
      operation: fc.constantFrom(...writes, ...reads),
      nth: fc.integer({ min: 1, max: 6 }),
      times: fc.integer({ min: 1, max: 3 }),
      fault: fc.constantFrom(...faults.map(({ fault }) => fault)),
    });
    const step = fc.oneof(
      fc.constant('run' as const),
      fc.constant('pass' as const),
      fc.constant('restart' as const),
      fc.constant('outage' as const),
      fc.constant('back' as const),
    );
    await fc.assert(
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
          for (const { is, comments, labels } of issues) {
            expect([is, comments.length, labels.length]).toEqual(['closed', 3, 3]);
          }
          expect(commits).toHaveLength(runs);
          expect(new Set(commits).size).toBe(runs);
          expect(github.violations).toEqual([]);
        },
      ),
      { numRuns: 25, seed: 20261123 },
    );
  });
});
