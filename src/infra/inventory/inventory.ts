import { isDeepStrictEqual } from 'node:util';
import type { Clock, TimerHandle } from '../../core/clock.ts';
import {
  emptyInventory,
  type Inventory,
  type InventoryObject,
  type InventoryPart,
  type InventorySource,
  type ObjectRef,
  type SystemState,
} from '../../core/inventory.ts';
import type { Log } from '../../core/log.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { createPoller, type Poller } from './poller.ts';
import { steady } from './steady.ts';
import { createSystemInventory, type SystemInventory } from './system-inventory.ts';

/** From the end of one reading to the beginning of the next. Milliseconds. */
export const defaultIntervalsMs: Readonly<Record<InventoryPart, number>> = {
  resources: 10_000,
  pools: 60_000,
  disks: 600_000,
  backups: 600_000,
  snapshots: 300_000,
};

export interface InventoryOptions {
  readonly sources: readonly InventoryReader[];
  readonly clock: Clock;
  readonly log: Log;
  /** 0 (inclusive) to 1; spreads readings. Default `Math.random`. */
  readonly random?: () => number;
  /** Overrides of {@link defaultIntervalsMs}. */
  readonly intervalsMs?: Partial<Record<InventoryPart, number>>;
}

/** The inventory that keeps itself up to date between `start` and `stop`. */
export interface LiveInventory extends InventorySource {
  /** Begins to read: `resources` at once, the other parts of a system as soon as those are known. */
  start(): void;
  /** Ends reading. What was read stays. */
  stop(): void;
}

interface Source {
  readonly inventory: SystemInventory;
  readonly pollers: ReadonlyMap<InventoryPart, Poller>;
}

/** What of a system's state is worth telling: everything but when it was read. */
const withoutAges = (systems: readonly SystemState[]): unknown =>
  systems.map(({ system, isReachable, parts }) => ({
    system,
    isReachable,
    parts: Object.entries(parts).map(([part, { readAtMs, ...rest }]) => ({
      part,
      wasRead: readAtMs !== undefined,
      rest,
    })),
  }));

/** Polls systems and holds what they have. See {@link InventorySource}. */
export const createInventory = (options: InventoryOptions): LiveInventory => {
  const { clock, random = Math.random } = options;
  const log = options.log.child('inventory');
  const intervalsMs = { ...defaultIntervalsMs, ...options.intervalsMs };
  const listeners = new Set<(inventory: Inventory) => void>();
  let current = emptyInventory(clock.now());
  let staleTimer: TimerHandle;
  let isStarted = false;

  const publish = (): void => {
    const nowMs = clock.now();
    const objects = new Map<ObjectRef, InventoryObject>();
    let hasChanged = false;
    for (const { inventory } of sources)
      for (const fresh of inventory.objects()) {
        const shown = steady(current.objects.get(fresh.ref), fresh);
        objects.set(fresh.ref, shown.object);
        hasChanged ||= shown.hasChanged;
      }
    hasChanged ||= objects.size !== current.objects.size;
    const systems = sources.map(({ inventory }) => inventory.state(nowMs));
    hasChanged ||= !isDeepStrictEqual(withoutAges(systems), withoutAges(current.systems));
    current = { takenAtMs: nowMs, objects, systems };
    scheduleStale(nowMs);
    if (!hasChanged) return;
    for (const listener of listeners)
      try {
        listener(current);
      } catch (thrown) {
        log.error('A listener of the inventory failed.', { error: String(thrown) });
      }
  };

  /** A reading that hangs publishes nothing, so becoming stale has a timer of its own. */
  const scheduleStale = (nowMs: number): void => {
    clock.clearTimeout(staleTimer);
    if (!isStarted) return;
    const times = sources.map(({ inventory }) => inventory.nextStaleAtMs(nowMs) ?? Number.POSITIVE_INFINITY);
    const next = Math.min(...times);
    if (Number.isFinite(next)) staleTimer = clock.setTimeout(publish, next - nowMs);
  };

  const createSource = (reader: InventoryReader): Source => {
    const inventory = createSystemInventory(reader, intervalsMs, clock);
    const pollers = new Map<InventoryPart, Poller>();
    const failing = new Map<InventoryPart, string>();

    const tell = (part: InventoryPart): void => {
      const error = inventory.state(clock.now()).parts[part]?.error;
      if (error !== undefined && failing.get(part) !== error.code) {
        failing.set(part, error.code);
        log.warn(error.message, { system: reader.system, part, code: error.code });
      } else if (error === undefined && failing.delete(part)) {
        log.info('It can be read again.', { system: reader.system, part });
      }
    };

    const run = async (part: InventoryPart, signal: AbortSignal): Promise<boolean> => {
      const wasReachable = inventory.state(clock.now()).isReachable;
      // A system that does not answer is asked one question, not five.
      if (part !== 'resources' && !wasReachable) return false;
      const worked = await inventory.read(part, signal);
      if (signal.aborted) return worked;
      publish();
      tell(part);
      // The system answers (again): what else there is to read need not wait for its turn.
      if (part === 'resources' && worked && !wasReachable)
        for (const [other, poller] of pollers)
          if (other !== 'resources' && isStarted) {
            poller.start();
            void poller.runNow();
          }
      return worked;
    };

    for (const part of reader.parts)
      pollers.set(
        part,
        createPoller(
          { intervalMs: intervalsMs[part], run: (signal) => run(part, signal) },
          { clock, random },
        ),
      );
    return { inventory, pollers };
  };

  const sources: readonly Source[] = options.sources.map(createSource);

  const refreshSource = async ({ pollers }: Source): Promise<void> => {
    await pollers.get('resources')?.runNow();
    const others = [...pollers].filter(([part]) => part !== 'resources');
    await Promise.all(others.map(([, poller]) => poller.runNow()));
  };

  return {
    current: () => current,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: async (system) => {
      await Promise.all(
        sources
          .filter(({ inventory }) => system === undefined || inventory.system === system)
          .map(refreshSource),
      );
    },
    start: () => {
      if (isStarted) return;
      isStarted = true;
      for (const { pollers } of sources) pollers.get('resources')?.start();
    },
    stop: () => {
      isStarted = false;
      clock.clearTimeout(staleTimer);
      for (const { pollers } of sources) for (const poller of pollers.values()) poller.stop();
    },
  };
};
