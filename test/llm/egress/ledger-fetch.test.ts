import { describe, expect, it } from 'vitest';
import type { MayLeave } from '../../../src/llm/egress/egress.ts';
import { ask, attempt, bodyOf, cloudModel, makeEgress, prepared, text } from './egress-fixture.ts';

const question = ask(text('How is still-fawn at 10.0.0.7?'));
const refused = expect.objectContaining({ code: 'egress.refused', kind: 'terminal' });

describe('what leaves', () => {
  it('is in the ledger, byte for byte, before it is sent', async () => {
    const order: string[] = [];
    const { egress, send, sent, entries } = makeEgress({
      answer: async () => {
        order.push(`sent with ${entries.length} in the ledger`);
        return new Response('{}');
      },
    });
    const from = await prepared(egress, question);
    const body = JSON.stringify(bodyOf(from.request));
    await send(from, body);
    expect(order).toEqual(['sent with 1 in the ledger']);
    expect(sent[0]?.init.body).toBe(body);
    expect(entries).toMatchObject([{ ...attempt, body, outcome: '200' }]);
    expect(body).toContain('How is host-1 at address-1?');
  });

  it('does not leave when the ledger cannot be written', async () => {
    const { egress, send, sent } = makeEgress({
      ledger: {
        add: () => {
          throw new Error('disk full');
        },
      },
    });
    const from = await prepared(egress, question);
    await expect(send(from, bodyOf(from.request))).rejects.toThrow('disk full');
    expect(sent).toEqual([]);
  });

  it.each([
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    [new Error('still-fawn is at 10.0.0.7'), 'no answer'],
  ])(
    'has an outcome also where nothing came back, without what an error may quote',
    async (failure, outcome) => {
      const { egress, send, entries } = makeEgress({ answer: () => Promise.reject(failure) });
      const from = await prepared(egress, question);
      await expect(send(from, bodyOf(from.request))).rejects.toBe(failure);
      expect(entries).toMatchObject([{ outcome }]);
    },
  );

  it('counts each call as a try of its own', async () => {
    const { egress, send, entries } = makeEgress({ answer: async () => new Response('', { status: 503 }) });
    const from = await prepared(egress, question);
    await send(from, bodyOf(from.request));
    await send(from, bodyOf(from.request));
    expect(entries.map(({ outcome }) => outcome)).toEqual(['503', '503']);
    expect(entries[0]?.body).toBe(entries[1]?.body);
  });

  it('goes nowhere that an answer points to', async () => {
    const { egress, send, sent } = makeEgress();
    const from = await prepared(egress, question);
    await send(from, bodyOf(from.request), { redirect: 'follow' });
    expect(sent[0]?.init.redirect).toBe('manual');
  });

  it('has the key in its header, and of all other headers those that the interface needs', async () => {
    const { egress, send, sent } = makeEgress();
    const from = await prepared(egress, question);
    await send(from, bodyOf(from.request), {
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer whatever',
        'x-stainless-os': 'Linux',
        'x-host': 'still-fawn',
        cookie: 'a=b',
      },
    });
    expect(Object.fromEntries(new Headers(sent[0]?.init.headers))).toEqual({
      'content-type': 'application/json',
      authorization: `Bearer ${cloudModel.apiKey}`,
      'user-agent': 'homelab-steward',
    });
  });
});

