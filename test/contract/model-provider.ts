import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelProvider, ModelRequest, StreamPart, ToolDefinition } from '../../src/llm/model.ts';
import type { ModelErrorCode } from '../../src/llm/model-error.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** What the vendor is made to say, in the words of no vendor. */
export interface WireAnswer {
  /** Pieces, each sent by itself. */
  readonly text?: readonly string[];
  readonly thinking?: readonly string[];
  readonly calls?: readonly {
    readonly name: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  }[];
  /** The answer is cut off at the limit. */
  readonly isTooLong?: boolean;
  readonly usage: { readonly input: number; readonly output: number };
}

/** A provider under test, and the wire stand-in that it speaks to. */
export interface ProviderUnderTest {
  readonly provider: ModelProvider;
  readonly clock: FakeClock;
  /** Longer than any of the provider's limits. Milliseconds. */
  readonly patienceMs: number;
  /** The next request gets this. */
  answer(answer: WireAnswer): void;
  /** The next request meets a fault of the stand-in's catalogue. */
  fail(name: string): void;
  /** The bodies of all requests for answers so far, as text. */
  sent(): readonly string[];
  /** Waits until as many requests for answers have come. */
  arrived(count: number): Promise<void>;
  /** Waits until the stand-in answers nobody any more; hangs where a client keeps its connection. */
  idle(): Promise<void>;
  /** Fails where a request was not what the vendor takes; ends the stand-in. */
  close(): Promise<void>;
}

/** A fault of a stand-in's catalogue. `isSilent`: only a clock of one's own notices it. */
export interface NamedFault {
  readonly name: string;
  readonly code: ModelErrorCode;
  readonly isSilent: boolean;
}

const secretWord = 'sesame-27182';

/** A tool of the requests. */
export const readGuest: ToolDefinition = {
  name: 'read_guest',
  description: 'Reads the state of a guest.',
  parameters: {
    type: 'object',
    properties: { name: { type: 'string' }, id: { type: 'integer' } },
    required: ['name'],
  },
};

/** A request as the agent makes them. */
export const simpleRequest = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', content: [{ kind: 'text', text: 'You look after a homelab.', provenance: 'product' }] },
    {
      role: 'user',
      content: [{ kind: 'text', text: `Does Größe “paperless” run? ${secretWord}`, provenance: 'request' }],
    },
  ],
  maxOutputTokens: 200,
  ...more,
});

/** Everything that a stream gives. */
export const collect = async (parts: AsyncIterable<StreamPart>): Promise<StreamPart[]> => {
  const all: StreamPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
};

/** The words of a kind that parts say together. */
export const wordsOf = (parts: readonly StreamPart[], kind: 'text' | 'thinking' = 'text'): string =>
  parts.map((part) => (part.kind === kind ? part.text : '')).join('');

