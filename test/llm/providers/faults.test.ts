import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelError } from '../../../src/llm/model-error.ts';
import { createProvider } from '../../../src/llm/providers/create-provider.ts';
import { simpleRequest } from '../../contract/model-provider.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { type Wire, wires } from '../wires.ts';

const limits = { firstPartMs: 30_000, idleMs: 10_000 };

/** As the door to the clouds sends. */
const cloudFetch: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' });

describe.each(wires)(
  'everything that is known to go wrong with the interface of $name',
  ({ faults, start }) => {
    let wire: Wire;
    let clock: FakeClock;
    beforeEach(async () => {
      wire = await start();
      clock = createFakeClock();
    });
    afterEach(() => wire.close());

    it.each(Object.entries(faults))(
      'is told for what it is, in its time, after one try: %s',
      async (name, { code, isPaid, retryAfterMs, isSilent }) => {
        wire.answer({ text: ['It ', 'runs ', 'well.'] });
        wire.fail(name);
        const provider = createProvider(wire.model, {
          fetch: cloudFetch,
          clock,
          ids: createCountedIds(),
          limits,
        });
        const startMs = clock.now();
        const spoken = Promise.withResolvers<void>();
        let words = 0;
        let endMs = Number.NaN;
        const ended = (async (): Promise<unknown> => {
          try {
            for await (const part of provider.stream(simpleRequest(), {
              signal: new AbortController().signal,
            })) {
              words += part.kind === 'text' ? 1 : 0;
              if (words === 2) spoken.resolve();
            }
            return undefined;
          } catch (error) {
            return error;
          } finally {
            endMs = clock.now();
          }
        })();
        await wire.arrived(1);
        const budgetMs = !isSilent ? 0 : code === 'model.stalled' ? limits.idleMs : limits.firstPartMs;
        if (isSilent) {
          if (code === 'model.stalled') await spoken.promise;
          await clock.advance(budgetMs - 1);
          expect(endMs).toBeNaN();
          await clock.advance(1);
        }
        const error = (await ended) as ModelError;
        expect({
          name: error.name,
          code: error.code,
          isPaid: error.isPaid,
          waits: error.retryAfterMs,
        }).toEqual({
          name: 'ModelError',
          code,
          isPaid,
          waits: retryAfterMs,
        });
        expect(endMs - startMs).toBe(budgetMs);
        expect(wire.bodies()).toHaveLength(1);
        await wire.idle();
        expect(clock.pending).toBe(0);
      },
    );
  },
);

describe('an interface that nobody listens for', () => {
  it.each(wires)('is unreachable, and nothing was sent that could be billed: $name', async ({ start }) => {
    const wire = await start();
    await wire.close();
    const provider = createProvider(wire.model, {
      fetch: cloudFetch,
      clock: createFakeClock(),
      ids: createCountedIds(),
      limits,
    });
    const parts = provider.stream(simpleRequest(), { signal: new AbortController().signal });
    await expect(parts[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'model.unreachable',
      isPaid: false,
    });
  });
});
