import { z } from 'zod';

const keepAlive = z.union([z.int(), z.string().regex(/^-?\d+(?:ms|s|m|h)$/)]);

const options = z.strictObject({
  num_ctx: z.int().min(1).optional(),
  num_predict: z.int().min(-2).optional(),
  temperature: z.number().min(0).max(2).optional(),
  seed: z.int().optional(),
  stop: z.array(z.string()).optional(),
  top_k: z.int().optional(),
  top_p: z.number().optional(),
});

const call = z.strictObject({
  id: z.string().optional(),
  function: z.strictObject({
    index: z.int().optional(),
    name: z.string().min(1),
    arguments: z.record(z.string(), z.unknown()),
  }),
});

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({
    role: z.literal('user'),
    content: z.string(),
    images: z.array(z.base64().min(4)).optional(),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string(),
    thinking: z.string().optional(),
    tool_calls: z.array(call).min(1).optional(),
  }),
  z.strictObject({
    role: z.literal('tool'),
    content: z.string(),
    tool_name: z.string().min(1),
    tool_call_id: z.string().optional(),
  }),
]);

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string(),
    parameters: z.looseObject({ type: z.literal('object') }),
  }),
});

/**
 * What the calls take, after the types in Ollama's `api/types.go` (v0.17.4). Ollama overlooks fields that it does not know;
 * here they are refused, so that a misspelt one is found.
 */
export const requestSchemas = {
  '/api/chat': z.strictObject({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    stream: z.boolean().optional(),
    format: z.union([z.literal('json'), z.looseObject({ type: z.string() })]).optional(),
    keep_alive: keepAlive.optional(),
    tools: z.array(tool).optional(),
    options: options.optional(),
    think: z.union([z.boolean(), z.enum(['high', 'medium', 'low'])]).optional(),
    truncate: z.boolean().optional(),
    shift: z.boolean().optional(),
  }),
  '/api/embed': z.strictObject({
    model: z.string().min(1),
    input: z.union([z.string(), z.array(z.string())]),
    keep_alive: keepAlive.optional(),
    truncate: z.boolean().optional(),
    dimensions: z.int().min(1).optional(),
    options: options.optional(),
  }),
  '/api/show': z.strictObject({ model: z.string().min(1), verbose: z.boolean().optional() }),
} as const;

/** The body of a request for an answer. */
export type OllamaChatBody = z.infer<(typeof requestSchemas)['/api/chat']>;
