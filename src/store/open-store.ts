import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { asStewardError, StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Store } from '../core/stores.ts';
import { createApprovalStore } from './approval-store.ts';
import { createAutonomyStore } from './autonomy-store.ts';
import { listCopies, makeCopy, newestCopyAtMs, restoreCopy, setAside } from './backups.ts';
import { createChargeStore } from './charge-store.ts';
import { startDailyCopies } from './daily-copies.ts';
import { type Database, isWholeDatabase, openDatabase } from './database.ts';
import { startEgressRetention } from './egress-retention.ts';
import { createEgressStore } from './egress-store.ts';
import { createJournalStore } from './journal-store.ts';
import { createKeyValueStore } from './key-value-store.ts';
import { createMcpCallStore } from './mcp-call-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { asStoreError } from './store-error.ts';

/** What {@link openStore} is given. */
export interface StoreOptions {
  /** The data folder; made when missing. Holds `steward.db` and `backups/`. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The store, and what a person should know about how it was opened. */
export interface OpenedStore extends Store {
  /** One sentence for each file that was damaged and what became of it. Empty in normal life. */
  readonly notices: readonly string[];
  /**
   * Copies the database into `backups/` now; done by itself every day, and the seven newest are kept.
   * @returns the copy's file
   * @throws StewardError `store.damaged`, `store.disk-full`
   */
  copyNow(): string;
}

/** Databases up to this size are looked through at each start (a tenth of a second); larger ones by the daily copy. */
const checkedAtStartBytes = 100 * 1024 * 1024;

/** Opens a file and looks whether it is whole. Throws `store.damaged` when it is not. */
const openChecked = (file: string): Database => {
  const bytes = existsSync(file) ? statSync(file).size : undefined;
  // SQLite would take it for a new database and begin with nothing.
  if (bytes === 0)
    throw new StewardError(`The database ${file} is damaged: it is empty.`, {
      code: 'store.damaged',
      kind: 'terminal',
    });
  const database = openDatabase(file);
  try {
    if (bytes !== undefined && bytes <= checkedAtStartBytes) database.check();
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
};

/** Puts the newest whole copy in place. @returns what to tell people */
const restore = (folder: string, file: string): string[] => {
  const notices: string[] = [];
  for (const copy of listCopies(folder)) {
    if (isWholeDatabase(copy)) {
      restoreCopy(copy, file);
      return [
        ...notices,
        `The database was restored from ${copy}. What happened after that copy is not in it: look at the homelab before you rely on what Steward says about the time since then.`,
      ];
    }
    notices.push(`The copy ${copy} is damaged too.`);
  }
  return [
    ...notices,
    'There is no whole copy of the database, so Steward begins with an empty one. The damaged file is kept.',
  ];
};

const openOrRestore = (folder: string, clock: Clock): { database: Database; notices: string[] } => {
  const file = join(folder, 'steward.db');
  // A restored backup of Home Assistant brings the copies and leaves the database out.
  if (!existsSync(file) && listCopies(folder).length > 0) {
    if (existsSync(`${file}-wal`)) setAside(file, clock.now());
    const notices = [`The database ${file} is not there.`, ...restore(folder, file)];
    return { database: openChecked(file), notices };
  }
  try {
    return { database: openChecked(file), notices: [] };
  } catch (thrown) {
    const error = asStewardError(thrown);
    if (error.code !== 'store.damaged') throw error;
    const aside = setAside(file, clock.now());
    const notices = [`${error.message} It was set aside as ${aside}.`, ...restore(folder, file)];
    return { database: openChecked(file), notices };
  }
};

/**
 * Opens the one database of Steward. A damaged one is set aside, never deleted, and the newest whole copy takes its
 * place; only when there is none does Steward begin with an empty one, and says so.
 * @throws StewardError `store.in-use`, `store.newer-schema`, `store.disk-full`, `store.read-only`, `store.failed`
 */
export const openStore = async ({ folder, clock, log }: StoreOptions): Promise<OpenedStore> => {
  let opened: ReturnType<typeof openOrRestore>;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    opened = openOrRestore(folder, clock);
  } catch (thrown) {
    throw asStoreError(thrown, folder);
  }
  const { database, notices } = opened;
  for (const notice of notices) log.error(notice);

  const copyNow = () => {
    try {
      return makeCopy(folder, database, clock.now());
    } catch (thrown) {
      throw asStoreError(thrown, folder);
    }
  };
  const stopCopies = startDailyCopies({
    newestCopyAtMs: () => newestCopyAtMs(folder),
    makeCopy: copyNow,
    clock,
    log,
  });
  const egress = createEgressStore(database);
  const stopRetention = startEgressRetention({ ledger: egress, clock, log });
  let isClosed = false;

  return {
    approvals: createApprovalStore(database),
    journal: createJournalStore(database),
    autonomy: createAutonomyStore(database),
    outbox: createOutboxStore(database),
    egress,
    mcpCalls: createMcpCallStore(database),
    charges: createChargeStore(database),
    keyValue: createKeyValueStore(database),
    transaction: database.transaction,
    notices,
    copyNow,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      stopCopies();
      stopRetention();
      database.close();
    },
  };
};
