import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { DocumentationFile } from '../../core/tracker.ts';

/** Steward as the author of commits. */
const author = { name: 'Homelab Steward', email: 'steward@localhost' };
const branch = 'main';
const keyTrailer = 'Steward-Key';

/** A git repository with the homelab's documentation and a work tree that people may read. */
export interface DocumentationRepository {
  /** All files in one commit on the default branch. The same key again: nothing new, the same hash. */
  commit(commit: { key: string; message: string; files: readonly DocumentationFile[] }): Promise<string>;
  readFile(path: string): Promise<string | undefined>;
  /** Message of a commit. */
  messageOf(hash: string): Promise<string>;
}

/** Loaded when first used: it costs memory that an idle Steward should not have. */
const loadGit = async () => (await import('isomorphic-git')).default;

const refOf = (key: string): string => `refs/steward/${createHash('sha256').update(key).digest('hex')}`;

const checkPath = (path: string): void => {
  const clean = normalize(path);
  if (isAbsolute(path) || clean.startsWith('..') || clean.split(/[\\/]/).includes('.git') || clean !== path)
    throw new StewardError(`${path} is not a path inside the documentation.`, {
      code: 'tracker.bad-path',
      kind: 'terminal',
    });
};

/** Opens the repository in a folder, or makes it with a first commit. */
export const openDocumentationRepository = (dir: string, clock: Clock): DocumentationRepository => {
  let ready: Promise<Awaited<ReturnType<typeof loadGit>>> | undefined;

  const stamp = () => ({ timestamp: Math.floor(clock.now() / 1000), timezoneOffset: 0 });

  const prepare = async () => {
    const git = await loadGit();
    if (!fs.existsSync(join(dir, '.git'))) await git.init({ fs, dir, defaultBranch: branch });
    try {
      await git.resolveRef({ fs, dir, ref: `refs/heads/${branch}` });
    } catch {
      await fs.promises.writeFile(
        join(dir, 'README.md'),
        '# Homelab\n\nKept by Homelab Steward: one page for each thing under `docs/infrastructure/`, and a changelog.\n',
      );
      await git.add({ fs, dir, filepath: 'README.md' });
      await git.commit({ fs, dir, message: 'docs: begin', author: { ...author, ...stamp() } });
    }
    return git;
  };

  const repository = () => {
    ready ??= prepare().catch((thrown: unknown) => {
      ready = undefined;
      throw thrown;
    });
    return ready;
  };

  /** The commit that has this key already: by its own ref, or (after a crash before the ref) by its trailer. */
  const findByKey = async (key: string): Promise<string | undefined> => {
    const git = await repository();
    try {
      return await git.resolveRef({ fs, dir, ref: refOf(key) });
    } catch {
      const recent = await git.log({ fs, dir, ref: branch, depth: 50 });
      return recent.find(({ commit }) => commit.message.split('\n').includes(`${keyTrailer}: ${key}`))?.oid;
    }
  };

  /** Text of a file in the newest commit, never of a half-written work tree. */
  const committedText = async (path: string): Promise<string | undefined> => {
    const git = await repository();
    try {
      const oid = await git.resolveRef({ fs, dir, ref: branch });
      const { blob } = await git.readBlob({ fs, dir, oid, filepath: path });
      return Buffer.from(blob).toString('utf8');
    } catch (thrown) {
      if ((thrown as { code?: string }).code === 'NotFoundError') return undefined;
      throw thrown;
    }
  };

  return {
    commit: async ({ key, message, files }) => {
      for (const file of files) checkPath(file.path);
      const git = await repository();
      const existing = await findByKey(key);
      if (existing !== undefined) return existing;
      for (const file of files) {
        const path = join(dir, file.path);
        await fs.promises.mkdir(dirname(path), { recursive: true });
        await fs.promises.writeFile(path, file.update(await committedText(file.path)));
        await git.add({ fs, dir, filepath: file.path });
      }
      const oid = await git.commit({
        fs,
        dir,
        message: `${message.trimEnd()}\n\n${keyTrailer}: ${key}\n`,
        author: { ...author, ...stamp() },
      });
      await git.writeRef({ fs, dir, ref: refOf(key), value: oid, force: true });
      return oid;
    },
    readFile: (path) => {
      checkPath(path);
      return committedText(path);
    },
    messageOf: async (hash) => {
      const git = await repository();
      return (await git.readCommit({ fs, dir, oid: hash })).commit.message;
    },
  };
};
