import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { DocumentationFile, RecordedCommit } from '../../core/tracker.ts';
import { hasTrailer, withoutTrailer, withTrailer } from '../key-trailer.ts';
import { changedFiles, type Git, loadGit, syncObjects, syncRef, writeTreeWith } from './git-objects.ts';

/** Steward as the author of commits. */
const author = { name: 'Homelab Steward', email: 'steward@localhost' };
const branch = 'refs/heads/main';
/** How far back a commit is looked for whose own ref a crash kept from being written. */
const trailerSearchDepth = 50;

const readme = `# Homelab

Kept by Homelab Steward: one page for each thing under \`docs/infrastructure/\`, and a changelog. What people commit to
the branch main stays.
`;

/** A git repository with the homelab's documentation, and a work tree that people may read and edit. */
export interface DocumentationRepository {
  /** All files in one commit on the default branch. The same key again: nothing new, the same hash. */
  commit(commit: { key: string; message: string; files: readonly DocumentationFile[] }): Promise<string>;
  readFile(path: string): Promise<string | undefined>;
  /** Message of a commit. */
  messageOf(hash: string): Promise<string>;
  /** A commit's message, and its files with their texts before and after. */
  readCommit(hash: string): Promise<RecordedCommit>;
}

const keyRef = (key: string): string => `refs/steward/${createHash('sha256').update(key).digest('hex')}`;

const checkPath = (path: string): void => {
  const isInside =
    path !== '' &&
    !isAbsolute(path) &&
    normalize(path) === path &&
    path.split(/[\\/]/).every((part) => part !== '..' && part !== '' && part.toLowerCase() !== '.git');
  if (!isInside)
    throw new StewardError(`${path} is not a path inside the documentation.`, {
      code: 'tracker.bad-path',
      kind: 'terminal',
    });
};

const isNotFound = (thrown: unknown): boolean => (thrown as { code?: string }).code === 'NotFoundError';

/** Opens the repository in a folder, or makes it with a first commit, when it is first used. */
export const openDocumentationRepository = (dir: string, clock: Clock, log: Log): DocumentationRepository => {
  let ready: Promise<Git> | undefined;

  const signature = () => ({ ...author, timestamp: Math.floor(clock.now() / 1000), timezoneOffset: 0 });

  const tip = (git: Git): Promise<string> => git.resolveRef({ fs, dir, ref: branch });

  const prepare = async (): Promise<Git> => {
    const git = await loadGit();
    if (!fs.existsSync(join(dir, '.git/HEAD'))) await git.init({ fs, dir, defaultBranch: 'main' });
    try {
      await tip(git);
    } catch (thrown) {
      // A branch that was there once is damaged, and no new history is begun over it.
      const wasThere = ['refs/heads/main', 'refs/steward'].some((ref) =>
        fs.existsSync(join(dir, '.git', ref)),
      );
      if (wasThere)
        throw new StewardError(`The branch main of the documentation in ${dir} is damaged.`, {
          code: 'tracker.damaged-branch',
          kind: 'terminal',
          mend: 'Find its newest commit with `git fsck --lost-found` and set it with `git update-ref refs/heads/main COMMIT`, or restore the folder from a backup.',
          cause: thrown,
        });
      if (!isNotFound(thrown)) throw thrown;
      await fs.promises.writeFile(join(dir, 'README.md'), readme);
      await git.add({ fs, dir, filepath: 'README.md' });
      await git.commit({ fs, dir, message: 'docs: begin', author: signature() });
    }
    return git;
  };

  const repository = (): Promise<Git> => {
    ready ??= prepare().catch((thrown: unknown) => {
      ready = undefined;
      throw thrown;
    });
    return ready;
  };

  /** The commit that has this key already: by its own ref, or (after a crash before the ref) by its trailer. */
  const findByKey = async (git: Git, key: string): Promise<string | undefined> => {
    try {
      return await git.resolveRef({ fs, dir, ref: keyRef(key) });
    } catch (thrown) {
      if (!isNotFound(thrown)) throw thrown;
      const recent = await git.log({ fs, dir, ref: branch, depth: trailerSearchDepth });
      return recent.find(({ commit }) => hasTrailer(commit.message, key))?.oid;
    }
  };

  const textIn = async (git: Git, commit: string, path: string): Promise<string | undefined> => {
    try {
      const { blob } = await git.readBlob({ fs, dir, oid: commit, filepath: path });
      return Buffer.from(blob).toString('utf8');
    } catch (thrown) {
      if (isNotFound(thrown)) return undefined;
      throw thrown;
    }
  };

  /** Text of a file in the newest commit, never of a half-written work tree. */
  const committedText = async (git: Git, path: string) => textIn(git, await tip(git), path);

  /** Brings the work tree after the commit, except where a person has changes there that are not committed. */
  const checkOut = async (git: Git, files: ReadonlyMap<string, string>, edited: ReadonlySet<string>) => {
    for (const [path, text] of files) {
      if (edited.has(path)) {
        log.warn('A documentation page has changes that are not committed; the file was left as it is.', {
          path: join(dir, path),
        });
        continue;
      }
      await fs.promises.mkdir(dirname(join(dir, path)), { recursive: true });
      await fs.promises.writeFile(join(dir, path), text);
      await git.add({ fs, dir, filepath: path });
    }
  };

  const editedByPeople = async (git: Git, paths: Iterable<string>): Promise<Set<string>> => {
    const edited = new Set<string>();
    for (const filepath of paths) {
      const status = await git.status({ fs, dir, filepath });
      // The star: different from what was last checked out or staged.
      if (status === '*modified' || status === '*added') edited.add(filepath);
    }
    return edited;
  };

  return {
    commit: async ({ key, message, files }) => {
      for (const file of files) checkPath(file.path);
      const git = await repository();
      const existing = await findByKey(git, key);
      if (existing !== undefined) return existing;
      const parent = await tip(git);
      const texts = new Map<string, string>();
      for (const { path, update } of files)
        texts.set(path, update(texts.get(path) ?? (await committedText(git, path))));
      const edited = await editedByPeople(git, texts.keys());
      const { tree, written } = await writeTreeWith(git, dir, parent, texts);
      const oid = await git.commit({
        fs,
        dir,
        ref: branch,
        parent: [parent],
        tree,
        message: withTrailer(message, key),
        author: signature(),
      });
      await syncObjects(dir, [...written, oid]);
      await syncRef(dir, branch);
      await git.writeRef({ fs, dir, ref: keyRef(key), value: oid, force: true });
      await checkOut(git, texts, edited);
      return oid;
    },
    readFile: async (path) => {
      checkPath(path);
      return committedText(await repository(), path);
    },
    readCommit: async (hash) => {
      const git = await repository();
      const { message, parent, committer } = (await git.readCommit({ fs, dir, oid: hash })).commit;
      const [first] = parent;
      const files: RecordedCommit['files'][number][] = [];
      for (const path of await changedFiles(git, dir, hash))
        files.push({
          path,
          before: first === undefined ? undefined : await textIn(git, first, path),
          after: (await textIn(git, hash, path)) ?? '',
        });
      return { message: withoutTrailer(message), atMs: committer.timestamp * 1000, files };
    },
    messageOf: async (hash) => (await (await repository()).readCommit({ fs, dir, oid: hash })).commit.message,
  };
};
