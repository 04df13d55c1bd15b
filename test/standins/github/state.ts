import { createHash } from 'node:crypto';
import { closedIssues } from '../../../src/tracker/closing-words.ts';

/** A comment as GitHub keeps it. */
export interface KeptComment {
  readonly id: number;
  body: string;
  readonly userId: number;
  readonly createdAtMs: number;
}

/** An issue or a pull request: both have numbers of one row. */
export interface KeptIssue {
  readonly number: number;
  title: string;
  body: string;
  readonly userId: number;
  labels: string[];
  state: 'open' | 'closed';
  stateReason: string | null;
  readonly createdAtMs: number;
  comments: KeptComment[];
  readonly pull?: { readonly head: string; readonly base: string; mergedAtMs: number | null };
}

/** A commit with all its files. */
export interface KeptCommit {
  readonly sha: string;
  readonly message: string;
  readonly parents: readonly string[];
  readonly tree: string;
  readonly authorName: string;
}

/** All that one repository is. Plain data, so that it can be copied. */
export interface RepositoryState {
  owner: string;
  name: string;
  defaultBranch: string;
  hasIssues: boolean;
  isArchived: boolean;
  isProtected: boolean;
  issues: KeptIssue[];
  refs: Record<string, string>;
  /** By id of the tree: text by path. */
  trees: Record<string, Record<string, string>>;
  commits: Record<string, KeptCommit>;
  nextId: number;
  /** Issues that a commit closed and GitHub has not closed yet, with when it will. */
  closing: { number: number; atMs: number }[];
}

const hash = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');

/** Keeps a tree. @returns its id */
export const keepTree = (state: RepositoryState, files: Readonly<Record<string, string>>): string => {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sha = hash(['tree', sorted]);
  state.trees[sha] = sorted;
  return sha;
};

/** Keeps a commit. */
export const keepCommit = (
  state: RepositoryState,
  commit: Omit<KeptCommit, 'sha'>,
  nowMs: number,
): KeptCommit => {
  const kept = { ...commit, sha: hash(['commit', commit, nowMs, state.nextId++]) };
  state.commits[kept.sha] = kept;
  return kept;
};

/** A repository with one commit, as "Add a README" makes it; without, when it is to be empty. */
export const newRepository = (fullName: string, isEmpty = false): RepositoryState => {
  const [owner = '', name = ''] = fullName.split('/');
  const state: RepositoryState = {
    owner,
    name,
    defaultBranch: 'main',
    hasIssues: true,
    isArchived: false,
    isProtected: false,
    issues: [],
    refs: {},
    trees: {},
    commits: {},
    nextId: 1,
    closing: [],
  };
  if (isEmpty) return state;
  const tree = keepTree(state, { 'README.md': '# Mine\n' });
  const first = { message: 'Initial commit', parents: [], tree, authorName: 'alice' };
  state.refs['heads/main'] = keepCommit(state, first, 0).sha;
  return state;
};

/** A commit and all before it, newest first. */
export const historyOf = (state: RepositoryState, tip: string): KeptCommit[] => {
  const found = new Map<string, KeptCommit>();
  const queue = [tip];
  for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
    const commit = state.commits[sha];
    if (commit === undefined || found.has(sha)) continue;
    found.set(sha, commit);
    queue.push(...commit.parents);
  }
  return [...found.values()];
};

/** The files of a branch. */
export const filesOf = (state: RepositoryState, branch: string): Readonly<Record<string, string>> => {
  const commit = state.commits[state.refs[`heads/${branch}`] ?? ''];
  return commit === undefined ? {} : (state.trees[commit.tree] ?? {});
};

/** Closes what is due. */
export const closeDue = (state: RepositoryState, nowMs: number): void => {
  for (const { number } of state.closing.filter(({ atMs }) => atMs <= nowMs)) {
    const issue = state.issues.find((each) => each.number === number);
    if (issue === undefined || issue.state === 'closed' || issue.pull !== undefined) continue;
    issue.state = 'closed';
    issue.stateReason = 'completed';
  }
  state.closing = state.closing.filter(({ atMs }) => atMs > nowMs);
};

/** Moves a branch; what new commits of the default branch fix is closed some seconds later. */
export const moveBranch = (
  state: RepositoryState,
  branch: string,
  sha: string,
  nowMs: number,
  closesAfterMs: number,
): void => {
  const before = new Set(historyOf(state, state.refs[`heads/${branch}`] ?? '').map((each) => each.sha));
  state.refs[`heads/${branch}`] = sha;
  if (branch !== state.defaultBranch) return;
  for (const commit of historyOf(state, sha))
    if (!before.has(commit.sha))
      for (const number of closedIssues(commit.message))
        state.closing.push({ number, atMs: nowMs + closesAfterMs });
  closeDue(state, nowMs);
};

/** A person's commit on a branch, past the API. */
export const commitByPerson = (
  state: RepositoryState,
  change: { readonly message: string; readonly files: Readonly<Record<string, string | null>> },
  branch = state.defaultBranch,
): string => {
  const parent = state.refs[`heads/${branch}`];
  const files = { ...filesOf(state, branch) };
  for (const [path, text] of Object.entries(change.files))
    if (text === null) delete files[path];
    else files[path] = text;
  const { sha } = keepCommit(
    state,
    {
      message: change.message,
      parents: parent === undefined ? [] : [parent],
      tree: keepTree(state, files),
      authorName: 'alice',
    },
    0,
  );
  moveBranch(state, branch, sha, 0, 0);
  return sha;
};

/** A person's click on "Merge pull request": a merge commit with the files of the branch. */
export const mergeByPerson = (state: RepositoryState, number: number, nowMs: number): void => {
  const issue = state.issues.find((each) => each.number === number);
  if (issue?.pull === undefined) throw new Error(`no pull request ${number}`);
  const { head, base } = issue.pull;
  const [ours, theirs] = [state.refs[`heads/${base}`] ?? '', state.refs[`heads/${head}`] ?? ''];
  const tree = keepTree(state, { ...filesOf(state, base), ...filesOf(state, head) });
  const merge = { message: `Merge #${number}`, parents: [ours, theirs], tree, authorName: 'alice' };
  issue.pull.mergedAtMs = nowMs;
  issue.state = 'closed';
  moveBranch(state, base, keepCommit(state, merge, nowMs).sha, nowMs, 0);
  for (const closed of closedIssues(issue.body)) state.closing.push({ number: closed, atMs: nowMs });
  closeDue(state, nowMs);
};
