import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { StewardError } from '../core/errors.ts';
import { migrations } from './schema.ts';

/** A database connection with prepared statements and transactions that nest no further than one level. */
export interface Database {
  run(sql: string, ...values: SQLInputValue[]): { changes: number | bigint };
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** Everything in `work` or nothing. `work` is synchronous. */
  transaction<Result>(work: () => Result): Result;
  /** Writes a consistent copy to a new file. */
  copyTo(file: string): void;
  close(): void;
}

const codeOf = (thrown: unknown): number | undefined =>
  typeof thrown === 'object' && thrown !== null && 'errcode' in thrown ? Number(thrown.errcode) : undefined;

const sqliteFull = 13;
const sqliteReadonly = 8;

/** Turns SQLite's own errors into ones that say what to do. */
export const asStoreError = (thrown: unknown, file: string): StewardError => {
  if (thrown instanceof StewardError) return thrown;
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code !== undefined && (code & 0xff) === sqliteFull)
    return new StewardError(`The disk that holds ${file} is full, so nothing can be recorded.`, {
      code: 'store.disk-full',
      kind: 'retry',
      mend: 'Free some space. Until then Steward changes nothing.',
      cause: thrown,
    });
  if (code !== undefined && (code & 0xff) === sqliteReadonly)
    return new StewardError(`${file} cannot be written.`, {
      code: 'store.read-only',
      kind: 'terminal',
      mend: 'Give the user that Steward runs as the right to write there.',
      cause: thrown,
    });
  return new StewardError(`The database ${file} failed: ${message}.`, {
    code: 'store.failed',
    kind: 'terminal',
    cause: thrown,
  });
};

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

/**
 * Opens (or makes) a database file: write-ahead log, every commit on the disk before it returns.
 * @throws StewardError `store.*`; whatever SQLite says of a damaged file comes as `store.failed`
 */
export const openDatabase = (file: string): Database => {
  let connection: DatabaseSync;
  try {
    connection = new DatabaseSync(file);
    connection.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
    );
    migrate(connection, file);
  } catch (thrown) {
    throw asStoreError(thrown, file);
  }
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (thrown) {
      throw asStoreError(thrown, file);
    }
  };
  let isInTransaction = false;
  return {
    run: (sql, ...values) => guarded(() => prepared(sql).run(...values)),
    get: <Row>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => prepared(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: SQLInputValue[]) =>
      guarded(() => prepared(sql).all(...values) as Row[]),
    transaction: (work) => {
      if (isInTransaction) return work();
      guarded(() => connection.exec('BEGIN IMMEDIATE'));
      isInTransaction = true;
      try {
        const result = work();
        guarded(() => connection.exec('COMMIT'));
        return result;
      } catch (thrown) {
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw thrown;
      } finally {
        isInTransaction = false;
      }
    },
    copyTo: (target) => {
      guarded(() => connection.prepare('VACUUM INTO ?').run(target));
    },
    close: () => connection.close(),
  };
};
