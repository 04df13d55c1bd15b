import type { Clock } from '../../core/clock.ts';
import { asStewardError, explain, type StewardError } from '../../core/errors.ts';
import type {
  InventoryObject,
  InventoryPart,
  ObjectRef,
  PartFreshness,
  ReadFailure,
  SystemState,
} from '../../core/inventory.ts';
import type { InventoryReader, ObjectDetails, PartReading } from './inventory-reader.ts';

/** A part counts as stale when it was not read for this many of its intervals. */
const staleAfterIntervals = 3;

interface PartState {
  readonly reading?: PartReading;
  readonly readAtMs?: number;
  readonly error?: ReadFailure;
  readonly unreadable: Readonly<Record<ObjectRef, ReadFailure>>;
}

/** What is known of one system: the last full reading of each part, and what keeps newer ones from coming. */
export interface SystemInventory {
  readonly system: string;
  /** Reads one part and keeps the result. Never throws. @returns whether it could be read */
  read(part: InventoryPart, signal: AbortSignal): Promise<boolean>;
  /** Nodes, guests and storages with the details of the other parts, then pools and disks. */
  objects(): readonly InventoryObject[];
  state(nowMs: number): SystemState;
  /** When the next part becomes stale unless it is read before; undefined when none can. */
  nextStaleAtMs(nowMs: number): number | undefined;
}

const toFailure = (error: StewardError, sinceMs: number): ReadFailure => ({
  code: error.code,
  message: explain(error),
  sinceMs,
});

/** Keeps what one system's reader gives. */
export const createSystemInventory = (
  reader: InventoryReader,
  intervalsMs: Readonly<Record<InventoryPart, number>>,
  clock: Clock,
): SystemInventory => {
  const parts = new Map<InventoryPart, PartState>();

  const staleAtMs = (part: InventoryPart): number | undefined => {
    const readAtMs = parts.get(part)?.readAtMs;
    return readAtMs === undefined ? undefined : readAtMs + staleAfterIntervals * intervalsMs[part];
  };

  const keep = (part: InventoryPart, reading: PartReading, readAtMs: number): void => {
    const before = parts.get(part)?.unreadable ?? {};
    const unreadable = Object.fromEntries(
      [...reading.unreadable].map(([ref, error]) => [
        ref,
        toFailure(error, before[ref]?.sinceMs ?? readAtMs),
      ]),
    );
    parts.set(part, { reading, readAtMs, unreadable });
  };

  return {
    system: reader.system,

    read: async (part, signal) => {
      try {
        const reading = await reader.readPart(part, signal);
        keep(part, reading, clock.now());
        return true;
      } catch (thrown) {
        if (signal.aborted) return false;
        const before = parts.get(part) ?? { unreadable: {} };
        const error = toFailure(asStewardError(thrown), before.error?.sinceMs ?? clock.now());
        parts.set(part, { ...before, error });
        return false;
      }
    },

    objects: () => {
      const details = new Map<ObjectRef, ObjectDetails>();
      for (const { reading } of parts.values())
        for (const [ref, fields] of reading?.details ?? [])
          details.set(ref, { ...details.get(ref), ...fields });
      const resources = parts.get('resources')?.reading?.objects ?? [];
      const others = [...parts].filter(([part]) => part !== 'resources').map(([, state]) => state);
      return [
        ...resources.map((object) => ({ ...object, ...details.get(object.ref) }) as InventoryObject),
        ...others.flatMap(({ reading }) => reading?.objects ?? []),
      ];
    },

    state: (nowMs) => ({
      system: reader.system,
      isReachable:
        parts.get('resources')?.readAtMs !== undefined && parts.get('resources')?.error === undefined,
      parts: Object.fromEntries(
        reader.parts.map((part): [InventoryPart, PartFreshness] => {
          const { readAtMs, error, unreadable = {} } = parts.get(part) ?? {};
          return [
            part,
            {
              ...(readAtMs === undefined ? {} : { readAtMs }),
              ...(error === undefined ? {} : { error }),
              ...(Object.keys(unreadable).length === 0 ? {} : { unreadable }),
              isStale: (staleAtMs(part) ?? nowMs) <= nowMs,
            },
          ];
        }),
      ),
    }),

    nextStaleAtMs: (nowMs) => {
      const times = reader.parts.map(staleAtMs).filter((time) => time !== undefined && time > nowMs);
      return times.length === 0
        ? undefined
        : Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
    },
  };
};
