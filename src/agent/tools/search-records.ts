import type { Clock } from '../../core/clock.ts';
import type { InventoryObject } from '../../core/inventory.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import type { Issue, Tracker } from '../../core/tracker.ts';
import { objectPagePath } from '../../workflow/record/object-page.ts';
import { oneLine } from '../retrieval/one-line.ts';
import { queryWords } from '../retrieval/query-words.ts';
import type { ReadPart, ReadTool } from './read-tool.ts';
import { textArgument } from './text-argument.ts';

const lookedThrough = 200;
const mostIssues = 3;
const mostPages = 2;
/** Comments of an issue that are read, the last ones. */
const mostComments = 4;
/** Shorter words are in every issue. */
const shortestWord = 3;

const issueText = (issue: Issue, nowMs: number): string =>
  [
    `issue ${issue.number}, ${issue.state}, opened ${spokenAge(nowMs - issue.openedAtMs)} ago: ${oneLine(issue.title)}`,
    issue.body.trim(),
    ...issue.comments
      .slice(-mostComments)
      .map(({ author, atMs, body }) => `${oneLine(author)}, ${spokenAge(nowMs - atMs)} ago: ${body.trim()}`),
  ].join('\n');

/** `search_records`: issues and the documentation pages of what is named. */
export const createSearchRecordsTool = ({
  tracker,
  namedObjects,
  clock,
}: {
  readonly tracker: Pick<Tracker, 'listIssues' | 'readIssue' | 'readFile'>;
  /** The objects that a text names. */
  readonly namedObjects: (text: string) => readonly InventoryObject[];
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'search_records',
    description:
      'Issues and documentation pages that hold these words, e.g. the name of a guest or an issue number.',
    parameters: { type: 'object', properties: { words: { type: 'string' } }, required: ['words'] },
  },
  progress: (_args, doing) => doing.records,
  read: async (args) => {
    const words = textArgument(args, 'words', 'query', 'name', 'number');
    if (words === undefined) return { parts: [], note: 'Give words to look for.' };
    const nowMs = clock.now();
    const wanted = queryWords(words).filter((word) => word.length >= shortestWord || /^\d+$/.test(word));
    const hits = ({ number, title, body, labels }: Issue): number => {
      const text = `${number} ${title} ${labels.join(' ')} ${body}`.toLowerCase();
      return wanted.filter((word) => text.includes(word)).length + (wanted.includes(String(number)) ? 5 : 0);
    };
    const issues = (await tracker.listIssues({ state: 'all', limit: lookedThrough }))
      .map((issue) => ({ issue, score: hits(issue) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, mostIssues);
    const parts: ReadPart[] = [];
    for (const { issue } of issues) {
      const whole = await tracker.readIssue(issue.number);
      parts.push({
        source: `issue ${issue.number}`,
        atMs: nowMs,
        provenance: 'record',
        text: issueText(whole, nowMs),
      });
    }
    for (const object of namedObjects(words).slice(0, mostPages)) {
      const path = objectPagePath(object);
      const text = await tracker.readFile(path);
      if (text !== undefined) parts.push({ source: path, atMs: nowMs, provenance: 'record', text });
    }
    return parts.length === 0 ? { parts, note: `No issue and no page holds ${oneLine(words)}.` } : { parts };
  },
});
