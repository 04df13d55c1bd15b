import { type Clock, delay } from '../core/clock.ts';
import type { InventorySource } from '../core/inventory.ts';

/** A homelab that is slow or away does not keep Steward from starting. Milliseconds. */
const limitMs = 3_000;

/** Resolves when everything was read once, or could not be, or after three seconds. */
export const firstReading = async (inventory: InventorySource, clock: Clock): Promise<void> => {
  const read = new AbortController();
  await Promise.race([inventory.refresh().finally(() => read.abort()), delay(clock, limitMs, read.signal)]);
};
