import type { Clock, TimerHandle } from '../../core/clock.ts';

/** Wakes what was put aside: one timer for all of it, so that ten thousand waiting runs cost a map entry each. */
export interface WakeUps {
  /** Wakes `id` at `atMs`, once; a later call replaces an earlier one. */
  set(id: string, atMs: number): void;
  cancel(id: string): void;
  stop(): void;
}

/** Longest sleep. Milliseconds. A clock that jumps, or a machine that slept, is noticed after at most this long. */
const longestSleepMs = 60_000;

/** Makes wake-ups on a clock. `wake` is called for each id that is due. */
export const createWakeUps = (clock: Clock, wake: (id: string) => void): WakeUps => {
  const due = new Map<string, number>();
  let timer: TimerHandle | undefined;
  let nextMs = Number.POSITIVE_INFINITY;

  const ring = (): void => {
    timer = undefined;
    nextMs = Number.POSITIVE_INFINITY;
    const now = clock.now();
    for (const [id, atMs] of [...due])
      if (atMs <= now) {
        due.delete(id);
        wake(id);
      }
    schedule();
  };

  const schedule = (): void => {
    let earliest = Number.POSITIVE_INFINITY;
    for (const atMs of due.values()) earliest = Math.min(earliest, atMs);
    if (earliest === Number.POSITIVE_INFINITY || (timer !== undefined && nextMs <= earliest)) return;
    if (timer !== undefined) clock.clearTimeout(timer);
    nextMs = earliest;
    timer = clock.setTimeout(ring, Math.min(longestSleepMs, Math.max(0, earliest - clock.now())));
  };

  return {
    set: (id, atMs) => {
      due.set(id, atMs);
      if (timer === undefined || atMs < nextMs) schedule();
    },
    cancel: (id) => {
      due.delete(id);
    },
    stop: () => {
      due.clear();
      if (timer !== undefined) clock.clearTimeout(timer);
      timer = undefined;
    },
  };
};
