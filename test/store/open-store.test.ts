import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { silentLog } from '../../src/core/log.ts';
import { makeCopy } from '../../src/store/backups.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { openTestStore, startRun, temporaryFolder } from './store-fixture.ts';

const dayMs = 86_400_000;

/** A closed store that knows "before" from its copy, and "after" from later. */
const closedStore = async () => {
  const { store, folder, file, clock } = await openTestStore();
  store.keyValue.set('when', 'before');
  const copy = store.copyNow();
  store.keyValue.set('when', 'after');
  for (let run = 0; run < 40; run += 1) startRun(store, `r${run}`);
  store.close();
  return { folder, file, clock, copy };
};

const asides = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'));

const scribble = (file: string): void => {
  const handle = openSync(file, 'r+');
  for (let page = 1; page < statSync(file).size / 4096; page += 1)
    writeSync(handle, Buffer.alloc(2048, 0xa5), 0, 2048, page * 4096);
  closeSync(handle);
};

const damages: [string, (file: string) => void][] = [
  ['overwritten', (file) => writeFileSync(file, 'this is no database '.repeat(500))],
  ['empty', (file) => truncateSync(file, 0)],
  ['cut off', (file) => truncateSync(file, statSync(file).size - 3 * 4096)],
  ['scribbled over in its middle', scribble],
];

describe('a database that is damaged', () => {
  it.each(damages)('by being %s is set aside and restored from its newest copy', async (_name, damage) => {
    const { folder, file, copy } = await closedStore();
    damage(file);
    const damaged = readFileSync(file);
    const told: string[] = [];
    const log: Log = { ...silentLog, error: (message) => told.push(message) };
    const { store } = await openTestStore(folder, createFakeClock(), log);
    expect(store.keyValue.get('when')).toBe('before');
    expect(store.notices.join(' ')).toContain(`restored from ${copy}`);
    expect(told).toEqual(store.notices);
    const [aside] = asides(folder);
    expect(readFileSync(join(folder, String(aside)))).toEqual(damaged);
  });

  it('is restored from an older copy when the newest is damaged too', async () => {
    const { store, folder, file, clock } = await openTestStore();
    store.keyValue.set('when', 'first');
    store.copyNow();
    clock.set(clock.now() + dayMs);
    store.keyValue.set('when', 'second');
    const newer = store.copyNow();
    store.close();
    writeFileSync(file, 'x'.repeat(5_000));
    truncateSync(newer, 5_000);
    const opened = await openTestStore(folder);
    expect(opened.store.keyValue.get('when')).toBe('first');
    expect(opened.store.notices.join(' ')).toContain(`${newer} is damaged too`);
    expect(asides(folder)).toHaveLength(1);
    expect(existsSync(newer)).toBe(true);
  });

  it('gives way to an empty one where there is no copy, said aloud, and is kept', async () => {
    const { store, folder, file } = await openTestStore();
    store.keyValue.set('when', 'before');
    store.close();
    writeFileSync(file, 'x'.repeat(5_000));
    const opened = await openTestStore(folder);
    expect(opened.store.keyValue.get('when')).toBeUndefined();
    expect(opened.store.notices.join(' ')).toMatch(/no whole copy.*begins with an empty one.*is kept/);
    expect(readFileSync(join(folder, String(asides(folder)[0])), 'utf8')).toBe('x'.repeat(5_000));
  });

  it('never overwrites another one that was set aside in the same second', async () => {
    const { folder, file, clock } = await closedStore();
    for (const text of ['first', 'second']) {
      writeFileSync(file, text.repeat(1_000));
      (await openStore({ folder, clock, log: silentLog })).close();
    }
    const kept = asides(folder).map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 5));
    expect(kept.sort()).toEqual(['first', 'secon']);
  });
});

