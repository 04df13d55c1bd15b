import type { Expression, NumberRange } from './template.ts';

/** A list as written in a sentence file. */
export type StaticList =
  | { readonly type: 'values'; readonly values: readonly StaticListValue[] }
  | { readonly type: 'range'; readonly range: NumberRange }
  | { readonly type: 'wildcard' };

/** One value of a list in a sentence file. */
export interface StaticListValue {
  /** What is said: a template. */
  readonly said: Expression;
  /** What the slot holds; undefined: the words that were said. */
  readonly out?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Names that templates may use. */
export interface Scope {
  readonly rules: ReadonlyMap<string, Expression>;
  readonly lists: ReadonlyMap<string, StaticList>;
  /** Lists that come with each recognition. */
  readonly liveLists: ReadonlySet<string>;
}

interface Target {
  readonly slot: string;
  readonly isCapture: boolean;
}

/**
 * A compiled template: names are resolved, and everything that several templates share (rules, lists) is one node with
 * an `id`, so that it is matched once for each position of a sentence.
 */
export type Matcher =
  | { readonly type: 'text'; readonly text: string; readonly letters: number }
  | { readonly type: 'space' }
  | { readonly type: 'sequence'; readonly items: readonly Matcher[] }
  | { readonly type: 'alternative'; readonly items: readonly Matcher[] }
  | { readonly type: 'permutation'; readonly items: readonly Matcher[] }
  | { readonly type: 'shared'; readonly id: number; readonly body: Matcher }
  | (Target & { readonly type: 'names'; readonly id: number; readonly list: string })
  | (Target & { readonly type: 'values'; readonly values: readonly CompiledValue[] })
  | (Target & { readonly type: 'range'; readonly id: number; readonly range: NumberRange })
  | (Target & { readonly type: 'wildcard'; readonly endsWord: boolean });

/** One value of a static list, ready to match. */
export interface CompiledValue {
  readonly said: Matcher;
  readonly out?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** A name in a template that does not exist, or a rule that contains itself. */
export class TemplateReferenceError extends Error {
  override readonly name = 'TemplateReferenceError';
}

/** Compiles templates. Rules of one scope are compiled once, however many templates use them. */
export interface Compiler {
  /** @throws {TemplateReferenceError} */
  compile(expression: Expression, scope: Scope): Matcher;
  /** How many ids were given out. */
  idCount(): number;
}

/** Creates a {@link Compiler}; ids are unique within it. */
export const createCompiler = (): Compiler => {
  let nextId = 0;
  const sharedByScope = new WeakMap<Scope, Map<string, Matcher>>();
  const sharedNames = new Map<string, Matcher>();

  const shared = (key: string, make: (id: number) => Matcher): Matcher => {
    const known = sharedNames.get(key);
    if (known !== undefined) return known;
    nextId += 1;
    const made = make(nextId - 1);
    sharedNames.set(key, made);
    return made;
  };

  const compiledIn = (scope: Scope): Map<string, Matcher> => {
    const compiled = sharedByScope.get(scope) ?? new Map<string, Matcher>();
    sharedByScope.set(scope, compiled);
    return compiled;
  };

  const compileRule = (name: string, scope: Scope, open: readonly string[]): Matcher => {
    const compiled = compiledIn(scope);
    const known = compiled.get(`<${name}>`);
    if (known !== undefined) return known;
    const rule = scope.rules.get(name);
    if (rule === undefined)
      throw new TemplateReferenceError(
        `There is no expansion rule <${name}>. ${nearest(scope.rules.keys())}`,
      );
    if (open.includes(name)) {
      throw new TemplateReferenceError(
        `The expansion rule <${name}> contains itself (${[...open, name].join(' > ')}).`,
      );
    }
    nextId += 1;
    const node: Matcher = { type: 'shared', id: nextId - 1, body: compileIn(rule, scope, [...open, name]) };
    compiled.set(`<${name}>`, node);
    return node;
  };

  const compileList = (
    expression: Extract<Expression, { type: 'list' }>,
    scope: Scope,
    open: readonly string[],
  ): Matcher => {
    const { list: name, slot, isCapture, endsWord } = expression;
    const list = scope.lists.get(name);
    if (list?.type === 'wildcard') return { type: 'wildcard', slot, isCapture, endsWord };
    if (list?.type === 'range') return compileRange(list.range, slot, isCapture);
    if (list?.type === 'values') {
      const compiled = compiledIn(scope);
      const key = `{${name}:${isCapture ? '@' : ''}${slot}}`;
      const known = compiled.get(key);
      if (known !== undefined) return known;
      const values = list.values.map(({ said, ...rest }) => ({
        ...rest,
        said: compileIn(said, scope, open),
      }));
      nextId += 1;
      const node: Matcher = {
        type: 'shared',
        id: nextId - 1,
        body: { type: 'values', slot, isCapture, values },
      };
      compiled.set(key, node);
      return node;
    }
    if (!scope.liveLists.has(name)) {
      const known = [...scope.lists.keys(), ...scope.liveLists];
      throw new TemplateReferenceError(`There is no list {${name}}. ${nearest(known)}`);
    }
    return shared(`names ${name} ${slot} ${isCapture}`, (id) => ({
      type: 'names',
      id,
      list: name,
      slot,
      isCapture,
    }));
  };

  const compileRange = (range: NumberRange, slot: string, isCapture: boolean): Matcher =>
    shared(`range ${JSON.stringify(range)} ${slot} ${isCapture}`, (id) => ({
      type: 'range',
      id,
      range,
      slot,
      isCapture,
    }));

  const compileIn = (expression: Expression, scope: Scope, open: readonly string[]): Matcher => {
    switch (expression.type) {
      case 'text':
        return { ...expression, letters: expression.text.split(' ').join('').length };
      case 'space':
        return expression;
      case 'rule':
        return compileRule(expression.name, scope, open);
      case 'list':
        return compileList(expression, scope, open);
      case 'range':
        return compileRange(expression.range, expression.slot, expression.isCapture);
      default:
        return { type: expression.type, items: expression.items.map((item) => compileIn(item, scope, open)) };
    }
  };

  return { compile: (expression, scope) => compileIn(expression, scope, []), idCount: () => nextId };
};

const nearest = (known: Iterable<string>): string => `Known are: ${[...known].sort().join(', ') || 'none'}.`;
