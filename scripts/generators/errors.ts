import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ModelError, type ModelErrorCode } from '../../src/llm/model-error.ts';
import type { GeneratedFile } from './generated-file.ts';

/** One place in the source that makes an error. */
export interface ErrorSite {
  readonly code: string;
  /** `auth`, `retry`, `terminal`, or both of two when the place decides. */
  readonly kinds: readonly string[];
  /** With `…` for what is filled in; undefined where the whole message is. */
  readonly message: string | undefined;
  readonly mend: string | undefined;
}

const quotes = `'"\``;

/** Index just after the string literal that begins at `start`, `${…}` with all that is in it included. */
const skipLiteral = (text: string, start: number): number => {
  const quote = text[start];
  let index = start + 1;
  while (index < text.length && text[index] !== quote) {
    if (text[index] === '\\') index += 2;
    else if (quote === '`' && text.startsWith('${', index)) index = skipGroup(text, index + 1);
    else index += 1;
  }
  return index + 1;
};

/** Index just after the bracket that closes the one at `start`. */
const skipGroup = (text: string, start: number): number => {
  let index = start + 1;
  while (index < text.length && !')]}'.includes(text.charAt(index))) {
    if (quotes.includes(text.charAt(index))) index = skipLiteral(text, index);
    else if (text.startsWith('//', index)) index = text.indexOf('\n', index);
    else if ('([{'.includes(text.charAt(index))) index = skipGroup(text, index);
    else index += 1;
  }
  return index + 1;
};

/** Parts between commas of the outermost level, e.g. the arguments of a call. */
const splitByComma = (inside: string): string[] => {
  const parts: string[] = [];
  let start = 0;
  let index = 0;
  while (index < inside.length) {
    const sign = inside.charAt(index);
    if (quotes.includes(sign)) index = skipLiteral(inside, index);
    else if ('([{'.includes(sign)) index = skipGroup(inside, index);
    else {
      if (sign === ',') {
        parts.push(inside.slice(start, index));
        start = index + 1;
      }
      index += 1;
    }
  }
  return [...parts, inside.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
};

/** The text of a literal, or of several joined by `+`, with `…` for what is filled in. */
const textOf = (expression: string | undefined): string | undefined => {
  if (expression === undefined || !quotes.includes(expression.charAt(0))) return undefined;
  let text = '';
  let index = 0;
  while (index < expression.length) {
    if (!quotes.includes(expression.charAt(index))) return undefined;
    const end = skipLiteral(expression, index);
    text += expression.slice(index + 1, end - 1);
    index = end + (/^\s*\+\s*/.exec(expression.slice(end))?.[0].length ?? 0);
    if (index === end && end < expression.length) return undefined;
  }
  let plain = '';
  for (let at = 0; at < text.length; ) {
    if (text.startsWith('${', at)) {
      plain += '…';
      at = skipGroup(text, at + 1);
    } else if (text[at] === '\\') {
      plain += text[at + 1];
      at += 2;
    } else plain += text[at++];
  }
  return plain;
};

const propertiesOf = (block: string): Map<string, string> =>
  new Map(
    splitByComma(block.slice(1, -1)).flatMap((part): [string, string][] => {
      const found = /^(\w+):\s*([\s\S]*)$/.exec(part);
      return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
    }),
  );

const literalsIn = (expression: string): string[] =>
  [...expression.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');

const openingOf = (text: string, index: number): number => {
  let depth = 0;
  for (let at = index; at >= 0; at -= 1) {
    if ('}])'.includes(text.charAt(at))) depth += 1;
    else if ('{[('.includes(text.charAt(at))) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return 0;
};

const isErrorKind = (word: string): boolean => ['auth', 'retry', 'terminal'].includes(word);

/** The kind of a model's error, which its code decides. */
const modelKind = (code: string): string => new ModelError('', { code: code as ModelErrorCode }).kind;

/**
 * Every error that a source file makes: each object with an error's `code` and `kind`, and each ModelError, whose kind is
 * not said where it is made.
 */
export const errorSites = (source: string): ErrorSite[] =>
  [...source.matchAll(/\bcode:\s*[^,\n]*'[a-z][a-z.-]*'/g)].flatMap(({ index }) => {
    const start = openingOf(source, index - 1);
    const properties = propertiesOf(source.slice(start, skipGroup(source, start)));
    const call = /new (\w*Error)\(\s*$/.exec(source.slice(0, openingOf(source, start - 1) + 1));
    const said = literalsIn(properties.get('kind') ?? '').filter(isErrorKind);
    const codes = literalsIn(properties.get('code') ?? '');
    if (said.length === 0 && call?.[1] !== 'ModelError') return [];
    const [first] =
      call === null ? [] : splitByComma(source.slice(call.index + call[0].trimEnd().length, start - 1));
    const says = textOf(properties.get('says'));
    const message = textOf(first) ?? (says === undefined ? undefined : `… ${says}`);
    return codes.map((code) => ({
      code,
      kinds: said.length === 0 ? [modelKind(code)] : said,
      message,
      mend: textOf(properties.get('mend')),
    }));
  });

const unique = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

const cell = (texts: readonly string[]): string =>
  texts.join('<br>').replaceAll('|', '\\|').replaceAll('\n', ' ');

const pageOf = (sites: readonly ErrorSite[]): string => {
  const byCode = Map.groupBy(sites, ({ code }) => code);
  const rows = [...byCode]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, all]) => {
      const kinds = unique(all.flatMap((site) => site.kinds));
      const messages = unique(all.map((site) => site.message));
      return `| \`${code}\` | ${kinds.join(', ')} | ${cell(messages.length === 0 ? ['…'] : messages)} | ${cell(unique(all.map((site) => site.mend)))} |`;
    });
  return [
    '# Errors',
    '',
    'Generated from the source by `npm run gen`.',
    '',
    'The code of an error is stable: automations and scripts may rely on it. The kind says what comes next: `auth`, a person has to mend credentials; `retry`, it may work later by itself; `terminal`, it fails again until the request or the configuration changes. `…` stands for what is filled in.',
    '',
    '| code | kind | message | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
};

/** The page of all error codes. */
export const generateErrors = (): GeneratedFile[] => {
  const folder = join(import.meta.dirname, '../../src');
  const sites = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (relative(folder, a) < relative(folder, b) ? -1 : 1))
    .flatMap((file) => errorSites(readFileSync(file, 'utf8')));
  return [{ path: 'docs/reference/errors.md', content: pageOf(sites) }];
};
