import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { schedule } from 'node-cron';
import type { Clock } from '../core/clock.ts';
import { asStewardError, StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Store } from '../core/stores.ts';
import { createApprovalStore } from './approval-store.ts';
import { isCopyDue, listCopies, makeCopy, setAside } from './backups.ts';
import { type Database, openDatabase } from './database.ts';
import { createJournalStore } from './journal-store.ts';
import { createKeyValueStore } from './key-value-store.ts';

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
  /** Copies the database into `backups/` now; done by itself every night. @returns the copy's file */
  copyNow(): string;
}

/** Databases up to this size are checked in full at each start; larger ones by the nightly copy. Bytes. */
const checkedAtStartBytes = 32 * 1024 * 1024;

/** Opens a file and looks whether it is whole. Throws when it is not. */
const openChecked = (file: string): Database => {
  const isSmall = existsSync(file) && statSync(file).size <= checkedAtStartBytes;
  const database = openDatabase(file);
  try {
    const [verdict] = isSmall ? database.all<{ quick_check: string }>('PRAGMA quick_check(1)') : [];
    if (verdict !== undefined && verdict.quick_check !== 'ok')
      throw new StewardError(`${file} is damaged: ${verdict.quick_check}.`, {
        code: 'store.damaged',
        kind: 'terminal',
      });
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
};

/** Errors that another file would not mend. */
const isNotDamage = (error: StewardError): boolean =>
  ['store.newer-schema', 'store.disk-full', 'store.read-only'].includes(error.code);

/**
 * Opens the one database of Steward. A damaged one is set aside, never deleted, and the newest whole copy takes its
 * place; only when there is none does Steward begin with an empty one, and says so.
 * @throws StewardError `store.newer-schema`, `store.disk-full`, `store.read-only`
 */
export const openStore = async ({ folder, clock, log }: StoreOptions): Promise<OpenedStore> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'steward.db');
  const notices: string[] = [];
  let database: Database | undefined;
  for (const copy of [undefined, ...listCopies(folder), 'empty'] as const) {
    try {
      if (copy !== undefined && copy !== 'empty') copyFileSync(copy, file);
      database = openChecked(file);
      if (copy !== undefined)
        notices.push(
          copy === 'empty'
            ? 'There was no whole copy of the database: Steward begins with an empty one. The damaged file is kept.'
            : `The database was restored from ${copy}. What happened after that copy is not in it.`,
        );
      break;
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (isNotDamage(error) || copy === 'empty') throw error;
      notices.push(`${error.message} It was set aside as ${setAside(file, clock)}.`);
    }
  }
  if (database === undefined)
    throw new StewardError(`No database could be opened in ${folder}.`, {
      code: 'store.failed',
      kind: 'terminal',
    });
  for (const notice of notices) log.error(notice);
  const opened = database;
  let isClosed = false;

  const copyNow = () => makeCopy(folder, opened, clock);
  const copyInBackground = () => {
    try {
      copyNow();
    } catch (thrown) {
      log.error('The nightly copy of the database failed.', { error: asStewardError(thrown).message });
    }
  };
  if (isCopyDue(folder, clock)) setImmediate(() => !isClosed && copyInBackground());
  // 03:17 UTC: away from the full hour, and not moved by daylight saving.
  const nightly = schedule('17 3 * * *', copyInBackground, { timezone: 'UTC', name: 'copy of the database' });

  return {
    approvals: createApprovalStore(opened),
    journal: createJournalStore(opened),
    keyValue: createKeyValueStore(opened),
    notices,
    copyNow,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      void nightly.destroy();
      opened.close();
    },
  };
};
