import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOutboxStore } from '../../src/store/outbox-store.ts';
import { createGithubMirror } from '../../src/tracker/github/github-mirror.ts';
import { createGuardedTracker } from '../../src/tracker/guarded-tracker.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { secretMarker } from '../../src/tracker/without-secrets.ts';
import { testTracker } from '../contract/tracker.ts';
import { githubFaults } from '../standins/github/faults.ts';
import { createGithubStandIn } from '../standins/github/github-standin.ts';
import { serveGithub } from '../standins/github/serve.ts';
import { filesOf } from '../standins/github/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMirrorFixture, page, target, token, writeRun } from './github/mirror-fixture.ts';

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-tracker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const mirrored = async (isDown: boolean) => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const github = createGithubStandIn({ clock });
  github.isDown = isDown;
  const outbox = createOutboxStore(openDatabase(':memory:'));
  const open = async () => {
    const record = await createLocalTracker({ folder, clock, log: silentLog });
    return createGithubMirror(
      { repository: 'alice/homelab', token, pacing: 'none' },
      { record, outbox, clock, log: silentLog, fetch: github.fetch },
    );
  };
  return { open, github };
};

testTracker('with a mirror that cannot be reached', async () => {
  const { open } = await mirrored(true);
  return { tracker: (await open()).tracker, reopen: async () => (await open()).tracker };
});

testTracker('with a mirror that takes everything', async () => {
  const { open, github } = await mirrored(false);
  const first = await open();
  onTestFinished(() => expect(github.violations).toEqual([]));
  return {
    tracker: first.tracker,
    reopen: async () => {
      await first.synchronise();
      return (await open()).tracker;
    },
  };
});

describe('the mirrored tracker', () => {
  it('brings an issue from before GitHub was set up, with its comments, when something happens to it', async () => {
    const { record, tracker, synchronise, github } = createMirrorFixture();
    const { number } = await record.openIssue({ key: 'old', title: 'Old', body: 'b', labels: ['homelab'] });
    await record.comment(number, { key: 'old/one', body: 'one' });
    await tracker().comment(number, { key: 'old/two', body: 'two' });
    await synchronise();
    expect(github.state.issues).toMatchObject([{ title: 'Old', labels: ['homelab'] }]);
    expect(github.state.issues[0]?.comments.map(({ body }) => body.split('\n')[0])).toEqual(['one', 'two']);
  });

  it('never waits for GitHub: every write returns while no answer comes', async () => {
    const { tracker, mirror, github, clock, outbox } = createMirrorFixture();
    github.inject({ times: 100, fault: { kind: 'silence' } });
    mirror.start();
    await clock.advance(0);
    await writeRun(tracker(), 'paperless');
    expect(await tracker().readIssue(1)).toMatchObject({ state: 'closed' });
    expect(outbox.countPending(target)).toBe(6);
    await mirror.stop();
  });

  it('has everything once at GitHub when a crash came between the record and the outbox', async () => {
    const fixture = createMirrorFixture();
    const { github, outbox, synchronise } = fixture;
    for (let point = 1; point <= 8; point += 1) {
      let adds = 0;
      const dying = {
        ...outbox,
        add: (...given: Parameters<typeof outbox.add>) => {
          adds += 1;
          if (adds >= point) throw new Error('killed');
          outbox.add(...given);
        },
      };
      await fixture.restart({ outbox: dying });
      await writeRun(fixture.tracker(), `guest-${point}`).catch(() => {});
      await fixture.restart();
      await writeRun(fixture.tracker(), `guest-${point}`);
    }
    await synchronise();
    expect(github.state.issues.map(({ state, comments }) => [state, comments.length])).toEqual(
      Array.from({ length: 8 }, () => ['closed', 3]),
    );
  });

  it('synchronises by itself, soon after a write and after GitHub is back', async () => {
    const { tracker, mirror, github, clock } = createMirrorFixture();
    github.isDown = true;
    mirror.start();
    await writeRun(tracker(), 'paperless');
    for (let minutes = 0; minutes < 60; minutes += 1) await clock.advance(60_000);
    expect(mirror.health()).toMatchObject({ state: 'trouble', waiting: 6 });
    github.isDown = false;
    for (let minutes = 0; minutes < 20; minutes += 1) await clock.advance(60_000);
    expect(github.state.issues).toMatchObject([{ state: 'closed' }]);
    const requests = github.requests.length;
    await clock.advance(3_600_000);
    expect(github.requests.length).toBe(requests);
    await tracker().openIssue({ key: 'next', title: 'Next', body: 'b', labels: [] });
    for (let turns = 0; turns < 5; turns += 1) await clock.advance(1_000);
    expect(github.state.issues).toHaveLength(2);
    await mirror.stop();
  });

  it('goes on after the clock was set back a day', async () => {
    const { tracker, mirror, github, clock } = createMirrorFixture();
    github.isDown = true;
    mirror.start();
    await writeRun(tracker(), 'paperless');
    for (let minutes = 0; minutes < 30; minutes += 1) await clock.advance(60_000);
    clock.set(clock.now() - 86_400_000);
    github.isDown = false;
    await tracker().openIssue({ key: 'next', title: 'Next', body: 'b', labels: [] });
    for (let minutes = 0; minutes < 20; minutes += 1) await clock.advance(60_000);
    expect(github.state.issues.map(({ title }) => title)).toEqual(['Restart paperless', 'Next']);
    await mirror.stop();
  });
});

