import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isoTime } from '../core/clock.ts';
import type { Database } from './database.ts';

/** How many copies of the database are kept, one a day. */
const copiesKept = 7;

const folderOf = (folder: string): string => join(folder, 'backups');

/** "2026-11-22T031700": sorts by time and suits every file system. */
const stampOf = (epochMs: number): string => isoTime(epochMs).slice(0, 19).replaceAll(':', '');

const copyName = /^steward-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.db$/;

const sync = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** A file is on the disk before it gets the name that says it is whole. */
const publish = (unfinished: string, file: string): void => {
  sync(unfinished);
  renameSync(unfinished, file);
  sync(dirname(file));
};

/** Copies of the database, newest first. */
export const listCopies = (folder: string): string[] =>
  existsSync(folderOf(folder))
    ? readdirSync(folderOf(folder))
        .filter((name) => copyName.test(name))
        .sort()
        .reverse()
        .map((name) => join(folderOf(folder), name))
    : [];

/** When the newest copy was made, in milliseconds since the epoch; undefined when there is none. */
export const newestCopyAtMs = (folder: string): number | undefined => {
  const [, day, hours, minutes, seconds] =
    copyName.exec(listCopies(folder)[0]?.split(/[\\/]/).pop() ?? '') ?? [];
  return day === undefined ? undefined : Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
};

/**
 * Writes a copy and removes those that are too old. A damaged database is not copied, so that it never drives out the
 * last whole copy.
 * @returns the copy's file
 */
export const makeCopy = (folder: string, database: Database, nowMs: number): string => {
  database.check();
  mkdirSync(folderOf(folder), { recursive: true, mode: 0o700 });
  const file = join(folderOf(folder), `steward-${stampOf(nowMs)}.db`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  database.copyTo(unfinished);
  publish(unfinished, file);
  for (const old of listCopies(folder).slice(copiesKept)) rmSync(old);
  return file;
};

/** Puts a copy in the database's place. The copy stays where it is. */
export const restoreCopy = (copy: string, file: string): void => {
  copyFileSync(copy, `${file}.unfinished`);
  publish(`${file}.unfinished`, file);
};

/** Moves a damaged file out of the way, with all that belongs to it, never deleting it. @returns where it is now */
export const setAside = (file: string, nowMs: number): string => {
  const wanted = `${file}.damaged-${stampOf(nowMs)}`;
  let aside = wanted;
  for (let number = 2; existsSync(aside); number += 1) aside = `${wanted}-${number}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
  return aside;
};
