import { setTimeout as sleep } from 'node:timers/promises';

/** What came of an {@link openLoop}. */
export interface Load {
  /** From the instant at which each was due to its end, whether it could begin in time or not. Milliseconds. */
  readonly tookMs: readonly number[];
  /** Requests that ended, per second from the first that was due to the last that ended. */
  readonly ratePerS: number;
}

/**
 * Asks at a fixed rate, however long the answers take: one that has to wait for others has waited for its own account.
 * @param ask one request, by its number from 0
 */
export const openLoop = async (
  ask: (index: number) => Promise<unknown>,
  { ratePerS, count }: { readonly ratePerS: number; readonly count: number },
): Promise<Load> => {
  const tookMs: number[] = [];
  const asked: Promise<unknown>[] = [];
  const startedMs = performance.now();
  const dueMs = (index: number): number => startedMs + (index * 1_000) / ratePerS;
  while (asked.length < count) {
    while (asked.length < count && dueMs(asked.length) <= performance.now()) {
      const since = dueMs(asked.length);
      asked.push(ask(asked.length).then(() => tookMs.push(performance.now() - since)));
    }
    await sleep(Math.max(0, dueMs(asked.length) - performance.now()));
  }
  await Promise.all(asked);
  return { tookMs, ratePerS: count / ((performance.now() - startedMs) / 1_000) };
};

/**
 * Asks as often as answers come, so many at once.
 * @returns requests that ended, per second
 */
export const closedLoop = async (
  ask: (index: number) => Promise<unknown>,
  { atOnce, count }: { readonly atOnce: number; readonly count: number },
): Promise<number> => {
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        next += 1;
        await ask(next - 1);
      }
    }),
  );
  return count / ((performance.now() - startedMs) / 1_000);
};
