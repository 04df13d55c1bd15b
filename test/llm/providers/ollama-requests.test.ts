import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfiguredModel, ModelRequest } from '../../../src/llm/model.ts';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { createOllamaProvider } from '../../../src/llm/providers/ollama.ts';
import { createOllamaAdmin } from '../../../src/llm/providers/ollama-admin.ts';
import { collect, readGuest, simpleRequest, wordsOf } from '../../contract/model-provider.ts';
import { type OllamaStandIn, startOllamaStandIn } from '../../standins/ollama/ollama-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

let standIn: OllamaStandIn;
beforeEach(async () => {
  standIn = await startOllamaStandIn();
});
afterEach(async () => {
  await standIn.close();
  standIn.assertNoRefusals();
});

const never = { signal: new AbortController().signal };

const configured = (more: Partial<ConfiguredModel> = {}): ConfiguredModel => ({
  name: 'local',
  provider: 'ollama',
  model: 'qwen3:4b',
  url: standIn.url,
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
  ...more,
});

const make = (more: Partial<ConfiguredModel> = {}) =>
  createOllamaProvider(configured(more), {
    fetch: local.fetch,
    clock: createFakeClock(),
    ids: createCountedIds(),
  });

const ask = (request: ModelRequest, more: Partial<ConfiguredModel> = {}) =>
  collect(make(more).stream(request, never));

describe('a request to Ollama', () => {
  it('says how much context and how long an answer, keeps the model in memory, and never loses its beginning', async () => {
    await ask(simpleRequest());
    expect(standIn.chats()[0]).toMatchObject({
      model: 'qwen3:4b',
      stream: true,
      think: false,
      truncate: false,
      shift: false,
      keep_alive: '30m',
      options: { num_ctx: 8_192, num_predict: 200, temperature: 0 },
    });
    expect(standIn.chats()[0]).not.toHaveProperty('tools');
  });

  it('carries a schema, tools, and a key', async () => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } } };
    await ask(simpleRequest({ responseSchema: schema, temperature: 0.7 }), { apiKey: 'key-1' });
    await ask(simpleRequest({ tools: [readGuest] }));
    await ask(simpleRequest({ tools: [readGuest], toolChoice: 'none' }));
    const [first, second, third] = standIn.chats();
    expect(first).toMatchObject({ format: schema, options: { temperature: 0.7 } });
    expect(second?.tools).toEqual([{ type: 'function', function: readGuest }]);
    expect(third).not.toHaveProperty('tools');
    expect(standIn.requests.filter(({ authorization }) => authorization === 'Bearer key-1')).toHaveLength(2);
  });

  it('carries pictures as base64', async () => {
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
      { model: 'gemma3:4b' },
    );
    expect(standIn.chats()[0]?.messages[0]).toEqual({
      role: 'user',
      content: 'What does it say?',
      images: [Buffer.from(data).toString('base64')],
    });
  });

  it('carries thinking and the results of tools back', async () => {
    await ask(
      simpleRequest({
        messages: [
          {
            role: 'assistant',
            content: [],
            thinking: 'Which?',
            toolCalls: [{ id: 'call_9', name: 'read_guest', arguments: { name: 'a' } }],
          },
          {
            role: 'tool',
            callId: 'call_9',
            toolName: 'read_guest',
            content: [{ kind: 'text', text: 'no such guest', provenance: 'inventory' }],
            isError: true,
          },
        ],
      }),
    );
    expect(standIn.chats()[0]?.messages).toEqual([
      {
        role: 'assistant',
        content: '',
        thinking: 'Which?',
        tool_calls: [{ function: { name: 'read_guest', arguments: { name: 'a' } } }],
      },
      { role: 'tool', content: 'Error: no such guest', tool_name: 'read_guest' },
    ]);
  });

  it('asks for thinking where the model can', async () => {
    await ask(simpleRequest({ thinking: true }));
    await ask(simpleRequest({ thinking: true }), { model: 'gemma3:4b' });
    expect(standIn.chats().map(({ think }) => think)).toEqual([true, false]);
  });

  it('asks once what the model can do', async () => {
    const provider = make();
    await collect(provider.stream(simpleRequest(), never));
    await collect(provider.stream(simpleRequest(), never));
    expect(standIn.requests.map(({ path }) => path)).toEqual(['/api/show', '/api/chat', '/api/chat']);
  });

  it('is not sent to a model that Ollama passes on to a cloud, unless the options say so', async () => {
    standIn.models.set('gpt-oss:120b-cloud', {
      capabilities: ['completion'],
      contextTokens: 131_072,
      sizeBytes: 400,
      remoteHost: 'https://ollama.com:443',
    });
    const model = 'gpt-oss:120b-cloud';
    await expect(ask(simpleRequest(), { model })).rejects.toMatchObject({ code: 'model.unsupported' });
    expect(standIn.chats()).toEqual([]);
    standIn.requests.length = 0;
    expect(wordsOf(await ask(simpleRequest(), { model, isLocal: false }))).toBe('ok');
    expect(standIn.requests.map(({ path }) => path)).toEqual(['/api/chat']);
  });

  it('that is too long is an error, not a request without its beginning', async () => {
    const long = { kind: 'text', text: 'word '.repeat(10_000), provenance: 'log' } as const;
    await expect(ask(simpleRequest({ messages: [{ role: 'user', content: [long] }] }))).rejects.toMatchObject(
      {
        code: 'model.context-exceeded',
        kind: 'terminal',
      },
    );
  });

  it('to nobody says that nobody is there', async () => {
    await expect(ask(simpleRequest(), { url: 'http://127.0.0.1:2' })).rejects.toMatchObject({
      code: 'model.unreachable',
      kind: 'retry',
      isPaid: false,
    });
  });

  it('to something else than Ollama says that there is none', async () => {
    await expect(ask(simpleRequest(), { url: `${standIn.url}/elsewhere` })).rejects.toMatchObject({
      code: 'model.not-found',
      message: 'There is no Ollama at the address of the model local.',
    });
    expect(() => standIn.assertNoRefusals()).toThrow('unknown call');
    standIn.forgetRefusals();
  });

  it('does not disturb another one of the same provider when it is cancelled', async () => {
    const provider = make();
    const caller = new AbortController();
    standIn.fail({ kind: 'silence' });
    const cancelled = expect(collect(provider.stream(simpleRequest(), caller))).rejects.toMatchObject({
      code: 'model.cancelled',
    });
    await standIn.arrived(1);
    standIn.answer({ text: ['It ', 'runs.'] });
    const other = collect(provider.stream(simpleRequest(), never));
    await standIn.arrived(2);
    caller.abort();
    await cancelled;
    expect(wordsOf(await other)).toBe('It runs.');
  });
});

