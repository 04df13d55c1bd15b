import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Clock } from '../../src/core/clock.ts';
import { StewardError } from '../../src/core/errors.ts';
import type { Issue, RecordTracker } from '../../src/core/tracker.ts';
import { closedIssues } from '../../src/tracker/closing-words.ts';

/** A commit as the tracker in memory keeps it. */
export interface RecordedCommit {
  readonly key: string;
  readonly hash: string;
  readonly message: string;
  readonly paths: readonly string[];
  readonly atMs: number;
  readonly texts: readonly { readonly before: string | undefined; readonly after: string }[];
}

/** What a tracker in memory knows; plain data, so that a test can copy it. */
export interface TrackerRecords {
  issues: Issue[];
  commits: RecordedCommit[];
  files: Record<string, string>;
}

/** Nothing recorded yet. */
export const emptyTrackerRecords = (): TrackerRecords => ({ issues: [], commits: [], files: {} });

const checkPath = (path: string): void => {
  if (path === '' || posix.normalize(path) !== path || /^(\/|\.\.|\.git\b)/.test(path))
    throw new StewardError(`${path} is not a path inside the documentation.`, {
      code: 'tracker.bad-path',
      kind: 'terminal',
    });
};

/** A tracker without disk or network, for tests that need thousands of runs; the contract suite holds for it as well. */
export const createMemoryTracker = (records: TrackerRecords, clock: Clock): RecordTracker => {
  const existing = (number: number): Issue => {
    const issue = records.issues.find((candidate) => candidate.number === number);
    if (issue === undefined)
      throw new StewardError(`There is no issue #${number}.`, {
        code: 'tracker.no-such-issue',
        kind: 'terminal',
      });
    return issue;
  };
  const change = (number: number, changes: Partial<Issue>): void => {
    existing(number);
    records.issues = records.issues.map((issue) =>
      issue.number === number ? { ...issue, ...changes } : issue,
    );
  };
  const close = (number: number, changes: Partial<Issue>): void => {
    if (existing(number).state === 'open')
      change(number, { state: 'closed', closedAtMs: clock.now(), ...changes });
  };
  return {
    kind: 'local',
    openIssue: async ({ key, title, body, labels }) => {
      const known = records.issues.find((issue) => issue.key === key);
      if (known !== undefined) return known;
      const number = records.issues.length + 1;
      const opened = { key, title, body, labels, number, openedAtMs: clock.now(), comments: [] };
      const issue: Issue = { ...opened, state: 'open' };
      records.issues = [...records.issues, issue];
      return issue;
    },
    comment: async (number, { key, body }) => {
      const { comments } = existing(number);
      if (comments.some((comment) => comment.key === key)) return;
      const comment = { key, body, atMs: clock.now(), author: 'Homelab Steward' };
      change(number, { comments: [...comments, comment] });
    },
    addLabels: async (number, labels) =>
      change(number, { labels: [...new Set([...existing(number).labels, ...labels])] }),
    commit: async ({ key, message, files }) => {
      for (const { path } of files) checkPath(path);
      const done = records.commits.find((commit) => commit.key === key);
      const commit = done ?? {
        key,
        message,
        hash: createHash('sha1').update(`${records.commits.length}\n${key}\n${message}`).digest('hex'),
        paths: files.map(({ path }) => path),
        atMs: clock.now(),
        texts: files.map(({ path, update }) => {
          const before = records.files[path];
          const after = update(before);
          records.files = { ...records.files, [path]: after };
          return { before, after };
        }),
      };
      if (done === undefined) records.commits = [...records.commits, commit];
      for (const number of closedIssues(commit.message))
        if (records.issues.some((issue) => issue.number === number))
          close(number, { closedAs: 'completed', closedByCommit: commit.hash });
      return commit.hash;
    },
    closeIssue: async (number, closedAs) => close(number, { closedAs }),
    readIssue: async (number) => existing(number),
    listIssues: async ({ state = 'all', limit = 50 } = {}) =>
      records.issues
        .filter((issue) => state === 'all' || issue.state === state)
        .toReversed()
        .slice(0, limit),
    readCommit: async (hash) => {
      const found = records.commits.find((commit) => commit.hash === hash);
      if (found === undefined) throw new Error(`no commit ${hash}`);
      const { message, atMs, paths, texts } = found;
      return {
        message,
        atMs,
        files: texts.map((text, index) => ({ path: paths[index] ?? '', ...text })),
      };
    },
    readFile: async (path) => {
      checkPath(path);
      return records.files[path];
    },
  };
};
