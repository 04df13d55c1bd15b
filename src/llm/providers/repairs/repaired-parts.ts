import type { EndReason, ModelRequest, StreamPart, ToolCall } from '../../model.ts';
import { ModelError } from '../../model-error.ts';
import { coerceArguments } from './coerce-arguments.ts';
import { createPrintedCalls, type Printed } from './printed-calls.ts';
import { createThinkTags, type Thought } from './think-tags.ts';

/** Makes stream parts of one answer, with the repairs that small models need. */
export interface RepairedParts {
  /** What the model said. Thinking between tags becomes thinking, a printed tool call a tool call. */
  say(text: string): readonly StreamPart[];
  /** What the model thought, where the vendor tells thinking apart. */
  think(text: string): readonly StreamPart[];
  /**
   * A tool call.
   * @param id - the vendor's, where it gave one; another is made where it was given before
   * @param given - its arguments as they came
   */
  call(id: string | null | undefined, name: string, given: unknown): readonly StreamPart[];
  /**
   * What was held back, and what went into the thinking although it was the answer or a call.
   * @param reason - why the vendor says that the answer is over
   * @throws ModelError `model.reply-invalid` where the model thought and then said nothing
   */
  end(reason: EndReason): readonly StreamPart[];
  /** Everything that was thought so far. */
  readonly thinking: string;
  readonly hasCalls: boolean;
}

/**
 * Makes one for one answer:
 * - thinking between tags in the text is thinking;
 * - a tool call that is printed into the text, or into the thinking, is a tool call;
 * - its arguments are what the tool's schema wants;
 * - an answer that was written as thinking although none was asked for is the answer.
 * @param nextId - a new id for a tool call
 */
export const createRepairedParts = (
  request: ModelRequest,
  { model, nextId }: { readonly model: string; readonly nextId: () => string },
): RepairedParts => {
  const tools = request.toolChoice === 'none' ? [] : (request.tools ?? []);
  const tags = createThinkTags();
  const printed = createPrintedCalls(tools);
  const calls: ToolCall[] = [];
  let thinking = '';
  let hasText = false;

  const text = (said: string): StreamPart[] => {
    if (said === '') return [];
    hasText ||= said.trim() !== '';
    return [{ kind: 'text', text: said }];
  };

  const call: RepairedParts['call'] = (id, name, given) => {
    const parameters = tools.find((tool) => tool.name === name)?.parameters;
    const isKnownId = id === undefined || id === null || id === '' || calls.some((each) => each.id === id);
    const made = { id: isKnownId ? nextId() : id, name, arguments: coerceArguments(given, parameters) };
    calls.push(made);
    return [{ kind: 'tool-call', call: made }];
  };

  const fromPrinted = (pieces: readonly Printed[]): StreamPart[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'text'
        ? text(piece.text)
        : piece.calls.flatMap((each) => call(undefined, each.name, each.arguments)),
    );

  const fromThoughts = (thoughts: readonly Thought[]): StreamPart[] =>
    thoughts.flatMap((each) => {
      if (each.kind === 'text') return fromPrinted(printed.take(each.text));
      thinking += each.text;
      return each.text === '' ? [] : [{ kind: 'thinking', text: each.text }];
    });

  /** The call or the answer that went into the thinking. */
  const swallowed = (reason: EndReason): readonly StreamPart[] => {
    if (hasText || calls.length > 0 || thinking.trim() === '') return [];
    const search = createPrintedCalls(tools);
    const found = [...search.take(thinking), ...search.end()].flatMap((each) =>
      each.kind === 'calls' ? each.calls : [],
    );
    if (found.length > 0) return found.flatMap((each) => call(undefined, each.name, each.arguments));
    if (reason === 'length' || reason === 'refused') return [];
    if (request.thinking !== true) return text(thinking.trim());
    throw new ModelError(`The model ${model} thought, and then said nothing.`, {
      code: 'model.reply-invalid',
    });
  };

  return {
    say: (said) => fromThoughts(tags.take(said)),
    think: (thought) => fromThoughts([{ kind: 'thinking', text: thought }]),
    call,
    end: (reason) => [...fromThoughts(tags.end()), ...fromPrinted(printed.end()), ...swallowed(reason)],
    get thinking() {
      return thinking;
    },
    get hasCalls() {
      return calls.length > 0;
    },
  };
};
