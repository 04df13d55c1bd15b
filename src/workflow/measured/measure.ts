import type { Clock } from '../../core/clock.ts';
import { asStewardError } from '../../core/errors.ts';
import { clause } from '../../core/health.ts';
import type { HostReader } from '../../core/hosts.ts';
import type { Inventory, InventorySource } from '../../core/inventory.ts';
import { type PoolReading, poolsOfHost, poolsOfInventory, type Unread } from './pool-reading.ts';

/** What was read just now, and what could not be. */
export interface Measured {
  readonly inventory: Inventory;
  readonly pools: readonly PoolReading[];
  readonly unread: readonly Unread[];
  /** When the last of it was read. Epoch milliseconds. */
  readonly atMs: number;
}

/**
 * Reads the homelab afresh. Never throws for what cannot be read: that is named in `unread`, or stale in the inventory.
 * @param known an inventory that is fresh enough, as while a plan is made: then only the hosts are asked
 */
export type Measure = (signal?: AbortSignal, known?: Inventory) => Promise<Measured>;

/** What {@link createMeasure} is given. */
export interface MeasureDeps {
  readonly inventory: Pick<InventorySource, 'current' | 'refresh'>;
  /** Hosts that are reached over SSH; they know best about their own pools. */
  readonly hosts: readonly HostReader[];
  readonly clock: Clock;
}

const refreshed = async (inventory: MeasureDeps['inventory']): Promise<Inventory> => {
  // A first refresh may join a reading that began before now, and so before the change that is to be seen.
  await inventory.refresh();
  await inventory.refresh();
  return inventory.current();
};

/** Makes a measure over the inventory's systems and the hosts. */
export const createMeasure =
  ({ inventory, hosts, clock }: MeasureDeps): Measure =>
  async (signal, known) => {
    const current = known ?? (await refreshed(inventory));
    const listed = poolsOfInventory(current, clock.now());
    const pools = [...listed.pools];
    const unread: Unread[] = [];
    const asked = await Promise.all(
      hosts.map(async (host) => {
        try {
          return { host, found: await poolsOfHost(host, signal) };
        } catch (thrown) {
          return { host, error: asStewardError(thrown) };
        }
      }),
    );
    for (const { host, found, error } of asked) {
      if (found === undefined) {
        unread.push({ host: host.name, pool: null, because: clause(error.message) });
        continue;
      }
      for (const pool of found) {
        const same = pools.findIndex(({ host: on, name }) => on === pool.host && name === pool.name);
        // One pool by two ways keeps the inventory's ref, and the host's own numbers.
        if (same === -1) pools.push(pool);
        else pools[same] = { ...pool, ref: pools[same]?.ref ?? pool.ref };
      }
    }
    const isRead = (one: Unread) => pools.some(({ host, name }) => host === one.host && name === one.pool);
    unread.push(...listed.unread.filter((one) => !isRead(one)));
    return { inventory: current, pools, unread, atMs: clock.now() };
  };
