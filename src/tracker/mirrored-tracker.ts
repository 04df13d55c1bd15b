import type { Clock } from '../core/clock.ts';
import type { TrackerOperation, TrackerOutbox } from '../core/outbox.ts';
import type { Issue, RecordTracker, Tracker } from '../core/tracker.ts';
import { closedIssues } from './closing-words.ts';

/** What {@link createMirroredTracker} is given. */
export interface MirroredTrackerDeps {
  /** Where everything is kept and read. */
  readonly record: RecordTracker;
  readonly outbox: TrackerOutbox;
  /** The tracker that repeats it, e.g. `github:alice/homelab`. */
  readonly target: string;
  /** Called after something was added to the outbox. */
  readonly wake: () => void;
  readonly clock: Clock;
}

/** An operation with the id under which it is noted once. */
interface Noted {
  readonly id: string;
  readonly operation: TrackerOperation;
}

const noteIssue = (issue: number): Noted => ({ id: `issue/${issue}`, operation: { kind: 'issue', issue } });

const noteComment = (issue: number, key: string): Noted => ({
  id: `comment/${issue}/${key}`,
  operation: { kind: 'comment', issue, key },
});

const noteClose = (issue: number, as: 'completed' | 'not-planned'): Noted => ({
  id: `close/${issue}`,
  operation: { kind: 'close', issue, as },
});

/**
 * The local tracker, each of whose writes is also noted for another one. Never waits for that one. A crash between the
 * two is mended by the repetition with the same key that this port asks for.
 */
export const createMirroredTracker = (deps: MirroredTrackerDeps): Tracker => {
  const { record, outbox, target, wake, clock } = deps;
  const add = (...operations: readonly Noted[]) => outbox.add(target, operations, clock.now());

  /** An issue from before the other tracker was set up comes with what it has. */
  const bring = async (number: number): Promise<void> => {
    if (outbox.has(target, `issue/${number}`)) return;
    const issue = await record.readIssue(number);
    add(
      noteIssue(number),
      ...issue.comments.map(({ key }) => noteComment(number, key)),
      ...(issue.state === 'closed' ? [noteClose(number, issue.closedAs ?? 'completed')] : []),
    );
  };

  const isThere = async (number: number): Promise<boolean> =>
    record.readIssue(number).then(
      () => true,
      () => false,
    );

  const withMirror = (issue: Issue): Issue => {
    const link = outbox.link(target, issue.number);
    if (link === undefined) return issue;
    const { remote, url, state } = link;
    return { ...issue, url, mirror: { number: remote, url, state } };
  };

  return {
    kind: 'github',
    openIssue: async (text) => {
      const issue = await record.openIssue(text);
      add(noteIssue(issue.number));
      wake();
      return withMirror(issue);
    },
    comment: async (number, comment) => {
      await bring(number);
      await record.comment(number, comment);
      add(noteComment(number, comment.key));
      wake();
    },
    addLabels: async (number, labels) => {
      await bring(number);
      await record.addLabels(number, labels);
      const id = `labels/${number}/${[...new Set(labels)].sort().join(',')}`;
      add({ id, operation: { kind: 'labels', issue: number, labels } });
      wake();
    },
    commit: async (commit) => {
      const issues: number[] = [];
      for (const number of closedIssues(commit.message)) {
        if (!(await isThere(number))) continue;
        await bring(number);
        issues.push(number);
      }
      const hash = await record.commit(commit);
      add({
        id: `commit/${commit.key}`,
        operation: { kind: 'commit', key: commit.key, commit: hash, issues },
      });
      wake();
      return hash;
    },
    closeIssue: async (number, as) => {
      await bring(number);
      await record.closeIssue(number, as);
      add(noteClose(number, as));
      wake();
    },
    readIssue: async (number) => withMirror(await record.readIssue(number)),
    listIssues: async (options) => (await record.listIssues(options)).map(withMirror),
    readFile: (path) => record.readFile(path),
  };
};
