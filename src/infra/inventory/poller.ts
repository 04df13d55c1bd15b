import type { Clock, TimerHandle } from '../../core/clock.ts';

/** Does one thing again and again, never twice at the same time. */
export interface Poller {
  /** Runs once now, then on schedule. */
  start(): void;
  /** Ends the schedule and gives up a run that is under way. */
  stop(): void;
  /** Runs now, or joins the run under way; the schedule goes on from its end. Resolves when done, also after failure. */
  runNow(): Promise<void>;
}

/** Failures in a row double the wait from here up to the interval, or to a minute where the interval is shorter. */
const firstRetryMs = 5_000;
const leastLongestRetryMs = 60_000;
const jitterShare = 0.1;

/** Time until the next run, before jitter. Pure. */
export const nextDelayMs = (intervalMs: number, failuresInARow: number): number =>
  failuresInARow === 0
    ? intervalMs
    : Math.min(firstRetryMs * 2 ** (failuresInARow - 1), Math.max(intervalMs, leastLongestRetryMs));

/**
 * @param options.run does it once; @returns whether it worked. Must not throw.
 * @param options.intervalMs from the end of one run to the beginning of the next, spread by 10 % either way
 */
export const createPoller = (
  {
    intervalMs,
    run,
  }: { readonly intervalMs: number; readonly run: (signal: AbortSignal) => Promise<boolean> },
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): Poller => {
  let isStarted = false;
  let failures = 0;
  let timer: TimerHandle;
  let underWay: Promise<void> | undefined;
  let giveUp = new AbortController();

  const schedule = (): void => {
    clock.clearTimeout(timer);
    if (!isStarted) return;
    const delayMs = nextDelayMs(intervalMs, failures) * (1 - jitterShare + 2 * jitterShare * random());
    timer = clock.setTimeout(() => void runNow(), delayMs);
  };

  const runOnce = async (): Promise<void> => {
    failures = (await run(giveUp.signal)) ? 0 : failures + 1;
    underWay = undefined;
    schedule();
  };

  const runNow = (): Promise<void> => {
    clock.clearTimeout(timer);
    underWay ??= runOnce();
    return underWay;
  };

  return {
    start: () => {
      if (isStarted) return;
      isStarted = true;
      giveUp = new AbortController();
      void runNow();
    },
    stop: () => {
      isStarted = false;
      clock.clearTimeout(timer);
      giveUp.abort();
    },
    runNow,
  };
};
