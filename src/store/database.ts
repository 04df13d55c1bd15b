import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { StewardError } from '../core/errors.ts';
import { createGatheredWrites, type GatheredWrites } from './gathered-writes.ts';
import { migrations } from './schema.ts';
import { asStoreError } from './store-error.ts';

/** A database connection with prepared statements. A transaction inside a transaction becomes part of it. */
export interface Database extends GatheredWrites {
  run(
    sql: string,
    ...values: SQLInputValue[]
  ): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** Everything in `work` or nothing. `work` is synchronous. */
  transaction<Result>(work: () => Result): Result;
  /**
   * Looks through the whole file.
   * @throws StewardError `store.damaged`
   */
  check(): void;
  /** Writes a consistent copy to a new file. */
  copyTo(file: string): void;
  close(): void;
}

/** How long to wait for another process that has the file open, such as a Steward that is still stopping. */
const lockWaitMs = 1_000;

const migrate = (connection: DatabaseSync, file: string): void => {
  const version = Number(Object.values(connection.prepare('PRAGMA user_version').get() ?? {})[0] ?? 0);
  if (version > migrations.length)
    throw new StewardError(`${file} was written by a newer version of Steward (schema ${version}).`, {
      code: 'store.newer-schema',
      kind: 'terminal',
      mend: 'Install that version again, or restore an older backup.',
    });
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    connection.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
};

/** Throws `store.damaged` unless SQLite finds the file whole. */
const checkWhole = (connection: DatabaseSync, file: string): void => {
  const [found] = connection.prepare('PRAGMA quick_check(1)').all();
  if (found?.['quick_check'] !== 'ok')
    throw new StewardError(`The database ${file} is damaged: ${String(found?.['quick_check'])}.`, {
      code: 'store.damaged',
      kind: 'terminal',
      mend: 'Restart Steward: it sets the file aside and restores the newest whole copy.',
    });
};

/** Whether a copy on the disk is a whole database. Changes nothing. */
export const isWholeDatabase = (file: string): boolean => {
  try {
    const connection = new DatabaseSync(file, { readOnly: true });
    try {
      checkWhole(connection, file);
      return Number(Object.values(connection.prepare('PRAGMA user_version').get() ?? {})[0]) > 0;
    } finally {
      connection.close();
    }
  } catch {
    return false;
  }
};

const connect = (file: string): DatabaseSync => {
  const connection = new DatabaseSync(file, { timeout: lockWaitMs });
  try {
    // Exclusive: a second Steward on the same file would carry out the same runs again.
    connection.exec(
      `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
       PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; COMMIT;`,
    );
    migrate(connection, file);
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
};

/**
 * Opens (or makes) a database file for this process alone: write-ahead log, every commit on the disk before it returns.
 * @throws StewardError `store.newer-schema`, or as {@link asStoreError} says
 */
export const openDatabase = (file: string): Database => {
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (thrown) {
      throw asStoreError(thrown, file);
    }
  };
  const connection = guarded(() => connect(file));
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const transaction = <Result>(work: () => Result): Result => {
    if (connection.isTransaction) return work();
    guarded(() => prepared('BEGIN IMMEDIATE').run());
    try {
      const result = work();
      guarded(() => prepared('COMMIT').run());
      return result;
    } catch (thrown) {
      // SQLite itself rolls back on some errors, a full disk among them.
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw thrown;
    }
  };
  const gathered = createGatheredWrites(transaction);
  return {
    run: (sql, ...values) => guarded(() => prepared(sql).run(...values)),
    get: <Row>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => prepared(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => prepared(sql).all(...values) as Row[]),
    transaction,
    gather: gathered.gather,
    gatherLater: gathered.gatherLater,
    flush: () => {
      // Inside of a transaction they would be rolled back with it, and yet be taken for durable.
      if (!connection.isTransaction) gathered.flush();
    },
    check: () => guarded(() => checkWhole(connection, file)),
    copyTo: (target) => {
      gathered.flush();
      guarded(() => connection.prepare('VACUUM INTO ?').run(target));
    },
    close: () => {
      gathered.flush();
      connection.close();
    },
  };
};
