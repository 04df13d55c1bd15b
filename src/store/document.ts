import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { LowSync, type SyncAdapter } from 'lowdb';
import type { z } from 'zod';
import { type Clock, isoTime } from '../core/clock.ts';
import { writeFileDurably } from '../core/durable-file.ts';
import { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** A small JSON document that people may read and edit while Steward is stopped. */
export interface Document<Content> {
  read(): Content;
  /** Changes a copy and writes it; durable when it returns. Synchronous on purpose: lowdb does not await. */
  update(change: (content: Content) => void): void;
  /** What became of a damaged file, for people. Empty in normal life. */
  readonly notices: readonly string[];
}

/** What {@link openDocument} is given. */
export interface DocumentOptions<Content> {
  readonly file: string;
  readonly schema: z.ZodType<Content>;
  readonly defaults: Content;
  readonly clock: Clock;
  readonly log: Log;
}

/** lowdb loses writes silently when two instances share a file, so each file is opened once in a process. */
const openFiles = new Set<string>();

const parseFile = <Content>(file: string, schema: z.ZodType<Content>): Content =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** lowdb's own adapter neither syncs nor keeps the copy before: this one does both. */
const durableAdapter = <Content>(file: string, schema: z.ZodType<Content>): SyncAdapter<Content> => ({
  read: () => (existsSync(file) ? parseFile(file, schema) : null),
  write: (content) => writeFileDurably(file, `${JSON.stringify(content, null, 2)}\n`, `${file}.previous`),
});

/**
 * Opens a document. One that is damaged (cut off, empty, not as its schema says) is set aside, and its previous copy,
 * else the defaults, take its place; a notice says so.
 * @throws StewardError `store.document-open` when this process has it open already
 */
export const openDocument = <Content extends object>(
  options: DocumentOptions<Content>,
): Document<Content> => {
  const { file, schema, defaults, clock, log } = options;
  if (openFiles.has(file))
    throw new StewardError(`${file} is open already.`, { code: 'store.document-open', kind: 'terminal' });
  openFiles.add(file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const notices: string[] = [];
  const database = new LowSync<Content>(durableAdapter(file, schema), structuredClone(defaults));
  try {
    database.read();
  } catch {
    const aside = `${file}.damaged-${isoTime(clock.now()).replaceAll(':', '')}`;
    renameSync(file, aside);
    let source = 'Its defaults took its place.';
    try {
      parseFile(`${file}.previous`, schema);
      copyFileSync(`${file}.previous`, file);
      source = 'Its previous copy took its place.';
    } catch {
      // No copy, or it is damaged as well: the defaults stay.
    }
    notices.push(`${file} is damaged and was set aside as ${aside}. ${source}`);
    database.read();
  }
  for (const notice of notices) log.error(notice);
  return {
    read: () => database.data,
    update: (change) => {
      const next = structuredClone(database.data);
      change(next);
      database.data = schema.parse(next);
      database.write();
    },
    notices,
  };
};
