import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { TrackerOutbox } from '../../core/outbox.ts';
import type { MirrorHealth, RecordTracker, Tracker } from '../../core/tracker.ts';
import { createMirrorProblems } from '../mirror-problems.ts';
import { createMirroredTracker } from '../mirrored-tracker.ts';
import { createSynchroniser } from '../synchroniser.ts';
import { checkClosing } from './check-closing.ts';
import { createGithubApi, type GithubApi, type GithubApiOptions } from './github-api.ts';
import { createGithubCommits } from './github-commits.ts';
import { createGithubIssues } from './github-issues.ts';
import { createGithubPullRequests } from './github-pull-requests.ts';
import { createRepeater } from './repeat-operation.ts';

/** Settings of {@link createGithubMirror}. */
export interface GithubMirrorOptions extends GithubApiOptions {
  /** Whether documentation is committed to the default branch or proposed. Default `commit`. */
  readonly documentation?: 'commit' | 'pull-request';
  /** Values that must never reach GitHub; the token is one by itself. */
  readonly secrets?: readonly string[];
}

/** What {@link createGithubMirror} is given. */
export interface GithubMirrorDeps {
  readonly record: RecordTracker;
  readonly outbox: TrackerOutbox;
  readonly clock: Clock;
  readonly log: Log;
  /** Default: Node's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A tracker that is kept here and mirrored to GitHub. */
export interface GithubMirror {
  /** Works with GitHub away; never waits for it. */
  readonly tracker: Tracker;
  health(): MirrorHealth;
  /** Calls the listener when a problem begins or is over. */
  onChange(listener: () => void): () => void;
  start(): void;
  /** Ends what is under way; what is not done is done after the next start. */
  stop(): Promise<void>;
  /** Goes through everything that is due now. Never rejects. */
  synchronise(): Promise<void>;
}

/** Looks whether the repository is there and takes issues. */
const probe = async (api: GithubApi): Promise<void> => {
  const repository = await api.send(
    'GET /repos/{owner}/{repo}',
    z.object({ has_issues: z.boolean(), archived: z.boolean().optional() }),
  );
  if (!repository.has_issues)
    throw new StewardError(`Issues are switched off in ${api.repository}.`, {
      code: 'github.issues-disabled',
      kind: 'terminal',
      mend: `Switch them on in the settings of ${api.repository} on GitHub, under Features.`,
    });
  if (repository.archived === true)
    throw new StewardError(`The repository ${api.repository} is archived and takes nothing.`, {
      code: 'github.archived',
      kind: 'terminal',
      mend: 'Unarchive it on GitHub, or name another one in the option github.repository.',
    });
};

/** Makes the mirror. Nothing is sent before {@link GithubMirror.start}. */
export const createGithubMirror = (options: GithubMirrorOptions, deps: GithubMirrorDeps): GithubMirror => {
  const { record, outbox, clock, log, fetch } = deps;
  const target = `github:${options.repository.toLowerCase()}`;
  const stopping = new AbortController();
  const api = createGithubApi(options, {
    clock,
    signal: stopping.signal,
    ...(fetch === undefined ? {} : { fetch }),
  });
  const issues = createGithubIssues(api);
  const commits = createGithubCommits(api);
  const pullRequests = createGithubPullRequests(api, commits);
  const problems = createMirrorProblems(clock, log);
  const synchroniser = createSynchroniser({
    target,
    outbox,
    problems,
    clock,
    probe: () => probe(api),
    repeat: createRepeater({
      target,
      record,
      outbox,
      issues,
      commits,
      pullRequests,
      documentation: options.documentation ?? 'commit',
      secrets: [options.token, ...(options.secrets ?? [])],
      clock,
      log,
    }),
    checkClosing: (link, nowMs) => checkClosing(link, { issues, pullRequests }, nowMs),
  });
  return {
    tracker: createMirroredTracker({ record, outbox, target, wake: synchroniser.wake, clock }),
    health: () => {
      const current = problems.current();
      return {
        state: current.length === 0 ? 'ok' : 'trouble',
        waiting: outbox.countPending(target),
        problems: current,
      };
    },
    onChange: problems.onChange,
    start: synchroniser.start,
    stop: async () => {
      stopping.abort();
      await synchroniser.stop();
    },
    synchronise: synchroniser.pass,
  };
};
