import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../../src/llm/model.ts';
import { ask, makeEgress, prepared, signal, text } from './egress-fixture.ts';

const sentText = async (...content: Parameters<typeof ask>): Promise<string> => {
  const { request } = await prepared(makeEgress().egress, ask(...content));
  return request.messages
    .flatMap((message) => message.content.map((part) => (part.kind === 'text' ? part.text : '')))
    .join('|');
};

describe('what stays in the house', () => {
  it.each(['log', 'configuration', 'person', 'secret'] as const)(
    'is everything that came from %s, whatever it says',
    async (provenance) => {
      const { egress } = makeEgress();
      expect(await egress.prepare(ask(text('Hello.', provenance)), { signal })).toMatchObject({
        kind: 'stays',
        class: 'secret',
      });
    },
  );

  it('is a picture', async () => {
    const request: ModelRequest = {
      messages: [
        {
          role: 'user',
          content: [{ kind: 'image', mediaType: 'image/png', data: new Uint8Array(4), provenance: 'image' }],
        },
      ],
      maxOutputTokens: 10,
    };
    expect(await makeEgress().egress.prepare(request, { signal })).toMatchObject({ kind: 'stays' });
  });

  it.each([
    ['a message', ask(text('The password is correct-horse-battery.'))],
    ['the arguments of a tool call', callWith({ note: { deep: ['correct-horse-battery'] } })],
    ['a key of an argument', callWith({ 'correct-horse-battery': true })],
    ['base64', ask(text(`Decode ${Buffer.from('correct-horse-battery').toString('base64')}`))],
    [
      'the description of a tool',
      {
        ...ask(text('Hello.')),
        tools: [{ name: 'look', description: 'Use correct-horse-battery.', parameters: { type: 'object' } }],
      },
    ],
    [
      'a schema',
      { ...ask(text('Hello.')), responseSchema: { type: 'object', description: 'correct-horse-battery' } },
    ],
  ] as [string, ModelRequest][])(
    'is a request with a secret in %s, and the reason does not tell it',
    async (_, request) => {
      const answer = await makeEgress().egress.prepare(request, { signal });
      expect(answer).toMatchObject({ kind: 'stays', class: 'secret' });
      expect(JSON.stringify(answer)).not.toContain('horse');
    },
  );

  it('is what an inspector cannot inspect', async () => {
    const { egress } = makeEgress({ inspector: { inspect: () => Promise.reject(new Error('broken')) } });
    expect(await egress.prepare(ask(text('Hello.')), { signal })).toMatchObject({ kind: 'stays' });
  });

  it('is what is not inspected in time', async () => {
    const { egress, clock } = makeEgress({ inspector: { inspect: () => new Promise(() => {}) } });
    const answer = egress.prepare(ask(text('Hello.')), { signal });
    await clock.advance(5_000);
    expect(await answer).toMatchObject({ kind: 'stays', class: 'secret' });
    expect(clock.pending).toBe(0);
  });

  it('is what is cancelled meanwhile', async () => {
    const { egress, clock } = makeEgress({ inspector: { inspect: () => new Promise(() => {}) } });
    const controller = new AbortController();
    const answer = egress.prepare(ask(text('Hello.')), { signal: controller.signal });
    controller.abort();
    expect(await answer).toMatchObject({ kind: 'stays' });
    expect(clock.pending).toBe(0);
  });
});

