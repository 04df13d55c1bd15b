import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfiguredModel, ModelRequest } from '../../../src/llm/model.ts';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { createOpenaiProvider } from '../../../src/llm/providers/openai.ts';
import { toOpenaiChat } from '../../../src/llm/providers/openai-request.ts';
import { collect, readGuest, simpleRequest, wordsOf } from '../../contract/model-provider.ts';
import { type OpenaiStandIn, startOpenaiStandIn } from '../../standins/openai/openai-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

let house: OpenaiStandIn;
let openai: OpenaiStandIn;
beforeEach(async () => {
  house = await startOpenaiStandIn({ dialect: 'compatible' });
  openai = await startOpenaiStandIn({ apiKey: 'key-1', models: ['gpt-9-mini', 'gpt-4.1-mini'] });
});
afterEach(async () => {
  for (const standIn of [house, openai]) {
    await standIn.close();
    standIn.assertNoRefusals();
  }
});

const never = { signal: new AbortController().signal };

const inTheHouse = (): ConfiguredModel => ({
  name: 'rack',
  provider: 'openai',
  model: 'gpt-9-mini',
  url: house.url,
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
});

const ask = (request: ModelRequest, more: Partial<ConfiguredModel> = {}) =>
  collect(
    createOpenaiProvider(
      { ...inTheHouse(), ...more },
      { fetch: local.fetch, clock: createFakeClock(), ids: createCountedIds() },
    ).stream(request, never),
  );

/** OpenAI's own: its name leads to the stand-in. */
const askOpenai = (request: ModelRequest, model = 'gpt-9-mini') => {
  const { url: _, ...own } = inTheHouse();
  const toStandIn: typeof fetch = (input, init) =>
    local.fetch(String(input).replace('https://api.openai.com/v1', openai.url), init);
  return collect(
    createOpenaiProvider(
      { ...own, model, apiKey: 'key-1', isLocal: false },
      { fetch: toStandIn, clock: createFakeClock(), ids: createCountedIds() },
    ).stream(request, never),
  );
};

const callsOf = (parts: Awaited<ReturnType<typeof ask>>) =>
  parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call] : []));

