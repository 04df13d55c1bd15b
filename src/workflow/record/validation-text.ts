import { isoTime } from '../../core/clock.ts';
import type { Difference } from '../../core/difference.ts';
import type { JournalEntry, LedgerEntry } from '../../core/run.ts';
import type { CriterionResult } from '../criteria/verdict.ts';
import { dataField } from '../run/step-status.ts';
import { differenceTable } from './difference-text.ts';
import { blocks, bullets, plainText, rawValue, section, table } from './markdown.ts';

/** What a run came to, and what that is known from. */
export interface ValidationRecord {
  readonly heading: string;
  /** The result in plain words. */
  readonly text: string;
  /** The run's journal; the answers to its success criteria are in it. Default: none. */
  readonly entries?: readonly JournalEntry[];
  /** What was confirmed by an independent read. Default: nothing. */
  readonly ledger?: readonly LedgerEntry[];
}

const isResult = (value: unknown): value is CriterionResult =>
  typeof value === 'object' &&
  value !== null &&
  'criterion' in value &&
  'verdict' in value &&
  'seen' in value;

/** Answers to success criteria, wherever a step of the run gave some. */
const criteria = (entries: readonly JournalEntry[]): CriterionResult[] =>
  entries.flatMap((entry) => {
    const output = dataField(entry, 'output');
    const list = Array.isArray(output)
      ? output
      : typeof output === 'object' && output !== null && 'criteria' in output
        ? output['criteria']
        : [];
    return Array.isArray(list) ? list.filter(isResult) : [];
  });

/** Evidence on an issue, at most. Characters. */
const evidenceLimit = 400;

const evidenceLine = ({ statement, evidence, confirmedAtMs }: LedgerEntry): string =>
  `${plainText(statement)} Read at ${isoTime(confirmedAtMs)}: \`${rawValue(evidence).slice(0, evidenceLimit)}\``;

/** Comment on what was verified, what failed and what could not be found out, each with its evidence. */
export const validationText = ({ heading, text, entries = [], ledger = [] }: ValidationRecord): string =>
  blocks(
    `## ${heading}`,
    plainText(text),
    table(
      ['success criterion', 'answer', 'what was read'],
      criteria(entries).map(({ criterion, verdict, seen }) => [
        plainText(criterion),
        verdict === 'verified' ? 'verified' : `**${verdict}**`,
        plainText(seen),
      ]),
    ),
    section('Confirmed by an independent read:', bullets(ledger.map(evidenceLine))),
  );

/** What became of going back. */
export interface RollbackRecord {
  /** Titles of the steps that were undone, and verified to be so. */
  readonly undone: readonly string[];
  /** What is still not as it was before. */
  readonly remaining: readonly Difference[];
}

/** Comment on a rollback. */
export const rollbackText = ({ undone, remaining }: RollbackRecord): string =>
  blocks(
    '## Rollback',
    undone.length === 0
      ? 'Nothing was undone.'
      : `Undone, newest first:\n\n${bullets(undone.map(plainText))}`,
    remaining.length === 0
      ? 'Everything is as it was before.'
      : `**This is not as it was before, and a person has to look at it:**\n\n${differenceTable(remaining, 'before', 'now')}`,
  );
