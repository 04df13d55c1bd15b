import type { Approval } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import { describeRequester } from '../../core/people.ts';
import type { LedgerEntry } from '../../core/run.ts';
import type { DocumentationFile } from '../../core/tracker.ts';
import { plainText } from './issue-text.ts';

/** What a documentation commit is written from. */
export interface DocumentedChange {
  readonly approval: Approval;
  readonly issue: number;
  readonly runId: string;
  readonly ledger: readonly LedgerEntry[];
  readonly finishedAtMs: number;
}

const historyHeading = '## History';

/** The table under "Present state": the facts of the newest independent read. */
const presentState = ({ approval, ledger }: DocumentedChange): string =>
  approval.plan.observed
    .map((observed) => {
      const evidence = ledger.filter((entry) => entry.ref === observed.ref).at(-1)?.evidence;
      const facts = {
        node: observed.facts['node'],
        status:
          typeof evidence === 'object' && evidence !== null && 'status' in evidence
            ? evidence['status']
            : observed.facts['status'],
        reference: observed.ref,
      };
      return Object.entries(facts)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([fact, value]) => `- ${fact}: ${plainText(String(value))}`)
        .join('\n');
    })
    .join('\n');

const historyLine = (change: DocumentedChange): string =>
  `- ${isoTime(change.finishedAtMs)}: ${change.ledger.map((entry) => plainText(entry.statement)).join(' ')} Asked by ${plainText(describeRequester(change.approval.requester))}, approved by ${plainText(change.approval.decision?.name ?? 'a standing approval')} (#${change.issue}).`;

/**
 * The page of an object: title, present state, and its history newest first. What people wrote between the title and
 * the present state, and in sections of their own, stays.
 */
const updatePage =
  (change: DocumentedChange) =>
  (current: string | undefined): string => {
    const name = change.approval.plan.observed[0]?.name ?? 'Homelab';
    const state = `<!-- steward:state -->\n${presentState(change)}\n\nRead at ${isoTime(change.finishedAtMs)}.\n<!-- /steward:state -->`;
    const page = current ?? `# ${plainText(name)}\n\n## Present state\n\n${state}\n\n${historyHeading}\n`;
    const withState = page.includes('<!-- steward:state -->')
      ? page.replace(/<!-- steward:state -->[\s\S]*?<!-- \/steward:state -->/, () => state)
      : `${page.trimEnd()}\n\n## Present state\n\n${state}\n`;
    const line = historyLine(change);
    if (withState.includes(line)) return withState;
    return withState.includes(historyHeading)
      ? withState.replace(new RegExp(`${historyHeading}\\n+`), () => `${historyHeading}\n\n${line}\n`)
      : `${withState.trimEnd()}\n\n${historyHeading}\n\n${line}\n`;
  };

const updateChangelog =
  (change: DocumentedChange) =>
  (current: string | undefined): string => {
    const heading = '# Changelog of the homelab';
    const line = historyLine(change);
    const text = current ?? `${heading}\n`;
    return text.includes(line)
      ? text
      : text.replace(/^(# .*)\n+/, (_, title: string) => `${title}\n\n${line}\n`);
  };

/** All files of the commit that ends a run: the object's page and the changelog. */
export const documentationFiles = (change: DocumentedChange): DocumentationFile[] => [
  ...change.approval.plan.documentationPages.map((path) => ({ path, update: updatePage(change) })),
  { path: 'CHANGELOG.md', update: updateChangelog(change) },
];

/** Subject and body of that commit. `fixes #n` closes the issue. */
export const commitMessage = (change: DocumentedChange): string =>
  [
    `docs(infrastructure): ${change.approval.plan.title.slice(0, 100)}`,
    '',
    change.ledger.map((entry) => entry.statement).join('\n'),
    '',
    `Run ${change.runId}, approved by ${change.approval.decision?.name ?? 'a standing approval'}.`,
    `fixes #${change.issue}`,
  ].join('\n');
