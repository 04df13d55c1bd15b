import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../../core/durable-file.ts';
import { StewardError } from '../../core/errors.ts';
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
  all(): Issue[];
  nextNumber(): number;
}

/**
 * Opens the folder of issues and reads it all: a homelab's own issues are few.
 * @throws StewardError `tracker.damaged-issue`, naming the file
 */
export const openIssueFiles = (folder: string): IssueFiles => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const issues = new Map<number, Issue>();
  const numbers = new Map<string, number>();
  const fileOf = (number: number) => join(folder, `${String(number).padStart(4, '0')}.json`);
  const remember = (issue: Issue) => {
    issues.set(issue.number, issue);
    numbers.set(issue.key, issue.number);
  };
  for (const name of readdirSync(folder).filter((entry) => /^\d+\.json$/.test(entry))) {
    const file = join(folder, name);
    try {
      remember(issueSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
    } catch (cause) {
      throw new StewardError(`The issue file ${file} is damaged.`, {
        code: 'tracker.damaged-issue',
        kind: 'terminal',
        mend: existsSync(`${file}.previous`)
          ? `Put ${file}.previous in its place.`
          : 'Restore it from a backup, or move it away.',
        cause,
      });
    }
  }
  return {
    get: (number) => issues.get(number),
    findByKey: (key) => {
      const number = numbers.get(key);
      return number === undefined ? undefined : issues.get(number);
    },
    save: (issue) => {
      const file = fileOf(issue.number);
      writeFileDurably(file, `${JSON.stringify(issue, null, 2)}\n`, `${file}.previous`);
      remember(issue);
    },
    all: () => [...issues.values()].sort((a, b) => b.number - a.number),
    nextNumber: () => Math.max(0, ...issues.keys()) + 1,
  };
};
