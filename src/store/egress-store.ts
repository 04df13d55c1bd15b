import { hash } from 'node:crypto';
import type { EgressEntry, EgressLedger } from '../core/egress-ledger.ts';
import type { Database } from './database.ts';
import { createKeyValueStore } from './key-value-store.ts';

interface Row {
  number: number;
  request_id: string;
  attempt: number;
  model: string;
  purpose: string;
  at: number;
  bytes: number;
  digest: string;
  outcome: string | null;
  is_kept: number;
}

const columns =
  'number, request_id, attempt, model, purpose, at, bytes, digest, outcome, body IS NOT NULL AS is_kept';

/** Where the bytes of entries that were dropped are kept, so that the sum never goes down. */
const droppedKey = 'egress.dropped-bytes';

const asEntry = (row: Row): EgressEntry => ({
  number: row.number,
  requestId: row.request_id,
  attempt: row.attempt,
  model: row.model,
  purpose: row.purpose,
  atMs: row.at,
  bytes: row.bytes,
  digest: row.digest,
  ...(row.outcome === null ? {} : { outcome: row.outcome }),
  isKept: row.is_kept === 1,
});

/** The egress ledger in SQLite. */
export const createEgressStore = (database: Database): EgressLedger => {
  const keyValue = createKeyValueStore(database);
  const droppedBytes = (): number => Number(keyValue.get(droppedKey) ?? 0);
  const sum = (sql: string, ...values: number[]): number =>
    database.get<{ bytes: number | null }>(`SELECT sum(bytes) AS bytes FROM egress ${sql}`, ...values)
      ?.bytes ?? 0;
  let totalBytes: number | undefined;

  const dropBodiesBeyond = (mostBodyBytes: number): void => {
    let keptBytes = 0;
    for (const { number, bytes } of database.all<{ number: number; bytes: number }>(
      'SELECT number, bytes FROM egress WHERE body IS NOT NULL ORDER BY number DESC',
    )) {
      keptBytes += bytes;
      if (keptBytes <= mostBodyBytes) continue;
      database.run('UPDATE egress SET body = NULL WHERE number <= ?', number);
      return;
    }
  };

  return {
    add: async ({ requestId, attempt, model, purpose, atMs, body }) => {
      const bytes = Buffer.byteLength(body);
      const digest = hash('sha256', body);
      const { lastInsertRowid } = await database.gather(() =>
        database.run(
          `INSERT INTO egress (request_id, attempt, model, purpose, at, bytes, digest, body)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          requestId,
          attempt,
          model,
          purpose,
          atMs,
          bytes,
          digest,
          body,
        ),
      );
      if (totalBytes !== undefined) totalBytes += bytes;
      return Number(lastInsertRowid);
    },
    finish: async (entryNumber, outcome) => {
      await database.gatherLater(() =>
        database.run('UPDATE egress SET outcome = ? WHERE number = ?', outcome, entryNumber),
      );
    },
    list: ({ limit, before = Number.MAX_SAFE_INTEGER }) => {
      database.flush();
      return database
        .all<Row>(
          `SELECT ${columns} FROM egress WHERE number < ? ORDER BY number DESC LIMIT ?`,
          before,
          limit,
        )
        .map(asEntry);
    },
    get: (entryNumber) => {
      database.flush();
      const row = database.get<Row & { body: string | null }>(
        `SELECT ${columns}, body FROM egress WHERE number = ?`,
        entryNumber,
      );
      return row === undefined
        ? undefined
        : { ...asEntry(row), ...(row.body === null ? {} : { body: row.body }) };
    },
    totalBytes: () => {
      totalBytes ??= droppedBytes() + sum('');
      return totalBytes;
    },
    bytesSince: (sinceMs) => sum('WHERE at >= ?', sinceMs),
    prune: ({ bodiesBeforeMs, entriesBeforeMs, mostBodyBytes }) =>
      database.transaction(() => {
        database.run('UPDATE egress SET body = NULL WHERE at < ? AND body IS NOT NULL', bodiesBeforeMs);
        dropBodiesBeyond(mostBodyBytes);
        const goneBytes = sum('WHERE at < ?', entriesBeforeMs);
        if (goneBytes === 0) return;
        keyValue.set(droppedKey, droppedBytes() + goneBytes);
        database.run('DELETE FROM egress WHERE at < ?', entriesBeforeMs);
      }),
  };
};
