import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelMessage, ModelRequest } from '../../../src/llm/model.ts';
import { createAnthropicProvider } from '../../../src/llm/providers/anthropic.ts';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { collect, readGuest, simpleRequest, wordsOf } from '../../contract/model-provider.ts';
import { type AnthropicStandIn, startAnthropicStandIn } from '../../standins/anthropic/anthropic-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

const models = ['claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-opus-4-7', 'claude-fable-5-1', 'qwen3'];
let standIn: AnthropicStandIn;
beforeEach(async () => {
  standIn = await startAnthropicStandIn({ models });
});
afterEach(async () => {
  await standIn.close();
  standIn.assertNoRefusals();
});

const never = { signal: new AbortController().signal };

const ask = (request: ModelRequest, model = 'claude-sonnet-5-5', apiKey = 'key-1') =>
  collect(
    createAnthropicProvider(
      {
        name: 'cloud',
        provider: 'anthropic',
        model,
        url: standIn.url,
        apiKey,
        isLocal: false,
        contextTokens: 200_000,
        price: { inputUsd: 2, outputUsd: 10 },
      },
      { fetch: local.fetch, clock: createFakeClock(), ids: createCountedIds() },
    ).stream(request, never),
  );

const said = (text: string) => ({ kind: 'text', text, provenance: 'request' }) as const;
const user = (text: string): ModelMessage => ({ role: 'user', content: [said(text)] });
const system = (text: string): ModelMessage => ({ role: 'system', content: [said(text)] });
const result = (callId: string, text: string, isError = false): ModelMessage => ({
  role: 'tool',
  callId,
  toolName: 'read_guest',
  content: [said(text)],
  isError,
});
const cache = { cache_control: { type: 'ephemeral' } };

