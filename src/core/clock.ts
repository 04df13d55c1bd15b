/** Anything that {@link Clock.setTimeout} hands out, to be given back to {@link Clock.clearTimeout}. */
export type TimerHandle = unknown;

/**
 * Time as everything in Steward sees it, so that tests and replays can hold it still.
 * Nothing outside `systemClock` reads the machine's clock.
 */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Calls `callback` once after `delayMs` (>= 0). */
  setTimeout(callback: () => void, delayMs: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}

/** The machine's own clock. Longest delay: 2^31 - 1 ms (Node's limit); longer ones are clamped to it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, Math.min(delayMs, 2 ** 31 - 1)),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/**
 * Resolves after `delayMs`, or at once when `signal` aborts.
 * @returns whether the whole delay passed.
 */
export const delay = (clock: Clock, delayMs: number, signal?: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const onAbort = () => {
      clock.clearTimeout(handle);
      resolve(false);
    };
    const handle = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(true);
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });

/** ISO 8601 in UTC with milliseconds, the one form in which times are stored and sent. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();
