import type { ASTNode } from '@marcbachmann/cel-js';
import { StewardError } from '../../core/errors.ts';
import { childrenOf } from './parse-expression.ts';

/** The most that a value can hold: characters and values in all, elements at its top, and the largest of them. */
interface Size {
  readonly total: number;
  readonly count: number;
  readonly item: number;
}

/** The most elementary steps that an evaluation may take, and the most that a value may hold. */
const budget = 1_000_000;

const one: Size = { total: 1, count: 1, item: 1 };

const sizeOf = (value: unknown): Size => {
  if (typeof value === 'string') return { total: value.length + 1, count: value.length, item: 1 };
  if (typeof value !== 'object' || value === null) return one;
  let total = 1;
  let count = 0;
  let item = 1;
  for (const [key, each] of Object.entries(value)) {
    const size = sizeOf(each).total + (Array.isArray(value) ? 0 : key.length);
    total += size;
    count += 1;
    item = Math.max(item, size);
  }
  return { total, count, item };
};

const sum = (sizes: readonly Size[]): Size => ({
  total: sizes.reduce((all, { total }) => all + total, 1),
  count: sizes.reduce((all, { count }) => all + count, 0),
  item: Math.max(1, ...sizes.map(({ item }) => item)),
});

const elementOf = ({ item }: Size): Size => ({ total: item, count: item, item });

/** The macros of CEL that look at every element of a list. */
const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/**
 * Refuses an evaluation that could take too long or grow too large, before it begins: an upper bound of its cost from
 * the sizes of the values that it is given, after the cost estimation that Kubernetes has for CEL.
 * @throws StewardError `expression.limit`
 */
export const boundCost = (tree: ASTNode, variables: Readonly<Record<string, unknown>>): void => {
  let cost = 0;
  const charge = (times: number, amount: number): void => {
    cost += times * amount;
    if (cost > budget)
      throw new StewardError(`The expression \`${tree.input.slice(0, 80)}\` could take too long.`, {
        code: 'expression.limit',
        kind: 'terminal',
        mend: 'Use fewer loops over lists in it, or shorter lists.',
      });
  };

  /** The value itself, where a path leads to one: `diskDetection.status.outputs`. */
  const known = (node: ASTNode, local: ReadonlyMap<string, Size>): unknown => {
    if (node.op === 'id')
      return local.has(node.args) || !Object.hasOwn(variables, node.args) ? undefined : variables[node.args];
    if (node.op !== '.' && node.op !== '.?') return undefined;
    const parent = known(node.args[0], local);
    return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, node.args[1])
      ? (parent as Record<string, unknown>)[node.args[1]]
      : undefined;
  };

  const bound = (node: ASTNode, local: ReadonlyMap<string, Size>, times: number): Size => {
    charge(times, 1);
    if (node.op === 'value') return sizeOf(node.args);
    const value = known(node, local);
    if (value !== undefined) return sizeOf(value);
    if (node.op === 'id') return local.get(node.args) ?? one;
    if (node.op === '.' || node.op === '.?') return elementOf(bound(node.args[0], local, times));
    if (node.op === 'rcall' && macros.has(node.args[0])) {
      const [name, receiver, [variable, ...bodies]] = node.args;
      const list = bound(receiver, local, times);
      const inner = new Map(local);
      if (variable?.op === 'id') inner.set(variable.args, elementOf(list));
      const results = bodies.map((body) => bound(body, inner, times * Math.max(1, list.count)));
      if (name === 'filter') return list;
      if (name !== 'map') return one;
      const item = (results.at(-1) ?? one).total;
      return { total: list.count * item + 1, count: list.count, item };
    }
    const parts = childrenOf(node).map((child) => bound(child, local, times));
    const all = sum(parts);
    charge(times, all.total);
    const [first = one, second = one] = parts;
    switch (node.op) {
      case '[]':
      case '[?]':
        return elementOf(first);
      case 'list':
        return {
          total: all.total,
          count: parts.length,
          item: Math.max(1, ...parts.map(({ total }) => total)),
        };
      case 'rcall': {
        if (node.args[0] === 'split') return { total: first.total, count: first.total, item: first.total };
        if (node.args[0] !== 'join') return all;
        const total = first.total + first.count * second.total;
        charge(times, total);
        return { total, count: total, item: 1 };
      }
      default:
        return all;
    }
  };

  bound(tree, new Map(), 1);
};
