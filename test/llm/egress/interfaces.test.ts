import { expect, it } from 'vitest';
import type { ModelRequest } from '../../../src/llm/model.ts';
import { attempt, bodyOf, cloudModel, makeEgress, prepared, text } from './egress-fixture.ts';

/** A house whose parts are called like the words of the interfaces. */
const awkward = ['user', 'model', 'content', 'text', 'tool', 'object', 'type'].map((value) => ({
  entity: 'host' as const,
  value,
}));

const request: ModelRequest = {
  messages: [
    { role: 'system', content: [text('You look after a homelab.', 'product')] },
    { role: 'user', content: [text('Is model up, and user at 10.0.0.7?')] },
    {
      role: 'assistant',
      content: [text('I look.')],
      toolCalls: [
        { id: 'toolu_01A09q90qw90lq917835lq9', name: 'look', arguments: { of: 'model', all: true } },
      ],
    },
    {
      role: 'tool',
      callId: 'toolu_01A09q90qw90lq917835lq9',
      toolName: 'look',
      content: [text('{"content":"up"}', 'inventory')],
    },
  ],
  tools: [
    {
      name: 'look',
      description: 'Looks at a part of the homelab.',
      parameters: { type: 'object', properties: { of: { type: 'string' } }, required: ['of'] },
    },
  ],
  maxOutputTokens: 300,
};

const anthropicBody = (from: ModelRequest): object => ({
  model: cloudModel.model,
  max_tokens: from.maxOutputTokens,
  stream: true,
  thinking: { type: 'disabled' },
  system: [{ type: 'text', text: 'You look after a homelab.', cache_control: { type: 'ephemeral' } }],
  messages: from.messages.slice(1).map((message) => {
    const texts = message.content.flatMap((part) =>
      part.kind === 'text' ? [{ type: 'text', text: part.text }] : [],
    );
    if (message.role === 'tool')
      return {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: message.callId, content: texts, is_error: false }],
      };
    const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
    return {
      role: message.role,
      content: [
        ...texts,
        ...calls.map((call) => ({ type: 'tool_use', id: call.id, name: call.name, input: call.arguments })),
      ],
    };
  }),
  tools: from.tools?.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: parameters,
  })),
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
});

it.each([
  ['OpenAI', bodyOf],
  ['Anthropic', anthropicBody],
])('lets a body in the form of %s pass in a house whose hosts are called like its words', async (_, make) => {
  const { egress, send, sent } = makeEgress({ known: awkward });
  const from = await prepared(egress, request);
  await send(from, make(from.request));
  const body = String(sent[0]?.init.body);
  expect(body).toContain('Is host-1 up, and host-2 at address-1?');
  expect(body).not.toMatch(/10\.0\.0\.7|toolu_/);
});

it('works for the vendors’ own clients, which send nothing about the machine', async () => {
  const [{ default: OpenAI }, { default: Anthropic }] = await Promise.all([
    import('openai'),
    import('@anthropic-ai/sdk'),
  ]);
  const plain = { ...cloudModel, url: undefined } as unknown as typeof cloudModel;
  for (const provider of ['openai', 'anthropic'] as const) {
    const { egress, sent, entries } = makeEgress({
      model: { ...plain, provider },
      answer: async () =>
        new Response('{"error":{"type":"overloaded_error","message":"busy"}}', {
          status: 529,
          headers: { 'content-type': 'application/json' },
        }),
    });
    const from = await prepared(egress, request);
    const options = {
      apiKey: cloudModel.apiKey ?? '',
      maxRetries: 0,
      fetch: egress.fetchFor(attempt, from),
    };
    const asked =
      provider === 'openai'
        ? new OpenAI(options).chat.completions.create(bodyOf(from.request) as never)
        : new Anthropic(options).messages.create(anthropicBody(from.request) as never);
    await expect(asked).rejects.toMatchObject({ status: 529 });
    expect(entries).toMatchObject([{ outcome: '529' }]);
    expect(sent[0]?.url).toMatch(/^https:\/\/api\.(openai|anthropic)\.com\/v1\//);
    const names = [...new Headers(sent[0]?.init.headers).keys()];
    expect(names.filter((name) => name.startsWith('x-stainless') || name === 'cookie')).toEqual([]);
    expect(names.filter((name) => name === 'authorization' || name === 'x-api-key')).toHaveLength(1);
  }
});
