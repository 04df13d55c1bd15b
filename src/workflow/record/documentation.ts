import { posix } from 'node:path';
import { isoTime } from '../../core/clock.ts';
import type { DocumentationFile } from '../../core/tracker.ts';
import { type DocumentedChange, historyLine, presentState, undoWords } from './documented-change.ts';
import { blocks, bullets, inlineValue, plainText } from './markdown.ts';
import { type PageSubject, pageSubjects } from './object-page.ts';
import { partOf, withFirstLine, withPart } from './page-sections.ts';

const stateText = (change: DocumentedChange, subjects: readonly PageSubject[]): string =>
  blocks(
    ...subjects.flatMap(({ ref }) => [
      `\`${ref}\``,
      bullets(
        Object.entries(presentState(change, ref)).map(
          ([fact, value]) => `${plainText(fact)}: ${inlineValue(value)}`,
        ),
      ),
    ]),
    `Read at ${isoTime(change.finishedAtMs)}.`,
  );

const history = '## History';

/** What the workflow's author wants said; a comment in it would end the part of the page that is Steward's. */
const withAuthorsText = ({ approval: { plan } }: DocumentedChange, page: string): string =>
  plan.documentationText === undefined
    ? page
    : withPart(
        page,
        `workflow-${plan.workflow}`,
        `## About ${plan.workflow}`,
        plan.documentationText.replaceAll('<!--', '&lt;!--').trim(),
        history,
      );

/** The page of one object: what it is now, how to undo the last change, and its history, newest first. */
const updateObjectPage =
  (change: DocumentedChange, subjects: readonly PageSubject[]) =>
  (current: string | undefined): string => {
    const line = historyLine(
      change,
      subjects.map(({ ref }) => ref),
    );
    const page = current ?? `# ${plainText(subjects[0]?.name ?? 'Homelab')}\n`;
    // Written already, and perhaps a later run's words stand there by now.
    if (line === undefined || page.includes(line)) return page;
    const undo = subjects.flatMap(({ ref }) => undoWords(change, ref));
    const withState = withPart(page, 'state', '## Present state', stateText(change, subjects), history);
    const withUndo = withPart(
      withState,
      'undo',
      '## How to undo the last change',
      bullets(undo.map(plainText)) || 'There is nothing to undo.',
      history,
    );
    return withFirstLine(withAuthorsText(change, withUndo), history, line);
  };

/** A row of an overview. What it is about is its first cell, so that a later run finds it again. */
const overviewRow = (
  change: DocumentedChange,
  page: string,
  subjects: readonly PageSubject[],
): string | undefined => {
  const [first] = subjects;
  const last = change.ledger.findLast(({ ref }) => subjects.some((subject) => subject.ref === ref));
  if (first === undefined || last === undefined) return undefined;
  const link = posix.relative(posix.dirname(page), first.path);
  const state = subjects
    .flatMap(({ ref }) => Object.entries(presentState(change, ref)))
    .map(([fact, value]) => `${plainText(fact)} ${inlineValue(value)}`)
    .join(', ');
  const day = isoTime(change.finishedAtMs).slice(0, 10);
  return `| [${plainText(first.name)}](${link}) | ${first.kind} | ${state} | ${day}: ${plainText(last.statement)} (#${change.issue}) |`;
};

const overviewHead = ['| what | kind | state | last change |', '| --- | --- | --- | --- |'];

const firstCell = (row: string): string => row.split(' | ')[0] ?? '';

const titleOfPath = (path: string): string => {
  const words = posix.basename(path, posix.extname(path)).toLowerCase().replace(/[-_]+/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** A page about many things: a table with one row for each that Steward has changed. */
const updateOverview =
  (change: DocumentedChange, path: string, subjects: readonly PageSubject[]) =>
  (current: string | undefined): string => {
    const page = current ?? `# ${titleOfPath(path)}\n`;
    const rows = new Map(
      (partOf(page, 'objects') ?? '')
        .split('\n')
        .filter((line) => line.startsWith('| ['))
        .map((row) => [firstCell(row), row]),
    );
    for (const own of Map.groupBy(subjects, (subject) => subject.path).values()) {
      const row = overviewRow(change, path, own);
      if (row !== undefined) rows.set(firstCell(row), row);
    }
    const sorted = [...rows.values()].sort((a, b) => firstCell(a).localeCompare(firstCell(b)));
    return sorted.length === 0
      ? page
      : withAuthorsText(
          change,
          withPart(page, 'objects', '## Kept by Homelab Steward', [...overviewHead, ...sorted].join('\n')),
        );
  };

const changelogHeading = '# Changelog of the homelab';

const updateChangelog =
  (change: DocumentedChange) =>
  (current: string | undefined): string => {
    const line = historyLine(
      change,
      change.ledger.map(({ ref }) => ref),
    );
    const page = current ?? `${changelogHeading}\n`;
    if (line === undefined || page.includes(line)) return page;
    const [, title, rest = ''] = /^(# .*)\n*([\s\S]*)$/.exec(page) ?? [];
    return title === undefined ? `${line}\n${page}` : `${title}\n\n${line}\n${rest}`;
  };

/** All files of the commit that ends a run: a page of each object, the pages that the workflow names, and the changelog. */
export const documentationFiles = (change: DocumentedChange): DocumentationFile[] => {
  const subjects = pageSubjects(change.approval.plan);
  const objectPaths = [...new Set(subjects.map(({ path }) => path))];
  const others = change.approval.plan.documentationPages.filter(
    (path) => !objectPaths.includes(path) && path !== 'CHANGELOG.md',
  );
  return [
    ...objectPaths.map((path) => ({
      path,
      update: updateObjectPage(
        change,
        subjects.filter((subject) => subject.path === path),
      ),
    })),
    ...others.map((path) => ({ path, update: updateOverview(change, path, subjects) })),
    { path: 'CHANGELOG.md', update: updateChangelog(change) },
  ];
};
