import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type FolderRule,
  findCycles,
  folderOf,
  importsOf,
  packageOf,
  readFolderRules,
  readSource,
  type SourceFile,
  withoutComments,
} from './support/source-graph.ts';

const root = join(import.meta.dirname, '..');
const files = readSource(join(root, 'src'));
const rules = readFolderRules(readFileSync(join(root, 'src/README.md'), 'utf8'));
const ruleOf = new Map(rules.map((rule) => [rule.folder, rule]));
const dependencies = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object }).dependencies,
);

/** Used everywhere but in core/, where zod may be imported for its types only. */
const packagesForAll = ['zod', 'yaml'];
const longestFileLines = 300;

const wrongDirections = (source: readonly SourceFile[], table: ReadonlyMap<string, FolderRule>): string[] =>
  source.flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) => {
      if (file === undefined) return [];
      const from = table.get(folderOf(path));
      const to = table.get(folderOf(file));
      if (file.startsWith('..')) return [`${path} imports ${file} from outside the source`];
      if (from === undefined || to === undefined || from.folder === to.folder) return [];
      return to.rank < from.rank ? [] : [`${path} (rank ${from.rank}) imports ${file} (rank ${to.rank})`];
    }),
  );

const strayPackages = (source: readonly SourceFile[], table: ReadonlyMap<string, FolderRule>): string[] =>
  source.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier, file, isTypeOnly }) => {
      const name = packageOf(specifier);
      if (file !== undefined || specifier.startsWith('node:')) return [];
      if (builtinModules.includes(name)) return [`${path} imports ${specifier} without node:`];
      const folder = folderOf(path);
      const isForAll = packagesForAll.includes(name) && (folder !== 'core' || isTypeOnly);
      return isForAll || table.get(folder)?.packages.includes(name) === true
        ? []
        : [`${path} imports ${name}`];
    }),
  );

/** Everything that files of another folder import, as [file, name]. */
const namesAcrossFolders = (source: readonly SourceFile[]): [string, string][] =>
  source.flatMap(({ path, imports }) =>
    imports.flatMap(({ file, names }) =>
      file === undefined || folderOf(file) === folderOf(path)
        ? []
        : names.map((name): [string, string] => [file, name]),
    ),
  );

const isDocumented = (file: SourceFile, name: string): boolean =>
  new RegExp(
    `\\*/\\s*\\nexport (?:declare )?(?:abstract )?(?:async )?(?:const|function\\*?|class|interface|type) ${name.replace('$', '\\$')}\\b`,
  ).test(file.text);

/** The file that declares a name, through re-exports. */
const declaringFile = (
  byPath: ReadonlyMap<string, SourceFile>,
  path: string,
  name: string,
): SourceFile | undefined => {
  const file = byPath.get(path);
  const passedOn = file?.imports.find(({ isReExport, names }) => isReExport && names.includes(name))?.file;
  return passedOn === undefined ? file : declaringFile(byPath, passedOn, name);
};

