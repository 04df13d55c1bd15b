import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { StewardError } from '../core/errors.ts';
import type { StaticList, StaticListValue } from './compile.ts';
import type { ContextRules } from './context.ts';
import { parseTemplate } from './parse-template.ts';
import type { Expression } from './template.ts';
import { TemplateError } from './template.ts';

/** A sentence file as text, with the path that error messages show. */
export interface SentenceSource {
  readonly path: string;
  readonly text: string;
}

/** One template and where it stands. */
export interface SentenceTemplate {
  readonly text: string;
  readonly expression: Expression;
  readonly location: Location;
}

/** Line counts from 1. */
export interface Location {
  readonly path: string;
  readonly line: number;
}

/** Sentences of one intent that fill the same slots: one item of `data`. */
export interface SentenceBlock {
  readonly intent: string;
  readonly templates: readonly SentenceTemplate[];
  /** Slots that are filled whatever was said. */
  readonly slots: Readonly<Record<string, string>>;
  readonly requiresContext: ContextRules;
  readonly excludesContext: ContextRules;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly response?: string;
  readonly rules: ReadonlyMap<string, SentenceTemplate>;
  readonly lists: ReadonlyMap<string, StaticList>;
}

/** What one file of `sentences/<language>/` says. */
export interface SentenceFile {
  readonly path: string;
  readonly language: string;
  readonly blocks: readonly SentenceBlock[];
  readonly rules: ReadonlyMap<string, SentenceTemplate>;
  readonly lists: ReadonlyMap<string, StaticList>;
  readonly skipWords: readonly string[];
  /** As skip words, but dropped at the beginning only. */
  readonly leadingWords: readonly string[];
  /** Words that make a sentence clearly one about the homelab, so that a name nobody knows is said to be unknown. */
  readonly infrastructureWords: readonly string[];
  /** Words of the rest of the house: a name with one of them is none of ours. */
  readonly houseWords: readonly string[];
  /** Words that name nothing by themselves, so that they are no short form of a name. */
  readonly genericWords: readonly string[];
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const contextRules = z.record(
  z.string(),
  z.union(
    [
      scalar,
      z.null(),
      z.array(scalar),
      z.strictObject({ value: scalar.nullish(), slot: z.union([z.boolean(), z.string()]).optional() }),
    ],
    {
      error: 'write a value, a list of values, null for any value, or value and slot',
    },
  ),
);
const listValue = z.union(
  [
    scalar,
    z.strictObject({
      in: scalar,
      out: scalar.optional(),
      context: z.record(z.string(), scalar).optional(),
      metadata: z.unknown().optional(),
    }),
  ],
  { error: 'write a text, or in, out and context' },
);
const range = z.strictObject({
  type: z.enum(['number', 'percentage', 'temperature']).optional(),
  from: z.int(),
  to: z.int(),
  step: z.int().positive().default(1),
  multiplier: z.number().optional(),
  digits: z.boolean().optional(),
  words: z.boolean().optional(),
});
const list = z
  .strictObject({
    values: z.array(listValue).optional(),
    range: range.optional(),
    wildcard: z.literal(true).optional(),
    metadata: z.unknown().optional(),
  })
  .refine(
    (given) => [given.values, given.range, given.wildcard].filter((kind) => kind !== undefined).length === 1,
    {
      error: 'write exactly one of values, range and wildcard: true',
    },
  );
const lists = z.record(z.string(), list);
const rules = z.record(z.string(), z.string());
const words = z.array(z.string());
const block = z.strictObject({
  sentences: z.array(z.string()).min(1),
  slots: z.record(z.string(), scalar).default({}),
  requires_context: contextRules.default({}),
  excludes_context: contextRules.default({}),
  metadata: z.record(z.string(), z.unknown()).default({}),
  response: z.string().optional(),
  expansion_rules: rules.default({}),
  lists: lists.default({}),
});
const file = z.strictObject({
  language: z.string().min(2),
  intents: z.record(z.string(), z.strictObject({ data: z.array(block).min(1) })).default({}),
  expansion_rules: rules.default({}),
  lists: lists.default({}),
  skip_words: words.default([]),
  leading_words: words.default([]),
  infrastructure_words: words.default([]),
  house_words: words.default([]),
  generic_words: words.default([]),
});

type Path = readonly PropertyKey[];

/** An error in a sentence file: where, what, and how to mend it. */
export const sentencesInvalid = ({ path, line }: Location, message: string, mend?: string): StewardError =>
  new StewardError(`${path}, line ${line}: ${message}`, {
    code: 'intents.sentences-invalid',
    kind: 'terminal',
    mend: mend ?? 'Correct that line and start again.',
  });

/**
 * Reads one file in the layout of Home Assistant's sentences.
 * @throws {StewardError} `intents.sentences-invalid` naming file, line and mend
 */
export const readSentenceFile = ({ path, text }: SentenceSource): SentenceFile => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lineCounter.linePos(problem.pos[0]);
    throw sentencesInvalid(
      { path, line },
      `this is no YAML: ${problem.message.split('\n')[0] ?? problem.code}`,
    );
  }
  const locate = (at: Path): Location => {
    for (let depth = at.length; depth >= 0; depth -= 1) {
      const node: unknown = document.getIn(at.slice(0, depth), true);
      if ((isScalar(node) || isCollection(node)) && node.range) {
        return { path, line: lineCounter.linePos(node.range[0]).line };
      }
    }
    return { path, line: 1 };
  };
  const parsed = file.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path ?? [];
    throw sentencesInvalid(
      locate(at),
      `${at.map(String).join('.') || 'the file'}: ${issue?.message ?? 'not valid'}.`,
    );
  }
  return convert(path, parsed.data, locate);
};

