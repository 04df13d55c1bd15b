import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { RecordedCommit } from '../../core/tracker.ts';
import { hasTrailer, withTrailer } from '../key-trailer.ts';
import { RetryLaterError } from '../retry-later.ts';
import type { GithubApi } from './github-api.ts';
import { mergeText } from './merge-text.ts';

/** A commit to be repeated at GitHub. Its texts have passed the gate. */
export interface CommitToRepeat extends RecordedCommit {
  readonly key: string;
}

/** Commits of one repository, by the git data API. All throw as {@link GithubApi}. */
export interface GithubCommits {
  defaultBranch(): Promise<string>;
  /** The newest commit of a branch; undefined when there is no such branch. */
  tipOf(branch: string): Promise<string | undefined>;
  /** The commit with this key, from `tip` back to the last one of which `isDone` knows the key. */
  find(key: string, tip: string, isDone: (key: string) => boolean): Promise<string | undefined>;
  /**
   * Makes a commit with all files on top of another one. It is on no branch yet, so that making it again is harmless.
   * What people edited stays; see {@link mergeText}.
   */
  make(commit: CommitToRepeat, parent: string): Promise<string>;
  /** Moves a branch on. @returns false when somebody else moved it meanwhile */
  advance(branch: string, commit: string): Promise<boolean>;
  /** Makes a branch. @returns false when there is one of that name */
  branchOff(branch: string, commit: string): Promise<boolean>;
  /** Gives a repository without a commit its first one. */
  begin(branch: string, nowMs: number): Promise<void>;
}

const author = { name: 'Homelab Steward', email: 'steward@localhost' };
/** How many pages of 100 commits are looked through when nothing of Steward's is among them. */
const mostPages = 20;
const branchWaitMs = 30_000;

const gitObject = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });
const reference = z.object({ object: gitObject });
const listed = z.array(gitObject.extend({ commit: z.object({ message: z.string() }) }));
const content = z.looseObject({
  type: z.string(),
  sha: z.string(),
  encoding: z.string(),
  content: z.string(),
});

const isCode = (thrown: unknown, code: string): thrown is StewardError =>
  thrown instanceof StewardError && thrown.code === code;

