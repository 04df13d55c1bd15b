import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/database.ts';
import { createJournalStore } from '../../src/store/journal-store.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';

/** The files of a database, as they are at one instant. */
export interface DatabaseFiles {
  readonly database: Buffer;
  readonly log: Buffer;
}

/** What is in the files of an open database now. */
export const filesOf = (folder: string): DatabaseFiles => ({
  database: readFileSync(join(folder, 'steward.db')),
  log: readFileSync(join(folder, 'steward.db-wal')),
});

/** What an open database holds after a crash that left these files: the sequence numbers of a run's journal. */
export const journalAfterCrash = (folder: string, files: DatabaseFiles, runId: string): number[] => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'steward.db');
  writeFileSync(file, files.database);
  writeFileSync(`${file}-wal`, files.log);
  const database = openDatabase(file);
  try {
    database.check();
    return createJournalStore(database)
      .entries(runId)
      .map(({ sequence }) => sequence);
  } finally {
    database.close();
  }
};

/** One write, by the files before and after it, and how many bytes of the log it changed. */
export interface ObservedWrite {
  readonly before: DatabaseFiles;
  readonly after: DatabaseFiles;
  /** First byte of the log that is different, and the one after the last. */
  readonly changed: { readonly from: number; readonly to: number };
}

/** Appends one journal entry and looks what that does to the files. */
export const observeAppend = (store: OpenedStore, folder: string, runId: string): ObservedWrite => {
  const before = filesOf(folder);
  store.journal.append({ runId, atMs: 1, type: 'step-progress', data: { text: 'x'.repeat(100) } });
  const after = filesOf(folder);
  const length = Math.max(before.log.length, after.log.length);
  let from = 0;
  while (from < length && before.log[from] === after.log[from]) from += 1;
  let to = length;
  while (to > from && before.log[to - 1] === after.log[to - 1]) to -= 1;
  return { before, after, changed: { from, to } };
};

/** The files of a write that reached the disk up to this byte of the log only; behind it is what was there before. */
export const tornAt = ({ before, after }: ObservedWrite, byte: number): DatabaseFiles => ({
  database: after.database,
  log: Buffer.concat([after.log.subarray(0, byte), before.log.subarray(byte)]),
});

/**
 * The bytes at which a write is cut off: every one of the first and the last 32, where headers and checksums are, and every
 * `stride`-th between.
 */
export const cutsOf = ({ changed: { from, to } }: ObservedWrite, stride: number): number[] => {
  const bytes: number[] = [];
  for (let byte = from; byte < to; byte += byte - from < 32 || to - byte <= 32 ? 1 : stride) bytes.push(byte);
  return bytes;
};
