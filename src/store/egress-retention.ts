import type { Clock, TimerHandle } from '../core/clock.ts';
import type { EgressLedger } from '../core/egress-ledger.ts';
import { asStewardError, explain } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

const dayMs = 86_400_000;
/** Not during the start, which has better things to do. */
const firstLookMs = 5 * 60_000;
const lookIntervalMs = 6 * 3_600_000;

/** What {@link startEgressRetention} is given. */
export interface EgressRetentionDeps {
  readonly ledger: Pick<EgressLedger, 'prune'>;
  readonly clock: Clock;
  readonly log: Log;
  /** How long bodies are kept. Default 30. */
  readonly bodyDays?: number;
  /** How long time, model, purpose, size and digest are kept. Default 365. */
  readonly entryDays?: number;
  /** All bodies together. Default 64 MiB. */
  readonly mostBodyBytes?: number;
}

/**
 * Keeps the egress ledger small: looks every six hours for what is older than it has to be.
 * @returns the function that stops it
 */
export const startEgressRetention = ({
  ledger,
  clock,
  log,
  bodyDays = 30,
  entryDays = 365,
  mostBodyBytes = 64 * 1024 * 1024,
}: EgressRetentionDeps): (() => void) => {
  let timer: TimerHandle;
  const look = () => {
    const nowMs = clock.now();
    try {
      ledger.prune({
        bodiesBeforeMs: nowMs - bodyDays * dayMs,
        entriesBeforeMs: nowMs - entryDays * dayMs,
        mostBodyBytes,
      });
    } catch (thrown) {
      log.error('Old entries of the egress ledger could not be dropped.', {
        error: explain(asStewardError(thrown)),
      });
    }
    timer = clock.setTimeout(look, lookIntervalMs);
  };
  timer = clock.setTimeout(look, firstLookMs);
  return () => clock.clearTimeout(timer);
};
