import { sizeText } from '../../core/sizes.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { PoolReading } from '../measured/pool-reading.ts';

/** How a pool's use has gone. */
export interface UsageTrend {
  /** Bytes a day, averaged; negative when it shrinks. */
  readonly bytesPerDay: number;
  /** Days that were looked back. */
  readonly days: number;
}

/** Remembers how full pools were, so that an analysis knows where they are going. */
export interface UsageHistory {
  /** Notes what was read; of each pool at most twice a day. */
  note(pools: readonly PoolReading[], atMs: number): void;
  /** Undefined until a day has passed between two readings. */
  trend(pool: Pick<PoolReading, 'host' | 'name'>, nowMs: number): UsageTrend | undefined;
}

type Point = readonly [atMs: number, usedBytes: number];

const dayMs = 86_400_000;
const noteEveryMs = dayMs / 2;
/** Older readings say little about where it is going now. */
const lookBackMs = 30 * dayMs;

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** Keeps one row for each pool, with the readings of the last thirty days. */
export const createUsageHistory = (keyValue: KeyValueStore): UsageHistory => {
  const keyOf = ({ host, name }: Pick<PoolReading, 'host' | 'name'>): string => `usage/${host}.${name}`;
  const pointsOf = (pool: Pick<PoolReading, 'host' | 'name'>, nowMs: number): readonly Point[] => {
    const kept = keyValue.get(keyOf(pool));
    // A clock that was set back leaves readings of the future, which are no past.
    return (Array.isArray(kept) ? kept : [])
      .filter(isPoint)
      .filter(([atMs]) => atMs <= nowMs && atMs >= nowMs - lookBackMs);
  };

  return {
    note: (pools, atMs) => {
      for (const pool of pools) {
        const points = pointsOf(pool, atMs);
        if (atMs - (points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY) < noteEveryMs) continue;
        keyValue.set(keyOf(pool), [...points, [atMs, pool.usedBytes]]);
      }
    },
    trend: (pool, nowMs) => {
      const points = pointsOf(pool, nowMs);
      const [first] = points;
      const last = points.at(-1);
      if (first === undefined || last === undefined || last[0] - first[0] < dayMs) return undefined;
      const days = (last[0] - first[0]) / dayMs;
      return { bytesPerDay: (last[1] - first[1]) / days, days };
    },
  };
};

/** Below this share of the pool a day, it is said not to change. */
const noticeableShare = 0.0001;
/** Nobody plans further ahead. */
const farDays = 3650;

/** A trend as a whole sentence, with the days until the pool is full at that rate. */
export const trendText = ({ bytesPerDay, days }: UsageTrend, pool: PoolReading): string => {
  const span = `over the last ${Math.round(days)} ${Math.round(days) === 1 ? 'day' : 'days'}`;
  if (Math.abs(bytesPerDay) < pool.totalBytes * noticeableShare) return `It has not grown ${span}.`;
  if (bytesPerDay < 0) return `It has shrunk by ${sizeText(-bytesPerDay)} a day ${span}.`;
  const left = pool.freeBytes / bytesPerDay;
  const until = left > farDays ? '' : `, and is full in about ${Math.round(left)} days at that rate`;
  return `It has grown by ${sizeText(bytesPerDay)} a day ${span}${until}.`;
};
