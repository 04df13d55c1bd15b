import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import type { ModelProvider, ModelRequest } from '../../src/llm/model.ts';
import { createProvider } from '../../src/llm/providers/create-provider.ts';
import { createLocalFetch } from '../../src/llm/providers/local-fetch.ts';
import { collect, readGuest, simpleRequest, wordsOf } from '../contract/model-provider.ts';
import { type OllamaProcess, startOllama } from './support/ollama.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

/** The interfaces of others that a real Ollama speaks: servers that nobody wrote for these tests. */
const interfaces = [
  { provider: 'openai', folder: '/v1', path: '/v1/chat/completions' },
  { provider: 'anthropic', folder: '', path: '/v1/messages' },
] as const;

describe.skipIf(missingPeers('ollama').length > 0)('a real server behind the interface of', () => {
  let ollama: OllamaProcess;
  const local = createLocalFetch();
  const never = new AbortController().signal;
  beforeAll(async () => {
    ollama = await startOllama();
  });
  afterAll(async () => {
    await local.close();
    await ollama?.stop();
  });

  describe.each(interfaces)('$provider', ({ provider: name, folder, path }) => {
    const make = (model = 'tiny-random'): ModelProvider =>
      createProvider(
        {
          name: 'rack',
          provider: name,
          model,
          url: `${ollama.url}${folder}`,
          isLocal: true,
          contextTokens: 2_048,
          price: { inputUsd: 0, outputUsd: 0 },
        },
        { fetch: local.fetch, clock: systemClock, ids: randomIds },
      );
    const ask = (request: ModelRequest, model?: string) =>
      collect(make(model).stream(request, { signal: never }));
    const { messages } = simpleRequest();

    it('streams an answer in many parts and says what it used', async () => {
      const parts = await ask(simpleRequest({ maxOutputTokens: 40 }));
      expect(parts.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(5);
      const usage = parts.find((part) => part.kind === 'usage')?.usage;
      expect(usage?.inputTokens).toBeGreaterThan(20);
      expect(usage?.outputTokens).toBeLessThanOrEqual(40);
      expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'length' });
    });

    it('takes tools, calls and their results', async () => {
      const parts = await ask(
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
      );
      expect(parts.at(-1)?.kind).toBe('end');
    });

    it('says that it does not have a model', async () => {
      await expect(ask(simpleRequest(), 'nobody:1b')).rejects.toMatchObject({
        code: 'model.not-found',
        isPaid: false,
      });
    });

    it('stops to answer when it is cancelled', async () => {
      const caller = new AbortController();
      const mark = ollama.log().length;
      const read = async () => {
        const parts = make().stream(simpleRequest({ maxOutputTokens: 1_500 }), { signal: caller.signal });
        for await (const part of parts) if (part.kind === 'text') caller.abort();
      };
      await expect(read()).rejects.toMatchObject({ code: 'model.cancelled' });
      // Ollama notes a request when it is over.
      await waitFor('Ollama to be rid of the request', async () =>
        ollama.log().slice(mark).includes(`"${path}"`),
      );
      expect(wordsOf(await ask(simpleRequest({ maxOutputTokens: 5 })))).not.toBe('');
    });
  });

  it('openai holds an answer to a schema and makes vectors', async () => {
    const provider = createProvider(
      {
        name: 'rack',
        provider: 'openai',
        model: 'tiny-random',
        url: `${ollama.url}/v1`,
        isLocal: true,
        contextTokens: 2_048,
        price: { inputUsd: 0, outputUsd: 0 },
      },
      { fetch: local.fetch, clock: systemClock, ids: randomIds },
    );
    const responseSchema = {
      type: 'object',
      properties: { state: { type: 'string', enum: ['running', 'stopped'] } },
      required: ['state'],
    };
    const parts = await collect(
      provider.stream(simpleRequest({ responseSchema, maxOutputTokens: 400 }), { signal: never }),
    );
    expect(['running', 'stopped']).toContain(JSON.parse(wordsOf(parts)).state);
    const [one, two, again] = (await provider.embed?.(['disk', 'backup', 'disk'], { signal: never })) ?? [];
    expect(one).toHaveLength(64);
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
  });
});