describe("Ollama's answer", () => {
  const tools = [readGuest];
  const paperless = { name: 'read_guest', arguments: { name: 'paperless', id: 101 } };
  const callsOf = async (request = simpleRequest({ tools })) =>
    (await ask(request)).flatMap((part) =>
      part.kind === 'tool-call' ? [{ name: part.call.name, arguments: part.call.arguments }] : [],
    );

  it.each<[string, unknown]>([
    ['as they should be', { name: 'paperless', id: 101 }],
    ['as text', '{"name":"paperless","id":101}'],
    ['of other types', { name: ['paperless'], id: '101' }],
  ])('may have the arguments of a call %s', async (_, given) => {
    standIn.answer({ calls: [{ name: 'read_guest', arguments: given }] });
    expect(await callsOf()).toEqual([paperless]);
  });

  it('may have a call printed into its text', async () => {
    standIn.answer({
      text: [
        '<tool',
        '_call>{"name":"read_guest","argu',
        'ments":{"name":"paperless","id":"101"}}',
        '</tool_call>',
      ],
    });
    const parts = await ask(simpleRequest({ tools }));
    expect(wordsOf(parts)).toBe('');
    expect(parts).toMatchObject([
      { kind: 'tool-call', call: paperless },
      { kind: 'usage' },
      { kind: 'end', reason: 'tool-calls' },
    ]);
  });

  it('may have a call swallowed by its thinking', async () => {
    standIn.answer({
      thinking: [
        'I need it. ',
        '<tool_call>{"name":"read_guest","arguments":{"name":"paperless","id":101}}</tool_call>',
      ],
    });
    expect(await callsOf()).toEqual([paperless]);
  });

  it('may have a call swallowed by thinking between tags', async () => {
    standIn.answer({
      text: ['<think>I need it.\n', '{"name":"read_guest","arguments":{"name":"paperless","id":101}}'],
    });
    expect(await callsOf()).toEqual([paperless]);
  });

  it('calls nothing that it only thought about', async () => {
    standIn.answer({
      thinking: ['<tool_call>{"name":"read_guest","arguments":{"name":"x"}}</tool_call> would tell.'],
      text: ['It runs.'],
    });
    expect(await callsOf()).toEqual([]);
  });

  it('calls nothing that was not offered', async () => {
    standIn.answer({ text: ['<tool_call>{"name":"delete_guest","arguments":{}}</tool_call>'] });
    expect(await callsOf()).toEqual([]);
    standIn.answer({ text: ['<tool_call>{"name":"read_guest","arguments":{}}</tool_call>'] });
    expect(await callsOf(simpleRequest({ tools, toolChoice: 'none' }))).toEqual([]);
  });

  it('may think in the way of Ollama and between tags', async () => {
    standIn.answer(
      { thinking: ['Which', '?'], text: ['It runs.'] },
      { text: ['<thi', 'nk>Which?</thi', 'nk>\n\nIt runs.'] },
    );
    for (const parts of [await ask(simpleRequest({ thinking: true })), await ask(simpleRequest())])
      expect([wordsOf(parts, 'thinking'), wordsOf(parts)]).toEqual(['Which?', 'It runs.']);
  });

  it('hands its thinking on where it calls a tool', async () => {
    standIn.answer({
      thinking: ['Which?'],
      calls: [{ id: 'call_a', name: 'read_guest', arguments: { name: 'a' } }],
    });
    expect((await ask(simpleRequest({ tools, thinking: true }))).at(-1)).toEqual({
      kind: 'end',
      reason: 'tool-calls',
      thinking: 'Which?',
    });
  });

  it('is what was written as thinking where none was asked for', async () => {
    standIn.answer({ thinking: ['It ', 'runs.'] });
    expect(wordsOf(await ask(simpleRequest()))).toBe('It runs.');
  });

  it('is none where thinking was asked for and nothing was said', async () => {
    standIn.answer({ thinking: ['Hm.'] });
    await expect(ask(simpleRequest({ thinking: true }))).rejects.toMatchObject({
      code: 'model.reply-invalid',
    });
  });

  it('gives calls with the same id each one of its own', async () => {
    const call = { id: 'call_0', name: 'read_guest', arguments: { name: 'a' } };
    standIn.answer({ calls: [call, call] });
    const parts = await ask(simpleRequest({ tools }));
    expect(new Set(parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call.id] : []))).size).toBe(2);
  });
});

