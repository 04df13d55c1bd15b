import { beforeEach, describe, expect, it } from 'vitest';
import type { Tracker } from '../../src/core/tracker.ts';

/** A tracker under test. */
export interface TrackerUnderTest {
  readonly tracker: Tracker;
  /** The same tracker as another process would see it, e.g. after a restart. */
  reopen(): Promise<Tracker>;
}

const request = (key: string) => ({
  key,
  title: `Restart ${key}`,
  body: 'Asked by Alice.',
  labels: ['steward', 'restart-guest'],
});

const page = 'docs/infrastructure/guests/paperless-ngx.md';

/** What every tracker promises; `make` gives an empty one. */
export const testTracker = (name: string, make: () => Promise<TrackerUnderTest>): void => {
  describe(`the tracker ${name}`, () => {
    let tracker: Tracker;
    let reopen: () => Promise<Tracker>;
    beforeEach(async () => {
      ({ tracker, reopen } = await make());
    });

    it('opens an issue once per key, also after a restart', async () => {
      const issue = await tracker.openIssue(request('a'));
      expect(issue).toMatchObject({ ...request('a'), state: 'open', comments: [] });
      expect(await tracker.openIssue(request('a'))).toEqual(issue);
      const again = await reopen();
      expect((await again.openIssue(request('a'))).number).toBe(issue.number);
      expect((await again.openIssue(request('b'))).number).not.toBe(issue.number);
      expect(await again.listIssues()).toHaveLength(2);
    });

    it('keeps comments in order, each once per key', async () => {
      const { number } = await tracker.openIssue(request('a'));
      for (const key of ['one', 'two', 'one']) await tracker.comment(number, { key, body: `text of ${key}` });
      await (await reopen()).comment(number, { key: 'two', body: 'text of two' });
      const { comments } = await tracker.readIssue(number);
      expect(comments.map(({ key, body }) => [key, body])).toEqual([
        ['one', 'text of one'],
        ['two', 'text of two'],
      ]);
    });

    it('adds labels without doubling any', async () => {
      const { number } = await tracker.openIssue(request('a'));
      await tracker.addLabels(number, ['approved', 'steward']);
      expect((await tracker.readIssue(number)).labels).toEqual(['steward', 'restart-guest', 'approved']);
    });

    it('says so when there is no such issue', async () => {
      const missing = { code: 'tracker.no-such-issue', kind: 'terminal' };
      await expect(tracker.readIssue(99)).rejects.toMatchObject(missing);
      await expect(tracker.comment(99, { key: 'k', body: 'b' })).rejects.toMatchObject(missing);
      await expect(tracker.addLabels(99, ['x'])).rejects.toMatchObject(missing);
      await expect(tracker.closeIssue(99, 'completed')).rejects.toMatchObject(missing);
    });

    it('closes an issue without a commit, once', async () => {
      const { number } = await tracker.openIssue(request('a'));
      await tracker.closeIssue(number, 'not-planned');
      await tracker.closeIssue(number, 'completed');
      expect(await tracker.readIssue(number)).toMatchObject({ state: 'closed', closedAs: 'not-planned' });
    });

    it('lists issues newest first, by state and up to a limit', async () => {
      const numbers: number[] = [];
      for (const key of ['a', 'b', 'c']) numbers.push((await tracker.openIssue(request(key))).number);
      await tracker.closeIssue(numbers[1] ?? 0, 'completed');
      const keys = async (options: Parameters<Tracker['listIssues']>[0]) =>
        (await tracker.listIssues(options)).map(({ key }) => key);
      expect(await keys({})).toEqual(['c', 'b', 'a']);
      expect(await keys({ state: 'open' })).toEqual(['c', 'a']);
      expect(await keys({ state: 'closed' })).toEqual(['b']);
      expect(await keys({ limit: 2 })).toEqual(['c', 'b']);
    });

    it('commits all files at once, from what was there before', async () => {
      expect(await tracker.readFile(page)).toBeUndefined();
      const seen: (string | undefined)[] = [];
      const append = (path: string, line: string) => ({
        path,
        update: (current: string | undefined) => {
          seen.push(current);
          return `${current ?? ''}${line}\n`;
        },
      });
      const first = await tracker.commit({
        key: 'r1',
        message: 'docs: first',
        files: [append(page, 'one'), append('CHANGELOG.md', 'one')],
      });
      expect(first).toMatch(/^[0-9a-f]{40}$/);
      await tracker.commit({ key: 'r2', message: 'docs: second', files: [append(page, 'two')] });
      expect(seen).toEqual([undefined, undefined, 'one\n']);
      expect(await (await reopen()).readFile(page)).toBe('one\ntwo\n');
      expect(await tracker.readFile('CHANGELOG.md')).toBe('one\n');
    });

    it('commits once per key, also after a restart, and does not ask for the text again', async () => {
      let updates = 0;
      const commit = {
        key: 'r1',
        message: 'docs: once',
        files: [{ path: page, update: (current = '') => `${current}${++updates}\n` }],
      };
      const hash = await tracker.commit(commit);
      expect(await tracker.commit(commit)).toBe(hash);
      expect(await (await reopen()).commit(commit)).toBe(hash);
      expect(await tracker.readFile(page)).toBe('1\n');
    });

    it('closes the issues that a commit fixes, and names the commit', async () => {
      const numbers: number[] = [];
      for (const key of ['a', 'b', 'c']) numbers.push((await tracker.openIssue(request(key))).number);
      const [a, b, c] = numbers;
      const hash = await tracker.commit({
        key: 'r1',
        message: `docs: restarted\n\nFixes #${a}, closes: #${b}. See #${c}.`,
        files: [{ path: page, update: () => 'text\n' }],
      });
      for (const number of [a, b])
        expect(await tracker.readIssue(number ?? 0)).toMatchObject({
          state: 'closed',
          closedAs: 'completed',
          closedByCommit: hash,
        });
      expect((await tracker.readIssue(c ?? 0)).state).toBe('open');
    });

    it('keeps one thing after the other when many are asked at once', async () => {
      const issues = await Promise.all(
        ['a', 'b', 'a', 'c', 'b'].map((key) => tracker.openIssue(request(key))),
      );
      expect(new Set(issues.map(({ number }) => number)).size).toBe(3);
      const append = (line: string) => ({
        key: line,
        message: `docs: ${line}`,
        files: [{ path: page, update: (current = '') => `${current}${line}\n` }],
      });
      await Promise.all(['1', '2', '3'].map((line) => tracker.commit(append(line))));
      expect(await tracker.readFile(page)).toBe('1\n2\n3\n');
    });

    it.each(['../outside.md', '/etc/passwd', '.git/config', 'docs/../../x', 'docs//x.md', ''])(
      'refuses the path %j',
      async (path) => {
        const files = [{ path, update: () => 'x' }];
        await expect(tracker.commit({ key: 'k', message: 'm', files })).rejects.toMatchObject({
          code: 'tracker.bad-path',
        });
        await expect(tracker.readFile(path)).rejects.toMatchObject({ code: 'tracker.bad-path' });
      },
    );
  });
};
