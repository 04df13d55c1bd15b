import type { ChatRequest, Message } from 'ollama';
import type { ConfiguredModel, ImageContent, ModelMessage, ModelRequest, TextContent } from '../model.ts';

/** How long Ollama keeps a model in memory after its last request: loading it again takes longer than a voice answer may. */
export const keepAlive = '30m';

/** What Ollama takes and its package does not know yet. */
export type OllamaChat = ChatRequest & { readonly truncate: boolean; readonly shift: boolean };

const textOf = (content: readonly (TextContent | ImageContent)[]): string =>
  content.flatMap((each) => (each.kind === 'text' ? [each.text] : [])).join('\n\n');

const toMessage = (message: ModelMessage): Message => {
  const content = textOf(message.content);
  switch (message.role) {
    case 'system':
      return { role: 'system', content };
    case 'user': {
      const images = message.content.flatMap((each) => (each.kind === 'image' ? [each.data] : []));
      return { role: 'user', content, ...(images.length === 0 ? {} : { images }) };
    }
    case 'assistant':
      return {
        role: 'assistant',
        content,
        ...(typeof message.thinking === 'string' ? { thinking: message.thinking } : {}),
        ...(message.toolCalls === undefined || message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map((call) => ({
                function: { name: call.name, arguments: { ...call.arguments } },
              })),
            }),
      };
    case 'tool':
      return {
        role: 'tool',
        content: message.isError === true ? `Error: ${content}` : content,
        tool_name: message.toolName,
      };
  }
};

/**
 * A request as Ollama takes it. `truncate` and `shift` are off: a prompt or an answer that does not fit is an error and never
 * loses its beginning, where the rules stand. `toolChoice` `required` is beyond Ollama and the same as `auto`.
 * @param canThink - whether the model can think at all; others refuse to be asked for it
 */
export const toOllamaChat = (
  model: Pick<ConfiguredModel, 'model' | 'contextTokens'>,
  request: ModelRequest,
  canThink: boolean,
): OllamaChat & { readonly stream: true } => ({
  model: model.model,
  messages: request.messages.map(toMessage),
  stream: true,
  think: request.thinking === true && canThink,
  keep_alive: keepAlive,
  truncate: false,
  shift: false,
  ...(request.responseSchema === undefined ? {} : { format: request.responseSchema }),
  ...(request.tools === undefined || request.tools.length === 0 || request.toolChoice === 'none'
    ? {}
    : {
        tools: request.tools.map(({ name, description, parameters }) => ({
          type: 'function',
          function: { name, description, parameters },
        })),
      }),
  options: {
    num_ctx: model.contextTokens,
    num_predict: request.maxOutputTokens,
    temperature: request.temperature ?? 0,
  },
});