const convert = (path: string, data: z.infer<typeof file>, locate: (at: Path) => Location): SentenceFile => {
  const templateAt = (text: string, at: Path): SentenceTemplate => {
    try {
      return { text, expression: parseTemplate(text), location: locate(at) };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw sentencesInvalid(locate(at), `the template "${text}", column ${error.column}: ${error.message}`);
    }
  };
  const rulesAt = (given: z.infer<typeof rules>, at: Path): ReadonlyMap<string, SentenceTemplate> =>
    new Map(Object.entries(given).map(([name, text]) => [name, templateAt(text, [...at, name])]));
  const valueAt = (value: z.infer<typeof listValue>, at: Path): StaticListValue => {
    const {
      in: said,
      out,
      context,
    } = typeof value === 'object' ? value : { in: value, out: value, context: undefined };
    const { expression } = templateAt(String(said), at);
    return {
      said: expression,
      ...(out === undefined ? {} : { out: String(out) }),
      ...(context === undefined ? {} : { context: texts(context) }),
    };
  };
  const listsAt = (given: z.infer<typeof lists>, at: Path): ReadonlyMap<string, StaticList> =>
    new Map(Object.entries(given).map(([name, one]) => [name, listAt(one, [...at, name])]));
  const listAt = (one: z.infer<typeof list>, at: Path): StaticList => {
    if (one.values !== undefined) {
      return {
        type: 'values',
        values: one.values.map((value, index) => valueAt(value, [...at, 'values', index])),
      };
    }
    if (one.range === undefined) return { type: 'wildcard' };
    const { from, to, step, multiplier, digits, words: inWords } = one.range;
    if (from > to)
      throw sentencesInvalid(locate([...at, 'range']), `the range ends before it begins (${from} to ${to}).`);
    return {
      type: 'range',
      range: {
        from,
        to,
        step,
        ...(multiplier === undefined ? {} : { multiplier }),
        ...(digits === undefined ? {} : { digits }),
        ...(inWords === undefined ? {} : { words: inWords }),
      },
    };
  };
  const blocks = Object.entries(data.intents).flatMap(([intent, { data: given }]) =>
    given.map((one, index): SentenceBlock => {
      const at: Path = ['intents', intent, 'data', index];
      return {
        intent,
        templates: one.sentences.map((text, number) => templateAt(text, [...at, 'sentences', number])),
        slots: texts(one.slots),
        requiresContext: one.requires_context as ContextRules,
        excludesContext: one.excludes_context as ContextRules,
        metadata: one.metadata,
        ...(one.response === undefined ? {} : { response: one.response }),
        rules: rulesAt(one.expansion_rules, [...at, 'expansion_rules']),
        lists: listsAt(one.lists, [...at, 'lists']),
      };
    }),
  );
  return {
    path,
    language: data.language,
    blocks,
    rules: rulesAt(data.expansion_rules, ['expansion_rules']),
    lists: listsAt(data.lists, ['lists']),
    skipWords: data.skip_words,
    leadingWords: data.leading_words,
    infrastructureWords: data.infrastructure_words,
    houseWords: data.house_words,
    genericWords: data.generic_words,
  };
};

const texts = (
  record: Readonly<Record<string, string | number | boolean>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]));
