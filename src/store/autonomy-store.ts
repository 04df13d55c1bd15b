import type { AutonomyRecord, AutonomyStore } from '../core/autonomy.ts';
import type { Database } from './database.ts';

/** The record of autonomy in SQLite. Nothing in it is ever changed or deleted. */
export const createAutonomyStore = (database: Database): AutonomyStore => ({
  append: (record) =>
    database.transaction(() => {
      const row = database.run('INSERT INTO autonomy (record) VALUES (?)', JSON.stringify(record));
      return { ...record, id: Number(row.lastInsertRowid) } as AutonomyRecord;
    }),
  all: () =>
    database
      .all<{ number: number; record: string }>('SELECT number, record FROM autonomy ORDER BY number')
      .map((row) => ({ ...JSON.parse(row.record), id: row.number }) as AutonomyRecord),
});
