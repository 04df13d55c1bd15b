import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { isoTime } from '../core/clock.ts';
import type { Database } from './database.ts';

/** How many copies of the database are kept, one a day. */
const copiesKept = 7;
const dayMs = 86_400_000;

const folderOf = (folder: string): string => join(folder, 'backups');

/** "2026-11-22T031700": sorts by time and suits every file system. */
const stampOf = (epochMs: number): string => isoTime(epochMs).slice(0, 19).replaceAll(':', '');

/** Copies of the database, newest first. */
export const listCopies = (folder: string): string[] =>
  existsSync(folderOf(folder))
    ? readdirSync(folderOf(folder))
        .filter((name) => /^steward-.*\.db$/.test(name))
        .sort()
        .reverse()
        .map((name) => join(folderOf(folder), name))
    : [];

/** Writes a copy and removes those that are too old. @returns the copy's file */
export const makeCopy = (folder: string, database: Database, clock: Clock): string => {
  mkdirSync(folderOf(folder), { recursive: true, mode: 0o700 });
  const file = join(folderOf(folder), `steward-${stampOf(clock.now())}.db`);
  // Under another name until it is whole, so that a copy that was cut off is never taken for one.
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  database.copyTo(unfinished);
  renameSync(unfinished, file);
  for (const old of listCopies(folder).slice(copiesKept)) rmSync(old);
  return file;
};

/** Whether the newest copy is older than a day, or there is none. */
export const isCopyDue = (folder: string, clock: Clock): boolean => {
  const [newest] = listCopies(folder);
  return newest === undefined || clock.now() - statSync(newest).mtimeMs > dayMs;
};

/** Moves a damaged file out of the way, never deleting it. @returns where it is now */
export const setAside = (file: string, clock: Clock): string => {
  const aside = `${file}.damaged-${stampOf(clock.now())}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
  return aside;
};
