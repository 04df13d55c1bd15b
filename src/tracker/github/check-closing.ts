import { asStewardError, StewardError } from '../../core/errors.ts';
import type { TrackerLink } from '../../core/outbox.ts';
import type { GithubIssues } from './github-issues.ts';
import type { GithubPullRequests } from './github-pull-requests.ts';

/** What reading an issue back showed. */
export interface ClosingCheck {
  /** The link as it is from now on; without `closing` when there is nothing left to look at. */
  readonly link: TrackerLink;
  /** What a person has to know. */
  readonly problem?: StewardError;
  /** When to look again; milliseconds from now. */
  readonly againInMs?: number;
}

/** GitHub closes an issue some seconds after the commit. */
const graceMs = 120_000;
const soonMs = 15_000;
const mergeLookMs = 300_000;
const hourMs = 3_600_000;

const newForMs = 600_000;

/** Whether an issue is so new that a server of GitHub's may not know it yet: that it is missing says nothing then. */
export const isNew = ({ linkedAtMs }: TrackerLink, nowMs: number): boolean =>
  Math.abs(nowMs - linkedAtMs) < newForMs;

const settled = ({ closing: _, ...link }: TrackerLink, state: TrackerLink['state']): ClosingCheck => ({
  link: { ...link, state },
});

const refusedPullRequest = (link: TrackerLink, pullRequest: number): StewardError =>
  new StewardError(
    `The pull request #${pullRequest} was closed without being merged, so that issue #${link.remote} is still open at GitHub and its documentation is missing there.`,
    {
      code: 'github.pull-request-closed',
      kind: 'terminal',
      mend: 'Reopen and merge it, or close the issue.',
    },
  );

const stillOpen = (link: TrackerLink): StewardError =>
  new StewardError(`Issue #${link.remote} is still open at GitHub although Steward's record has it closed.`, {
    code: 'github.not-closed',
    kind: 'retry',
    mend: `Close it at ${link.url}, or see why it was opened again.`,
  });

/**
 * Reads an issue back that should be closed at GitHub. What the commit did not close within two minutes, Steward closes
 * itself; what a person opened again stays open; what waits for a pull request waits for its merge.
 * @throws StewardError `github.*` when GitHub cannot be asked
 */
export const checkClosing = async (
  link: TrackerLink,
  deps: { readonly issues: GithubIssues; readonly pullRequests: GithubPullRequests },
  nowMs: number,
): Promise<ClosingCheck> => {
  const { closing } = link;
  if (closing === undefined) return { link };
  const found = await deps.issues.read(link.remote).catch((thrown: unknown) => {
    const error = asStewardError(thrown);
    if (error.code === 'github.issue-gone') return undefined;
    throw error;
  });
  if (found === undefined) return isNew(link, nowMs) ? { link, againInMs: soonMs } : settled(link, 'gone');
  if (found.state === 'closed') return settled(link, 'closed');
  if (found.isReopened) return settled(link, 'open');
  if (closing.pullRequest !== undefined) {
    const state = await deps.pullRequests.read(closing.pullRequest);
    if (state === 'open') return { link, againInMs: mergeLookMs };
    if (state === 'refused')
      return { link, problem: refusedPullRequest(link, closing.pullRequest), againInMs: hourMs };
    // Merged: from now on as after a commit.
    return { link: { ...link, closing: { sinceMs: nowMs } }, againInMs: soonMs };
  }
  const ageMs = nowMs - closing.sinceMs;
  if (ageMs >= 0 && ageMs < graceMs) return { link, againInMs: soonMs };
  await deps.issues.close(link.remote, 'completed');
  if ((await deps.issues.read(link.remote)).state === 'closed') return settled(link, 'closed');
  return { link, problem: stillOpen(link), againInMs: hourMs };
};
