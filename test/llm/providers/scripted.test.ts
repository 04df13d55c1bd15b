import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/llm/model-error.ts';
import { createScriptedProvider } from '../../../src/llm/providers/scripted.ts';
import { collect, simpleRequest, wordsOf } from '../../contract/model-provider.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';

const never = { signal: new AbortController().signal };

describe('a scripted model', () => {
  it('gives its answers in turn, each with usage and an end', async () => {
    const provider = createScriptedProvider(
      [
        ['I look.', { thinking: 'Which?' }, { call: { name: 'read_guest', arguments: { name: 'a' } } }],
        ['It ', 'runs.', { usage: { inputTokens: 5, outputTokens: 2 } }],
      ],
      { clock: createFakeClock() },
    );
    const first = await collect(provider.stream(simpleRequest(), never));
    expect(first.map(({ kind }) => kind)).toEqual(['text', 'thinking', 'tool-call', 'usage', 'end']);
    expect(first.at(-1)).toEqual({ kind: 'end', reason: 'tool-calls' });
    const second = await collect(provider.stream(simpleRequest(), never));
    expect(wordsOf(second)).toBe('It runs.');
    expect(second.slice(-2)).toEqual([
      { kind: 'usage', usage: { inputTokens: 5, outputTokens: 2 } },
      { kind: 'end', reason: 'stop' },
    ]);
    expect(provider.requests).toHaveLength(2);
    expect(provider.abandoned).toBe(0);
  });

  it('answers each request by a function of it, and names every call anew', async () => {
    const provider = createScriptedProvider(
      ({ messages }, turn) => [
        `${turn}: ${messages.length}`,
        { call: { name: 'read_guest', arguments: {} } },
      ],
      { clock: createFakeClock() },
    );
    const parts = [
      ...(await collect(provider.stream(simpleRequest(), never))),
      ...(await collect(provider.stream(simpleRequest({ messages: [] }), never))),
    ];
    expect(wordsOf(parts)).toBe('0: 21: 0');
    const ids = parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call.id] : []));
    expect(new Set(ids).size).toBe(2);
  });

  it('waits on the clock', async () => {
    const clock = createFakeClock();
    const provider = createScriptedProvider([['one ', { waitMs: 5_000 }, 'two']], { clock });
    const seen: string[] = [];
    const ended = (async () => {
      for await (const part of provider.stream(simpleRequest(), never))
        if (part.kind === 'text') seen.push(part.text);
    })();
    await clock.advance(4_999);
    expect(seen).toEqual(['one ']);
    await clock.advance(1);
    await ended;
    expect(seen).toEqual(['one ', 'two']);
  });

  it('goes wrong where its script says so', async () => {
    const broken = new ModelError('busy', { code: 'model.overloaded' });
    const provider = createScriptedProvider([['one ', { error: broken }]], { clock: createFakeClock() });
    await expect(collect(provider.stream(simpleRequest(), never))).rejects.toBe(broken);
    expect(provider.abandoned).toBe(1);
  });

  it('has no answer beyond its script', async () => {
    const provider = createScriptedProvider([], { clock: createFakeClock() });
    await expect(collect(provider.stream(simpleRequest(), never))).rejects.toMatchObject({
      code: 'model.failed',
    });
  });

  it('may refuse, and be cut off', async () => {
    const provider = createScriptedProvider([[{ end: 'refused' }], ['It', { end: 'length' }, 'never said']], {
      clock: createFakeClock(),
    });
    expect((await collect(provider.stream(simpleRequest(), never))).at(-1)).toMatchObject({
      reason: 'refused',
    });
    const cut = await collect(provider.stream(simpleRequest(), never));
    expect([wordsOf(cut), cut.at(-1)]).toEqual(['It', { kind: 'end', reason: 'length' }]);
  });

  it.each([
    ['is silent', [{ silence: true as const }]],
    ['waits', [{ waitMs: 60_000 }]],
  ])('stops at once while it %s', async (_, answer) => {
    const clock = createFakeClock();
    const caller = new AbortController();
    const provider = createScriptedProvider([answer], { clock });
    const outcome = expect(collect(provider.stream(simpleRequest(), caller))).rejects.toMatchObject({
      code: 'model.cancelled',
    });
    await settle();
    caller.abort();
    await outcome;
    expect(clock.pending).toBe(0);
  });

  it('stops at once while it floods', async () => {
    const caller = new AbortController();
    const flood = function* () {
      for (;;) yield 'again ';
    };
    const provider = createScriptedProvider(() => flood(), { clock: createFakeClock() });
    let count = 0;
    const read = async () => {
      for await (const part of provider.stream(simpleRequest(), caller)) {
        count += part.kind === 'text' ? 1 : 0;
        if (count === 1_000) caller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'model.cancelled' });
    expect(count).toBe(1_000);
  });

  it('puts texts with the same words near each other', async () => {
    const provider = createScriptedProvider([], { clock: createFakeClock() });
    const [disk, disks, mail] = await provider.embed(
      ['disk of paperless', 'disks of paperless', 'zwölf E-Mails'],
      never,
    );
    const near = (a: readonly number[] = [], b: readonly number[] = []) =>
      a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
    expect(near(disk, disks)).toBeGreaterThan(near(disk, mail));
  });
});
