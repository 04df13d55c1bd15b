import type { Clock, TimerHandle } from '../core/clock.ts';
import { asStewardError, explain } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** Copies older than this make a new one due. */
const dayMs = 86_400_000;
/** Not during the start, which has better things to do. */
const firstLookMs = 60_000;
const lookIntervalMs = 3_600_000;

/** What {@link startDailyCopies} is given. */
export interface DailyCopiesDeps {
  readonly newestCopyAtMs: () => number | undefined;
  readonly makeCopy: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Looks every hour whether the newest copy is more than a day old, and makes one then. A look instead of a fixed hour,
 * because a machine that was off or asleep at that hour would go without.
 * @returns the function that stops it
 */
export const startDailyCopies = ({ newestCopyAtMs, makeCopy, clock, log }: DailyCopiesDeps): (() => void) => {
  let timer: TimerHandle;
  const look = () => {
    try {
      const newest = newestCopyAtMs();
      const age = newest === undefined ? Number.POSITIVE_INFINITY : clock.now() - newest;
      // A copy from the future is from before somebody set the clock back.
      if (age >= dayMs || age < 0) makeCopy();
    } catch (thrown) {
      log.error('The daily copy of the database failed.', { error: explain(asStewardError(thrown)) });
    }
    timer = clock.setTimeout(look, lookIntervalMs);
  };
  timer = clock.setTimeout(look, firstLookMs);
  return () => clock.clearTimeout(timer);
};
