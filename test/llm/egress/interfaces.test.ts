import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelRequest, StreamPart } from '../../../src/llm/model.ts';
import { createProvider } from '../../../src/llm/providers/create-provider.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { type Wire, wires } from '../wires.ts';
import { makeEgress, prepared, signal, text } from './egress-fixture.ts';

const conversation: ModelRequest = {
  messages: [
    { role: 'system', content: [text('You look after a homelab.', 'product')] },
    { role: 'user', content: [text('Is wolfram up, and 10.0.0.7?')] },
    {
      role: 'assistant',
      content: [text('I look.')],
      toolCalls: [
        { id: 'toolu_01A09q90qw90lq917835lq9', name: 'look', arguments: { of: 'wolfram', all: true } },
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
  maxOutputTokens: 4_000,
  stableMessages: 2,
};

/** Requests in all the words that an interface has for them. */
const requests: Readonly<Record<string, ModelRequest>> = {
  'with tools': conversation,
  'that has to call a tool': { ...conversation, toolChoice: 'required' },
  'that may call no tool': { ...conversation, toolChoice: 'none', temperature: 0.5 },
  'that may be thought about': { ...conversation, thinking: true },
  'for an answer of a schema': {
    messages: conversation.messages.slice(0, 2),
    maxOutputTokens: 300,
    responseSchema: {
      type: 'object',
      properties: { isUp: { type: 'boolean' }, why: { type: 'string', enum: ['load', 'power'] } },
      required: ['isUp'],
    },
  },
};

const wordsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return /^[a-z][a-z_]{2,}$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(Array.isArray(value) ? [] : wordsOf(key)),
    ...wordsOf(each),
  ]);
};

describe.each(wires)('the interface of $name through the door to the clouds', ({ start }) => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await start();
  });
  afterEach(() => wire.close());

  const ask = async (request: ModelRequest, hosts: readonly string[]) => {
    const under = makeEgress({
      known: hosts.map((value) => ({ entity: 'host', value })),
      model: wire.model,
      answer: (init, url) => fetch(url, init),
    });
    const from = await prepared(under.egress, request);
    const provider = createProvider(wire.model, {
      fetch: under.egress.fetchFor(
        { requestId: 'request_1', attempt: 1, model: wire.model.name, purpose: 'conversation' },
        from,
      ),
      clock: under.clock,
      ids: createCountedIds(),
    });
    const restorer = from.restorer();
    const parts: StreamPart[] = [];
    for await (const part of provider.stream(from.request, { signal })) parts.push(...restorer.take(part));
    return { ...under, parts, body: wire.bodies().at(-1) ?? '' };
  };

  it.each(Object.entries(requests))(
    'takes a request %s, also in a house whose hosts are called like its words',
    async (_, request) => {
      const plain = await ask(request, ['wolfram']);
      const words = new Set(wordsOf(JSON.parse(plain.body)));
      words.delete('look');
      expect(words.size).toBeGreaterThan(10);
      const { entries, body } = await ask(request, ['wolfram', ...words]);
      expect(entries).toMatchObject([{ outcome: '200', body }]);
      expect(body).not.toMatch(/wolfram|10\.0\.0\.7|toolu_/);
    },
  );

  it('has its names again in what the model says and calls', async () => {
    wire.answer({
      text: ['host-', '1 is ', 'up.'],
      calls: [{ name: 'look', arguments: { of: 'host-1' } }],
    });
    const { parts } = await ask(conversation, ['wolfram']);
    expect(parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')).toBe('wolfram is up.');
    expect(parts.find(({ kind }) => kind === 'tool-call')).toMatchObject({
      call: { name: 'look', arguments: { of: 'wolfram' } },
    });
  });

  it('is told the key where it belongs, and nothing about the machine', async () => {
    const { sent } = await ask(conversation, []);
    const names = [...new Headers(sent[0]?.init.headers).keys()].sort();
    expect(names.filter((name) => name !== 'anthropic-version')).toEqual([
      'accept',
      'authorization',
      'content-type',
      'user-agent',
    ]);
  });

  it('ends its connection when it is cancelled, and the ledger says that it was answered', async () => {
    const { egress, clock, entries } = makeEgress({
      model: wire.model,
      answer: (init, url) => fetch(url, init),
    });
    const from = await prepared(egress, conversation);
    const provider = createProvider(wire.model, {
      fetch: egress.fetchFor(
        { requestId: 'request_1', attempt: 1, model: wire.model.name, purpose: 'chat' },
        from,
      ),
      clock,
      ids: createCountedIds(),
    });
    wire.answer({ text: ['one ', 'two ', 'three ', 'four'] });
    wire.fail('silence in the middle');
    const caller = new AbortController();
    const read = async () => {
      for await (const part of provider.stream(from.request, { signal: caller.signal }))
        if (part.kind === 'text') caller.abort();
    };
    await expect(read()).rejects.toMatchObject({ code: 'model.cancelled' });
    await wire.idle();
    expect(entries).toMatchObject([{ outcome: '200' }]);
    expect(clock.pending).toBe(0);
  });

  it('says of a request that the door held back what the door said of it', async () => {
    const { egress, clock, sent } = makeEgress({
      model: { ...wire.model, url: 'https://elsewhere.example' },
    });
    const from = await prepared(egress, conversation);
    const provider = createProvider(wire.model, {
      fetch: egress.fetchFor(
        { requestId: 'request_1', attempt: 1, model: wire.model.name, purpose: 'chat' },
        from,
      ),
      clock,
      ids: createCountedIds(),
    });
    const parts = provider.stream(from.request, { signal });
    await expect(parts[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'egress.refused' });
    expect(sent).toEqual([]);
  });
});
