import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { asStewardError, StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Issue, RecordTracker } from '../../core/tracker.ts';
import { closedIssues } from '../closing-words.ts';
import { openDocumentationRepository } from './documentation-repository.ts';
import { openIssueFiles } from './issue-files.ts';

/** Settings of {@link createLocalTracker}. */
export interface LocalTrackerOptions {
  /** Made when missing. Holds `issues/` and the git repository `documentation/`. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Name under which Steward comments. Default `Homelab Steward`. */
  readonly author?: string;
}

/** Issues in files and documentation in a git repository, all on this machine: works with everything else away. */
export const createLocalTracker = async (options: LocalTrackerOptions): Promise<RecordTracker> => {
  const { folder, clock, log, author = 'Homelab Steward' } = options;
  const documentation = join(folder, 'documentation');
  mkdirSync(documentation, { recursive: true, mode: 0o700 });
  const issues = openIssueFiles(join(folder, 'issues'), log);
  const repository = openDocumentationRepository(documentation, clock, log);
  let tail: Promise<unknown> = Promise.resolve();

  /** One thing after the other: what looks before it writes must not be overtaken. */
  const inOrder = <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    const result = tail.then(work).catch((thrown: unknown) => {
      const error = asStewardError(thrown);
      if (error.code !== 'internal') throw error;
      throw new StewardError(`The local tracker in ${folder} failed: ${error.message}`, {
        code: 'tracker.failed',
        kind: 'retry',
        mend: 'Look whether the disk is full and the folder can be written.',
        cause: thrown,
      });
    });
    tail = result.catch(() => {});
    return result;
  };

  const existing = (number: number): Issue => {
    const issue = issues.get(number);
    if (issue === undefined)
      throw new StewardError(`There is no issue #${number}.`, {
        code: 'tracker.no-such-issue',
        kind: 'terminal',
      });
    return issue;
  };

  const close = (number: number, as: 'completed' | 'not-planned', commit?: string): void => {
    const issue = existing(number);
    if (issue.state === 'closed') return;
    issues.save({
      ...issue,
      state: 'closed',
      closedAs: as,
      closedAtMs: clock.now(),
      ...(commit === undefined ? {} : { closedByCommit: commit }),
    });
  };

  return {
    kind: 'local',

    openIssue: ({ key, title, body, labels }) =>
      inOrder(() => {
        const known = issues.findByKey(key);
        if (known !== undefined) return known;
        const issue: Issue = {
          number: issues.nextNumber(),
          key,
          title,
          body,
          labels: [...new Set(labels)],
          state: 'open',
          openedAtMs: clock.now(),
          comments: [],
        };
        issues.save(issue);
        return issue;
      }),

    comment: (number, { key, body }) =>
      inOrder(() => {
        const issue = existing(number);
        if (issue.comments.some((comment) => comment.key === key)) return;
        issues.save({ ...issue, comments: [...issue.comments, { key, body, atMs: clock.now(), author }] });
      }),

    addLabels: (number, labels) =>
      inOrder(() => {
        const issue = existing(number);
        const all = [...new Set([...issue.labels, ...labels])];
        if (all.length > issue.labels.length) issues.save({ ...issue, labels: all });
      }),

    commit: (commit) =>
      inOrder(async () => {
        const hash = await repository.commit(commit);
        // Read from the commit, so that a repeated call closes what a crash kept from being closed.
        for (const number of closedIssues(await repository.messageOf(hash))) {
          if (issues.get(number) === undefined)
            log.warn('A commit closes an issue that is not there.', { number });
          else close(number, 'completed', hash);
        }
        return hash;
      }),

    closeIssue: (number, as) => inOrder(() => close(number, as)),
    readIssue: (number) => inOrder(() => existing(number)),
    listIssues: ({ state = 'all', limit = 50 } = {}) => inOrder(() => issues.list(state, limit)),
    readCommit: (hash) => inOrder(() => repository.readCommit(hash)),
    readFile: (path) => inOrder(() => repository.readFile(path)),
  };
};
