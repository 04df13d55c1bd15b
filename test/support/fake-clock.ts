import type { Clock } from '../../src/core/clock.ts';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Moves on, calling every timer that falls due, in order, and letting promises settle in between. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the time without calling timers, as when somebody sets the machine's clock. */
  set(epochMs: number): void;
  /** How many timers wait. */
  readonly pending: number;
}

/** Lets everything that is ready run. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Makes a clock that stands at 2026-11-22T20:00:00Z. */
export const createFakeClock = (startMs = Date.UTC(2026, 10, 22, 20)): FakeClock => {
  let nowMs = startMs;
  let nextId = 1;
  const timers = new Map<number, { atMs: number; callback: () => void }>();
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      const id = nextId++;
      timers.set(id, { atMs: nowMs + delayMs, callback });
      return id;
    },
    clearTimeout: (handle) => timers.delete(handle as number),
    advance: async (milliseconds) => {
      const untilMs = nowMs + milliseconds;
      await settle();
      for (;;) {
        const due = [...timers]
          .filter(([, { atMs }]) => atMs <= untilMs)
          .sort((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0])[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        nowMs = Math.max(nowMs, due[1].atMs);
        due[1].callback();
        await settle();
      }
      nowMs = untilMs;
    },
    set: (epochMs) => {
      nowMs = epochMs;
    },
    get pending() {
      return timers.size;
    },
  };
};
