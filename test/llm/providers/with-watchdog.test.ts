import { beforeEach, describe, expect, it } from 'vitest';
import { withWatchdog } from '../../../src/llm/providers/with-watchdog.ts';
import { createFakeClock, type FakeClock, settle } from '../../support/fake-clock.ts';

/** A stream whose parts are given by hand. `heeds`: whether it ends when it is told to. */
const createUpstream = (heeds: boolean) => {
  const waiting: PromiseWithResolvers<IteratorResult<string>>[] = [];
  const upstream = {
    signal: undefined as AbortSignal | undefined,
    open: (signal: AbortSignal): AsyncIterable<string> => {
      upstream.signal = signal;
      signal.addEventListener('abort', () => {
        if (heeds) for (const each of waiting.splice(0)) each.reject(new Error('aborted by the client'));
      });
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => {
            const part = Promise.withResolvers<IteratorResult<string>>();
            waiting.push(part);
            return part.promise;
          },
        }),
      };
    },
    give: (value: string) => waiting.shift()?.resolve({ value, done: false }),
    finish: () => waiting.shift()?.resolve({ value: undefined, done: true }),
    fail: (error: Error) => waiting.shift()?.reject(error),
  };
  return upstream;
};

describe.each([
  ['heeds its signal', true],
  ['ignores its signal', false],
])('the watchdog over a stream that %s', (_, heeds) => {
  let clock: FakeClock;
  let caller: AbortController;
  let upstream: ReturnType<typeof createUpstream>;
  let seen: string[];
  let ended: Promise<unknown>;

  const read = async () => {
    const parts = withWatchdog(upstream.open, {
      signal: caller.signal,
      clock,
      model: 'local',
      firstPartMs: 30_000,
      idleMs: 5_000,
    });
    for await (const part of parts) seen.push(part);
  };

  beforeEach(async () => {
    clock = createFakeClock();
    caller = new AbortController();
    upstream = createUpstream(heeds);
    seen = [];
    ended = read().then(
      () => 'whole',
      (error: unknown) => error,
    );
    await settle();
  });

  it('passes on every part and leaves no timer', async () => {
    upstream.give('one');
    await settle();
    await clock.advance(4_999);
    upstream.give('two');
    await settle();
    upstream.finish();
    expect(await ended).toBe('whole');
    expect(seen).toEqual(['one', 'two']);
    expect(clock.pending).toBe(0);
  });

  it('waits for the first part longer than for the next', async () => {
    await clock.advance(29_999);
    upstream.give('one');
    await settle();
    await clock.advance(5_000);
    expect(await ended).toMatchObject({ code: 'model.stalled', kind: 'retry', isPaid: true });
    expect(upstream.signal?.aborted).toBe(true);
  });

  it('says that nothing came at all', async () => {
    await clock.advance(30_000);
    expect(await ended).toMatchObject({ code: 'model.timeout', kind: 'retry', isPaid: true });
    expect(upstream.signal?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('ends at once when the caller does not want it any more', async () => {
    caller.abort();
    expect(await ended).toMatchObject({ code: 'model.cancelled', isPaid: true });
    expect(upstream.signal?.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('passes on what the stream throws', async () => {
    const broken = new Error('broken');
    upstream.fail(broken);
    expect(await ended).toBe(broken);
  });
});

describe('the watchdog', () => {
  it('does not even open a stream that is cancelled before', async () => {
    const upstream = createUpstream(true);
    const parts = withWatchdog(upstream.open, {
      signal: AbortSignal.abort(),
      clock: createFakeClock(),
      model: 'local',
      firstPartMs: 1,
      idleMs: 1,
    });
    await expect(parts.next()).rejects.toMatchObject({ code: 'model.cancelled', isPaid: false });
    expect(upstream.signal).toBeUndefined();
  });

  it('ends the stream when the reader stops early', async () => {
    const upstream = createUpstream(true);
    const parts = withWatchdog(upstream.open, {
      signal: new AbortController().signal,
      clock: createFakeClock(),
      model: 'local',
      firstPartMs: 1,
      idleMs: 1,
    });
    const first = parts.next();
    await settle();
    upstream.give('one');
    await first;
    await parts.return();
    expect(upstream.signal?.aborted).toBe(true);
  });
});
