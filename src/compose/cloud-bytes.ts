import type { Clock } from '../core/clock.ts';
import type { EgressLedger } from '../core/egress-ledger.ts';
import type { CloudBytes } from '../homeassistant/entities/describe-steward.ts';

/** What left the house for cloud models: ever, and since midnight of the machine's own day. */
export const cloudBytesOf =
  (ledger: Pick<EgressLedger, 'totalBytes' | 'bytesSince'>, clock: Clock) => (): CloudBytes => ({
    total: ledger.totalBytes(),
    today: ledger.bytesSince(new Date(clock.now()).setHours(0, 0, 0, 0)),
  });