describe('a request to Anthropic', () => {
  it('keeps the words of the system in the cache, and with them the tools', async () => {
    await ask(simpleRequest({ tools: [readGuest] }));
    expect(standIn.chats()[0]).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 200,
      stream: true,
      system: [{ type: 'text', text: 'You look after a homelab.', ...cache }],
      messages: [{ role: 'user', content: [{ type: 'text', text: expect.stringContaining('Größe') }] }],
      tools: [{ name: 'read_guest', description: readGuest.description, input_schema: readGuest.parameters }],
      tool_choice: { type: 'auto' },
      thinking: { type: 'disabled' },
    });
    expect(standIn.requests[0]?.headers).toMatchObject({ authorization: 'Bearer key-1' });
  });

  it('keeps in the cache what stays the same, and no more', async () => {
    const messages = [system('Rules.'), system('It is noon.'), user('One?'), user('Two?')];
    await ask(simpleRequest({ messages, stableMessages: 1 }));
    await ask(simpleRequest({ messages, stableMessages: 3 }));
    await ask(simpleRequest({ messages, stableMessages: 0 }));
    await ask(simpleRequest({ messages: messages.slice(2), tools: [readGuest] }));
    const [one, three, none, tools] = standIn.chats();
    expect(one?.system).toEqual([
      { type: 'text', text: 'Rules.', ...cache },
      { type: 'text', text: 'It is noon.' },
    ]);
    expect(three).toMatchObject({
      system: [{ text: 'Rules.' }, { text: 'It is noon.', ...cache }],
      messages: [{ content: [{ text: 'One?', ...cache }, { text: 'Two?' }] }],
    });
    expect(JSON.stringify([three?.messages, none]).match(/cache_control/g)).toHaveLength(1);
    expect(tools?.tools?.[0]).toMatchObject(cache);
  });

  it('puts results right after their calls, together, before what else was said', async () => {
    await ask(
      simpleRequest({
        tools: [readGuest],
        toolChoice: 'none',
        messages: [
          user('Are they up?'),
          {
            role: 'assistant',
            content: [said('I look. '), said(' ')],
            toolCalls: [
              { id: 'call_1', name: 'read_guest', arguments: { name: 'a' } },
              { id: 'call_2', name: 'read_guest', arguments: { name: 'b' } },
            ],
          },
          result('call_1', 'running'),
          result('call_2', 'no such guest', true),
          user('And?'),
          { role: 'assistant', content: [] },
          user('Well?'),
        ],
      }),
    );
    const [body] = standIn.chats();
    expect(body?.tool_choice).toEqual({ type: 'none' });
    expect(body?.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look. ' },
          { type: 'tool_use', id: 'call_1', name: 'read_guest', input: { name: 'a' } },
          { type: 'tool_use', id: 'call_2', name: 'read_guest', input: { name: 'b' } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'call_1',
            content: [{ type: 'text', text: 'running' }],
            is_error: false,
          },
          {
            type: 'tool_result',
            tool_use_id: 'call_2',
            content: [{ type: 'text', text: 'no such guest' }],
            is_error: true,
          },
          { type: 'text', text: 'And?' },
          { type: 'text', text: 'Well?' },
        ],
      },
    ]);
  });

  it('carries pictures', async () => {
    const data = new Uint8Array([137, 80, 78, 71, 0, 255]);
    await ask(
      simpleRequest({
        messages: [
          {
            role: 'user',
            content: [said('?'), { kind: 'image', mediaType: 'image/png', data, provenance: 'image' }],
          },
        ],
      }),
    );
    expect(standIn.chats()[0]?.messages[0]?.content[1]).toEqual({
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'iVBORwD/' },
    });
  });

  it('holds the answer to a schema, closed as the vendor wants it', async () => {
    const responseSchema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] };
    await ask(simpleRequest({ responseSchema }));
    expect(standIn.chats()[0]?.output_config?.format).toEqual({
      type: 'json_schema',
      schema: { ...responseSchema, additionalProperties: false },
    });
    await expect(ask(simpleRequest({ responseSchema: { description: 'anything' } }))).rejects.toMatchObject({
      code: 'model.request-invalid',
      isPaid: false,
    });
    expect(standIn.requests).toHaveLength(1);
  });

  it.each([
    ['claude-sonnet-5-5', { type: 'disabled' }, { type: 'adaptive', display: 'summarized' }],
    ['claude-opus-4-7', undefined, { type: 'adaptive', display: 'summarized' }],
    ['claude-haiku-4-5', undefined, { type: 'enabled', budget_tokens: 2_000 }],
    ['claude-fable-5-1', { type: 'adaptive' }, { type: 'adaptive', display: 'summarized' }],
    ['qwen3', undefined, { type: 'enabled', budget_tokens: 2_000 }],
  ])('tells %s whether to think as it wants to be told', async (model, without, withThinking) => {
    const more = { tools: [readGuest], toolChoice: 'required', maxOutputTokens: 4_000 } as const;
    await ask(simpleRequest(more), model);
    await ask(simpleRequest({ ...more, thinking: true }), model);
    const [plain, thinking] = standIn.chats();
    expect([plain?.thinking, thinking?.thinking]).toEqual([without, withThinking]);
    expect(plain?.output_config).toEqual(model.includes('fable') ? { effort: 'low' } : undefined);
    // A model that thinks cannot be made to call something.
    expect(thinking?.tool_choice).toEqual({ type: 'auto' });
  });

  it('asks for no thinking where there is no room for it', async () => {
    await ask(simpleRequest({ thinking: true }), 'claude-haiku-4-5');
    expect(standIn.chats()[0]).not.toHaveProperty('thinking');
  });

  it('with a wrong key says so', async () => {
    await expect(ask(simpleRequest(), 'claude-sonnet-5-5', 'key-2')).rejects.toMatchObject({
      code: 'model.unauthorized',
    });
  });
});

