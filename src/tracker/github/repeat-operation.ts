import type { Clock } from '../../core/clock.ts';
import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { OutboxEntry, TrackerLink, TrackerOperation, TrackerOutbox } from '../../core/outbox.ts';
import type { RecordTracker } from '../../core/tracker.ts';
import { RetryLaterError } from '../retry-later.ts';
import { isNew } from './check-closing.ts';
import { type CommitToRepeat, commitOnce, type GithubCommits } from './github-commits.ts';
import type { GithubIssues } from './github-issues.ts';
import type { GithubPullRequests } from './github-pull-requests.ts';
import { createGate } from './markers.ts';

/** What {@link createRepeater} is given. */
export interface RepeaterDeps {
  readonly target: string;
  readonly record: RecordTracker;
  readonly outbox: TrackerOutbox;
  readonly issues: GithubIssues;
  readonly commits: GithubCommits;
  readonly pullRequests: GithubPullRequests;
  /** How documentation gets into the default branch. */
  readonly documentation: 'commit' | 'pull-request';
  /** Values that must never leave. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

/** How long GitHub's lists may lag behind a write whose answer was lost, before it is taken for absent. */
export const settleMs = 60_000;

const newIssueWaitMs = 15_000;

/**
 * Repeats operations of the outbox at GitHub, each exactly once: it looks before it writes, notes that it writes, and
 * looks again after a lost answer or a restart until GitHub's lists can be relied on.
 */
export const createRepeater = (deps: RepeaterDeps): ((entry: OutboxEntry) => Promise<void>) => {
  const { target, record, outbox, issues, commits, pullRequests, secrets, clock, log } = deps;
  const gate = createGate(secrets, (local) => outbox.link(target, local)?.remote);

  const finish = (entry: OutboxEntry, links: readonly TrackerLink[] = []) =>
    outbox.finish(target, entry.number, clock.now(), links);

  /** Waits until a lost write would be seen. */
  const letSettle = ({ number, attemptedAtMs }: OutboxEntry): void => {
    if (attemptedAtMs === undefined) return;
    // Somebody set the clock back: the wait begins anew.
    if (attemptedAtMs > clock.now()) outbox.noteAttempt(number, clock.now());
    const ageMs = Math.max(0, clock.now() - attemptedAtMs);
    if (ageMs < settleMs)
      throw new RetryLaterError('It is not known yet whether the last write reached GitHub.', {
        code: 'github.settling',
        retryAtMs: clock.now() + settleMs - ageMs,
      });
  };

  const once = async <Found>(
    entry: OutboxEntry,
    find: () => Promise<Found | undefined>,
    write: () => Promise<Found>,
  ): Promise<Found> => {
    const found = await find();
    if (found !== undefined) return found;
    letSettle(entry);
    outbox.noteAttempt(entry.number, clock.now());
    try {
      return await write();
    } catch (thrown) {
      // A plain refusal: nothing of it is there.
      if (thrown instanceof StewardError && !(thrown instanceof UnknownOutcomeError))
        outbox.noteAttempt(entry.number, undefined);
      throw thrown;
    }
  };

  /** Runs what is about one issue, unless a person took that away. */
  const onIssue = async (
    entry: OutboxEntry,
    localNumber: number,
    work: (link: TrackerLink) => Promise<TrackerLink | undefined>,
  ): Promise<void> => {
    const link = outbox.link(target, localNumber);
    if (link === undefined)
      throw new StewardError(`Issue ${localNumber} has no counterpart at GitHub yet.`, {
        code: 'github.issue-waits',
        kind: 'terminal',
      });
    if (link.state === 'gone') return finish(entry);
    try {
      const changed = await work(link);
      finish(entry, changed === undefined ? [] : [changed]);
    } catch (thrown) {
      if (!(thrown instanceof StewardError && thrown.code === 'github.issue-gone')) throw thrown;
      if (isNew(link, clock.now()))
        throw new RetryLaterError(`GitHub does not show its new issue #${link.remote} yet.`, {
          code: 'github.settling',
          retryAtMs: clock.now() + newIssueWaitMs,
        });
      log.warn(`${thrown.message} Nothing more is written about it there.`);
      const { closing: _, ...rest } = link;
      finish(entry, [{ ...rest, state: 'gone' }]);
    }
  };

  const openIssue = async (entry: OutboxEntry, localNumber: number): Promise<void> => {
    const { key, title, body, labels } = await record.readIssue(localNumber);
    const text = {
      key,
      title: gate(title),
      body: `${gate(body)}\n\n---\n*Steward's own record of this has the number ${localNumber}.*`,
      labels: labels.map(gate),
    };
    const { number, url, state } = await once(
      entry,
      () => issues.find(key, outbox.highestRemote(target)),
      () => issues.open(text),
    );
    finish(entry, [{ issue: localNumber, remote: number, url, linkedAtMs: clock.now(), state }]);
  };

  const comment = (entry: OutboxEntry, localNumber: number, key: string) =>
    onIssue(entry, localNumber, async ({ remote }) => {
      const { comments } = await record.readIssue(localNumber);
      const text = comments.find((each) => each.key === key);
      if (text === undefined) return undefined;
      await once(
        entry,
        async () => ((await issues.hasComment(remote, key)) ? true : undefined),
        async () => {
          await issues.comment(remote, { key, body: gate(text.body) });
          return true;
        },
      );
      return undefined;
    });

  const openPullRequest = (entry: OutboxEntry, commit: CommitToRepeat): Promise<number> =>
    once(
      entry,
      () => pullRequests.find(commit.key),
      async () => {
        await pullRequests.prepare(commit);
        return pullRequests.open(commit, commit.message.split('\n', 1)[0] ?? '');
      },
    );

  const repeatCommit = async (
    entry: OutboxEntry,
    { key, commit, issues: closes }: Extract<TrackerOperation, { kind: 'commit' }>,
  ): Promise<void> => {
    const { message, atMs, files } = await record.readCommit(commit);
    const gated: CommitToRepeat = {
      key,
      atMs,
      message: gate(message),
      files: files.map(({ path, before, after }) => ({
        path,
        before: before === undefined ? undefined : gate(before),
        after: gate(after),
      })),
    };
    const isDone = (otherKey: string) => outbox.isDone(target, `commit/${otherKey}`);
    const closing = { sinceMs: clock.now() };
    if (deps.documentation === 'commit') await commitOnce(commits, gated, isDone, clock.now());
    const pullRequest =
      deps.documentation === 'pull-request' ? await openPullRequest(entry, gated) : undefined;
    const links = closes
      .flatMap((issue) => outbox.link(target, issue) ?? [])
      .filter(({ state }) => state === 'open')
      .map((link) => ({
        ...link,
        closing: pullRequest === undefined ? closing : { ...closing, pullRequest },
      }));
    finish(entry, links);
  };

  return async (entry) => {
    const { operation } = entry;
    switch (operation.kind) {
      case 'issue':
        return openIssue(entry, operation.issue);
      case 'comment':
        return comment(entry, operation.issue, operation.key);
      case 'labels':
        return onIssue(entry, operation.issue, async ({ remote }) => {
          await issues.addLabels(remote, operation.labels.map(gate));
          return undefined;
        });
      case 'close':
        return onIssue(entry, operation.issue, async (link) => {
          await issues.close(link.remote, operation.as);
          return { ...link, closing: { sinceMs: clock.now() } };
        });
      case 'commit':
        return repeatCommit(entry, operation);
    }
  };
};