describe('the source', () => {
  it('has a row in the table of src/README.md for each folder, and none for a folder that is not there', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(rules.map((rule) => rule.folder).sort()).toEqual([...folders, 'main.ts'].sort());
  });

  it('has no import that points up or sideways', () => {
    expect(wrongDirections(files, ruleOf)).toEqual([]);
  });

  it('has no import of a file that is not there', () => {
    const known = new Set(files.map(({ path }) => path));
    expect(
      files.flatMap(({ path, imports }) =>
        imports.flatMap(({ file }) =>
          file?.endsWith('.ts') && !known.has(file) ? [`${path} imports ${file}`] : [],
        ),
      ),
    ).toEqual([]);
  });

  it('has no cycle', () => {
    expect(findCycles(files)).toEqual([]);
  });

  it('imports each vendor package only in the folder that the table gives it', () => {
    expect(strayPackages(files, ruleOf)).toEqual([]);
  });

  it('uses every package that it depends on', () => {
    const used = new Set(
      files.flatMap(({ imports }) => imports.map(({ specifier }) => packageOf(specifier))),
    );
    // The package `node` is the runtime itself.
    expect(dependencies.filter((name) => name !== 'node' && !used.has(name))).toEqual([]);
  });

  it('reads the environment in config/ alone', () => {
    const readers = files.filter(
      ({ path, code }) => /\bprocess\s*\.\s*env\b/.test(code) && folderOf(path) !== 'config',
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it('claims the mints of Grants and of step-up proofs in approvals/ alone', () => {
    const claimers = files.filter(
      ({ path, code }) =>
        /\bclaimMint\b/.test(code) &&
        path !== 'core/grant.ts' &&
        path !== 'core/step-up.ts' &&
        folderOf(path) !== 'approvals',
    );
    expect(claimers.map(({ path }) => path)).toEqual([]);
  });

  it('makes Grants and step-up proofs in approvals/ alone', () => {
    const makers = ['approvals/grants.ts', 'approvals/step-up/proofs.ts'];
    const importers = files.filter(
      ({ path, imports }) =>
        folderOf(path) !== 'approvals' &&
        imports.some(({ file }) => file !== undefined && makers.includes(file)),
    );
    expect(importers.map(({ path }) => path)).toEqual([]);
  });

  it(`has no file longer than ${longestFileLines} lines`, () => {
    const lengths = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(lengths.filter(({ lines }) => lines > longestFileLines)).toEqual([]);
  });

  it('has a doc comment on everything that another folder imports', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const bare = namesAcrossFolders(files).flatMap(([path, name]) => {
      const file = declaringFile(byPath, path, name);
      return file === undefined || isDocumented(file, name) ? [] : [`${name} in ${path}`];
    });
    expect([...new Set(bare)].sort()).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const file = (path: string, text: string): SourceFile => {
    const code = withoutComments(text);
    return { path, text, code, imports: importsOf(path, code) };
  };
  const table = new Map(
    readFolderRules(
      [
        '| `engine/` | 3 | | does it | |',
        '| `adapter/` | 1 | | talks to it | vendor, @scope/part |',
        '| `other/` | 1 | | talks to another | |',
        '| `core/` | 0 | | words | |',
      ].join('\n'),
    ).map((rule) => [rule.folder, rule]),
  );

  it('see an arrow that points up, also of a type and of an import at run time', () => {
    const source = [
      file(
        'adapter/a.ts',
        "import type { Run } from '../engine/run.ts';\nconst b = await import('../other/b.ts');",
      ),
      file('engine/run.ts', "import { x } from '../adapter/a.ts';\nexport { y } from '../core/y.ts';"),
    ];
    expect(wrongDirections(source, table)).toEqual([
      'adapter/a.ts (rank 1) imports engine/run.ts (rank 3)',
      'adapter/a.ts (rank 1) imports other/b.ts (rank 1)',
    ]);
  });

  it('see a vendor package outside its folder and allow it inside', () => {
    const source = [
      file('adapter/a.ts', "import v from 'vendor/deep';\nimport '@scope/part';\nimport { z } from 'zod';"),
      file('engine/e.ts', "import type { V } from 'vendor';\nimport fs from 'fs';"),
      file('core/c.ts', "import { z } from 'zod';"),
    ];
    expect(strayPackages(source, table)).toEqual([
      'engine/e.ts imports vendor',
      'engine/e.ts imports fs without node:',
      'core/c.ts imports zod',
    ]);
  });

  it('see a cycle through three files, and none where one link is a type', () => {
    const link = (kind: string) => [
      file('core/a.ts', "import { b } from './b.ts';"),
      file('core/b.ts', "import { c } from './c.ts';"),
      file('core/c.ts', `${kind} { a } from './a.ts';`),
    ];
    expect(findCycles(link('import'))).toEqual([['core/a.ts', 'core/b.ts', 'core/c.ts', 'core/a.ts']]);
    expect(findCycles(link('import type'))).toEqual([]);
  });

  it('are not misled by comments and texts', () => {
    const source = file(
      'engine/e.ts',
      "// import { x } from 'vendor';\n/* process.env */\nconst text = 'see // import';\nimport { y } from '../core/y.ts';",
    );
    expect(source.imports.map(({ specifier }) => specifier)).toEqual(['../core/y.ts']);
    expect(source.code).not.toContain('process.env');
  });

  it('see an export without a doc comment', () => {
    const source = file('core/a.ts', '/** What it is. */\nexport const a = 1;\nexport const b = 2;\n');
    expect([isDocumented(source, 'a'), isDocumented(source, 'b')]).toEqual([true, false]);
  });
});