describe('the last gate', () => {
  const attempts: [string, (from: MayLeave) => unknown][] = [
    ['a name', ({ request }) => ({ ...bodyOf(request), user: 'still-fawn' })],
    ['a name in another spelling', ({ request }) => ({ ...bodyOf(request), user: 'Still Fawn' })],
    ['a name as a key', ({ request }) => ({ ...bodyOf(request), metadata: { 'still-fawn': 1 } })],
    ['an address', ({ request }) => ({ ...bodyOf(request), metadata: '10.0.0.7' })],
    ['a name in base64', ({ request }) => ({ ...bodyOf(request), metadata: btoa('at still-fawn now') })],
    ['a secret', ({ request }) => ({ ...bodyOf(request), metadata: 'correct-horse-battery' })],
    [
      'a secret in JSON in a string',
      ({ request }) => ({ ...bodyOf(request), input: '{"a":"correct-horse-battery"}' }),
    ],
    ['the request as it was', () => bodyOf(question)],
    [
      'another long text',
      ({ request }) => ({ ...bodyOf(request), metadata: 'It is a long way home. '.repeat(20) }),
    ],
    ['no JSON', () => 'How is it?'],
    ['a key twice', ({ request }) => `{"messages":"still-fawn",${JSON.stringify(bodyOf(request)).slice(1)}`],
  ];
  it.each(attempts)('refuses a body with %s, writes nothing and sends nothing', async (_, make) => {
    const { egress, send, sent, entries, logged } = makeEgress();
    const from = await prepared(egress, question);
    await expect(send(from, make(from))).rejects.toEqual(refused);
    expect([sent, entries]).toEqual([[], []]);
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toMatch(/fawn|10\.0\.0\.7|horse/i);
  });

  it.each([
    ['another host', 'https://evil.example/v1/chat/completions'],
    ['another scheme', 'http://models.example/v1/chat/completions'],
    ['another folder', 'https://models.example/v2/chat/completions'],
    ['a folder above', 'https://models.example/v1/../v2/chat'],
    ['a user', 'https://still-fawn@models.example/v1/chat/completions'],
    ['a name in the query', 'https://models.example/v1/chat/completions?at=still-fawn'],
    ['none at all', 'chat/completions'],
  ])('refuses an address with %s', async (_, url) => {
    const { egress, send, sent } = makeEgress();
    const from = await prepared(egress, question);
    await expect(send(from, bodyOf(from.request), { url })).rejects.toEqual(refused);
    expect(sent).toEqual([]);
  });

  it('refuses what another door prepared, other methods, and bodies that it cannot read', async () => {
    const { egress, send, sent } = makeEgress();
    const from = await prepared(egress, question);
    const foreign = await prepared(makeEgress().egress, question);
    await expect(send(foreign, bodyOf(from.request))).rejects.toEqual(refused);
    await expect(send({ ...from }, bodyOf(from.request))).rejects.toEqual(refused);
    await expect(send(from, bodyOf(from.request), { method: 'PUT' })).rejects.toEqual(refused);
    await expect(send(from, '', { body: new Blob(['{}']) })).rejects.toEqual(refused);
    await expect(
      egress.fetchFor({ ...attempt, model: 'none' }, from)('https://models.example/v1/x'),
    ).rejects.toEqual(refused);
    expect(sent).toEqual([]);
  });

  it('lets placeholders pass, also where the house has a host of that very name', async () => {
    const known = [
      { entity: 'host', value: 'host-1' },
      { entity: 'host', value: 'zebra' },
      { entity: 'name', value: 'address' },
    ] as const;
    const { egress, send, sent } = makeEgress({ known });
    const from = await prepared(egress, ask(text('Are zebra and host-1 up at 10.0.0.7?')));
    await send(from, bodyOf(from.request));
    expect(String(sent[0]?.init.body)).toContain('Are host-1 and host-2 up at address-1?');
  });

  it('lets the product’s own words pass, joined by a provider, in a house that has something of that name', async () => {
    const { egress, send, sent } = makeEgress();
    const from = await prepared(egress, {
      messages: [
        {
          role: 'system',
          content: [text('You make a backup.', 'product'), text('Nodes: still-fawn.', 'inventory')],
        },
        ...question.messages,
      ],
      maxOutputTokens: 10,
    });
    await send(from, bodyOf(from.request));
    expect(String(sent[0]?.init.body)).toContain('You make a backup.\\n\\nNodes: host-1.');
  });
});
