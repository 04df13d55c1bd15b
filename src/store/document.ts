import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LowSync, type SyncAdapter } from 'lowdb';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { writeFileDurably } from '../core/durable-file.ts';
import { StewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { setAside } from './backups.ts';
import { asStoreError } from './store-error.ts';

/** A small JSON document that people may read, and edit while Steward is stopped. */
export interface Document<Content> {
  /** The present content. Not to be changed: `update` does that. */
  read(): Content;
  /**
   * Changes a copy, checks it against the schema and writes it; durable when it returns. When it throws, nothing has
   * changed. Synchronous on purpose: lowdb does not wait for an asynchronous change, and would lose it.
   * @throws StewardError `store.document-change`, `store.disk-full`, `store.read-only`
   */
  update(change: (content: Content) => void): void;
  /** What became of a damaged file, for people. Empty in normal life. */
  readonly notices: readonly string[];
  /** Lets the file be opened again. */
  close(): void;
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

const previousOf = (file: string): string => `${file}.previous`;

/** lowdb's own adapter neither syncs nor keeps the copy before, and throws on a damaged file: this one does better. */
const durableAdapter = <Content>(file: string, schema: z.ZodType<Content>): SyncAdapter<Content> => ({
  read: () => (existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null),
  write: (content) => writeFileDurably(file, `${JSON.stringify(content, null, 2)}\n`, previousOf(file)),
});

/** What is wrong with a file, without its content. */
const reasonOf = (thrown: unknown): string => {
  const [issue] = thrown instanceof z.ZodError ? thrown.issues : [];
  return issue === undefined ? 'it is not JSON' : `${issue.path.join('.') || 'it'}: ${issue.message}`;
};

/** Puts the previous copy in place, if there is a whole one. @returns what to tell people */
const restorePrevious = <Content>(file: string, schema: z.ZodType<Content>): string => {
  try {
    durableAdapter(previousOf(file), schema).read();
    copyFileSync(previousOf(file), file);
    return `Its previous copy ${previousOf(file)} took its place.`;
  } catch {
    return 'It has no whole previous copy, so its defaults took its place.';
  }
};

/**
 * Opens a document. One that is damaged (cut off, empty, not as its schema says) is set aside, and its previous copy,
 * else the defaults, take its place; a notice says so.
 * @throws StewardError `store.document-open` when this process has it open already; `store.read-only`, `store.failed`
 */
export const openDocument = <Content extends object>({
  file,
  schema,
  defaults,
  clock,
  log,
}: DocumentOptions<Content>): Document<Content> => {
  const path = resolve(file);
  if (openFiles.has(path))
    throw new StewardError(`${file} is open already.`, { code: 'store.document-open', kind: 'terminal' });
  const notices: string[] = [];
  const database = new LowSync<Content>(durableAdapter(file, schema), structuredClone(defaults));
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (!existsSync(file) && existsSync(previousOf(file)))
      notices.push(`${file} is not there. ${restorePrevious(file, schema)}`);
    try {
      database.read();
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError || thrown instanceof z.ZodError)) throw thrown;
      const aside = setAside(file, clock.now());
      notices.push(
        `${file} cannot be used (${reasonOf(thrown)}) and was set aside as ${aside}. ${restorePrevious(file, schema)}`,
      );
      database.read();
    }
    // A file that is there can be found and edited.
    if (!existsSync(file)) database.write();
  } catch (thrown) {
    throw asStoreError(thrown, file);
  }
  openFiles.add(path);
  for (const notice of notices) log.error(notice);

  return {
    read: () => database.data,
    update: (change) => {
      const before = database.data;
      const next = structuredClone(before);
      const answer: unknown = change(next);
      const checked = schema.safeParse(next);
      if (answer instanceof Promise || !checked.success)
        throw new StewardError(
          `${file} was not changed: ${checked.success ? 'the change is asynchronous' : reasonOf(checked.error)}.`,
          { code: 'store.document-change', kind: 'terminal', cause: checked.error },
        );
      try {
        database.data = checked.data;
        database.write();
      } catch (thrown) {
        database.data = before;
        throw asStoreError(thrown, file);
      }
    },
    notices,
    close: () => openFiles.delete(path),
  };
};
