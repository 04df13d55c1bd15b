import { z } from 'zod';
import type { ConfiguredModel, EndReason, ModelRequest, StreamPart, Usage } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { modelRefusal } from './model-refusal.ts';
import { reasoningFields } from './openai-request.ts';
import { isObject } from './repairs/parse-json.ts';
import { createRepairedParts } from './repairs/repaired-parts.ts';
import type { EventReply } from './stream-events.ts';

const callSchema = z.looseObject({
  index: z.int().nullish(),
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.unknown().optional() }).nullish(),
});

const chunkSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: z
          .looseObject({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            tool_calls: z.array(callSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .looseObject({
      prompt_tokens: z.int().min(0),
      completion_tokens: z.int().min(0).nullish(),
      prompt_tokens_details: z
        .looseObject({
          cached_tokens: z.int().min(0).nullish(),
          cache_write_tokens: z.int().min(0).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

type Chunk = z.infer<typeof chunkSchema>;

/** A call whose arguments are still coming. */
interface OpenCall {
  readonly index: number | null | undefined;
  id: string | null | undefined;
  name: string;
  /** Text in pieces, or an object where a server sends it as one. */
  given: unknown;
}

const reasons: Readonly<Record<string, EndReason>> = {
  length: 'length',
  content_filter: 'refused',
};

const usageOf = ({
  prompt_tokens,
  completion_tokens,
  prompt_tokens_details,
}: NonNullable<Chunk['usage']>): Usage => ({
  inputTokens: prompt_tokens,
  outputTokens: completion_tokens ?? 0,
  ...(prompt_tokens_details?.cached_tokens == null
    ? {}
    : { cachedInputTokens: prompt_tokens_details.cached_tokens }),
  ...(prompt_tokens_details?.cache_write_tokens == null
    ? {}
    : { cacheWriteTokens: prompt_tokens_details.cache_write_tokens }),
});

const isWholeJson = (given: unknown): boolean => {
  if (typeof given !== 'string') return true;
  try {
    JSON.parse(given);
    return true;
  } catch {
    return given.trim() === '';
  }
};

/**
 * Makes stream parts of the chunks of one answer. Beside the repairs of {@link createRepairedParts}: servers that give every
 * call the same index, no id, or its arguments as an object. A call that is cut off at the limit is none.
 * @param nextId - a new id for a tool call
 */
export const createOpenaiReply = (
  request: ModelRequest,
  { model, nextId }: { readonly model: ConfiguredModel; readonly nextId: () => string },
): EventReply => {
  const repaired = createRepairedParts(request, { model: model.name, nextId });
  const calls: OpenCall[] = [];
  let thinkingField: string | undefined;
  let hasRefused = false;
  let hasBegun = false;
  let finish: string | undefined;
  let usage: Usage | undefined;

  const addCall = ({ index, id, function: made }: z.infer<typeof callSchema>): void => {
    const last = calls.at(-1);
    let call = index == null ? last : calls.findLast((each) => each.index === index);
    const isAnother = Boolean(id) && Boolean(made?.name) && Boolean(call?.id) && call?.id !== id;
    if (call === undefined || isAnother || (index == null && Boolean(made?.name))) {
      call = { index, id, name: '', given: '' };
      calls.push(call);
    }
    call.id ||= id;
    if (made?.name && call.name !== made.name) call.name += made.name;
    const piece = made?.arguments;
    if (typeof piece === 'string' && typeof call.given === 'string') call.given += piece;
    else if (piece !== undefined && piece !== null) call.given = piece;
  };

  /** All calls, once it is known why the answer is over. */
  const closeCalls = (): StreamPart[] =>
    calls.flatMap(({ id, name, given }, position) =>
      name === '' || (finish === 'length' && position === calls.length - 1 && !isWholeJson(given))
        ? []
        : repaired.call(id, name, given),
    );

  return {
    take: (event) => {
      // So vLLM says that something went wrong, where others say `error`.
      if (isObject(event) && event['object'] === 'error')
        throw modelRefusal({ said: event, hasBegun }, model);
      hasBegun = true;
      const parsed = chunkSchema.safeParse(event);
      if (!parsed.success)
        throw new ModelError(`What came back from the model ${model.name} is not what its interface says.`, {
          code: 'model.reply-invalid',
        });
      if (parsed.data.usage != null) usage = usageOf(parsed.data.usage);
      const parts: StreamPart[] = [];
      const choice = parsed.data.choices?.[0];
      const { delta } = choice ?? {};
      const field = reasoningFields.find((name) => delta?.[name]);
      if (field !== undefined) {
        thinkingField = field;
        parts.push(...repaired.think(delta?.[field] ?? ''));
      }
      if (delta?.content) parts.push(...repaired.say(delta.content));
      if (delta?.refusal) {
        hasRefused = true;
        parts.push({ kind: 'text', text: delta.refusal });
      }
      for (const call of delta?.tool_calls ?? []) addCall(call);
      if (choice?.finish_reason) finish = choice.finish_reason;
      return parts;
    },
    get isWhole() {
      return finish !== undefined;
    },
    end: () => {
      if (finish === undefined)
        throw new ModelError(`The answer of the model ${model.name} broke off before its end.`, {
          code: 'model.cut-off',
        });
      const reason = hasRefused ? 'refused' : (reasons[finish] ?? 'stop');
      const parts: StreamPart[] = [...closeCalls(), ...repaired.end(reason)];
      if (usage !== undefined) parts.push({ kind: 'usage', usage });
      const { hasCalls, thinking } = repaired;
      parts.push({
        kind: 'end',
        reason: hasCalls && reason === 'stop' ? 'tool-calls' : reason,
        ...(hasCalls && thinkingField !== undefined ? { thinking: { [thinkingField]: thinking } } : {}),
      });
      return parts;
    },
  };
};
