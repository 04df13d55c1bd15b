import { type Clock, systemClock } from '../../src/core/clock.ts';

/** The machine's clock, running `factor` times as fast: waits of seconds are over in a tenth of that. */
export const createHurriedClock = (factor: number): Clock => {
  const startMs = systemClock.now();
  return {
    now: () => startMs + (systemClock.now() - startMs) * factor,
    setTimeout: (callback, delayMs) => systemClock.setTimeout(callback, delayMs / factor),
    clearTimeout: systemClock.clearTimeout,
  };
};
