import type { Clock } from '../../src/core/clock.ts';

/** A clock for parts that await nothing: moving it on calls what falls due, in order, before it returns. */
export interface SynchronousClock extends Clock {
  advance(milliseconds: number): void;
  /** Moves it on without calling anything, as when the machine sleeps. */
  sleep(milliseconds: number): void;
}

/** Makes one. */
export const createSynchronousClock = (startMs: number): SynchronousClock => {
  let nowMs = startMs;
  let nextId = 1;
  const timers = new Map<number, { readonly atMs: number; readonly callback: () => void }>();
  const firstDue = (untilMs: number) =>
    [...timers]
      .filter(([, { atMs }]) => atMs <= untilMs)
      .sort(([idA, a], [idB, b]) => a.atMs - b.atMs || idA - idB)[0];
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      timers.set(nextId, { atMs: nowMs + delayMs, callback });
      return nextId++;
    },
    clearTimeout: (handle) => timers.delete(handle as number),
    advance: (milliseconds) => {
      const untilMs = nowMs + milliseconds;
      for (let due = firstDue(untilMs); due !== undefined; due = firstDue(untilMs)) {
        const [id, { atMs, callback }] = due;
        timers.delete(id);
        nowMs = Math.max(nowMs, atMs);
        callback();
      }
      nowMs = untilMs;
    },
    sleep: (milliseconds) => {
      nowMs += milliseconds;
    },
  };
};
