import type { ToolDefinition } from '../../model.ts';
import { closingBracket, type ReadCall, readCalls } from './read-calls.ts';

/** What a piece of an answer turned out to be. */
export type Printed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'calls'; readonly calls: readonly ReadCall[] };

/** What stands at a place in a text: `more` has to come before it can be told. */
type Found = 'nothing' | 'more' | { readonly calls: readonly ReadCall[]; readonly length: number };

/** How models open a call and close it; no closing one means that the call goes on to the end. */
const tags: readonly (readonly [string, string | undefined])[] = [
  ['<tool_call>', '</tool_call>'],
  ['<|tool_call|>', '<|/tool_call|>'],
  ['<function_call>', '</function_call>'],
  ['<tools>', '</tools>'],
  ['[TOOL_CALLS]', undefined],
  ['<|python_tag|>', undefined],
];

const fence = '```';
const fenceWords = ['', 'json', 'tool_call', 'tool_calls', 'tool_code', 'python', 'xml'];

/** A call that is longer is text: this bounds what waits, and what a flood of beginnings costs. Characters. */
const longestCall = 16_000;

/** After so many beginnings of calls that were none, no more of them is read in one answer. */
const mostFailures = 32;

const callKey =
  /^(?:\[\s*)?\{\s*["']?(?:name|function|tool|tool_name|tool_calls|type|id|arguments|parameters|recipient_name)["']?\s*:/;

/**
 * Finds the tool calls that a small model prints into its answer instead of making them. Text is passed on as it comes; only
 * what may still become a call waits. What turns out to be none is text, as it was written.
 */
export interface PrintedCalls {
  take(text: string): readonly Printed[];
  end(): readonly Printed[];
}

/** Makes one for one answer. Without tools everything is text. */
export const createPrintedCalls = (tools: readonly ToolDefinition[]): PrintedCalls => {
  let held = '';
  let isLineStart = true;
  let failures = 0;

  const complete = (body: string, length: number): Found => {
    const calls = failures < mostFailures ? readCalls(body, tools) : undefined;
    if (calls !== undefined) return { calls, length };
    failures += 1;
    return 'nothing';
  };

  const atTag = (rest: string, isEnd: boolean): Found => {
    for (const [open, close] of tags) {
      if (!rest.startsWith(open)) {
        if (!isEnd && open.startsWith(rest)) return 'more';
        continue;
      }
      const end = close === undefined ? -1 : rest.indexOf(close, open.length);
      if (close !== undefined && end !== -1)
        return complete(rest.slice(open.length, end), end + close.length);
      return isEnd ? complete(rest.slice(open.length), rest.length) : 'more';
    }
    return 'nothing';
  };

  const atFence = (rest: string, isEnd: boolean): Found => {
    if (!rest.startsWith(fence)) return !isEnd && fence.startsWith(rest) ? 'more' : 'nothing';
    const lineEnd = rest.indexOf('\n');
    const word = (lineEnd === -1 ? rest : rest.slice(0, lineEnd)).slice(fence.length).trim();
    if (lineEnd === -1)
      return !isEnd && fenceWords.some((each) => each.startsWith(word)) ? 'more' : 'nothing';
    if (!fenceWords.includes(word)) return 'nothing';
    const body = rest.slice(lineEnd + 1);
    const end = body.indexOf(fence);
    if (end !== -1) return complete(body.slice(0, end), lineEnd + 1 + end + fence.length);
    const start = body.trimStart();
    if (isEnd) return complete(body, rest.length);
    return start === '' || atLineStart(start, false) !== 'nothing' || atTag(start, false) !== 'nothing'
      ? 'more'
      : 'nothing';
  };

  /** JSON or Python at the beginning of a line. */
  function atLineStart(rest: string, isEnd: boolean): Found {
    const opened = rest.startsWith('{') || /^\[\s*(?:\{|$)/.test(rest);
    if (opened) {
      if (!callKey.test(rest))
        return !isEnd && /^(?:\[\s*)?(?:\{\s*["']?\w*["']?\s*)?$/.test(rest) ? 'more' : 'nothing';
      const end = closingBracket(rest, 0);
      if (end !== -1) return complete(rest.slice(0, end + 1), end + 1);
      return isEnd ? complete(rest, rest.length) : 'more';
    }
    const list = /^\[\s*/.exec(rest)?.[0].length ?? 0;
    const word = /^[A-Za-z_][\w.]*/.exec(rest.slice(list))?.[0] ?? '';
    const after = rest.slice(list + word.length);
    const isName = (text: string) => tools.some((tool) => tool.name === text.replace(/^functions?\./, ''));
    if (after === '')
      return !isEnd && (word === '' ? list > 0 : tools.some((tool) => tool.name.startsWith(word)))
        ? 'more'
        : 'nothing';
    if (!isName(word) || !after.startsWith('(')) return 'nothing';
    const end = closingBracket(rest, list > 0 ? 0 : word.length);
    if (end !== -1) return complete(rest.slice(0, end + 1), end + 1);
    return isEnd ? complete(rest, rest.length) : 'more';
  }

  const find = (index: number, isEnd: boolean): Found => {
    const rest = held.slice(index, index + longestCall);
    const isLast = isEnd && rest.length < longestCall;
    const ways = [
      atTag(rest, isLast),
      atFence(rest, isLast),
      isLineStart ? atLineStart(rest, isLast) : 'nothing',
    ];
    const found = ways.find((each) => typeof each === 'object');
    if (found !== undefined) return found;
    return ways.includes('more') && rest.length < longestCall ? 'more' : 'nothing';
  };

  const read = (isEnd: boolean): Printed[] => {
    const printed: Printed[] = [];
    let text = '';
    let index = 0;
    for (; index < held.length; index += 1) {
      const character = held.charAt(index);
      const found =
        isLineStart || character === '<' || character === '[' || character === '`'
          ? find(index, isEnd)
          : 'nothing';
      if (found === 'more') break;
      if (found !== 'nothing') {
        if (text.trim() !== '') printed.push({ kind: 'text', text });
        text = '';
        printed.push({ kind: 'calls', calls: found.calls });
        index += found.length - 1;
        isLineStart = true;
        continue;
      }
      text += character;
      isLineStart = character === '\n' || (isLineStart && /\s/.test(character));
    }
    held = held.slice(index);
    if (text !== '') printed.push({ kind: 'text', text });
    return printed;
  };

  return {
    take: (text) => {
      if (tools.length === 0) return text === '' ? [] : [{ kind: 'text', text }];
      held += text;
      return read(false);
    },
    end: () => read(true),
  };
};
