import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { Requester } from '../../core/people.ts';
import type { KeyValueStore } from '../../core/stores.ts';

/** Who has been told how to get more out of Steward. */
export interface Hints {
  /**
   * Whether the hint is due where this requester speaks; says so once, then not again for thirty days, over restarts
   * too. Those who claim no place share one.
   */
  take(requester: Requester): boolean;
}

const key = 'wyoming.hints';
const pauseMs = 30 * 86_400_000;
/** More satellites than a home has. Ids are claims, so without a limit anybody could fill the database. */
const mostPlaces = 200;
const schema = z.record(z.string(), z.number()).catch({});

/** Makes the memory of given hints. */
export const createHints = ({ keyValue, clock }: { keyValue: KeyValueStore; clock: Clock }): Hints => ({
  take: ({ claimedSatelliteId, claimedDeviceId }) => {
    const place = claimedSatelliteId ?? claimedDeviceId ?? '';
    const nowMs = clock.now();
    const given = Object.entries(schema.parse(keyValue.get(key))).filter(
      ([, atMs]) => nowMs - atMs < pauseMs,
    );
    if (given.some(([other]) => other === place)) return false;
    const newest = given.sort((a, b) => b[1] - a[1]).slice(0, mostPlaces - 1);
    keyValue.set(key, Object.fromEntries([[place, nowMs], ...newest]));
    return true;
  },
});
