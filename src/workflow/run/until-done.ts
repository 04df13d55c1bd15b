import { type Clock, delay } from '../../core/clock.ts';
import { asStewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';

/** First wait before work is taken up again; doubled each time. Milliseconds. */
const firstRestMs = 5_000;
const longestRestMs = 60_000;

/**
 * Does `task` until it comes to its end. What keeps the journal from being written, a full disk for example, ends it in the
 * middle; it is taken up again after a rest, from where the journal ends. Resolves early when `signal` aborts.
 */
export const untilDone = async (
  name: string,
  task: () => Promise<void>,
  deps: { readonly clock: Clock; readonly signal: AbortSignal; readonly log: Log },
): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await task();
    } catch (thrown) {
      // An interrupted run says so in many ways; whatever it threw, its journal says where to go on.
      if (deps.signal.aborted) return;
      deps.log.error('A run met an error of its own and is taken up again after a rest.', {
        name,
        error: asStewardError(thrown).message,
      });
      if (!(await delay(deps.clock, Math.min(firstRestMs * 2 ** attempt, longestRestMs), deps.signal)))
        return;
    }
  }
};
