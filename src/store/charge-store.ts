import type { ChargeLedger, Reservation, Spent } from '../core/charges.ts';
import type { Database } from './database.ts';
import { createRunningSums } from './running-sums.ts';

/** Sums of decimal fractions differ from the sum in their last digit; a cap is not missed by that. US dollars. */
const tolerance = 1e-9;

/** How many charges that are not settled yet are remembered; others are looked up. */
const mostOpen = 1_000;

/** What of a charge counts now, for as long as it may still be settled. */
type Open = Pick<Reservation, 'requestId' | 'atMs' | 'usd'>;

/**
 * The charges in SQLite. Counted in memory as well, which nobody else writes past: a cap is held against what was asked for
 * last although that is still on its way to the disk, and looking at a month takes no longer than looking at a minute.
 */
export const createChargeStore = (database: Database): ChargeLedger => {
  const stored = (where: string, value: string | number): number =>
    database.get<{ usd: number | null }>(
      `SELECT sum(coalesce(settled_usd, reserved_usd)) AS usd FROM model_charges WHERE ${where}`,
      value,
    )?.usd ?? 0;
  /** Requests of which something is on its way to the disk. */
  const underWay = new Set<string>();
  const write = async <Result>(
    requestId: string,
    work: () => Result,
    gather = database.gather,
  ): Promise<Result> => {
    underWay.add(requestId);
    try {
      return await gather(work);
    } finally {
      underWay.delete(requestId);
    }
  };
  const ofTime = createRunningSums<number>({
    stored: (sinceMs) => {
      database.flush();
      return stored('at >= ?', sinceMs);
    },
    keysOf: ({ atMs }, kept) => [...kept].filter((sinceMs) => atMs >= sinceMs),
    // A day, a month, and those before at midnight.
    most: 4,
  });
  const ofRequest = createRunningSums<string>({
    stored: (id) => {
      // Every new request is asked for: that must not hurry what others write.
      if (underWay.has(id)) database.flush();
      return stored('request_id = ?', id);
    },
    keysOf: ({ requestId }) => [requestId],
    most: 200,
  });
  const open = new Map<number, Open>();

  const count = (charge: Open, usd: number): void => {
    ofTime.add(charge, usd);
    ofRequest.add(charge, usd);
  };

  const openCharge = (id: number): Open | undefined => {
    const known = open.get(id);
    if (known !== undefined) return known;
    database.flush();
    return database.get<Open>(
      `SELECT request_id AS requestId, at AS atMs, coalesce(settled_usd, reserved_usd) AS usd
       FROM model_charges WHERE number = ?`,
      id,
    );
  };

  const spent: ChargeLedger['spent'] = (requestId, { dayStartMs, monthStartMs }): Spent => ({
    requestUsd: ofRequest.get(requestId),
    dayUsd: ofTime.get(dayStartMs),
    monthUsd: ofTime.get(monthStartMs),
  });

  return {
    reserve: async ({ requestId, model, purpose, usd, atMs }, caps) => {
      const { requestUsd, dayUsd, monthUsd } = spent(requestId, caps);
      if (requestUsd + usd > caps.requestUsd + tolerance) return { kind: 'over', cap: 'request' };
      if (dayUsd + usd > caps.dayUsd + tolerance) return { kind: 'over', cap: 'day' };
      if (monthUsd + usd > caps.monthUsd + tolerance) return { kind: 'over', cap: 'month' };
      const charge: Open = { requestId, atMs, usd };
      count(charge, usd);
      try {
        const { lastInsertRowid } = await write(requestId, () =>
          database.run(
            'INSERT INTO model_charges (request_id, model, purpose, at, reserved_usd) VALUES (?, ?, ?, ?, ?)',
            requestId,
            model,
            purpose,
            atMs,
            usd,
          ),
        );
        const id = Number(lastInsertRowid);
        open.set(id, charge);
        const [oldest] = open.keys();
        if (open.size > mostOpen && oldest !== undefined) open.delete(oldest);
        return { kind: 'reserved', id };
      } catch (thrown) {
        count(charge, -usd);
        throw thrown;
      }
    },
    settle: async (id, usd, usage) => {
      const charge = openCharge(id);
      if (charge === undefined) return;
      open.delete(id);
      count(charge, usd - charge.usd);
      await write(
        charge.requestId,
        () =>
          database.run(
            'UPDATE model_charges SET settled_usd = ?, usage = ? WHERE number = ?',
            usd,
            usage === undefined ? null : JSON.stringify(usage),
            id,
          ),
        database.gatherLater,
      );
    },
    spent,
  };
};
