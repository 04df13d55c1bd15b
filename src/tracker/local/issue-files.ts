import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { unfinishedEnding, writeFileDurably } from '../../core/durable-file.ts';
import type { Log } from '../../core/log.ts';
import type { Issue } from '../../core/tracker.ts';

const issueSchema = z.object({
  number: z.int().min(1),
  key: z.string(),
  title: z.string(),
  body: z.string(),
  labels: z.array(z.string()),
  state: z.enum(['open', 'closed']),
  closedAs: z.enum(['completed', 'not-planned']).exactOptional(),
  openedAtMs: z.number(),
  closedAtMs: z.number().exactOptional(),
  closedByCommit: z.string().exactOptional(),
  comments: z.array(z.object({ key: z.string(), body: z.string(), atMs: z.number(), author: z.string() })),
});

/** Issues as files, one each: `0001.json`, readable by people and by nobody but Steward's user. */
export interface IssueFiles {
  get(number: number): Issue | undefined;
  findByKey(key: string): Issue | undefined;
  /** Durable when it returns. */
  save(issue: Issue): void;
  /** Newest first. */
  list(state: 'open' | 'closed' | 'all', limit: number): Issue[];
  nextNumber(): number;
}

/** What is kept in memory of each issue; the rest is read when it is asked for. */
interface IndexEntry {
  readonly key: string;
  readonly state: Issue['state'];
}

const read = (file: string): Issue | undefined => {
  try {
    return issueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/**
 * Opens the folder of issues. The files are read when the first issue is asked for, so that the start does not wait for
 * years of them. A damaged file is set aside and its previous version takes its place; the log says so.
 */
export const openIssueFiles = (folder: string, log: Log): IssueFiles => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (number: number) => join(folder, `${String(number).padStart(4, '0')}.json`);

  /**
   * A number is never given twice, not even when the issue's file was set aside. One whose first write was cut off was
   * given to nobody.
   */
  let highestNumber = Math.max(
    0,
    ...readdirSync(folder)
      .filter((name) => !name.endsWith(unfinishedEnding))
      .map((name) => Number(/^\d+/.exec(name)?.[0] ?? 0)),
  );

  const readOrRestore = (number: number): Issue | undefined => {
    const file = fileOf(number);
    const issue = existsSync(file) ? read(file) : undefined;
    if (issue !== undefined) return issue;
    const previous = read(`${file}.previous`);
    if (existsSync(file)) {
      let aside = `${file}.damaged`;
      for (let count = 2; existsSync(aside); count += 1) aside = `${file}.damaged-${count}`;
      renameSync(file, aside);
      log.error(
        previous === undefined
          ? `The issue file ${file} is damaged and has no previous version; it was set aside as ${aside}.`
          : `The issue file ${file} is damaged and was set aside as ${aside}; its previous version took its place.`,
      );
    }
    if (previous !== undefined) writeFileDurably(file, `${JSON.stringify(previous, null, 2)}\n`);
    return previous;
  };

  let loaded: { entries: Map<number, IndexEntry>; numbers: Map<string, number> } | undefined;
  const index = () => {
    if (loaded !== undefined) return loaded;
    loaded = { entries: new Map(), numbers: new Map() };
    for (let number = 1; number <= highestNumber; number += 1) {
      const issue = readOrRestore(number);
      if (issue !== undefined) remember(issue);
    }
    return loaded;
  };
  const remember = ({ number, key, state }: Issue) => {
    loaded?.entries.set(number, { key, state });
    loaded?.numbers.set(key, number);
  };

  const get = (number: number): Issue | undefined =>
    index().entries.has(number) ? readOrRestore(number) : undefined;

  return {
    get,
    findByKey: (key) => {
      const number = index().numbers.get(key);
      return number === undefined ? undefined : get(number);
    },
    save: (issue) => {
      index();
      const file = fileOf(issue.number);
      writeFileDurably(file, `${JSON.stringify(issue, null, 2)}\n`, `${file}.previous`);
      highestNumber = Math.max(highestNumber, issue.number);
      remember(issue);
    },
    list: (state, limit) =>
      [...index().entries]
        .filter(([, entry]) => state === 'all' || entry.state === state)
        .sort(([a], [b]) => b - a)
        .slice(0, limit)
        .flatMap(([number]) => get(number) ?? []),
    nextNumber: () => highestNumber + 1,
  };
};
