import type { Clock } from '../../core/clock.ts';
import type { Inventory, InventorySource } from '../../core/inventory.ts';
import type { ProblemView } from '../../core/overview.ts';
import { problemsOf } from '../../core/problems.ts';

/** Whether everything could be read: a problem that is not seen may be hidden otherwise, and not gone. */
const isWhole = ({ systems }: Inventory): boolean =>
  systems.length > 0 &&
  systems.every(
    ({ isReachable, parts }) =>
      isReachable &&
      Object.values(parts).every(
        ({ error, isStale, unreadable }) => error === undefined && !isStale && unreadable === undefined,
      ),
  );

/** Reads afresh what is wrong in the homelab; null when a part of it cannot be read. */
export const createProblemsNow =
  (inventory: Pick<InventorySource, 'current' | 'refresh'>, clock: Clock) =>
  async (): Promise<readonly ProblemView[] | null> => {
    // A first refresh may join a reading that began before the end of the run.
    await inventory.refresh();
    await inventory.refresh();
    const current = inventory.current();
    return isWhole(current) ? problemsOf(current, clock.now()) : null;
  };
