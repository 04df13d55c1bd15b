import { z } from 'zod';
import { address, type FieldMeta, matching, secret, text } from './option-fields.ts';

const usd = (meta: FieldMeta) =>
  z
    .number()
    .min(0)
    .max(10_000)
    .meta({ ...meta });

/** A language model. */
export const model = z.strictObject({
  name: matching(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes', {
    title: 'Name',
    description: 'A short name of your own, for example local.',
  }),
  provider: z.enum(['ollama', 'openai', 'anthropic']).meta({
    title: 'Provider',
    description:
      'Whose interface it speaks. vLLM, llama.cpp, LM Studio and many others speak that of OpenAI.',
  }),
  model: text({ title: 'Model', description: "The provider's name of it, for example qwen3:4b." }),
  url: address(/^https?$/, 'http://192.0.2.30:11434', {
    title: 'Address',
    description:
      'Address of the interface, for example http://192.0.2.30:11434 for Ollama or http://192.0.2.30:8000/v1. Left out: that of OpenAI or Anthropic.',
  }).exactOptional(),
  api_key: secret({ title: 'API key', description: 'Where the interface asks for one.' }).exactOptional(),
  location: z
    .enum(['local', 'cloud'])
    .meta({
      title: 'Location',
      description:
        'Whether what is sent to it stays in the house. Left out: local where the address is one of a home network, cloud otherwise.',
    })
    .exactOptional(),
  context_tokens: z
    .int()
    .min(2_048)
    .max(2_000_000)
    .meta({
      title: 'Context',
      description: 'How many tokens it takes in and gives out together. Left out: 8192.',
    })
    .exactOptional(),
  input_usd: usd({
    title: 'Price of input',
    description:
      'US dollars per million tokens. Left out: nothing for a local model, else the price known for it.',
  }).exactOptional(),
  output_usd: usd({
    title: 'Price of output',
    description: 'US dollars per million tokens. Left out: as above.',
  }).exactOptional(),
});

/** What of the cloud may be used. */
export const cloud = z.strictObject({
  use: z
    .enum(['never', 'when-local-cannot'])
    .meta({
      title: 'Use of cloud models',
      description:
        'Whether a cloud model may be asked at all, and then only for what no local model is admitted to. Left out: never.',
    })
    .exactOptional(),
  request_usd: usd({
    title: 'Most per request',
    description: 'US dollars that one request may cost, all its tries together. Left out: 0.10.',
  }).exactOptional(),
  day_usd: usd({ title: 'Most per day', description: 'US dollars a day. Left out: 0.50.' }).exactOptional(),
  month_usd: usd({
    title: 'Most per month',
    description: 'US dollars a month. Left out: 5.',
  }).exactOptional(),
});

/** A program that uses Steward over MCP. */
export const mcpClient = z.strictObject({
  name: matching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,40}$/, 'must be letters, digits, dots, dashes and spaces', {
    title: 'Name',
    description: 'What the client is called in the records, for example laptop.',
  }),
  token: matching(/^[\w-]{32,128}$/, 'must be 32 to 128 letters, digits, dashes and underscores', {
    title: 'Token',
    description:
      'The client sends it as Bearer token. Make a long random one, for example with openssl rand -hex 32.',
    supervisor: 'password',
  }),
  scope: z.enum(['read', 'propose']).meta({
    title: 'Scope',
    description: 'Whether it may only look, or also ask for changes, which people then approve.',
  }),
});
