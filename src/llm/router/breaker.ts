/**
 * Keeps a model that fails from being asked again and again. Pure: the state of one model, and what an outcome makes of it.
 * After a rest one request is let through; how that ends decides.
 */
export interface BreakerState {
  readonly failuresInARow: number;
  /** Not asked before this instant. Epoch milliseconds; 0: may be asked. */
  readonly restsUntilMs: number;
  /** Whether the one request after a rest is under way. */
  readonly isProbing: boolean;
}

/** A model that nothing is known against. */
export const closedBreaker: BreakerState = { failuresInARow: 0, restsUntilMs: 0, isProbing: false };

/** After this many failures in a row a model rests. */
const failuresToRest = 3;
const firstRestMs = 15_000;
const longestRestMs = 300_000;

/** Whether it may be asked now: `resting` after failures, `probing` while the one request after a rest is under way. */
export const breakerAt = (
  { restsUntilMs, isProbing }: BreakerState,
  nowMs: number,
): 'closed' | 'resting' | 'probing' => {
  if (nowMs < restsUntilMs) return 'resting';
  return isProbing ? 'probing' : 'closed';
};

/** It is being asked. */
export const asked = (state: BreakerState): BreakerState =>
  state.failuresInARow >= failuresToRest ? { ...state, isProbing: true } : state;

/** It answered. */
export const answered = (): BreakerState => closedBreaker;

/** It was given up before it could show anything: neither good nor bad. */
export const givenUp = (state: BreakerState): BreakerState => ({ ...state, isProbing: false });

/**
 * It failed.
 * @param retryAfterMs how long the vendor itself says to wait, counted from now; it rests at least that long
 */
export const failed = (state: BreakerState, nowMs: number, retryAfterMs = 0): BreakerState => {
  const failuresInARow = state.failuresInARow + 1;
  const doublings = failuresInARow - failuresToRest;
  const restMs = doublings < 0 ? 0 : Math.min(firstRestMs * 2 ** doublings, longestRestMs);
  const untilMs = Math.max(restMs, retryAfterMs);
  return { failuresInARow, restsUntilMs: untilMs === 0 ? 0 : nowMs + untilMs, isProbing: false };
};