/** Makes them over a way to the repository. */
export const createGithubCommits = (api: GithubApi): GithubCommits => {
  const git = '/repos/{owner}/{repo}/git';

  const defaultBranch = async (): Promise<string> =>
    (
      await api.send(
        'GET /repos/{owner}/{repo}',
        z.object({ default_branch: z.string(), has_issues: z.boolean() }),
      )
    ).default_branch;

  const tipOf = async (branch: string): Promise<string | undefined> => {
    try {
      return (await api.send(`GET ${git}/ref/{+ref}`, reference, { ref: `heads/${branch}` })).object.sha;
    } catch (thrown) {
      const isEmpty = isCode(thrown, 'github.conflict') && /empty/i.test(thrown.message);
      if (isEmpty || isCode(thrown, 'github.not-found')) return undefined;
      throw thrown;
    }
  };

  const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

  /** Text of a file in a commit; undefined when it is not there. */
  const textIn = async (commit: string, path: string): Promise<string | undefined> => {
    try {
      const file = await api.send(
        'GET /repos/{owner}/{repo}/contents/{+path}',
        z.union([content, z.array(z.unknown())]),
        { path: path.split('/').map(encodeURIComponent).join('/'), ref: commit },
      );
      if (Array.isArray(file) || file.type !== 'file')
        throw new StewardError(`${path} is not a file in ${api.repository}.`, {
          code: 'github.not-a-file',
          kind: 'terminal',
          mend: 'Give the folder or link of that name another one: Steward keeps a documentation page there.',
        });
      if (file.encoding === 'base64') return decoded(file.content);
      // Larger than a megabyte.
      const blob = await api.send(`GET ${git}/blobs/{file_sha}`, z.object({ content: z.string() }), {
        file_sha: file.sha,
      });
      return decoded(blob.content);
    } catch (thrown) {
      if (isCode(thrown, 'github.not-found')) return undefined;
      throw thrown;
    }
  };

  /** Runs a change of a reference; what GitHub refuses because of the reference's own state is false. */
  const unlessRefused = async (change: Promise<unknown>, because: RegExp): Promise<boolean> => {
    try {
      await change;
      return true;
    } catch (thrown) {
      if (!isCode(thrown, 'github.refused')) throw thrown;
      if (because.test(thrown.message)) return false;
      if (!/protected|\brule/i.test(thrown.message)) throw thrown;
      throw new StewardError(
        `The rules of ${api.repository} keep Steward from its branch: ${thrown.message}`,
        {
          code: 'github.branch-protected',
          kind: 'terminal',
          mend: 'Set the option github.documentation to pull-request, or let the token past the rule.',
          cause: thrown,
        },
      );
    }
  };

  return {
    defaultBranch,
    tipOf,
    find: async (key, tip, isDone) => {
      let pages = 0;
      // From a commit and not from a branch: what is behind a commit is never read stale.
      for await (const page of api.pages('GET /repos/{owner}/{repo}/commits', listed, { sha: tip })) {
        for (const { sha, commit } of page) {
          if (hasTrailer(commit.message, key)) return sha;
          const other = /^Steward-Key: (.+)$/m.exec(commit.message)?.[1];
          if (other !== undefined && isDone(other)) return undefined;
        }
        pages += 1;
        if (pages === mostPages) return undefined;
      }
      return undefined;
    },
    make: async ({ key, message, atMs, files }, parent) => {
      const { tree } = await api.send(`GET ${git}/commits/{commit_sha}`, z.object({ tree: gitObject }), {
        commit_sha: parent,
      });
      const entries: { path: string; mode: string; type: string; content: string }[] = [];
      for (const { path, before, after } of files) {
        const theirs = await textIn(parent, path);
        const merged = theirs === undefined ? after : mergeText(before ?? '', after, theirs);
        entries.push({ path, mode: '100644', type: 'blob', content: merged });
      }
      const made = await api.send(`POST ${git}/trees`, gitObject, { base_tree: tree.sha, tree: entries });
      const commit = await api.send(`POST ${git}/commits`, gitObject, {
        message: withTrailer(message, key),
        tree: made.sha,
        parents: [parent],
        author: { ...author, date: new Date(atMs).toISOString() },
      });
      return commit.sha;
    },
    advance: (branch, commit) =>
      unlessRefused(
        api.send(`PATCH ${git}/refs/{+ref}`, reference, {
          ref: `heads/${branch}`,
          sha: commit,
          force: false,
        }),
        /fast.forward/i,
      ),
    branchOff: (branch, commit) =>
      unlessRefused(
        api.send(`POST ${git}/refs`, reference, { ref: `refs/heads/${branch}`, sha: commit }),
        /already exists/i,
      ),
    begin: async (branch, nowMs) => {
      // The git data API refuses an empty repository; this one call does not.
      const first = api.send('PUT /repos/{owner}/{repo}/contents/{+path}', z.object({ commit: gitObject }), {
        path: 'README.md',
        message: 'docs: begin',
        branch,
        content: Buffer.from('# Homelab\n\nKept by Homelab Steward, and by you.\n').toString('base64'),
        author: { ...author, date: new Date(nowMs).toISOString() },
      });
      // GitHub asks for the file's sha when it is there already.
      await unlessRefused(first, /\bsha\b/i);
    },
  };
};

/** How often a branch that others move is tried in one go. */
const mostTries = 5;

/**
 * Puts a commit onto a branch once, and on top of what others put there meanwhile.
 * @returns its hash at GitHub
 */
export const commitOnce = async (
  commits: GithubCommits,
  commit: CommitToRepeat,
  isDone: (key: string) => boolean,
  nowMs: number,
): Promise<string> => {
  const branch = await commits.defaultBranch();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const tip = await commits.tipOf(branch);
    if (tip === undefined) {
      await commits.begin(branch, nowMs);
      continue;
    }
    const found = await commits.find(commit.key, tip, isDone);
    if (found !== undefined) return found;
    const made = await commits.make(commit, tip);
    if (await commits.advance(branch, made)) return made;
  }
  throw new RetryLaterError(`The branch ${branch} is moved by others again and again.`, {
    code: 'github.branch-moves',
    retryAtMs: nowMs + branchWaitMs,
  });
};
