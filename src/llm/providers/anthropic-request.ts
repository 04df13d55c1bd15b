import type {
  ContentBlockParam,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  RedactedThinkingBlockParam,
  TextBlockParam,
  ThinkingBlockParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages';
import type { Json } from '../../core/json.ts';
import type {
  ConfiguredModel,
  ImageContent,
  JsonSchema,
  ModelMessage,
  ModelRequest,
  TextContent,
} from '../model.ts';
import { anthropicThinking } from './anthropic-thinking.ts';
import { isObject } from './repairs/parse-json.ts';

/** Makes a schema one that the vendor can hold an answer to; the vendor's own function. */
export type SchemaTransform = (schema: JsonSchema) => JsonSchema;

type ThinkingBlock = ThinkingBlockParam | RedactedThinkingBlockParam;

const isThinking = (value: unknown): value is ThinkingBlock =>
  isObject(value) &&
  ((value['type'] === 'thinking' &&
    typeof value['thinking'] === 'string' &&
    typeof value['signature'] === 'string') ||
    (value['type'] === 'redacted_thinking' && typeof value['data'] === 'string'));

const toBlock = (part: TextContent | ImageContent): TextBlockParam | ImageBlockParam =>
  part.kind === 'text'
    ? { type: 'text', text: part.text }
    : {
        type: 'image',
        source: {
          type: 'base64',
          media_type: part.mediaType,
          data: Buffer.from(part.data).toString('base64'),
        },
      };

/** Empty texts are refused. */
const toBlocks = (content: readonly (TextContent | ImageContent)[]) =>
  content.filter((part) => part.kind === 'image' || part.text.trim() !== '').map(toBlock);

/**
 * What the assistant said, with its thinking where it stood: `thinking` is the order of its blocks, in which those that are no
 * thinking are only named. Thinking of another vendor's is left out.
 */
const toAssistantBlocks = ({
  content,
  toolCalls = [],
  thinking,
}: Extract<ModelMessage, { role: 'assistant' }>): ContentBlockParam[] => {
  const texts: ContentBlockParam[] = toBlocks(content);
  const calls: ContentBlockParam[] = toolCalls.map(({ id, name, arguments: input }) => ({
    type: 'tool_use',
    id,
    name,
    input,
  }));
  const order: readonly Json[] = Array.isArray(thinking) ? thinking : [];
  const blocks = order.flatMap((each): ContentBlockParam[] => {
    if (isThinking(each)) return [each];
    const { type } = (isObject(each) ? each : {}) as { readonly type?: unknown };
    if (type === 'text') return texts.splice(0);
    return type === 'tool_use' ? [...texts.splice(0), ...calls.splice(0, 1)] : [];
  });
  return [...blocks, ...texts, ...calls];
};

/** The messages of one role that follow each other, together. */
interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: ContentBlockParam[];
}

const toTurn = (message: ModelMessage): Turn => {
  switch (message.role) {
    case 'assistant':
      return { role: 'assistant', content: toAssistantBlocks(message) };
    case 'tool':
      return {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: message.callId,
            content: toBlocks(message.content),
            is_error: message.isError === true,
          },
        ],
      };
    default:
      return { role: 'user', content: toBlocks(message.content) };
  }
};

/** Marks the block as the last one that stays the same, so that the vendor keeps what it made of everything up to it. */
const withCache = <T extends object>(block: T): T => ({ ...block, cache_control: { type: 'ephemeral' } });

const canBeMarked = ({ type }: ContentBlockParam): boolean =>
  type === 'text' || type === 'image' || type === 'tool_use' || type === 'tool_result';

/** The messages as turns, marked where they stop staying the same. */
const turnsOf = (messages: readonly ModelMessage[], stableCount: number): Turn[] => {
  const turns: Turn[] = [];
  for (const [index, message] of messages.entries()) {
    const { role, content } = toTurn(message);
    const last = content.at(-1);
    if (last === undefined) continue;
    if (index === stableCount - 1 && canBeMarked(last)) content.splice(-1, 1, withCache(last));
    const before = turns.at(-1);
    if (before?.role === role) before.content.push(...content);
    else turns.push({ role, content });
  }
  return turns;
};

const toTool = ({ name, description, parameters }: NonNullable<ModelRequest['tools']>[number]): Tool => ({
  name,
  description,
  input_schema: { ...parameters, type: 'object' },
});

const withLastCached = <T extends object>(blocks: readonly T[]): T[] =>
  blocks.map((block, index) => (index === blocks.length - 1 ? withCache(block) : block));

/**
 * A request as Anthropic's messages take it. Tools come before the system's words there, and those before the messages: one
 * mark after the stable words of the system keeps both, another keeps the messages of `stableMessages`. `temperature` is no field of the
 * interface any more. A model that thinks cannot be made to call a tool: `required` is `auto` then.
 */
export const toAnthropicMessages = (
  { model }: Pick<ConfiguredModel, 'model'>,
  request: ModelRequest,
  transformSchema: SchemaTransform,
): MessageCreateParamsStreaming => {
  const { messages, tools = [], toolChoice = 'auto', responseSchema, maxOutputTokens } = request;
  const rules = messages.filter(({ role }) => role === 'system');
  const stableCount = request.stableMessages ?? rules.length;
  const lastStableRule = rules[Math.min(stableCount, rules.length) - 1];
  const system = rules.flatMap((message) => {
    const blocks = toBlocks(message.content) as TextBlockParam[];
    return message === lastStableRule ? withLastCached(blocks) : blocks;
  });
  const { thinking, effort } = anthropicThinking(model, request);
  const canForce = thinking === undefined || thinking.type === 'disabled';
  const outputConfig = {
    ...(responseSchema === undefined
      ? {}
      : { format: { type: 'json_schema' as const, schema: { ...transformSchema(responseSchema) } } }),
    ...(effort === undefined ? {} : { effort }),
  };
  const toolParams = tools.map(toTool);
  return {
    model,
    max_tokens: maxOutputTokens,
    stream: true,
    ...(system.length === 0 ? {} : { system }),
    messages: turnsOf(
      messages.filter(({ role }) => role !== 'system'),
      stableCount - rules.length,
    ),
    ...(toolParams.length === 0
      ? {}
      : {
          tools: system.length === 0 ? withLastCached(toolParams) : toolParams,
          tool_choice: {
            type:
              toolChoice === 'none'
                ? ('none' as const)
                : toolChoice === 'required' && canForce
                  ? ('any' as const)
                  : ('auto' as const),
          },
        }),
    ...(thinking === undefined ? {} : { thinking }),
    ...(Object.keys(outputConfig).length === 0 ? {} : { output_config: outputConfig }),
  };
};
