import { z } from 'zod';
import type { EndReason, ModelRequest, StreamPart, ToolCall } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { coerceArguments } from './repairs/coerce-arguments.ts';
import { createPrintedCalls, type Printed } from './repairs/printed-calls.ts';
import type { ReadCall } from './repairs/read-calls.ts';
import { createThinkTags, type Thought } from './repairs/think-tags.ts';

const chunkSchema = z.looseObject({
  message: z
    .looseObject({
      content: z.string().nullish(),
      thinking: z.string().nullish(),
      tool_calls: z
        .array(
          z.looseObject({
            id: z.string().nullish(),
            function: z.looseObject({ name: z.string(), arguments: z.unknown() }),
          }),
        )
        .nullish(),
    })
    .nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.int().min(0).nullish(),
  eval_count: z.int().min(0).nullish(),
});

/** Makes stream parts of what Ollama sends for one request. */
export interface OllamaReply {
  /**
   * The parts of one line of the answer.
   * @throws ModelError `model.reply-invalid`
   */
  take(line: unknown): readonly StreamPart[];
}

/**
 * Makes one for one answer, with the repairs that small models need:
 * - thinking between tags in the text is thinking;
 * - a tool call that is printed into the text, or into the thinking, is a tool call;
 * - its arguments are what the tool's schema wants;
 * - an answer that was written as thinking although none was asked for is the answer.
 * @param nextId - a new id for a tool call
 */
export const createOllamaReply = (
  request: ModelRequest,
  { model, nextId }: { readonly model: string; readonly nextId: () => string },
): OllamaReply => {
  const tools = request.toolChoice === 'none' ? [] : (request.tools ?? []);
  const tags = createThinkTags();
  const printed = createPrintedCalls(tools);
  const calls: ToolCall[] = [];
  let thinking = '';
  let hasText = false;

  const say = (text: string): StreamPart[] => {
    if (text === '') return [];
    hasText ||= text.trim() !== '';
    return [{ kind: 'text', text }];
  };

  const call = (id: string | null | undefined, { name, arguments: given }: ReadCall): StreamPart[] => {
    const isKnownId = id === undefined || id === null || id === '' || calls.some((each) => each.id === id);
    const made = { id: isKnownId ? nextId() : id, name, arguments: given };
    calls.push(made);
    return [{ kind: 'tool-call', call: made }];
  };

  const fromPrinted = (pieces: readonly Printed[]): StreamPart[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'text' ? say(piece.text) : piece.calls.flatMap((each) => call(undefined, each)),
    );

  const fromThoughts = (thoughts: readonly Thought[]): StreamPart[] =>
    thoughts.flatMap((each) => {
      if (each.kind === 'text') return fromPrinted(printed.take(each.text));
      thinking += each.text;
      return [{ kind: 'thinking', text: each.text }];
    });

  /** The call or the answer that went into the thinking. */
  const swallowed = (reason: EndReason): StreamPart[] => {
    if (hasText || calls.length > 0 || thinking.trim() === '') return [];
    const search = createPrintedCalls(tools);
    const found = [...search.take(thinking), ...search.end()].flatMap((each) =>
      each.kind === 'calls' ? each.calls : [],
    );
    if (found.length > 0) return found.flatMap((each) => call(undefined, each));
    if (reason === 'length') return [];
    if (request.thinking !== true) return say(thinking.trim());
    throw new ModelError(`The model ${model} thought, and then said nothing.`, {
      code: 'model.reply-invalid',
    });
  };

  return {
    take: (line) => {
      const parsed = chunkSchema.safeParse(line);
      if (!parsed.success)
        throw new ModelError(`What came back from the model ${model} is not what Ollama says.`, {
          code: 'model.reply-invalid',
        });
      const { message, done, done_reason, prompt_eval_count, eval_count } = parsed.data;
      const parts: StreamPart[] = [];
      if (message?.thinking) parts.push(...fromThoughts([{ kind: 'thinking', text: message.thinking }]));
      if (message?.content) parts.push(...fromThoughts(tags.take(message.content)));
      for (const { id, function: made } of message?.tool_calls ?? []) {
        const tool = tools.find((each) => each.name === made.name);
        parts.push(
          ...call(id, { name: made.name, arguments: coerceArguments(made.arguments, tool?.parameters) }),
        );
      }
      if (done !== true) return parts;
      const reason = done_reason === 'length' ? 'length' : 'stop';
      parts.push(...fromThoughts(tags.end()), ...fromPrinted(printed.end()), ...swallowed(reason));
      parts.push({
        kind: 'usage',
        usage: { inputTokens: prompt_eval_count ?? 0, outputTokens: eval_count ?? 0 },
      });
      const isCalling = calls.length > 0;
      parts.push({
        kind: 'end',
        reason: isCalling ? 'tool-calls' : reason,
        ...(isCalling && thinking !== '' ? { thinking } : {}),
      });
      return parts;
    },
  };
};
