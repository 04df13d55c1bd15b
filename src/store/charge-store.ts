import type { ChargeLedger, SpendingCaps, Spent } from '../core/charges.ts';
import type { Database } from './database.ts';

/** Sums of decimal fractions differ from the sum in their last digit; a cap is not missed by that. US dollars. */
const tolerance = 1e-9;

/** The charges in SQLite. */
export const createChargeStore = (database: Database): ChargeLedger => {
  const sum = (where: string, value: string | number): number =>
    database.get<{ usd: number | null }>(
      `SELECT sum(coalesce(settled_usd, reserved_usd)) AS usd FROM model_charges WHERE ${where}`,
      value,
    )?.usd ?? 0;

  const spent = (
    requestId: string,
    { dayStartMs, monthStartMs }: Pick<SpendingCaps, 'dayStartMs' | 'monthStartMs'>,
  ): Spent => ({
    requestUsd: sum('request_id = ?', requestId),
    dayUsd: sum('at >= ?', dayStartMs),
    monthUsd: sum('at >= ?', monthStartMs),
  });

  return {
    reserve: ({ requestId, model, purpose, usd, atMs }, caps) =>
      database.transaction(() => {
        const { requestUsd, dayUsd, monthUsd } = spent(requestId, caps);
        if (requestUsd + usd > caps.requestUsd + tolerance) return { kind: 'over', cap: 'request' } as const;
        if (dayUsd + usd > caps.dayUsd + tolerance) return { kind: 'over', cap: 'day' } as const;
        if (monthUsd + usd > caps.monthUsd + tolerance) return { kind: 'over', cap: 'month' } as const;
        const { lastInsertRowid } = database.run(
          'INSERT INTO model_charges (request_id, model, purpose, at, reserved_usd) VALUES (?, ?, ?, ?, ?)',
          requestId,
          model,
          purpose,
          atMs,
          usd,
        );
        return { kind: 'reserved', id: Number(lastInsertRowid) } as const;
      }),
    settle: (id, usd, usage) => {
      database.run(
        'UPDATE model_charges SET settled_usd = ?, usage = ? WHERE number = ?',
        usd,
        usage === undefined ? null : JSON.stringify(usage),
        id,
      );
    },
    spent,
  };
};
