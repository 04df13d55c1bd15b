import { z } from 'zod';
import type { Json } from '../../core/json.ts';
import type { EndReason, ModelRequest, StreamPart, Usage } from '../model.ts';
import { ModelError } from '../model-error.ts';
import { isObject } from './repairs/parse-json.ts';
import { createRepairedParts } from './repairs/repaired-parts.ts';
import type { EventReply } from './stream-events.ts';

const count = z.int().min(0).nullish();
const usageSchema = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
});

const blockSchema = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  text: z.string().optional(),
  input: z.unknown().optional(),
  thinking: z.string().optional(),
  signature: z.string().optional(),
  data: z.string().optional(),
});

const deltaSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  partial_json: z.string().optional(),
  thinking: z.string().optional(),
  signature: z.string().optional(),
});

const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message_start'), message: z.looseObject({ usage: usageSchema }) }),
  z.looseObject({ type: z.literal('content_block_start'), index: z.int(), content_block: blockSchema }),
  z.looseObject({ type: z.literal('content_block_delta'), index: z.int(), delta: deltaSchema }),
  z.looseObject({ type: z.literal('content_block_stop'), index: z.int() }),
  z.looseObject({
    type: z.literal('message_delta'),
    delta: z.looseObject({ stop_reason: z.string().nullish() }),
    usage: usageSchema.nullish(),
  }),
  z.looseObject({ type: z.literal('message_stop') }),
]);

/** Events that came later than this was written are passed over, as the vendor asks its clients to do. */
const knownEvents: ReadonlySet<unknown> = new Set(eventSchema.options.map((each) => each.shape.type.value));

interface OpenBlock {
  readonly type: string;
  readonly id: string | undefined;
  readonly name: string;
  readonly data: string | undefined;
  readonly input: unknown;
  json: string;
  thinking: string;
  signature: string;
}

/** A turn that is paused or out of context is not over, and nobody goes on with it. */
const reasons: Readonly<Record<string, EndReason>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  pause_turn: 'length',
  refusal: 'refused',
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * Makes stream parts of the events of one answer. The vendor's blocks of thinking come back with `end`, in an array that names
 * the blocks between them, for the next request to put them where they stood. A call that is cut off at the limit is none.
 * @param nextId - a new id for a tool call
 */
export const createAnthropicReply = (
  request: ModelRequest,
  { model, nextId }: { readonly model: string; readonly nextId: () => string },
): EventReply => {
  const repaired = createRepairedParts(request, { model, nextId });
  const blocks = new Map<number, OpenBlock>();
  const used = new Map<string, number>();
  let stopReason: string | undefined;
  let isStopped = false;

  const note = (usage: z.infer<typeof usageSchema> | null | undefined): void => {
    for (const [name, value] of Object.entries(usage ?? {}))
      if (typeof value === 'number') used.set(name, value);
  };

  const usageOf = (): Usage => {
    const read = used.get('cache_read_input_tokens');
    const written = used.get('cache_creation_input_tokens');
    return {
      inputTokens: (used.get('input_tokens') ?? 0) + (read ?? 0) + (written ?? 0),
      outputTokens: used.get('output_tokens') ?? 0,
      ...(read === undefined ? {} : { cachedInputTokens: read }),
      ...(written === undefined ? {} : { cacheWriteTokens: written }),
    };
  };

  const start = (index: number, block: z.infer<typeof blockSchema>): readonly StreamPart[] => {
    blocks.set(index, {
      type: block.type,
      id: block.id,
      name: block.name ?? '',
      data: block.data,
      input: block.input,
      json: '',
      thinking: block.thinking ?? '',
      signature: block.signature ?? '',
    });
    if (block.type === 'text') return repaired.say(block.text ?? '');
    return block.type === 'thinking' ? repaired.think(block.thinking ?? '') : [];
  };

  const add = (index: number, delta: z.infer<typeof deltaSchema>): readonly StreamPart[] => {
    const block = blocks.get(index);
    if (block === undefined)
      throw new ModelError(`The model ${model} went on with what it had not begun.`, {
        code: 'model.reply-invalid',
      });
    block.json += delta.partial_json ?? '';
    block.signature += delta.signature ?? '';
    if (delta.thinking !== undefined) {
      block.thinking += delta.thinking;
      return repaired.think(delta.thinking);
    }
    return delta.text === undefined ? [] : repaired.say(delta.text);
  };

  const inOrder = (): OpenBlock[] =>
    [...blocks].toSorted(([one], [other]) => one - other).map(([, block]) => block);

  /** The calls, once it is known why the answer is over. */
  const calls = (): readonly StreamPart[] => {
    const all = inOrder().filter(({ type }) => type === 'tool_use');
    return all.flatMap(({ id, name, json, input }, position) => {
      const isLast = position === all.length - 1;
      if (isLast && reasons[stopReason ?? ''] === 'length' && json !== '' && !isJson(json)) return [];
      return repaired.call(id, name, json === '' ? input : json);
    });
  };

  /** What the next assistant message has to carry along. */
  const thinkingOf = (): Json | undefined => {
    const all = inOrder();
    if (!all.some(({ type }) => type === 'thinking' || type === 'redacted_thinking')) return undefined;
    return all.map(({ type, thinking, signature, data }): Json => {
      if (type === 'thinking') return { type, thinking, signature };
      return type === 'redacted_thinking' ? { type, data: data ?? '' } : { type };
    });
  };

  return {
    take: (event) => {
      if (isObject(event) && typeof event['type'] === 'string' && !knownEvents.has(event['type'])) return [];
      const parsed = eventSchema.safeParse(event);
      if (!parsed.success)
        throw new ModelError(`What came back from the model ${model} is not what its interface says.`, {
          code: 'model.reply-invalid',
        });
      const { data } = parsed;
      switch (data.type) {
        case 'message_start':
          note(data.message.usage);
          return [];
        case 'content_block_start':
          return start(data.index, data.content_block);
        case 'content_block_delta':
          return add(data.index, data.delta);
        case 'message_delta':
          note(data.usage);
          stopReason = data.delta.stop_reason ?? stopReason;
          return [];
        case 'message_stop':
          isStopped = true;
          return [];
        default:
          return [];
      }
    },
    get isWhole() {
      return stopReason !== undefined;
    },
    end: () => {
      if (stopReason === undefined && !isStopped)
        throw new ModelError(`The answer of the model ${model} broke off before its end.`, {
          code: 'model.cut-off',
        });
      const reason = reasons[stopReason ?? ''] ?? 'stop';
      const parts: StreamPart[] = [...calls(), ...repaired.end(reason)];
      parts.push({ kind: 'usage', usage: usageOf() });
      const thinking = thinkingOf();
      parts.push({
        kind: 'end',
        reason: repaired.hasCalls && reason === 'stop' ? 'tool-calls' : reason,
        ...(thinking === undefined ? {} : { thinking }),
      });
      return parts;
    },
  };
};
