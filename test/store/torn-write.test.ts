import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OpenedStore } from '../../src/store/open-store.ts';
import { memoryFolder } from '../support/temporary-folder.ts';
import { openTestStore, startRun } from './store-fixture.ts';
import { cutsOf, filesOf, journalAfterCrash, observeAppend, tornAt } from './torn-files.ts';

/** The lab cuts at every byte. */
const stride = 251;

const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

const progress = (store: OpenedStore, count: number): void => {
  for (let index = 0; index < count; index += 1)
    store.journal.append({ runId: 'r1', atMs: index, type: 'step-progress', data: { index } });
};

describe('a write that is cut off in the middle', () => {
  it('of a growing log loses that write and nothing before it, at whatever byte', async () => {
    const { store, folder } = await openTestStore();
    startRun(store, 'r1');
    progress(store, 3);
    const write = observeAppend(store, folder, 'r1');
    const copy = memoryFolder();
    expect(write.after.log.length).toBeGreaterThan(write.before.log.length);
    for (const byte of cutsOf(write, stride))
      expect(journalAfterCrash(copy, tornAt(write, byte), 'r1'), `byte ${byte}`).toEqual(numbersTo(4));
    expect(journalAfterCrash(copy, write.after, 'r1')).toEqual(numbersTo(5));
  });

  it('over the remains of an earlier log does so too', async () => {
    const { store, folder } = await openTestStore();
    startRun(store, 'r1');
    // SQLite begins again at the start of its log when a thousand pages have been taken over into the database.
    let written = 1;
    for (let size = 0; filesOf(folder).log.length > size; written += 20) {
      size = filesOf(folder).log.length;
      progress(store, 20);
    }
    const write = observeAppend(store, folder, 'r1');
    const copy = memoryFolder();
    expect(write.after.log.length).toBe(write.before.log.length);
    for (const byte of cutsOf(write, stride))
      expect(journalAfterCrash(copy, tornAt(write, byte), 'r1'), `byte ${byte}`).toEqual(numbersTo(written));
    expect(journalAfterCrash(copy, write.after, 'r1')).toEqual(numbersTo(written + 1));
  });

  it('while the log is taken over into the database loses nothing', async () => {
    const { store, folder } = await openTestStore();
    startRun(store, 'r1');
    progress(store, 40);
    const before = filesOf(folder);
    store.close();
    const { store: after, folder: same } = await openTestStore(folder);
    expect(after.journal.entries('r1')).toHaveLength(41);
    const database = filesOf(same).database;
    const copy = join(memoryFolder(), 'copy');
    for (let byte = 0; byte < database.length; byte += 2_777) {
      const torn = Buffer.concat([database.subarray(0, byte), before.database.subarray(byte)]);
      const found = journalAfterCrash(copy, { database: torn, log: before.log }, 'r1');
      expect(found, `byte ${byte}`).toEqual(numbersTo(41));
    }
  });
});
