import { z } from 'zod';
import type { ModelRequest, StreamPart } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { createRepairedParts } from './repairs/repaired-parts.ts';

const chunkSchema = z.looseObject({
  message: z
    .looseObject({
      content: z.string().nullish(),
      thinking: z.string().nullish(),
      tool_calls: z
        .array(
          z.looseObject({
            id: z.string().nullish(),
            function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }),
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
 * Makes one for one answer, with the repairs that small models need.
 * @param nextId - a new id for a tool call
 */
export const createOllamaReply = (
  request: ModelRequest,
  { model, nextId }: { readonly model: string; readonly nextId: () => string },
): OllamaReply => {
  const repaired = createRepairedParts(request, { model, nextId });
  return {
    take: (line) => {
      const parsed = chunkSchema.safeParse(line);
      if (!parsed.success)
        throw new ModelError(`What came back from the model ${model} is not what Ollama says.`, {
          code: 'model.reply-invalid',
        });
      const { message, done, done_reason, prompt_eval_count, eval_count } = parsed.data;
      const parts: StreamPart[] = [];
      if (message?.thinking) parts.push(...repaired.think(message.thinking));
      if (message?.content) parts.push(...repaired.say(message.content));
      for (const { id, function: made } of message?.tool_calls ?? [])
        parts.push(...repaired.call(id, made.name, made.arguments));
      if (done !== true) return parts;
      const reason = done_reason === 'length' ? 'length' : 'stop';
      parts.push(...repaired.end(reason));
      parts.push({
        kind: 'usage',
        usage: { inputTokens: prompt_eval_count ?? 0, outputTokens: eval_count ?? 0 },
      });
      const { hasCalls, thinking } = repaired;
      parts.push({
        kind: 'end',
        reason: hasCalls ? 'tool-calls' : reason,
        ...(hasCalls && thinking !== '' ? { thinking } : {}),
      });
      return parts;
    },
  };
};
