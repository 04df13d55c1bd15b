import { StewardError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import type { JournalEntry, JournalType, LedgerEntry } from '../core/run.ts';
import type { JournalStore, NewJournalEntry } from '../core/stores.ts';
import type { Database } from './database.ts';

interface JournalRow {
  run_id: string;
  sequence: number;
  at: number;
  type: JournalType;
  step: string | null;
  data: string;
}

interface LedgerRow {
  id: number;
  run_id: string;
  step: string;
  ref: string;
  action: string;
  statement: string;
  evidence: string;
  confirmed_at: number;
}

const asEntry = (row: JournalRow): JournalEntry => ({
  runId: row.run_id,
  sequence: row.sequence,
  atMs: row.at,
  type: row.type,
  ...(row.step === null ? {} : { step: row.step }),
  data: JSON.parse(row.data) as Json,
});

const asLedgerEntry = (row: LedgerRow): LedgerEntry => ({
  id: row.id,
  runId: row.run_id,
  step: row.step,
  ref: row.ref,
  action: row.action,
  statement: row.statement,
  evidence: JSON.parse(row.evidence) as Json,
  confirmedAtMs: row.confirmed_at,
});

/** Runs, their journal and the ledger in SQLite. */
export const createJournalStore = (database: Database): JournalStore => {
  const append = (entry: NewJournalEntry): JournalEntry =>
    database.transaction(() => {
      const { runId, atMs, type, step, data } = entry;
      const last = database.get<{ sequence: number | null }>(
        'SELECT max(sequence) AS sequence FROM journal WHERE run_id = ?',
        runId,
      );
      const sequence = (last?.sequence ?? 0) + 1;
      database.run(
        'INSERT INTO journal (run_id, sequence, at, type, step, data) VALUES (?, ?, ?, ?, ?, ?)',
        runId,
        sequence,
        atMs,
        type,
        step ?? null,
        JSON.stringify(data),
      );
      if (type === 'run-finished') database.run('UPDATE runs SET is_finished = 1 WHERE id = ?', runId);
      return { ...entry, sequence };
    });

  return {
    append,

    appendAll: (entries) => database.transaction(() => entries.map(append)),

    entries: (runId) =>
      database
        .all<JournalRow>('SELECT * FROM journal WHERE run_id = ? ORDER BY sequence', runId)
        .map(asEntry),

    unfinishedRuns: () =>
      database
        .all<{ id: string }>('SELECT id FROM runs WHERE is_finished = 0 ORDER BY number')
        .map((row) => row.id),

    isUnfinished: (runId) =>
      database.get('SELECT 1 FROM runs WHERE id = ? AND is_finished = 0', runId) !== undefined,

    listRuns: (limit) =>
      database
        .all<{ id: string }>('SELECT id FROM runs ORDER BY number DESC LIMIT ?', limit)
        .map((row) => row.id),

    approvalIdOf: (runId) =>
      database.get<{ approval_id: string }>('SELECT approval_id FROM runs WHERE id = ?', runId)?.approval_id,

    confirm: (entry) =>
      database.transaction(() => {
        const appliedAt = database.get<{ at: number }>(
          "SELECT at FROM journal WHERE run_id = ? AND step = ? AND type = 'step-applying' ORDER BY sequence DESC LIMIT 1",
          entry.runId,
          entry.step,
        )?.at;
        // The update changes nothing; it makes RETURNING answer with the row that was there already.
        const row = database.get<LedgerRow>(
          `INSERT INTO ledger (run_id, step, ref, action, statement, evidence, confirmed_at, duration_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, step) DO UPDATE SET step = step RETURNING *`,
          entry.runId,
          entry.step,
          entry.ref,
          entry.action,
          entry.statement,
          JSON.stringify(entry.evidence),
          entry.confirmedAtMs,
          appliedAt === undefined ? null : Math.max(0, entry.confirmedAtMs - appliedAt),
        );
        if (row === undefined)
          throw new StewardError(`The ledger took no entry for ${entry.runId}.`, {
            code: 'store.failed',
            kind: 'terminal',
          });
        return asLedgerEntry(row);
      }),

    ledger: ({ runId, sinceMs, ref, limit = 100 } = {}) => {
      const conditions = [
        ...(runId === undefined ? [] : [{ sql: 'run_id = ?', value: runId }]),
        ...(sinceMs === undefined ? [] : [{ sql: 'confirmed_at >= ?', value: sinceMs }]),
        ...(ref === undefined ? [] : [{ sql: 'ref = ?', value: ref }]),
      ];
      // Only what was asked for stands in the statement: SQLite takes no index for "? IS NULL OR run_id = ?".
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
      return database
        .all<LedgerRow>(
          `SELECT * FROM ledger ${where} ORDER BY id DESC LIMIT ?`,
          ...conditions.map(({ value }) => value),
          limit,
        )
        .map(asLedgerEntry)
        .reverse();
    },

    pastDurations: (action) =>
      database
        .all<{ duration_ms: number }>(
          'SELECT duration_ms FROM ledger WHERE action = ? AND duration_ms IS NOT NULL ORDER BY id DESC LIMIT 20',
          action,
        )
        .map((row) => row.duration_ms),
  };
};