describe('placeholders', () => {
  it('are numbered in the order in which identities first appear', async () => {
    expect(await sentText(text('Is pumped-piglet up? And still-fawn, and pumped-piglet at 10.0.0.7?'))).toBe(
      'Is host-1 up? And host-2, and host-1 at address-1?',
    );
  });

  it('are the same for every spelling of a name', async () => {
    expect(await sentText(text('still-fawn, Still Fawn, stillfawn'))).toBe('host-1, host-1, host-1');
  });

  it('never take a word that the person wrote', async () => {
    expect(await sentText(text('Rename host-1 to still-fawn, Host-2 stays.'))).toBe(
      'Rename host-1 to host-3, Host-2 stays.',
    );
  });

  it('leave nothing of an encoding in which a name stands', async () => {
    const encoded = Buffer.from('reboot still-fawn at once').toString('base64');
    const sent = await sentText(text(`Run ${encoded} please.`));
    expect(sent).not.toContain(encoded.slice(0, 12));
    expect(sent).toMatch(/host-1/);
  });

  it('leave a word of the product alone that a storage happens to be called', async () => {
    expect(await sentText(text('Make a backup first.', 'product'), text('backup is full', 'inventory'))).toBe(
      'Make a backup first.|name-1 is full',
    );
  });

  it('stand in names, arguments and results of tools, in keys and in values, as in texts', async () => {
    const { egress } = makeEgress();
    const { request } = await prepared(egress, {
      messages: [
        { role: 'user', content: [text('How is still-fawn?')] },
        {
          role: 'assistant',
          content: [],
          toolCalls: [
            { id: 'call_AbC', name: 'status_of_still_fawn', arguments: { 'still-fawn': ['Still Fawn', 7] } },
          ],
        },
        {
          role: 'tool',
          callId: 'call_AbC',
          toolName: 'status_of_still_fawn',
          content: [text('{"node":"still-fawn","address":"10.0.0.7"}', 'inventory')],
        },
      ],
      tools: [
        {
          name: 'status_of_still_fawn',
          description: 'Looks at still-fawn.',
          parameters: { type: 'object', properties: { node: { type: 'string', enum: ['still-fawn'] } } },
        },
      ],
      maxOutputTokens: 10,
    });
    expect(request.tools).toEqual([
      {
        name: 'tool_1',
        description: 'Looks at host-1.',
        parameters: { type: 'object', properties: { node: { type: 'string', enum: ['host-1'] } } },
      },
    ]);
    expect(request.messages.slice(1)).toMatchObject([
      { toolCalls: [{ id: 'call-1', name: 'tool_1', arguments: { 'host-1': ['host-1', 7] } }] },
      {
        callId: 'call-1',
        toolName: 'tool_1',
        content: [{ text: '{"node":"host-1","address":"address-1"}' }],
      },
    ]);
  });

  it('are the same in a later turn, which begins with the bytes of the one before', async () => {
    const { egress } = makeEgress();
    const first = ask(text('How is pumped-piglet?'));
    const later: ModelRequest = {
      ...first,
      messages: [
        ...first.messages,
        { role: 'assistant', content: [text('pumped-piglet is online.')] },
        { role: 'user', content: [text('And still-fawn?')] },
      ],
    };
    const [one, two] = [await prepared(egress, first), await prepared(egress, later)];
    expect(two.request.messages.slice(0, 1)).toEqual(one.request.messages);
    expect(two.request.messages.slice(1)).toMatchObject([
      { content: [{ text: 'host-1 is online.' }] },
      { content: [{ text: 'And host-2?' }] },
    ]);
  });

  it('stand for what was told by its surroundings also where it stands alone, in that request and in later ones', async () => {
    const { egress } = makeEgress({
      inspector: {
        inspect: async (inspected) => {
          const start = inspected.indexOf('serial WX31A99') + 7;
          const finding = {
            rule: 'serial',
            kind: 'identity',
            entity: 'serial',
            start,
            end: start + 7,
            value: 'WX31A99',
          } as const;
          return start < 7 ? { class: 'internal', findings: [] } : { class: 'internal', findings: [finding] };
        },
      },
    });
    const first = await prepared(
      egress,
      ask(text('The disk with serial WX31A99 fails.'), text('Is WX31A99 old?')),
    );
    expect(JSON.stringify(first.request)).not.toContain('WX31A99');
    const later = await prepared(egress, ask(text('Order one for WX31A99.')));
    expect(JSON.stringify(later.request)).not.toContain('WX31A99');
  });
});

function callWith(args: Record<string, never> | object): ModelRequest {
  return {
    messages: [
      { role: 'user', content: [text('Hello.')] },
      {
        role: 'assistant',
        content: [],
        toolCalls: [{ id: 'call_1', name: 'look', arguments: args as Record<string, never> }],
      },
    ],
    maxOutputTokens: 10,
  };
}
