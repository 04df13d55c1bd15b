import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { GithubApi } from './github-api.ts';
import type { CommitToRepeat, GithubCommits } from './github-commits.ts';
import { fittingTitle, withMarker } from './markers.ts';

const pull = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
});

/** How a pull request is. */
export type PullRequestState = 'open' | 'merged' | 'refused';

/** Pull requests of one repository. All throw as {@link GithubApi}. */
export interface GithubPullRequests {
  /** The pull request of a commit's own branch, whatever became of it. */
  find(key: string): Promise<number | undefined>;
  /** Makes the commit's own branch, unless it is there. */
  prepare(commit: CommitToRepeat): Promise<void>;
  /** Opens the pull request of that branch. */
  open(commit: CommitToRepeat, title: string): Promise<number>;
  read(number: number): Promise<PullRequestState>;
}

/** The branch of a commit: the same for the same key. */
const branchOf = (key: string): string =>
  `steward/${key
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)}`;

/** Makes them over a way to the repository. */
export const createGithubPullRequests = (api: GithubApi, commits: GithubCommits): GithubPullRequests => ({
  find: async (key) => {
    // Also a merged one whose branch was deleted is found by the branch's name.
    const found = await api.send('GET /repos/{owner}/{repo}/pulls', z.array(pull), {
      state: 'all',
      head: `${api.owner}:${branchOf(key)}`,
    });
    return found[0]?.number;
  },
  prepare: async (commit) => {
    const branch = branchOf(commit.key);
    if ((await commits.tipOf(branch)) !== undefined) return;
    const base = await commits.tipOf(await commits.defaultBranch());
    if (base === undefined)
      throw new StewardError(`${api.repository} has no commit that a pull request could start from.`, {
        code: 'github.empty-repository',
        kind: 'terminal',
        mend: 'Make a first commit there, for example a README on GitHub.',
      });
    // False when it is there by now: only Steward makes branches of this name.
    await commits.branchOff(branch, await commits.make(commit, base));
  },
  open: async (commit, title) =>
    (
      await api.send('POST /repos/{owner}/{repo}/pulls', pull, {
        title: fittingTitle(title),
        head: branchOf(commit.key),
        base: await commits.defaultBranch(),
        body: withMarker(commit.message.split('\n').slice(1).join('\n').trim(), commit.key),
      })
    ).number,
  read: async (number) => {
    const { state, merged_at } = await api.send('GET /repos/{owner}/{repo}/pulls/{pull_number}', pull, {
      pull_number: number,
    });
    if (merged_at !== null) return 'merged';
    return state === 'open' ? 'open' : 'refused';
  },
});
