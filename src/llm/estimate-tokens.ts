import type { ModelMessage, ModelRequest } from './model.ts';

/**
 * Bytes per token, on the careful side: the vocabularies of today need 3.5 to 4.5 bytes for English, and about 3 for other
 * languages, names and JSON. Too high an estimate only leaves room unused; too low a one is cut off by the model.
 */
const bytesPerToken = 3;
/** What a vendor adds around each message and each tool. */
const tokensPerMessage = 6;
const tokensPerTool = 12;
/** What the vendors take for a picture of the size that Steward sends, the dearest of them. */
const tokensPerPicture = 1_600;

/** Tokens that a text takes, on the careful side. */
export const estimateTextTokens = (text: string): number =>
  Math.ceil(Buffer.byteLength(text) / bytesPerToken);

const messageTokens = (message: ModelMessage): number => {
  let tokens = tokensPerMessage;
  for (const part of message.content)
    tokens += part.kind === 'text' ? estimateTextTokens(part.text) : tokensPerPicture;
  if (message.role !== 'assistant') return tokens;
  for (const call of message.toolCalls ?? [])
    tokens += tokensPerMessage + estimateTextTokens(call.name + JSON.stringify(call.arguments));
  return message.thinking === undefined
    ? tokens
    : tokens + estimateTextTokens(JSON.stringify(message.thinking));
};

/** Tokens that a request takes in, tools and schema included, on the careful side. Pure. */
export const estimateTokens = (request: ModelRequest): number => {
  let tokens = 0;
  for (const message of request.messages) tokens += messageTokens(message);
  for (const tool of request.tools ?? []) tokens += tokensPerTool + estimateTextTokens(JSON.stringify(tool));
  return request.responseSchema === undefined
    ? tokens
    : tokens + estimateTextTokens(JSON.stringify(request.responseSchema));
};
