import { setTimeout as delay } from 'node:timers/promises';

/** How long and how often {@link waitFor} looks. */
export interface WaitOptions {
  /** @default 15000 */
  readonly timeoutMs?: number;
  /** @default 50 */
  readonly intervalMs?: number;
}

/**
 * Looks until `look` returns something other than `undefined`, `false` or `null`, and returns that. What it throws counts
 * as "not yet"; the last such error is the cause when time runs out. `what` completes "waited 15 s for …".
 */
export const waitFor = async <T>(
  what: string,
  look: () => T | Promise<T>,
  { timeoutMs = 15_000, intervalMs = 50 }: WaitOptions = {},
): Promise<Exclude<T, undefined | false | null>> => {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false && found !== null) {
        return found as Exclude<T, undefined | false | null>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`, { cause });
    }
    await delay(intervalMs);
  }
};
