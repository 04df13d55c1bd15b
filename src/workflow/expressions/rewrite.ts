import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf } from './parse-expression.ts';

/** What stands in the place of a name; undefined leaves it as it is. */
export interface Replacements {
  /** Of `schema.spec.NAME`: its value in CEL, or absent when the parameter is optional and was not given. */
  parameter(name: string): { readonly value: unknown } | undefined;
  /** Of any other free name: text in CEL. */
  name(name: string): string | undefined;
}

/** A value of CEL as it is written in CEL. */
export const celLiteral = (value: unknown): string => {
  if (typeof value === 'bigint') return value < 0n ? `(${value})` : String(value);
  if (typeof value === 'number') {
    const text = Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value);
    return value < 0 ? `(${text})` : text;
  }
  if (Array.isArray(value)) return `[${value.map(celLiteral).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}: dyn(${celLiteral(each)})`)
      .join(', ')}}`;
  return JSON.stringify(value);
};

const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const editsIn = (tree: ASTNode, replace: Replacements): readonly Edit[] => {
  const edits: Edit[] = [];
  const walk = (node: ASTNode, bound: ReadonlySet<string>): void => {
    const links: Extract<ASTNode, { op: '.' | '.?' }>[] = [];
    let root = node;
    while (root.op === '.' || root.op === '.?') {
      links.unshift(root);
      root = root.args[0];
    }
    if (root.op === 'id') {
      if (bound.has(root.args)) return;
      const [spec, link] = links;
      if (root.args === 'schema' && spec?.args[1] === 'spec' && link !== undefined) {
        const found = replace.parameter(link.args[1]);
        const isOptional = link.op === '.?';
        const text =
          found === undefined
            ? 'optional.none()'
            : isOptional
              ? `optional.of(${celLiteral(found.value)})`
              : celLiteral(found.value);
        edits.push({ start: root.range.start, end: link.range.end, text });
        return;
      }
      const text = replace.name(root.args);
      if (text !== undefined) edits.push({ ...root.range, text });
      return;
    }
    if (root.op === 'call' && root.args[0] === 'has') {
      const path: string[] = [];
      let at: ASTNode | undefined = root.args[1][0];
      while (at?.op === '.' || at?.op === '.?') {
        path.unshift(at.args[1]);
        at = at.args[0];
      }
      const [, parameter] = path;
      if (at?.op === 'id' && at.args === 'schema' && !bound.has('schema') && parameter !== undefined) {
        edits.push({ ...root.range, text: String(replace.parameter(parameter) !== undefined) });
        return;
      }
    }
    if (root.op === 'rcall' && macros.has(root.args[0])) {
      const [, receiver, [variable, ...bodies]] = root.args;
      walk(receiver, bound);
      const inner = variable?.op === 'id' ? new Set([...bound, variable.args]) : bound;
      for (const body of bodies) walk(body, inner);
      return;
    }
    for (const child of childrenOf(root)) walk(child, bound);
  };
  walk(tree, new Set());
  return edits.toSorted((a, b) => a.start - b.start);
};

/** The same expression with names replaced in its text, so that it reads as it was written otherwise. */
export const rewriteExpression = (text: string, tree: ASTNode, replace: Replacements): string => {
  let rewritten = '';
  let at = 0;
  for (const edit of editsIn(tree, replace)) {
    rewritten += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return rewritten + text.slice(at);
};
