import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';

/** The root of the repository. */
export const repositoryRoot = join(import.meta.dirname, '../..');

/** Text of a file of the repository. */
export const readText = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

/** Content of a YAML or JSON file of the repository. */
export const readYaml = (path: string): Record<string, unknown> =>
  parse(readText(path)) as Record<string, unknown>;

/** What is not part of the repository: installed, built or recorded on this machine. */
const notOurs = new Set(['node_modules', 'data', 'dist', '__pycache__']);

/** Every file of the repository, relative to its root; dot-folders and what is installed left out. */
export const repositoryFiles = (folder = repositoryRoot): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [relative(repositoryRoot, path).replaceAll('\\', '/')];
    return entry.isDirectory() && !notOurs.has(entry.name) && !entry.name.startsWith('.')
      ? repositoryFiles(path)
      : [];
  });

/** One `COPY` of a Dockerfile. */
export interface DockerCopy {
  /** The build stage that it copies from; undefined for the repository. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The `COPY` lines of the last stage of a Dockerfile, which are what the image holds. */
export const imageCopies = (dockerfile: string): DockerCopy[] =>
  [...(dockerfile.split(/^FROM /m).pop() ?? '').matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)].map((line) => {
    const paths = (line[2] ?? '').trim().split(/\s+/);
    return { from: line[1], sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
  });