describe("Ollama's embeddings", () => {
  it('are one vector per text, in order', async () => {
    const provider = make({ model: 'embeddinggemma' });
    const [one, two] = await provider.embed(['disk', 'mail'], never);
    expect(one).toHaveLength(8);
    expect(await provider.embed(['mail', 'disk'], never)).toEqual([two, one]);
    expect(await provider.embed([], never)).toEqual([]);
  });

  it('are an error where the model makes none, or was cancelled', async () => {
    await expect(make().embed(['disk'], never)).rejects.toMatchObject({ code: 'model.unsupported' });
    const caller = new AbortController();
    standIn.fail({ kind: 'silence' });
    const outcome = expect(make({ model: 'embeddinggemma' }).embed(['disk'], caller)).rejects.toMatchObject({
      code: 'model.cancelled',
    });
    await standIn.arrived(2);
    caller.abort();
    await outcome;
    await standIn.idle();
  });
});

describe('what an Ollama tells about itself', () => {
  it('is its models, what is in memory, and what a model can do', async () => {
    const admin = createOllamaAdmin(configured(), local);
    expect(await admin.list(never)).toContainEqual({
      model: 'qwen3:4b',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      sizeBytes: 2_620_788_019,
      parameters: '4.0B',
      quantization: 'Q4_K_M',
    });
    expect(await admin.running(never)).toContainEqual({
      model: 'qwen3:4b',
      memoryBytes: 2_620_788_019,
      graphicsMemoryBytes: 0,
      contextTokens: 40_960,
    });
    expect(await admin.show('qwen3:4b', never)).toEqual({
      capabilities: ['completion', 'tools', 'thinking'],
      contextTokens: 40_960,
      isRemote: false,
    });
    await expect(admin.show('llama9', never)).rejects.toMatchObject({ code: 'model.not-found' });
    await expect(admin.list({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'model.cancelled',
    });
  });
});