describe('opening the store', () => {
  it('takes the newest copy when the database itself is missing, as after restoring a backup', async () => {
    const { folder, file } = await closedStore();
    rmSync(file);
    const { store } = await openTestStore(folder);
    expect(store.keyValue.get('when')).toBe('before');
    expect(store.notices[0]).toMatch(/is not there/);
  });

  it('says nothing in normal life', async () => {
    const { folder } = await closedStore();
    const { store } = await openTestStore(folder);
    expect(store.notices).toEqual([]);
    expect(store.keyValue.get('when')).toBe('after');
  });

  it('refuses a folder that another Steward has open, and leaves everything as it is', async () => {
    const { folder, store } = await openTestStore();
    store.keyValue.set('when', 'before');
    const second = openStore({ folder, clock: createFakeClock(), log: silentLog });
    await expect(second).rejects.toMatchObject({ code: 'store.in-use', kind: 'terminal' });
    expect(asides(folder)).toEqual([]);
    expect(store.keyValue.get('when')).toBe('before');
  });

  it('refuses a database of a newer version and does not touch it', async () => {
    const { folder, file } = await closedStore();
    const database = openDatabase(file);
    database.run('PRAGMA user_version = 99');
    database.close();
    const before = readFileSync(file);
    const opening = openStore({ folder, clock: createFakeClock(), log: silentLog });
    await expect(opening).rejects.toMatchObject({ code: 'store.newer-schema' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(asides(folder)).toEqual([]);
  });

  it('says that it cannot write where it cannot, instead of taking that for damage', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'steward.db'));
    const opening = openStore({ folder, clock: createFakeClock(), log: silentLog });
    await expect(opening).rejects.toMatchObject({ code: 'store.read-only' });
  });

  it('says that the disk is full, keeps what was there and goes on when there is room again', async () => {
    const database = openDatabase(join(temporaryFolder(), 'small.db'));
    const pages = Number(database.get<{ page_count: number }>('PRAGMA page_count')?.page_count);
    database.get(`PRAGMA max_page_count = ${pages}`);
    const fill = () =>
      database.transaction(() =>
        database.run("INSERT INTO key_value (key, value) VALUES ('big', ?)", 'x'.repeat(100_000)),
      );
    expect(fill).toThrow(expect.objectContaining({ code: 'store.disk-full', kind: 'retry' }));
    database.get('PRAGMA max_page_count = 100000');
    expect(fill().changes).toBe(1);
    database.close();
  });
});

describe('copies of the database', () => {
  it('are made every day, the first soon after the start, and the seven newest are kept', async () => {
    const { store, folder, clock } = await openTestStore();
    const copies = () => readdirSync(join(folder, 'backups'));
    store.keyValue.set('day', 0);
    await clock.advance(60_000);
    expect(copies()).toEqual(['steward-2026-11-22T200100.db']);
    for (let hour = 0; hour < 23; hour += 1) await clock.advance(3_600_000);
    expect(copies()).toHaveLength(1);
    for (let day = 0; day < 9; day += 1) await clock.advance(dayMs);
    expect(copies()).toHaveLength(7);
    expect(copies()).not.toContain('steward-2026-11-22T200100.db');
  });

  it('are due at the start when the newest is more than a day old, and not before', async () => {
    const { folder, clock } = await closedStore();
    const copies = () => readdirSync(join(folder, 'backups')).length;
    const again = await openTestStore(folder, clock);
    await clock.advance(60_000);
    expect(copies()).toBe(1);
    again.store.close();
    clock.set(clock.now() + dayMs);
    await openTestStore(folder, clock);
    await clock.advance(60_000);
    expect(copies()).toBe(2);
  });

  it('are never made of a damaged database', async () => {
    const { folder, file, clock, copy } = await closedStore();
    const database = openDatabase(file);
    onTestFinished(() => database.close());
    scribble(file);
    const copying = () => makeCopy(folder, database, clock.now() + dayMs);
    expect(copying).toThrow(expect.objectContaining({ code: 'store.damaged' }));
    expect(readdirSync(join(folder, 'backups')).map((name) => join(folder, 'backups', name))).toEqual([copy]);
  });

  it('stop when the store is closed', async () => {
    const { store, folder, clock } = await openTestStore();
    store.close();
    expect(clock.pending).toBe(0);
    await clock.advance(2 * dayMs);
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });
});
