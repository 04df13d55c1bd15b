import { describe, expect, it } from 'vitest';
import type { MayLeave } from '../../../src/llm/egress/egress.ts';
import type { StreamPart } from '../../../src/llm/model.ts';
import { ask, makeEgress, prepared, text } from './egress-fixture.ts';

const aboutTwelveHosts = async (): Promise<MayLeave> =>
  prepared(
    makeEgress({
      known: Array.from({ length: 12 }, (_, index) => ({
        entity: 'host' as const,
        value: `wolf${index + 1}x`,
      })),
    }).egress,
    ask(text(Array.from({ length: 12 }, (_, index) => `wolf${index + 1}x`).join(', '))),
  );

const through = (from: MayLeave, parts: readonly StreamPart[]): StreamPart[] => {
  const restorer = from.restorer();
  return [...parts.flatMap((part) => restorer.take(part)), ...restorer.end()];
};

const said = (parts: readonly StreamPart[], kind: 'text' | 'thinking' = 'text'): string =>
  parts.map((part) => (part.kind === kind ? part.text : '')).join('');

describe('what comes back', () => {
  const answer = 'Host-1 and host-12 are up; host-1, host-99 and xhost-2 are not. (host-11) host-1';
  const restored = 'wolf1x and wolf12x are up; wolf1x, host-99 and xhost-2 are not. (wolf11x) wolf1x';

  it('has its identities again, wherever the stream is split', async () => {
    const from = await aboutTwelveHosts();
    for (let at = 0; at <= answer.length; at += 1)
      expect(
        said(
          through(from, [
            { kind: 'text', text: answer.slice(0, at) },
            { kind: 'text', text: answer.slice(at) },
            { kind: 'end', reason: 'stop' },
          ]),
        ),
      ).toBe(restored);
    expect(
      said(
        through(
          from,
          [...answer].map((character) => ({ kind: 'text', text: character })),
        ),
      ),
    ).toBe(restored);
  });

  it('is shown at once where it cannot be the beginning of a placeholder', async () => {
    const restorer = (await aboutTwelveHosts()).restorer();
    expect(restorer.take({ kind: 'text', text: 'All is well. ' })).toEqual([
      { kind: 'text', text: 'All is well. ' },
    ]);
    expect(restorer.take({ kind: 'text', text: 'On ho' })).toEqual([{ kind: 'text', text: 'On ' }]);
    expect(restorer.take({ kind: 'text', text: 'lidays' })).toEqual([{ kind: 'text', text: 'holidays' }]);
  });

  it('is restored in thinking and in the arguments of calls, too, in order', async () => {
    const from = await aboutTwelveHosts();
    expect(
      through(from, [
        { kind: 'thinking', text: 'Look at host-' },
        { kind: 'thinking', text: '2' },
        { kind: 'text', text: 'I look at host-2' },
        {
          kind: 'tool-call',
          call: { id: 'a', name: 'look', arguments: { of: ['host-2', { 'host-3': 'on host-4.' }], all: 1 } },
        },
        { kind: 'end', reason: 'tool-calls' },
      ]),
    ).toEqual([
      { kind: 'thinking', text: 'Look at ' },
      { kind: 'thinking', text: 'wolf2x' },
      { kind: 'text', text: 'I look at ' },
      { kind: 'text', text: 'wolf2x' },
      {
        kind: 'tool-call',
        call: { id: 'a', name: 'look', arguments: { of: ['wolf2x', { wolf3x: 'on wolf4x.' }], all: 1 } },
      },
      { kind: 'end', reason: 'tool-calls' },
    ]);
  });

  it('is whole JSON where JSON was asked for, also with an identity that JSON has to escape', async () => {
    const { egress } = makeEgress({
      known: [{ entity: 'host', value: 'the "old" one' }],
      inspector: quoting,
    });
    const from = await prepared(egress, {
      ...ask(text('How is the "old" one?')),
      responseSchema: { type: 'object' },
    });
    const answered = said(through(from, [{ kind: 'text', text: '{"node":"host-1"}' }]));
    expect(JSON.parse(answered)).toEqual({ node: 'the "old" one' });
  });

  it('keeps the vendor’s own blocks of thinking as they are, and only those go back to it', async () => {
    const { egress } = makeEgress();
    const thinking = [{ type: 'thinking', thinking: 'host-1 is up', signature: 'EqQBCkYIBRgC' }];
    const first = await prepared(egress, ask(text('How is still-fawn?')));
    expect(through(first, [{ kind: 'end', reason: 'stop', thinking }])).toEqual([
      { kind: 'end', reason: 'stop', thinking },
    ]);
    const next = (block: typeof thinking) =>
      prepared(egress, {
        messages: [
          { role: 'user', content: [text('How is still-fawn?')] },
          { role: 'assistant', content: [text('still-fawn is up.')], thinking: block },
        ],
        maxOutputTokens: 10,
      });
    expect((await next(thinking)).request.messages[1]).toHaveProperty('thinking', thinking);
    const local = [{ type: 'thinking', thinking: 'still-fawn is up', signature: '' }];
    expect((await next(local)).request.messages[1]).not.toHaveProperty('thinking');
  });
});

const quoting = {
  inspect: async (inspected: string) => {
    const start = inspected.indexOf('the "old" one');
    const finding = {
      rule: 'known-host',
      kind: 'identity',
      entity: 'host',
      start,
      end: start + 13,
      value: 'the "old" one',
    } as const;
    return { class: 'internal' as const, findings: start < 0 ? [] : [finding] };
  },
};
