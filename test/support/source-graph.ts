import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import or re-export as it stands in a file. */
export interface SourceImport {
  /** As written, e.g. `../core/plan.ts` or `node:fs`. */
  readonly specifier: string;
  /** Path of the imported file relative to the source folder; undefined for a package. */
  readonly file: string | undefined;
  /** `export … from`. */
  readonly isReExport: boolean;
  /** `import type`: gone at run time. */
  readonly isTypeOnly: boolean;
  /** Names in braces, as the other file exports them. */
  readonly names: readonly string[];
}

/** One TypeScript file of the source. */
export interface SourceFile {
  /** Relative to the source folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
  readonly imports: readonly SourceImport[];
}

/** One row of the table in src/README.md. */
export interface FolderRule {
  /** The folder's name without slash; `main.ts` stands for the files directly in the source folder. */
  readonly folder: string;
  readonly rank: number;
  readonly packages: readonly string[];
}

const literal = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/;
const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/;
const literalOrComment = new RegExp(`(${literal.source})|${comment.source}`, 'g');

/** Takes comments away and leaves string literals as they are. */
export const withoutComments = (text: string): string =>
  text.replace(literalOrComment, (_, kept: string | undefined) => kept ?? ' ');

const statement =
  /(?:^|[\n;])\s*(?<keyword>import|export)\s+(?<type>type\s+)?(?:(?<clause>[\w$*,\s{}]+?)\s*from\s*)?['"](?<specifier>[^'"\n]+)['"]/g;
const dynamic = /\bimport\(\s*['"](?<specifier>[^'"\n]+)['"]/g;

const namesIn = (clause: string): string[] =>
  (/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
    .split(',')
    .map((part) =>
      part
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s+.*$/, ''),
    )
    .filter((name) => name !== '');

/** Every import, re-export and `import()` in a file's code. */
export const importsOf = (path: string, code: string): SourceImport[] =>
  [...code.matchAll(statement), ...code.matchAll(dynamic)].map(({ groups = {} }) => {
    const specifier = groups['specifier'] ?? '';
    return {
      specifier,
      file: specifier.startsWith('.') ? join(dirname(path), specifier).replaceAll('\\', '/') : undefined,
      isReExport: groups['keyword'] === 'export',
      isTypeOnly: groups['type'] !== undefined,
      names: namesIn(groups['clause'] ?? ''),
    };
  });

/** Reads all TypeScript files below a folder. */
export const readSource = (folder: string): SourceFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name);
      const path = relative(folder, absolute).replaceAll('\\', '/');
      const text = readFileSync(absolute, 'utf8');
      const code = withoutComments(text);
      return { path, text, code, imports: importsOf(path, code) };
    })
    .sort((a, b) => a.path.localeCompare(b.path));

/** Reads the table of folders: `| \`name/\` | rank | step | what it is | packages |`. */
export const readFolderRules = (readme: string): FolderRule[] =>
  [...readme.matchAll(/^\| `([\w.-]+)\/?`[^|]* \| (\d+) \|[^|]*\|[^|]*\|([^|]*)\|$/gm)].map((row) => ({
    folder: row[1] ?? '',
    rank: Number(row[2]),
    packages: (row[3] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  }));

/** The folder that a file belongs to, as the table names it. */
export const folderOf = (path: string): string =>
  path.includes('/') ? (path.split('/')[0] ?? '') : 'main.ts';

/** `@fastify/static/x` belongs to the package `@fastify/static`. */
export const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Groups of files that import one another in a circle at run time. */
export const findCycles = (files: readonly SourceFile[]): string[][] => {
  const targets = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.flatMap(({ file, isTypeOnly }) => (file === undefined || isTypeOnly ? [] : [file])),
    ]),
  );
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      cycles.push([...trail.slice(start), path]);
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return cycles;
};