describe('an answer of Anthropic’s', () => {
  it('gives its thinking back unchanged, where it stood', async () => {
    standIn.answer({
      blocks: [
        { type: 'thinking', pieces: ['Which ', 'one?'], signature: 'EqQBCkYIBRgCKkDjK4' },
        { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
        { type: 'text', pieces: ['I ', 'look.'] },
        { type: 'thinking', pieces: [''], signature: 'ErUBCkYIBRgCIkD9' },
        { type: 'tool_use', name: 'read_guest', input: { name: 'a' } },
        { type: 'tool_use', name: 'read_guest', input: {} },
      ],
    });
    const request = simpleRequest({ tools: [readGuest], thinking: true, maxOutputTokens: 4_000 });
    const parts = await ask(request);
    expect([wordsOf(parts, 'thinking'), wordsOf(parts)]).toEqual(['Which one?', 'I look.']);
    const end = parts.at(-1);
    if (end?.kind !== 'end' || end.thinking === undefined) throw new Error('no thinking came back');
    const toolCalls = parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call] : []));
    const [first, second] = toolCalls.map(({ id }) => id);
    const back: ModelMessage = {
      role: 'assistant',
      content: [said('I look.')],
      toolCalls,
      thinking: end.thinking,
    };
    const messages = [...request.messages, back, result(first ?? '', 'up'), result(second ?? '', 'up')];
    // The stand-in refuses thinking that it did not give out.
    await ask({ ...request, messages });
    expect(standIn.chats()[1]?.messages[1]?.content).toEqual([
      { type: 'thinking', thinking: 'Which one?', signature: 'EqQBCkYIBRgCKkDjK4' },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
      { type: 'text', text: 'I look.' },
      { type: 'thinking', thinking: '', signature: 'ErUBCkYIBRgCIkD9' },
      { type: 'tool_use', id: first, name: 'read_guest', input: { name: 'a' } },
      { type: 'tool_use', id: second, name: 'read_guest', input: {} },
    ]);
  });

  it('leaves out what another vendor thought', async () => {
    const messages: ModelMessage[] = [
      user('Up?'),
      { role: 'assistant', content: [said('Yes.')], thinking: { reasoning: 'hm' } },
      user('Sure?'),
    ];
    await ask(simpleRequest({ messages }));
    expect(standIn.chats()[0]?.messages[1]?.content).toEqual([{ type: 'text', text: 'Yes.' }]);
  });

  it('counts all input, also what came from the cache and went into it', async () => {
    standIn.answer({
      blocks: [{ type: 'text', pieces: ['Yes.'] }],
      usage: { input: 10, output: 3, cacheRead: 2_000, cacheWrite: 500 },
    });
    expect((await ask(simpleRequest())).at(-2)).toEqual({
      kind: 'usage',
      usage: { inputTokens: 2_510, outputTokens: 3, cachedInputTokens: 2_000, cacheWriteTokens: 500 },
    });
  });

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['pause_turn', 'length'],
    ['refusal', 'refused'],
    ['something_new', 'stop'],
  ])('that ends with %s ends with %s', async (stopReason, reason) => {
    standIn.answer({ blocks: [{ type: 'text', pieces: ['It'] }], stopReason });
    expect((await ask(simpleRequest())).at(-1)).toEqual({ kind: 'end', reason });
  });

  it('makes no call of one that was cut off at the limit, and mends one that is only written badly', async () => {
    const block = { type: 'tool_use', name: 'read_guest', input: "{'name': 'pap" } as const;
    standIn.answer({ blocks: [block], stopReason: 'max_tokens' }, { blocks: [block] });
    const request = simpleRequest({ tools: [readGuest] });
    expect((await ask(request)).at(-1)).toEqual({ kind: 'end', reason: 'length' });
    expect((await ask(request))[0]).toMatchObject({
      kind: 'tool-call',
      call: { arguments: { name: 'pap' } },
    });
  });

  it('may have events that nobody knew when this was written', async () => {
    standIn.fail({
      kind: 'bytes',
      afterEvents: 1,
      bytes: 'event: something_new\ndata: {"type":"something_new","of":1}\n\n',
    });
    expect(wordsOf(await ask(simpleRequest()))).toBe('ok');
  });

  it('that is lost after its last word is whole', async () => {
    standIn.answer({ blocks: [{ type: 'text', pieces: ['It ', 'runs.'] }], usage: { input: 5, output: 6 } });
    // The message, a block, two words, the end of the block, why it is over; then nothing.
    standIn.fail({ kind: 'no-end', afterEvents: 6 });
    const parts = await ask(simpleRequest());
    expect(wordsOf(parts)).toBe('It runs.');
    expect(parts.slice(-2)).toEqual([
      {
        kind: 'usage',
        usage: { inputTokens: 5, outputTokens: 6, cachedInputTokens: 0, cacheWriteTokens: 0 },
      },
      { kind: 'end', reason: 'stop' },
    ]);
  });
});
