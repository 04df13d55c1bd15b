import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf } from './parse-expression.ts';

/** A use of a name that an expression does not define itself. */
export interface Reference {
  readonly name: string;
  /** The fields that are named after it, as far as they are written out: `['spec', 'pool']` for `schema.spec.pool`. */
  readonly path: readonly string[];
  /** Where name and path stand in the expression, in characters. */
  readonly start: number;
  readonly end: number;
}

const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** Every use of a free name in an expression, in order. The variable of `list.map(each, ...)` is not free. */
export const referencesIn = (tree: ASTNode): readonly Reference[] => {
  const found: Reference[] = [];
  const walk = (node: ASTNode, bound: ReadonlySet<string>): void => {
    const path: string[] = [];
    let root = node;
    while (root.op === '.' || root.op === '.?') {
      path.unshift(root.args[1]);
      root = root.args[0];
    }
    if (root.op === 'id') {
      if (!bound.has(root.args) && root.args !== 'optional')
        found.push({ name: root.args, path, start: root.range.start, end: node.range.end });
      return;
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
  return found;
};
