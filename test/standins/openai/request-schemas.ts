import { z } from 'zod';

const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().regex(/^(?:https:\/\/|data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+=*$)/),
    detail: z.enum(['auto', 'low', 'high']).optional(),
  }),
});

const call = z.strictObject({
  id: z.string().min(1).max(64),
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    arguments: z.string().refine((text) => {
      try {
        return typeof JSON.parse(text) === 'object';
      } catch {
        return false;
      }
    }, 'must be JSON'),
  }),
});

const assistant = {
  role: z.literal('assistant'),
  content: z.union([z.string().min(1), z.array(textPart).min(1)]).nullish(),
  name: z.string().optional(),
  refusal: z.string().nullish(),
  tool_calls: z.array(call).min(1).optional(),
};

const messages = <T extends z.ZodType>(answer: T) =>
  z
    .array(
      z.union([
        z.strictObject({
          role: z.enum(['system', 'developer']),
          content: z.union([z.string(), z.array(textPart).min(1)]),
          name: z.string().optional(),
        }),
        z.strictObject({
          role: z.literal('user'),
          content: z.union([z.string(), z.array(z.union([textPart, imagePart])).min(1)]),
          name: z.string().optional(),
        }),
        answer,
        z.strictObject({
          role: z.literal('tool'),
          tool_call_id: z.string().min(1),
          content: z.union([z.string(), z.array(textPart).min(1)]),
        }),
      ]),
    )
    .min(1);

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal('object') }).optional(),
    strict: z.boolean().nullish(),
  }),
});

const format = z.union([
  z.strictObject({ type: z.enum(['text', 'json_object']) }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[\w-]{1,64}$/),
      description: z.string().optional(),
      schema: z.looseObject({}),
      strict: z.boolean().nullish(),
    }),
  }),
]);

const fields = {
  model: z.string().min(1),
  stream: z.literal(true),
  stream_options: z
    .strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  tools: z.array(tool).min(1).max(128).optional(),
  tool_choice: z.enum(['none', 'auto', 'required']).optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: format.optional(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).optional(),
  seed: z.int().optional(),
  store: z.boolean().optional(),
  user: z.string().optional(),
};

/**
 * What chat completions take, after the types of the vendor's client (openai 7.57), in as far as a client of ours could have use
 * for it. Other fields are refused, so that a misspelt one is found.
 */
export const openaiChat = z.strictObject({
  ...fields,
  messages: messages(z.strictObject(assistant)),
  max_completion_tokens: z.int().min(1).optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
});

/** The same as servers in the house take it (the documentation of vLLM, llama.cpp and LM Studio). */
export const compatibleChat = z.strictObject({
  ...fields,
  messages: messages(
    z.strictObject({
      ...assistant,
      reasoning_content: z.string().optional(),
      reasoning: z.string().optional(),
    }),
  ),
  max_tokens: z.int().min(1).optional(),
  chat_template_kwargs: z.strictObject({ enable_thinking: z.boolean() }).optional(),
});

/** What the embeddings take. */
export const embeddings = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.int().min(1).optional(),
  user: z.string().optional(),
});

/** The body of a request for an answer. */
export type OpenaiChatBody = z.infer<typeof openaiChat>;
