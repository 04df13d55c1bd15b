import fs from 'node:fs';
import { join } from 'node:path';

/** isomorphic-git, as far as it is used here. */
export type Git = Awaited<ReturnType<typeof loadGit>>;

/** Loads isomorphic-git. Only when it is first used: it costs memory that an idle Steward should not have. */
export const loadGit = async () => (await import('isomorphic-git')).default;

/** Puts one file into a tree. @returns ids of all objects that were written, the new tree's last */
const putFile = async (
  git: Git,
  dir: string,
  tree: string | undefined,
  [name = '', ...rest]: readonly string[],
  blob: string,
): Promise<string[]> => {
  const entries = tree === undefined ? [] : (await git.readTree({ fs, dir, oid: tree })).tree;
  const others = entries.filter(({ path }) => path !== name);
  if (rest.length === 0) {
    const file = { mode: '100644', path: name, oid: blob, type: 'blob' } as const;
    return [blob, await git.writeTree({ fs, dir, tree: [...others, file] })];
  }
  const present = entries.find(({ path, type }) => path === name && type === 'tree')?.oid;
  const written = await putFile(git, dir, present, rest, blob);
  const folder = { mode: '040000', path: name, oid: written.at(-1) ?? '', type: 'tree' } as const;
  return [...written, await git.writeTree({ fs, dir, tree: [...others, folder] })];
};

/**
 * Writes the tree of a commit with some files changed. Made from objects and not from the index, in which there may be
 * what a crash or a person left there.
 * @returns the tree's id, and the ids of everything that was written
 */
export const writeTreeWith = async (
  git: Git,
  dir: string,
  commit: string,
  files: ReadonlyMap<string, string>,
): Promise<{ tree: string; written: readonly string[] }> => {
  let { tree } = (await git.readCommit({ fs, dir, oid: commit })).commit;
  const written: string[] = [];
  for (const [path, text] of files) {
    const blob = await git.writeBlob({ fs, dir, blob: Buffer.from(text) });
    written.push(...(await putFile(git, dir, tree, path.split('/'), blob)));
    tree = written.at(-1) ?? tree;
  }
  return { tree, written };
};

/** All files below a tree that are not the same in another one, as path and blob. */
const differingFiles = async (
  git: Git,
  dir: string,
  tree: string | undefined,
  other: string | undefined,
  folder = '',
): Promise<string[]> => {
  if (tree === other || tree === undefined) return [];
  const entriesOf = async (oid: string | undefined) =>
    oid === undefined ? [] : (await git.readTree({ fs, dir, oid })).tree;
  const before = new Map((await entriesOf(other)).map((entry) => [entry.path, entry]));
  const found: string[] = [];
  for (const { path, oid, type } of await entriesOf(tree)) {
    const known = before.get(path);
    if (known?.oid === oid) continue;
    if (type === 'blob') found.push(`${folder}${path}`);
    if (type === 'tree')
      found.push(
        ...(await differingFiles(
          git,
          dir,
          oid,
          known?.type === 'tree' ? known.oid : undefined,
          `${folder}${path}/`,
        )),
      );
  }
  return found;
};

/** Paths of the files that a commit added or changed. */
export const changedFiles = async (git: Git, dir: string, commit: string): Promise<string[]> => {
  const { tree, parent } = (await git.readCommit({ fs, dir, oid: commit })).commit;
  const [first] = parent;
  const before =
    first === undefined ? undefined : (await git.readCommit({ fs, dir, oid: first })).commit.tree;
  return differingFiles(git, dir, tree, before);
};

const sync = async (path: string): Promise<void> => {
  const handle = await fs.promises.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Brings loose objects to the disk; isomorphic-git leaves that to chance. */
export const syncObjects = async (dir: string, ids: readonly string[]): Promise<void> => {
  const files = new Set(ids.map((id) => join(dir, '.git/objects', id.slice(0, 2), id.slice(2))));
  for (const file of files) if (fs.existsSync(file)) await sync(file);
};

/** Brings a ref to the disk, with the folder that it stands in. */
export const syncRef = async (dir: string, ref: string): Promise<void> => {
  await sync(join(dir, '.git', ref));
  await sync(join(dir, '.git', ref, '..'));
};