describe('what reaches GitHub', () => {
  const secrets = ['hunter2-of-the-nas', 'correct horse battery staple'];

  it('holds no secret, in whatever text it was', async () => {
    const { github, record, outbox, clock } = createMirrorFixture();
    const options = { repository: 'alice/homelab', token, pacing: 'none' as const, secrets };
    const guarded = createGuardedTracker(record, [...secrets, token]);
    for (const [name, kept] of [
      ['guarded', guarded],
      ['unguarded', record],
    ] as const) {
      const { tracker, synchronise } = createGithubMirror(options, {
        record: kept,
        outbox,
        clock,
        log: silentLog,
        fetch: github.fetch,
      });
      const text = `${secrets.join(' ')} ${token} ghp_${'a1B2'.repeat(9)}`;
      const { number } = await tracker.openIssue({
        key: name,
        title: text,
        body: text,
        labels: [secrets[0] ?? ''],
      });
      await tracker.comment(number, { key: `${name}/c`, body: text });
      await tracker.addLabels(number, [secrets[1] ?? '']);
      const files = [{ path: `docs/${name}.md`, update: () => `${text}\n` }];
      await tracker.commit({ key: `${name}/r`, message: `docs: ${text}\n\n${text}`, files });
      await synchronise();
      expect(outbox.countPending(target)).toBe(0);
    }
    const everything = JSON.stringify(github.state);
    expect(everything).toContain(secretMarker);
    for (const secret of [...secrets, token, 'ghp_a1B2']) expect(everything).not.toContain(secret);
    const kept = [await guarded.readIssue(1), await guarded.readFile('docs/guarded.md')];
    expect(JSON.stringify(kept)).not.toContain('hunter2');
  });

  it('fits into what GitHub takes, and says so where something is cut', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    const { number } = await tracker().openIssue({
      key: 'long',
      title: 't'.repeat(400),
      body: 'ä'.repeat(70_000),
      labels: ['l'.repeat(80), ''],
    });
    await tracker().comment(number, { key: 'long/c', body: '🧰'.repeat(40_000) });
    await synchronise();
    const [issue] = github.state.issues;
    expect(issue?.title).toHaveLength(256);
    expect(issue?.labels).toEqual(['l'.repeat(50)]);
    for (const body of [issue?.body, issue?.comments[0]?.body]) {
      expect(body?.length).toBeLessThanOrEqual(65_536);
      expect(body).toContain('longer than GitHub takes');
      expect(body).toContain('<!-- steward:long');
      expect(body?.isWellFormed()).toBe(true);
    }
  });

  it('names GitHub’s numbers, and no number that belongs to somebody else', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    await writeRun(tracker(), 'first');
    await synchronise();
    const [first] = github.state.issues;
    if (first !== undefined) github.state.issues.push({ ...first, number: 7 });
    const { number } = await tracker().openIssue({
      key: 'a',
      title: 't',
      body: 'after #1, before #55',
      labels: [],
    });
    await tracker().comment(number, {
      key: 'a/c',
      body: `this is #${number}; code&#35;, x#1 and #123456 stay, disk \\#1`,
    });
    await synchronise();
    const issue = github.state.issues.at(-1);
    expect(issue?.number).toBe(8);
    expect(issue?.body).toContain("after #1, before number 55 of Steward's own record");
    expect(issue?.comments[0]?.body).toContain(
      'this is #8; code&#35;, x#1 and #123456 stay, disk \\#\u200b1',
    );
  });

  it('gets into a repository without any commit', async () => {
    const { tracker, synchronise, github } = createMirrorFixture({ isEmpty: true });
    await writeRun(tracker(), 'paperless');
    await synchronise();
    expect(filesOf(github.state, 'main')[page]).toContain('restarted paperless');
    expect(github.state.issues[0]?.state).toBe('closed');
    expect(github.violations).toEqual([]);
  });

  it('is found again among many, on pages that are shorter than asked', async () => {
    const { tracker, synchronise, github } = createMirrorFixture();
    github.longestPage = 7;
    const { number } = await tracker().openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await synchronise();
    const others = Array.from({ length: 40 }, (_, id) => ({ id, body: 'hello', userId: 5, createdAtMs: 0 }));
    github.state.issues[0]?.comments.push(...others);
    github.inject({ operation: 'issues/create-comment', fault: { kind: 'lost-after' } });
    await tracker().comment(number, { key: 'a/c', body: 'mine' });
    await synchronise();
    expect(github.state.issues[0]?.comments.filter(({ body }) => body.startsWith('mine'))).toHaveLength(1);
    expect(github.violations).toEqual([]);
  });

  it('gets there over a real connection, at the pace that GitHub asks for', async () => {
    const clock = createFakeClock();
    const github = createGithubStandIn({ clock });
    const server = await serveGithub(github);
    onTestFinished(() => server.close());
    github.inject({ operation: 'repos/get', fault: githubFaults['secondary limit with Retry-After'] });
    github.inject({ operation: 'issues/create', fault: { kind: 'lost-after' } });
    const { record, outbox } = createMirrorFixture();
    const mirror = createGithubMirror(
      { repository: 'alice/homelab', token, apiUrl: server.url },
      { record, outbox, clock, log: silentLog },
    );
    await mirror.tracker.openIssue({ key: 'a', title: 't', body: 'b', labels: [] });
    await mirror.synchronise();
    clock.set(clock.now() + 44_000);
    await mirror.synchronise();
    expect(github.requests).toEqual(['repos/get']);
    clock.set(clock.now() + 2_000);
    await mirror.synchronise();
    expect(github.state.issues).toHaveLength(1);
    clock.set(clock.now() + 61_000);
    await mirror.synchronise();
    expect(await mirror.tracker.readIssue(1)).toMatchObject({ mirror: { number: 1 } });
    expect(github.state.issues).toHaveLength(1);
    expect(github.violations).toEqual([]);
    await mirror.stop();
  });
});