/** What every provider promises; `make` gives one with a stand-in of its own. */
export const testModelProvider = (
  name: string,
  make: () => Promise<ProviderUnderTest>,
  faults: readonly NamedFault[],
): void => {
  describe(`the provider ${name}`, () => {
    let under: ProviderUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    const never = new AbortController().signal;
    const ask = (request = simpleRequest(), signal = never) => under.provider.stream(request, { signal });

    it('streams text whole, whatever the pieces, then usage, then one end', async () => {
      under.answer({
        text: ['Ja, „paperless“ ', 'läuft ', '🖥️ seit Montag.'],
        usage: { input: 31, output: 9 },
      });
      const parts = await collect(ask());
      expect(wordsOf(parts)).toBe('Ja, „paperless“ läuft 🖥️ seit Montag.');
      expect(parts.slice(-2)).toMatchObject([
        { kind: 'usage', usage: { inputTokens: 31, outputTokens: 9 } },
        { kind: 'end', reason: 'stop' },
      ]);
      expect(parts.filter(({ kind }) => kind === 'end')).toHaveLength(1);
      expect(parts.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(1);
    });

    it('gives tool calls whole, each with an id of its own', async () => {
      under.answer({
        text: ['I look. '],
        calls: [
          { name: 'read_guest', arguments: { name: 'paperless "ngx"', id: 101 } },
          { name: 'read_guest', arguments: { name: 'größe' } },
        ],
        usage: { input: 40, output: 20 },
      });
      const parts = await collect(ask(simpleRequest({ tools: [readGuest] })));
      const calls = parts.flatMap((part) => (part.kind === 'tool-call' ? [part.call] : []));
      expect(calls).toMatchObject([
        { name: 'read_guest', arguments: { name: 'paperless "ngx"', id: 101 } },
        { name: 'read_guest', arguments: { name: 'größe' } },
      ]);
      expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
      expect(calls.every(({ id }) => id !== '')).toBe(true);
      expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'tool-calls' });
    });

    it('gives calls and their results back to the model', async () => {
      under.answer({ text: ['It runs.'], usage: { input: 60, output: 3 } });
      const call = { id: 'call_1', name: 'read_guest', arguments: { name: 'paperless' } };
      const { messages } = simpleRequest();
      await collect(
        ask(
          simpleRequest({
            tools: [readGuest],
            messages: [
              ...messages,
              { role: 'assistant', content: [], toolCalls: [call] },
              {
                role: 'tool',
                callId: 'call_1',
                toolName: 'read_guest',
                content: [{ kind: 'text', text: 'state: running', provenance: 'inventory' }],
              },
            ],
          }),
        ),
      );
      expect(under.sent()).toHaveLength(1);
      for (const words of ['You look after a homelab.', 'read_guest', 'state: running', secretWord])
        expect(under.sent()[0]).toContain(words);
    });

    it('says that an answer was cut off at the limit', async () => {
      under.answer({ text: ['It'], isTooLong: true, usage: { input: 31, output: 200 } });
      expect((await collect(ask())).at(-1)).toMatchObject({ kind: 'end', reason: 'length' });
    });

    it.each(faults.map((fault) => [fault.name, fault.code, fault] as const))(
      'tells what is wrong, asks once, and gives nothing away: %s is %s',
      async (_, code, fault) => {
        under.answer({ text: [`${secretWord} `, 'runs ', 'well'], usage: { input: 1, output: 1 } });
        under.fail(fault.name);
        const begun = Promise.withResolvers<void>();
        let isOver = false;
        const read = async (): Promise<unknown> => {
          try {
            for await (const part of ask()) if (part.kind === 'text') begun.resolve();
            return undefined;
          } catch (error) {
            return error;
          } finally {
            isOver = true;
          }
        };
        const ended = read();
        await under.arrived(1);
        if (fault.isSilent) {
          // What comes before the silence has to be there before the clock moves.
          if (code === 'model.stalled') await begun.promise;
          while (!isOver) await under.clock.advance(under.patienceMs);
        }
        const error = await ended;
        expect(error).toMatchObject({ name: 'ModelError', code });
        const { message, mend } = error as { message: string; mend?: string };
        expect(`${message} ${mend}`).not.toContain(secretWord);
        expect(under.sent()).toHaveLength(1);
        await under.idle();
        expect(under.clock.pending).toBe(0);
      },
    );

    it('ends at once when it is cancelled before the first byte, and closes its connection', async () => {
      const caller = new AbortController();
      under.fail(faults.find(({ code }) => code === 'model.timeout')?.name ?? '');
      const ended = collect(ask(simpleRequest(), caller.signal));
      const outcome = expect(ended).rejects.toMatchObject({ code: 'model.cancelled' });
      await under.arrived(1);
      caller.abort();
      await outcome;
      await under.idle();
      expect(under.clock.pending).toBe(0);
    });

    it('ends at once when it is cancelled in the middle, and closes its connection', async () => {
      const caller = new AbortController();
      under.answer({ text: ['one ', 'two ', 'three ', 'four'], usage: { input: 1, output: 1 } });
      under.fail(faults.find(({ code }) => code === 'model.stalled')?.name ?? '');
      const outcome = expect(
        (async () => {
          for await (const part of ask(simpleRequest(), caller.signal))
            if (part.kind === 'text') caller.abort();
        })(),
      ).rejects.toMatchObject({ code: 'model.cancelled' });
      await outcome;
      await under.idle();
    });

    it('closes its connection when nobody reads on', async () => {
      under.answer({ text: ['one ', 'two ', 'three ', 'four'], usage: { input: 1, output: 1 } });
      under.fail(faults.find(({ code }) => code === 'model.stalled')?.name ?? '');
      for await (const part of ask()) if (part.kind === 'text') break;
      await under.idle();
      expect(under.clock.pending).toBe(0);
    });

    it('sends nothing when it is cancelled before', async () => {
      await expect(collect(ask(simpleRequest(), AbortSignal.abort()))).rejects.toMatchObject({
        code: 'model.cancelled',
      });
      expect(under.sent()).toHaveLength(0);
    });
  });
};
