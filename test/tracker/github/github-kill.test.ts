import { expect, it } from 'vitest';
import type { TrackerOutbox } from '../../../src/core/outbox.ts';
import { createMirrorFixture, type MirrorFixture, seen, writeRun } from './mirror-fixture.ts';

/** A process that dies at its nth effect: before or after a request, before or after a note in the outbox. */
const dyingAt = (point: number, fixture: MirrorFixture) => {
  let seenPoints = 0;
  const tick = () => {
    seenPoints += 1;
    if (seenPoints >= point) throw new Error('killed');
  };
  const around = <Args extends unknown[], Result>(work: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      tick();
      const result = work(...args);
      tick();
      return result;
    };
  };
  const outbox: TrackerOutbox = {
    ...fixture.outbox,
    noteAttempt: around(fixture.outbox.noteAttempt),
    finish: around(fixture.outbox.finish),
    setLink: around(fixture.outbox.setLink),
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    tick();
    const response = await fixture.github.fetch(input, init);
    tick();
    return response;
  };
  return { outbox, fetch, isAlive: () => seenPoints < point };
};

const lives = async (documentation: 'commit' | 'pull-request', point: number) => {
  const fixture = createMirrorFixture({ documentation });
  await writeRun(fixture.tracker(), 'paperless');
  const dying = dyingAt(point, fixture);
  await fixture.restart(dying);
  for (let passes = 0; passes < 20 && dying.isAlive(); passes += 1) {
    await fixture.pass();
    fixture.clock.set(fixture.clock.now() + 10_000);
  }
  await fixture.restart();
  await fixture.synchronise(documentation === 'commit' ? 400 : 10);
  return { records: seen(fixture.github), github: fixture.github, wasKilled: !dying.isAlive() };
};

it('leaves everything at GitHub exactly once, at whichever point it is killed', async () => {
  const undisturbed = (await lives('commit', Number.POSITIVE_INFINITY)).records;
  expect(undisturbed.commits).toHaveLength(1);
  let point = 1;
  for (; ; point += 1) {
    const { records, wasKilled } = await lives('commit', point);
    expect([point, records]).toEqual([point, undisturbed]);
    if (!wasKilled) break;
  }
  expect(point).toBeGreaterThan(60);
});

it('opens one pull request, at whichever point it is killed', async () => {
  for (let point = 1; ; point += 1) {
    const { github, wasKilled } = await lives('pull-request', point);
    const pulls = github.state.issues.filter(({ pull }) => pull !== undefined);
    expect([point, pulls.length, github.state.issues.length]).toEqual([point, 1, 2]);
    expect(Object.keys(github.state.refs)).toHaveLength(2);
    if (!wasKilled) break;
  }
});
