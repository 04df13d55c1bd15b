import { describe, expect, it } from 'vitest';
import { githubFaults } from '../../standins/github/faults.ts';
import { assertRandomOutages, faults, reads, undisturbedAfter, writes } from './fault-matrix.ts';
import { createMirrorFixture, seen, writeRun } from './mirror-fixture.ts';

const oneRun = await undisturbedAfter('paperless');
const twoRuns = await undisturbedAfter('paperless', 'jellyfin');

describe('the mirror, when calls to GitHub go wrong', () => {
  it('has two runs, each once, to compare with', () => {
    expect(twoRuns.issues.map(({ is, comments }) => [is, comments.length])).toEqual([
      ['closed', 3],
      ['closed', 3],
    ]);
    expect(twoRuns.commits).toHaveLength(2);
    expect(twoRuns.page).toBe('# Paperless\n\n- restarted paperless\n- restarted jellyfin\n');
  });

  // Each kind of call by itself, and later calls of a kind: test/lab/github.lab.ts.
  it.each(faults)('ends with everything once, whichever call it meets first: $name', async ({ fault }) => {
    const { tracker, synchronise, github } = createMirrorFixture();
    const injected = [...writes, ...reads].map((operation) => github.inject({ operation, fault }));
    await writeRun(tracker(), 'paperless');
    await writeRun(tracker(), 'jellyfin');
    await synchronise(2_000);
    expect(seen(github)).toEqual(twoRuns);
    expect(github.violations).toEqual([]);
    expect(injected.map(({ hits }) => hits())).toEqual(injected.map(() => 1));
  });

  it.each(writes)(
    'ends with everything once after a restart on a lost answer and stale lists: %s',
    async (call) => {
      const fixture = createMirrorFixture();
      const { tracker, synchronise, github, clock, told } = fixture;
      github.inject({ operation: call, fault: githubFaults['stale reads after a lost answer'] });
      await writeRun(tracker(), 'paperless');
      await fixture.pass();
      await fixture.restart();
      clock.set(clock.now() + 1_000);
      await synchronise();
      expect(seen(github)).toEqual(oneRun);
      expect(told).toEqual([]);
    },
  );
});

describe('the mirror, when GitHub keeps failing', () => {
  it.each(faults.filter(({ name }) => name !== 'push by somebody else'))(
    'tells a person once, and once when it is over, if that is something to know: $name',
    async ({ name, fault }) => {
      const { tracker, synchronise, github, told, clock, pass, mirror } = createMirrorFixture();
      await pass();
      const { hits } = github.inject({ operation: 'issues/create', times: 8, fault });
      await writeRun(tracker(), 'paperless');
      for (let looks = 0; looks < 200 && hits() < 6; looks += 1) {
        await pass();
        clock.set(clock.now() + 120_000);
      }
      // To wait as GitHub asks is no fault of anything.
      if (/limit|abuse|quickly/.test(name)) expect([mirror.health().problems, told]).toEqual([[], []]);
      await synchronise(2_000);
      expect(seen(github)).toEqual(oneRun);
      expect([0, 2]).toContain(told.length);
      if (told.length === 2) expect(told[1]).toBe('What was wrong with GitHub is over.');
      expect(mirror.health()).toEqual({ state: 'ok', waiting: 0, problems: [] });
    },
  );

  it('tells once in a day that it cannot be reached, keeps count of what waits, and says when it is back', async () => {
    const { tracker, synchronise, github, told, clock, pass, mirror } = createMirrorFixture();
    github.isDown = true;
    await writeRun(tracker(), 'paperless');
    let changes = 0;
    mirror.onChange(() => {
      changes += 1;
    });
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
      await pass();
      clock.set(clock.now() + 300_000);
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
    expect(seen(github)).toEqual(oneRun);
  });

  it('has everything once in the end, over random outages, restarts and faults', () =>
    assertRandomOutages(25, 20_261_123));
});
