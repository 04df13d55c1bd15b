import type { ToolCall, ToolDefinition } from '../../model.ts';
import { coerceArguments } from './coerce-arguments.ts';
import { isObject, parseJson } from './parse-json.ts';

/** A tool call that was read out of a text. */
export type ReadCall = Pick<ToolCall, 'name' | 'arguments'>;

const named = (tools: readonly ToolDefinition[], name: unknown): ToolDefinition | undefined =>
  typeof name === 'string'
    ? tools.find((tool) => tool.name === name.trim().replace(/^functions?[.:]/, ''))
    : undefined;

const first = (value: Record<string, unknown>, ...names: string[]): unknown =>
  names.map((name) => value[name]).find((each) => each !== undefined);

const fromObject = (tools: readonly ToolDefinition[], value: unknown): ReadCall[] | undefined => {
  if (!isObject(value)) return undefined;
  const inner = value['function'];
  if (isObject(inner)) return fromObject(tools, inner);
  const several = value['tool_calls'];
  if (Array.isArray(several)) return fromList(tools, several);
  const tool = named(tools, first(value, 'name', 'function', 'tool', 'tool_name', 'recipient_name'));
  if (tool === undefined) return undefined;
  const given = first(value, 'arguments', 'parameters', 'args', 'input');
  return [{ name: tool.name, arguments: coerceArguments(given, tool.parameters) }];
};

/** All or none: a list of which one thing is no call is no list of calls. */
const fromList = (tools: readonly ToolDefinition[], values: readonly unknown[]): ReadCall[] | undefined => {
  const calls = values.map((each) => fromObject(tools, each));
  return calls.length > 0 && calls.every((each) => each !== undefined) ? calls.flat() : undefined;
};

/** Where the bracket that opens at `start` closes, with regard to strings; -1 where it does not. */
export const closingBracket = (text: string, start: number): number => {
  let depth = 0;
  let quote = '';
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
};

const literals: Readonly<Record<string, unknown>> = { True: true, False: false, None: null };

const pythonValue = (text: string): unknown =>
  text in literals ? literals[text] : /^'[^'"\\]*'$/.test(text) ? text.slice(1, -1) : parseJson(text);

/** `name="value", other=3` taken apart at the commas that are in no string and no bracket. */
const pythonArguments = (text: string): Record<string, unknown> | undefined => {
  const found: Record<string, unknown> = {};
  let rest = text.trim();
  while (rest !== '') {
    const head = /^([A-Za-z_]\w*)\s*=\s*/.exec(rest);
    if (head === null) return undefined;
    const wrapped = `(${rest.slice(head[0].length)})`;
    let end = 1;
    while (end < wrapped.length - 1 && wrapped[end] !== ',') {
      const character = wrapped.charAt(end);
      if ('([{'.includes(character)) {
        const closed = closingBracket(wrapped, end);
        if (closed === -1) return undefined;
        end = closed;
      } else if (character === '"' || character === "'") {
        end += 1;
        while (end < wrapped.length - 1 && wrapped[end] !== character) end += wrapped[end] === '\\' ? 2 : 1;
      }
      end += 1;
    }
    found[head[1] as string] = pythonValue(wrapped.slice(1, end).trim());
    rest = wrapped.slice(end + 1, -1).trim();
  }
  return found;
};

/** `name(argument="value")`, also several of them in square brackets. */
const fromPython = (tools: readonly ToolDefinition[], text: string): ReadCall[] | undefined => {
  const calls: ReadCall[] = [];
  let rest = text.trim();
  if (rest.startsWith('[') && rest.endsWith(']')) rest = rest.slice(1, -1).trim();
  while (rest !== '') {
    const head = /^([A-Za-z_][\w.]*)\s*\(/.exec(rest);
    const tool = named(tools, head?.[1]);
    if (head === null || tool === undefined) return undefined;
    const end = closingBracket(rest, head[0].length - 1);
    const given = end === -1 ? undefined : pythonArguments(rest.slice(head[0].length, end));
    if (given === undefined) return undefined;
    calls.push({ name: tool.name, arguments: coerceArguments(given, tool.parameters) });
    rest = rest.slice(end + 1).replace(/^[\s,;]+/, '');
  }
  return calls.length > 0 ? calls : undefined;
};

/**
 * The tool calls that a text consists of, written as JSON in one of the ways that models have, or like calls in Python;
 * undefined where it is anything else, or names a tool that was not offered.
 */
export const readCalls = (text: string, tools: readonly ToolDefinition[]): ReadCall[] | undefined => {
  const trimmed = text.trim();
  if (/^(?:\{|\[\s*\{)/.test(trimmed)) {
    const value = parseJson(trimmed);
    return Array.isArray(value) ? fromList(tools, value) : fromObject(tools, value);
  }
  return fromPython(tools, trimmed);
};
