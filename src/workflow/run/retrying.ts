import type { StewardError } from '../../core/errors.ts';
import type { RetryPolicy } from '../../core/plan.ts';

/** How often something that failed for a passing reason is tried again, and the waits before. Milliseconds. */
const usualDelaysMs = [2_000, 5_000, 15_000];

/** Longest wait between two tries. Milliseconds. */
const longestDelayMs = 10 * 60_000;

/**
 * The wait before the next try after `failures` tries have failed, the last one with `error`; undefined when it is not to
 * be tried again. Milliseconds. Only for what is known to have had no effect.
 */
export const retryDelayMs = (
  policy: RetryPolicy | null,
  error: Pick<StewardError, 'kind'>,
  failures: number,
): number | undefined => {
  if (policy === null) return error.kind === 'retry' ? usualDelaysMs[failures - 1] : undefined;
  if (error.kind === 'terminal' || !policy.on.includes(error.kind)) return undefined;
  return failures < policy.attempts
    ? Math.min(longestDelayMs, policy.delayMs * 2 ** (failures - 1))
    : undefined;
};
