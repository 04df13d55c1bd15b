import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Matcher, Scope, StaticList } from './compile.ts';
import { createCompiler, TemplateReferenceError } from './compile.ts';
import { normalise } from './normalise.ts';
import type { SentenceBlock, SentenceFile, SentenceSource, SentenceTemplate } from './sentence-file.ts';
import { readSentenceFile, sentencesInvalid } from './sentence-file.ts';

/** A block of sentences with its templates compiled. */
export interface CompiledBlock extends SentenceBlock {
  readonly matchers: readonly Matcher[];
}

/** All sentences of one language, compiled. */
export interface SentenceSet {
  readonly language: string;
  /** By intent name, then in the order of the files. */
  readonly blocks: readonly CompiledBlock[];
  /** In normal form, longest first. */
  readonly skipWords: readonly string[];
  readonly leadingWords: readonly string[];
  readonly infrastructureWords: readonly string[];
  readonly houseWords: ReadonlySet<string>;
  readonly genericWords: ReadonlySet<string>;
  /** Context keys that values of its lists bring along. */
  readonly contextKeys: ReadonlySet<string>;
}

/** Reads `<folder>/<language>/**.yaml`; paths in messages are relative to the folder. */
export const readSentenceSources = (folder: string): readonly SentenceSource[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));

/**
 * Compiles sentence files, by language.
 * @param liveLists names of lists that come with each recognition
 * @throws {StewardError} `intents.sentences-invalid`
 */
export const compileSentences = (
  sources: readonly SentenceSource[],
  liveLists: ReadonlySet<string>,
): ReadonlyMap<string, SentenceSet> => {
  const files = sources.map(readSentenceFile);
  const languages = [...new Set(files.map((file) => file.language))];
  return new Map(languages.map((language) => [language, compileLanguage(language, files, liveLists)]));
};

const compileLanguage = (
  language: string,
  allFiles: readonly SentenceFile[],
  liveLists: ReadonlySet<string>,
): SentenceSet => {
  const files = allFiles.filter((file) => file.language === language);
  const compiler = createCompiler();
  const rules = mergedRules(files);
  const lists = mergedLists(files);
  const scope = scopeOf(rules, lists, liveLists);
  const compile = (template: SentenceTemplate, within: Scope): Matcher => {
    try {
      return compiler.compile(template.expression, within);
    } catch (error) {
      if (!(error instanceof TemplateReferenceError)) throw error;
      throw sentencesInvalid(template.location, `the template "${template.text}": ${error.message}`);
    }
  };
  // A rule that nobody uses is checked too.
  for (const [name, rule] of rules) compile({ ...rule, expression: { type: 'rule', name } }, scope);
  const blocks = files
    .flatMap((file) => file.blocks)
    .sort((one, other) => (one.intent < other.intent ? -1 : one.intent > other.intent ? 1 : 0))
    .map((block): CompiledBlock => {
      const isLocal = block.rules.size + block.lists.size > 0;
      const within = isLocal
        ? scopeOf(new Map([...rules, ...block.rules]), new Map([...lists, ...block.lists]), liveLists)
        : scope;
      return { ...block, matchers: block.templates.map((template) => compile(template, within)) };
    });
  const words = (pick: (file: SentenceFile) => readonly string[]): readonly string[] =>
    [...new Set(files.flatMap(pick).map((word) => normalise(word).folded))].sort(
      (a, b) => b.length - a.length,
    );
  return {
    language,
    blocks,
    skipWords: words((file) => file.skipWords),
    leadingWords: words((file) => file.leadingWords),
    infrastructureWords: words((file) => file.infrastructureWords),
    houseWords: new Set(words((file) => file.houseWords)),
    genericWords: new Set(words((file) => file.genericWords)),
    contextKeys: contextKeysOf([lists, ...blocks.map((block) => block.lists)]),
  };
};

const scopeOf = (
  rules: ReadonlyMap<string, SentenceTemplate>,
  lists: ReadonlyMap<string, StaticList>,
  liveLists: ReadonlySet<string>,
): Scope => ({
  rules: new Map([...rules].map(([name, { expression }]) => [name, expression])),
  lists,
  liveLists,
});

const mergedRules = (files: readonly SentenceFile[]): ReadonlyMap<string, SentenceTemplate> => {
  const merged = new Map<string, SentenceTemplate>();
  for (const [name, rule] of files.flatMap((file) => [...file.rules])) {
    const first = merged.get(name);
    if (first !== undefined) {
      const { path, line } = first.location;
      throw sentencesInvalid(
        rule.location,
        `the expansion rule <${name}> already stands in ${path}, line ${line}.`,
      );
    }
    merged.set(name, rule);
  }
  return merged;
};

const mergedLists = (files: readonly SentenceFile[]): ReadonlyMap<string, StaticList> => {
  const merged = new Map<string, StaticList>();
  for (const file of files) {
    for (const [name, list] of file.lists) {
      if (merged.has(name)) {
        throw sentencesInvalid(
          { path: file.path, line: 1 },
          `the list {${name}} already stands in another file.`,
        );
      }
      merged.set(name, list);
    }
  }
  return merged;
};

const contextKeysOf = (lists: readonly ReadonlyMap<string, StaticList>[]): ReadonlySet<string> =>
  new Set(
    lists
      .flatMap((named) => [...named.values()])
      .flatMap((list) => (list.type === 'values' ? list.values : []))
      .flatMap((value) => Object.keys(value.context ?? {})),
  );
