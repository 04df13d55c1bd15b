import type { Clock } from '../../../src/core/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves time on and runs what falls due, in order, letting pending promises and socket events settle after each.
   * @param ms 0 runs what is due now
   */
  advance(ms: number): Promise<void>;
  /** Moves time on without waiting for promises; timers still run in order. */
  advanceSync(ms: number): void;
}

/** Makes a {@link ManualClock}. @param startMs default 2026-11-22T12:00:00Z */
export const createManualClock = (startMs = Date.UTC(2026, 10, 22, 12)): ManualClock => {
  let nowMs = startMs;
  let lastHandle = 0;
  const timers = new Map<number, { atMs: number; callback: () => void }>();

  const runNext = (untilMs: number): boolean => {
    const [handle, timer] =
      [...timers].filter(([, { atMs }]) => atMs <= untilMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0] ?? [];
    if (handle === undefined || timer === undefined) return false;
    timers.delete(handle);
    nowMs = Math.max(nowMs, timer.atMs);
    timer.callback();
    return true;
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      lastHandle += 1;
      timers.set(lastHandle, { atMs: nowMs + Math.max(0, delayMs), callback });
      return lastHandle;
    },
    clearTimeout: (handle) => {
      timers.delete(handle as number);
    },
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      while (runNext(untilMs)) await settle();
      nowMs = untilMs;
      await settle();
    },
    advanceSync: (ms) => {
      const untilMs = nowMs + ms;
      while (runNext(untilMs));
      nowMs = untilMs;
    },
  };
};
