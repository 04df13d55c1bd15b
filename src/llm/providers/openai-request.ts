import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type {
  ConfiguredModel,
  ImageContent,
  JsonSchema,
  ModelMessage,
  ModelRequest,
  TextContent,
} from '../model.ts';
import { type OpenaiDialect, openaiDialect } from './openai-dialect.ts';
import { isObject } from './repairs/parse-json.ts';

/** What the servers in the house take beyond OpenAI. */
export type OpenaiChat = ChatCompletionCreateParamsStreaming & {
  readonly chat_template_kwargs?: { readonly enable_thinking: boolean };
};

/** The fields in which servers send thinking, the older name first. */
export const reasoningFields = ['reasoning_content', 'reasoning'] as const;

const textOf = (content: readonly (TextContent | ImageContent)[]): string =>
  content.flatMap((each) => (each.kind === 'text' ? [each.text] : [])).join('\n\n');

const toPart = (part: TextContent | ImageContent): ChatCompletionContentPart =>
  part.kind === 'text'
    ? { type: 'text', text: part.text }
    : {
        type: 'image_url',
        image_url: {
          url: `data:${part.mediaType};base64,${Buffer.from(part.data).toString('base64')}`,
        },
      };

/** Thinking goes back in the field in which it came, and only what came in one. */
const thinkingOf = (thinking: unknown, { isOpenai }: OpenaiDialect): Record<string, string> => {
  const field = reasoningFields.find((name) => isObject(thinking) && typeof thinking[name] === 'string');
  return field === undefined || isOpenai
    ? {}
    : { [field]: (thinking as Record<string, string>)[field] as string };
};

const toMessage = (message: ModelMessage, dialect: OpenaiDialect): ChatCompletionMessageParam[] => {
  const content = textOf(message.content);
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content }];
    case 'user': {
      const hasImages = message.content.some(({ kind }) => kind === 'image');
      return [{ role: 'user', content: hasImages ? message.content.map(toPart) : content }];
    }
    case 'assistant': {
      const calls = message.toolCalls ?? [];
      if (content === '' && calls.length === 0) return [];
      return [
        {
          role: 'assistant',
          content: content === '' ? null : content,
          ...thinkingOf(message.thinking, dialect),
          ...(calls.length === 0
            ? {}
            : {
                tool_calls: calls.map((call) => ({
                  id: call.id,
                  type: 'function' as const,
                  function: { name: call.name, arguments: JSON.stringify(call.arguments) },
                })),
              }),
        },
      ];
    }
    case 'tool':
      return [
        {
          role: 'tool',
          tool_call_id: message.callId,
          content: message.isError === true ? `Error: ${content}` : content,
        },
      ];
  }
};

/** Whether OpenAI can hold an answer to a schema strictly: all objects are closed and all of their properties required. */
const isStrict = (schema: unknown): boolean => {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (!isObject(schema)) return true;
  const { type, properties, required, additionalProperties } = schema;
  if (type === 'object' || properties !== undefined) {
    const names = isObject(properties) ? Object.keys(properties) : [];
    const isClosed = additionalProperties === false && Array.isArray(required);
    if (!isClosed || !names.every((name) => required.includes(name))) return false;
  }
  return Object.entries(schema).every(
    ([word, each]) => ['enum', 'const', 'default', 'required'].includes(word) || isStrict(each),
  );
};

const formatOf = (schema: JsonSchema): NonNullable<OpenaiChat['response_format']> => ({
  type: 'json_schema',
  json_schema: { name: 'output', schema: { ...schema }, strict: isStrict(schema) },
});

/** A request as OpenAI's chat completions take it, in the words of the model's server. */
export const toOpenaiChat = (
  model: Pick<ConfiguredModel, 'model' | 'url' | 'isLocal'>,
  request: ModelRequest,
): OpenaiChat => {
  const dialect = openaiDialect(model);
  const { tools = [], toolChoice = 'auto', responseSchema, maxOutputTokens } = request;
  return {
    model: model.model,
    messages: request.messages.flatMap((message) => toMessage(message, dialect)),
    stream: true,
    stream_options: { include_usage: true },
    ...(dialect.isOpenai ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens }),
    ...(dialect.isReasoning
      ? { reasoning_effort: request.thinking === true ? 'medium' : 'low' }
      : { temperature: request.temperature ?? 0 }),
    ...(dialect.hasTemplateSettings
      ? { chat_template_kwargs: { enable_thinking: request.thinking === true } }
      : {}),
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: { name, description, parameters: { ...parameters } },
          })),
          tool_choice: toolChoice,
        }),
    ...(responseSchema === undefined ? {} : { response_format: formatOf(responseSchema) }),
  };
};