describe('a request over the interface of OpenAI', () => {
  it('is put in the words of servers in the house, without a key where there is none', async () => {
    await ask(simpleRequest());
    await ask(simpleRequest({ thinking: true, temperature: 0.7 }));
    expect(house.chats()[0]).toEqual({
      model: 'gpt-9-mini',
      messages: [
        { role: 'system', content: 'You look after a homelab.' },
        { role: 'user', content: expect.stringContaining('Größe') },
      ],
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 200,
      temperature: 0,
      chat_template_kwargs: { enable_thinking: false },
    });
    expect(house.chats()[1]).toMatchObject({
      temperature: 0.7,
      chat_template_kwargs: { enable_thinking: true },
    });
    expect(house.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('is put in OpenAI’s own words, which differ between its models', async () => {
    await askOpenai(simpleRequest({ temperature: 0.7 }));
    await askOpenai(simpleRequest({ thinking: true }));
    await askOpenai(simpleRequest({ temperature: 0.7 }), 'gpt-4.1-mini');
    const [reasoning, thinking, plain] = openai.chats();
    expect(reasoning).toMatchObject({ max_completion_tokens: 200, reasoning_effort: 'low' });
    expect(reasoning).not.toHaveProperty('temperature');
    expect(thinking).toMatchObject({ reasoning_effort: 'medium' });
    expect(plain).toMatchObject({ temperature: 0.7 });
    expect(plain).not.toHaveProperty('reasoning_effort');
  });

  it('carries tools and whether they have to be used', async () => {
    for (const toolChoice of ['auto', 'none', 'required'] as const)
      await ask(simpleRequest({ tools: [readGuest], toolChoice }));
    expect(house.chats().map(({ tool_choice }) => tool_choice)).toEqual(['auto', 'none', 'required']);
    expect(house.chats()[0]?.tools).toEqual([{ type: 'function', function: readGuest }]);
  });

  it.each([
    [
      'closed and complete',
      {
        type: 'object',
        properties: { ok: { type: 'boolean' } },
        required: ['ok'],
        additionalProperties: false,
      },
      true,
    ],
    ['open', { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] }, false],
    [
      'closed with something optional in it',
      {
        type: 'object',
        properties: {
          in: { type: 'object', properties: { ok: {} }, required: [], additionalProperties: false },
        },
        required: ['in'],
        additionalProperties: false,
      },
      false,
    ],
  ])('holds the answer to a schema, strictly where OpenAI can: %s', async (_, schema, strict) => {
    await askOpenai(simpleRequest({ responseSchema: schema }));
    expect(openai.chats()[0]?.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'output', schema, strict },
    });
  });

  it('carries pictures', async () => {
    const data = new Uint8Array([137, 80, 78, 71, 0, 255]);
    await ask(
      simpleRequest({
        messages: [
          {
            role: 'user',
            content: [
              { kind: 'text', text: 'What does it say?', provenance: 'request' },
              { kind: 'image', mediaType: 'image/png', data, provenance: 'image' },
            ],
          },
        ],
      }),
    );
    expect(house.chats()[0]?.messages[0]).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: 'What does it say?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORwD/' } },
      ],
    });
  });

  it('gives thinking back in the field in which it came, and OpenAI none', async () => {
    for (const reasoningField of ['reasoning_content', 'reasoning'] as const) {
      house.answer({
        reasoning: ['Which ', 'one?'],
        reasoningField,
        calls: [{ name: 'read_guest', arguments: { name: 'a' } }],
      });
      const parts = await ask(simpleRequest({ tools: [readGuest], thinking: true }));
      expect(wordsOf(parts, 'thinking')).toBe('Which one?');
      const end = parts.at(-1);
      if (end?.kind !== 'end' || end.thinking === undefined) throw new Error('no thinking came back');
      const back = simpleRequest({
        tools: [readGuest],
        messages: [
          ...simpleRequest().messages,
          { role: 'assistant', content: [], toolCalls: callsOf(parts), thinking: end.thinking },
          {
            role: 'tool',
            callId: callsOf(parts)[0]?.id ?? '',
            toolName: 'read_guest',
            content: [{ kind: 'text', text: 'no such guest', provenance: 'inventory' }],
            isError: true,
          },
        ],
      });
      await ask(back);
      expect(house.chats().at(-1)?.messages.slice(-2)).toMatchObject([
        { role: 'assistant', content: null, [reasoningField]: 'Which one?' },
        { role: 'tool', content: 'Error: no such guest' },
      ]);
      await askOpenai(back);
      expect(openai.chats().at(-1)?.messages.at(-2)).not.toHaveProperty(reasoningField);
    }
  });

  it('leaves out what another vendor thought', () => {
    const { messages } = toOpenaiChat(inTheHouse(), {
      messages: [
        {
          role: 'assistant',
          content: [{ kind: 'text', text: 'Yes.', provenance: 'record' }],
          thinking: 'hm',
        },
        { role: 'assistant', content: [] },
      ],
      maxOutputTokens: 10,
    });
    expect(messages).toEqual([{ role: 'assistant', content: 'Yes.' }]);
  });
});

