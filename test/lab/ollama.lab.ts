import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import type { ConfiguredModel, ModelProvider } from '../../src/llm/model.ts';
import { createLocalFetch } from '../../src/llm/providers/local-fetch.ts';
import { createOllamaProvider } from '../../src/llm/providers/ollama.ts';
import { createOllamaAdmin } from '../../src/llm/providers/ollama-admin.ts';
import { collect, readGuest, simpleRequest, wordsOf } from '../contract/model-provider.ts';
import { type OllamaProcess, startOllama } from './support/ollama.ts';
import { missingPeers } from './support/peers.ts';
import { tinyModelContextTokens } from './support/tiny-model.ts';
import { waitFor } from './support/wait-for.ts';

describe.skipIf(missingPeers('ollama').length > 0)('a real Ollama', () => {
  let ollama: OllamaProcess;
  const local = createLocalFetch();
  const never = { signal: new AbortController().signal };

  const configured = (more: Partial<ConfiguredModel> = {}): ConfiguredModel => ({
    name: 'local',
    provider: 'ollama',
    model: 'tiny-random',
    url: ollama.url,
    isLocal: true,
    contextTokens: 2_048,
    price: { inputUsd: 0, outputUsd: 0 },
    ...more,
  });
  const make = (more: Partial<ConfiguredModel> = {}) =>
    createOllamaProvider(configured(more), { fetch: local.fetch, clock: systemClock, ids: randomIds });

  const isRequestOver = (mark: number) => /\| POST +"\/api\/chat"/.test(ollama.log().slice(mark));

  let provider: ModelProvider & Required<Pick<ModelProvider, 'embed'>>;
  beforeAll(async () => {
    ollama = await startOllama();
    provider = make();
  });
  afterAll(async () => {
    await local.close();
    await ollama?.stop();
  });

  it('streams an answer in many parts and says what it used', async () => {
    const parts = await collect(provider.stream(simpleRequest({ maxOutputTokens: 40 }), never));
    expect(parts.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(5);
    expect(parts.at(-2)).toMatchObject({ kind: 'usage' });
    const usage = parts.find((part) => part.kind === 'usage')?.usage;
    expect(usage?.inputTokens).toBeGreaterThan(20);
    expect(usage?.outputTokens).toBeLessThanOrEqual(40);
    expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'length' });
  });

  it('answers the same to the same question', async () => {
    const ask = async () =>
      wordsOf(await collect(provider.stream(simpleRequest({ maxOutputTokens: 30 }), never)));
    expect(await ask()).toBe(await ask());
  });

  it('is held to a schema, whatever the model would say', async () => {
    const responseSchema = {
      type: 'object',
      properties: { state: { type: 'string', enum: ['running', 'stopped'] }, isSure: { type: 'boolean' } },
      required: ['state', 'isSure'],
    };
    const parts = await collect(
      provider.stream(simpleRequest({ responseSchema, maxOutputTokens: 400 }), never),
    );
    const answer = JSON.parse(wordsOf(parts)) as { state: string; isSure: boolean };
    expect(['running', 'stopped']).toContain(answer.state);
    expect(typeof answer.isSure).toBe('boolean');
  });

  it('takes tools, calls and their results', async () => {
    const { messages } = simpleRequest();
    const parts = await collect(
      provider.stream(
        simpleRequest({
          tools: [readGuest],
          maxOutputTokens: 20,
          messages: [
            ...messages,
            {
              role: 'assistant',
              content: [],
              toolCalls: [{ id: 'call_1', name: 'read_guest', arguments: { name: 'paperless' } }],
            },
            {
              role: 'tool',
              callId: 'call_1',
              toolName: 'read_guest',
              content: [{ kind: 'text', text: 'running', provenance: 'inventory' }],
            },
          ],
        }),
        never,
      ),
    );
    expect(parts.at(-1)?.kind).toBe('end');
  });

  it('makes one vector per text, the same for the same text', async () => {
    const [one, two, again] = await provider.embed(['disk', 'a mail to Alice', 'disk'], never);
    expect(one).toHaveLength(64);
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
  });

  it('says that it does not have a model', async () => {
    await expect(collect(make({ model: 'nobody:1b' }).stream(simpleRequest(), never))).rejects.toMatchObject({
      code: 'model.not-found',
      kind: 'terminal',
    });
  });

  it('refuses a request that is longer than its context', async () => {
    const long = { kind: 'text', text: 'many words '.repeat(2_000), provenance: 'log' } as const;
    await expect(
      collect(provider.stream(simpleRequest({ messages: [{ role: 'user', content: [long] }] }), never)),
    ).rejects.toMatchObject({ code: 'model.context-exceeded' });
  });

  it('stops to generate when it is cancelled', async () => {
    const caller = new AbortController();
    // An answer of that length takes minutes; Ollama says of a request that it is over, and answers one at a time.
    const endless = make({ contextTokens: tinyModelContextTokens });
    const read = async () => {
      const parts = endless.stream(simpleRequest({ maxOutputTokens: 130_000 }), caller);
      for await (const part of parts) if (part.kind === 'text') caller.abort();
    };
    const before = ollama.log().length;
    await expect(read()).rejects.toMatchObject({ code: 'model.cancelled' });
    await waitFor('Ollama to end the request', () => isRequestOver(before));
    expect(wordsOf(await collect(endless.stream(simpleRequest({ maxOutputTokens: 5 }), never)))).not.toBe('');
  });

  it('lets go before the first byte when it is cancelled', async () => {
    const caller = new AbortController();
    const before = ollama.log().length;
    // Another context: the model is loaded anew, and until then there is no header.
    const ended = collect(make({ contextTokens: 1_024 }).stream(simpleRequest(), caller));
    const outcome = expect(ended).rejects.toMatchObject({ code: 'model.cancelled' });
    await waitFor('Ollama to load the model', () => ollama.log().slice(before).includes('starting runner'), {
      intervalMs: 2,
    });
    caller.abort();
    await outcome;
    await waitFor('Ollama to end the request', () =>
      /\| POST +"\/api\/chat"/.test(ollama.log().slice(before)),
    );
    expect(wordsOf(await collect(provider.stream(simpleRequest({ maxOutputTokens: 5 }), never)))).not.toBe(
      '',
    );
  });

  it('tells what it has and what is in memory', async () => {
    const admin = createOllamaAdmin(configured(), local);
    await collect(provider.stream(simpleRequest({ maxOutputTokens: 1 }), never));
    expect(await admin.list(never)).toMatchObject([{ model: 'tiny-random:latest' }]);
    const [running] = await admin.running(never);
    expect(running).toMatchObject({ model: 'tiny-random:latest', contextTokens: 2_048 });
    expect(running?.memoryBytes).toBeGreaterThan(500_000);
    expect(await admin.show('tiny-random', never)).toEqual({
      capabilities: expect.arrayContaining(['completion', 'tools']),
      contextTokens: tinyModelContextTokens,
      isRemote: false,
    });
  });
});
