import type { OutboxEntry, TrackerLink, TrackerOperation, TrackerOutbox } from '../core/outbox.ts';
import type { Database } from './database.ts';

interface EntryRow {
  number: number;
  operation: string;
  added_at: number;
  attempted_at: number | null;
}

const asEntry = (row: EntryRow): OutboxEntry => ({
  number: row.number,
  operation: JSON.parse(row.operation) as TrackerOperation,
  addedAtMs: row.added_at,
  ...(row.attempted_at === null ? {} : { attemptedAtMs: row.attempted_at }),
});

/** The outbox in SQLite. Done entries stay, so that nothing is ever added a second time. */
export const createOutboxStore = (database: Database): TrackerOutbox => {
  const setLink = (target: string, link: TrackerLink): void => {
    database.run(
      `INSERT INTO tracker_links (target, issue, is_closing, record) VALUES (?, ?, ?, ?)
       ON CONFLICT (target, issue) DO UPDATE SET is_closing = excluded.is_closing, record = excluded.record`,
      target,
      link.issue,
      link.closing === undefined ? 0 : 1,
      JSON.stringify(link),
    );
  };
  return {
    add: (target, operations, nowMs) =>
      database.transaction(() => {
        for (const { id, operation } of operations)
          database.run(
            'INSERT INTO outbox (target, id, operation, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (target, id) DO NOTHING',
            target,
            id,
            JSON.stringify(operation),
            nowMs,
          );
      }),
    has: (target, id) =>
      database.get('SELECT 1 FROM outbox WHERE target = ? AND id = ?', target, id) !== undefined,
    isDone: (target, id) =>
      database.get('SELECT 1 FROM outbox WHERE target = ? AND id = ? AND done_at IS NOT NULL', target, id) !==
      undefined,
    pending: (target, limit = -1) =>
      database
        .all<EntryRow>(
          `SELECT number, operation, added_at, attempted_at FROM outbox
           WHERE target = ? AND done_at IS NULL ORDER BY number LIMIT ?`,
          target,
          limit,
        )
        .map(asEntry),
    countPending: (target) =>
      database.get<{ count: number }>(
        'SELECT count(*) AS count FROM outbox WHERE target = ? AND done_at IS NULL',
        target,
      )?.count ?? 0,
    noteAttempt: (entryNumber, atMs) => {
      database.run('UPDATE outbox SET attempted_at = ? WHERE number = ?', atMs ?? null, entryNumber);
    },
    finish: (target, entryNumber, nowMs, links = []) =>
      database.transaction(() => {
        for (const link of links) setLink(target, link);
        database.run('UPDATE outbox SET done_at = ? WHERE number = ?', nowMs, entryNumber);
      }),
    link: (target, issue) => {
      const row = database.get<{ record: string }>(
        'SELECT record FROM tracker_links WHERE target = ? AND issue = ?',
        target,
        issue,
      );
      return row === undefined ? undefined : (JSON.parse(row.record) as TrackerLink);
    },
    setLink,
    highestRemote: (target) =>
      database.get<{ highest: number | null }>(
        "SELECT max(json_extract(record, '$.remote')) AS highest FROM tracker_links WHERE target = ?",
        target,
      )?.highest ?? 0,
    closingLinks: (target) =>
      database
        .all<{ record: string }>(
          'SELECT record FROM tracker_links WHERE target = ? AND is_closing = 1 ORDER BY issue',
          target,
        )
        .map((row) => JSON.parse(row.record) as TrackerLink),
  };
};