describe('an answer over the interface of OpenAI', () => {
  it('counts what came from the cache and what went into it', async () => {
    openai.answer({ text: ['Yes.'], usage: { input: 100, output: 2, cached: 64, cacheWrite: 30 } });
    expect((await askOpenai(simpleRequest())).at(-2)).toEqual({
      kind: 'usage',
      usage: { inputTokens: 100, outputTokens: 2, cachedInputTokens: 64, cacheWriteTokens: 30 },
    });
  });

  it('that declines says so, in its words', async () => {
    openai.answer({ refusal: ['I cannot ', 'do that.'] }, { text: ['It'], finishReason: 'content_filter' });
    const refused = await askOpenai(simpleRequest());
    expect([wordsOf(refused), refused.at(-1)]).toEqual([
      'I cannot do that.',
      { kind: 'end', reason: 'refused' },
    ]);
    expect((await askOpenai(simpleRequest())).at(-1)).toEqual({ kind: 'end', reason: 'refused' });
  });

  it('that is lost after its last word is whole, without what it used', async () => {
    house.answer({ text: ['It ', 'runs.'] });
    // The role, two words and why it is over; then the line is cut.
    house.fail({ kind: 'cut', afterEvents: 4 });
    const parts = await ask(simpleRequest());
    expect([wordsOf(parts), parts.at(-1)]).toEqual(['It runs.', { kind: 'end', reason: 'stop' }]);
    expect(parts.some(({ kind }) => kind === 'usage')).toBe(false);
  });

  it.each([
    [
      'gives every call the same index',
      [
        { tool_calls: [{ index: 0, id: 'a', function: { name: 'read_guest', arguments: '{"name":"x"}' } }] },
        { tool_calls: [{ index: 0, id: 'b', function: { name: 'read_guest', arguments: '{"name":"y"}' } }] },
      ],
    ],
    [
      'gives no index and no id',
      [
        { tool_calls: [{ function: { name: 'read_guest', arguments: '{"name":' } }] },
        { tool_calls: [{ function: { arguments: '"x"}' } }] },
        { tool_calls: [{ function: { name: 'read_guest', arguments: '{"name":"y"}' } }] },
      ],
    ],
    [
      'gives the arguments as an object',
      [
        { tool_calls: [{ index: 0, id: '', function: { name: 'read_guest', arguments: { name: 'x' } } }] },
        { tool_calls: [{ index: 1, id: null, function: { name: 'read_guest', arguments: { name: 'y' } } }] },
      ],
    ],
    [
      'repeats the name in each piece',
      [
        { tool_calls: [{ index: 0, id: 'a', function: { name: 'read_guest', arguments: '{"name":' } }] },
        { tool_calls: [{ index: 0, id: 'a', function: { name: 'read_guest', arguments: '"x"}' } }] },
        { tool_calls: [{ index: 1, id: 'a', function: { name: 'read_guest', arguments: '{"name":"y"}' } }] },
      ],
    ],
    [
      'prints the calls into its text',
      [
        { content: '<tool_call>{"name":"read_guest","arguments":{"name":"x"}}</tool' },
        { content: '_call><tool_call>{"name":"read_guest","arguments":{"name":"y"}}</tool_call>' },
      ],
    ],
    [
      'thinks them, between tags',
      [
        { content: '<think>{"name":"read_guest","arguments":{"name":"x"}}\n' },
        { content: '{"name":"read_guest","arguments":{"name":"y"}}</think>' },
      ],
    ],
  ])('has its calls although the server %s', async (_, deltas) => {
    house.answer({ deltas, finishReason: 'tool_calls' });
    const parts = await ask(simpleRequest({ tools: [readGuest] }));
    const calls = callsOf(parts);
    expect(calls.map((call) => call.arguments)).toEqual([{ name: 'x' }, { name: 'y' }]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'tool-calls' });
  });

  it('makes no call of one that was cut off at the limit', async () => {
    house.answer({
      calls: [
        { name: 'read_guest', arguments: { name: 'x' } },
        { name: 'read_guest', arguments: '{"name":"pap' },
      ],
      finishReason: 'length',
    });
    const parts = await ask(simpleRequest({ tools: [readGuest] }));
    expect(callsOf(parts).map((call) => call.arguments)).toEqual([{ name: 'x' }]);
    expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'length' });
  });
});

describe('a connection that fails', () => {
  const failing = (code: string) =>
    createOpenaiProvider(inTheHouse(), {
      fetch: async () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
      },
      clock: createFakeClock(),
      ids: createCountedIds(),
    });

  it.each([
    ['ECONNREFUSED', 'model.unreachable', false],
    ['ENOTFOUND', 'model.unreachable', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'model.unreachable', false],
    ['CERT_HAS_EXPIRED', 'model.unreachable', false],
    ['ECONNRESET', 'model.unreachable', true],
    ['UND_ERR_SOCKET', 'model.unreachable', true],
    ['UND_ERR_HEADERS_TIMEOUT', 'model.timeout', true],
  ])('with %s is %s, and paid where something may have been sent: %s', async (name, code, isPaid) => {
    await expect(collect(failing(name).stream(simpleRequest(), never))).rejects.toMatchObject({
      code,
      isPaid,
    });
  });
});

describe('embeddings over the interface of OpenAI', () => {
  const embed = (texts: readonly string[], more: Partial<ConfiguredModel> = {}) =>
    createOpenaiProvider(
      { ...inTheHouse(), model: 'embed-small', ...more },
      { fetch: local.fetch, clock: createFakeClock(), ids: createCountedIds() },
    ).embed(texts, never);

  it('are one vector for each text, in order, whatever order they come in', async () => {
    const [disk, backup] = await embed(['disk', 'backup']);
    expect(await embed(['backup'])).toEqual([backup]);
    expect(disk).not.toEqual(backup);
    expect(disk).toHaveLength(8);
    expect(await embed([])).toEqual([]);
  });

  it('say what is wrong', async () => {
    await expect(embed(['disk'], { model: 'none' })).rejects.toMatchObject({ code: 'model.not-found' });
    house.fail({ kind: 'status', status: 200, body: '{"object":"list","data":[]}' });
    await expect(embed(['disk'])).rejects.toMatchObject({ code: 'model.reply-invalid' });
    house.fail({ kind: 'status', status: 200, body: '{"object":' });
    await expect(embed(['disk'])).rejects.toMatchObject({ code: 'model.reply-invalid' });
    house.fail({ kind: 'drop' });
    await expect(embed(['disk'])).rejects.toMatchObject({ code: 'model.unreachable' });
  });
});
