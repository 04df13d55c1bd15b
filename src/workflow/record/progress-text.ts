import { isoTime } from '../../core/clock.ts';
import type { Json } from '../../core/json.ts';
import type { Plan } from '../../core/plan.ts';
import type { JournalEntry, JournalType } from '../../core/run.ts';
import { dataField } from '../run/step-status.ts';
import { undoneBy } from '../run/undo-step.ts';
import { blocks, duration, plainText, rawText, table } from './markdown.ts';

/** How an entry is told. Types that are not here are the record's own business. */
const words: Readonly<Partial<Record<JournalType, string>>> = {
  'state-confirmed': 'It is as it was approved',
  'step-started': 'Begun',
  'step-observed': 'Looked at',
  'step-applying': 'Sent',
  'step-applied': 'Carried out',
  'step-progress': 'Progress',
  'step-waiting': 'Waits',
  'step-attention': 'People were told',
  'step-reported': 'Reported',
  'step-skipped': 'Skipped',
  'step-verified': 'Verified',
  'step-failed': 'Failed',
  'step-unknown': 'Outcome not known',
  'cancel-requested': 'Stop asked for',
  'run-refused': 'Refused',
  'rollback-started': 'Going back',
};

/** Entries on an issue, at most; a comment has a limit, and the journal keeps all of them. */
const entryLimit = 150;

const reportText = (entry: JournalEntry): string => {
  const values = (dataField(entry, 'values') ?? {}) as { readonly [field: string]: Json };
  const told = Object.entries(values).map(([field, value]) => `${field} ${String(value)}`);
  return [`by ${String(dataField(entry, 'by'))}`, ...told].join(', ');
};

const detailOf = (entry: JournalEntry): string => {
  if (entry.type === 'step-reported') return reportText(entry);
  if (entry.type === 'cancel-requested') return `by ${String(dataField(entry, 'by') ?? 'somebody')}`;
  const text = dataField(entry, 'text');
  return typeof text === 'string' ? text : '';
};

const entryLine = (entry: JournalEntry): string => {
  const detail = detailOf(entry);
  return `- ${isoTime(entry.atMs)} ${words[entry.type]}${entry.step === undefined ? '' : ` (\`${rawText(entry.step)}\`)`}${detail === '' ? '' : `: ${plainText(detail)}`}`;
};

const titleOf = (plan: Plan, id: string): string => {
  const undone = undoneBy(id);
  const step = plan.steps.find((candidate) => candidate.id === (undone ?? id));
  return undone === undefined ? (step?.title ?? id) : (step?.compensation?.title ?? id);
};

const summary = (plan: Plan, entries: readonly JournalEntry[]): string => {
  const ids = [...new Set(entries.map(({ step }) => step).filter((step) => step !== undefined))];
  return table(
    ['step', 'began', 'took', 'came to'],
    ids.map((id) => {
      const own = entries.filter((entry) => entry.step === id);
      const [first] = own;
      const last = own.findLast((entry) => words[entry.type] !== undefined);
      const waits = own.filter((entry) => entry.type === 'step-waiting').length;
      const retries = own.filter((entry) => entry.type === 'step-applying').length - 1;
      const notes = [
        ...(retries > 0 ? [`sent ${retries + 1} times`] : []),
        ...(waits > 0 ? ['it had to wait'] : []),
      ];
      return [
        plainText(titleOf(plan, id)),
        isoTime(first?.atMs ?? 0),
        duration((last?.atMs ?? 0) - (first?.atMs ?? 0)),
        [last === undefined ? '' : (words[last.type] ?? ''), ...notes].join(', '),
      ];
    }),
  );
};

/** What a run did, from its journal: each step with its times, then every entry. */
export const progressText = (plan: Plan, entries: readonly JournalEntry[]): string => {
  const told = entries.filter((entry) => words[entry.type] !== undefined);
  const shown =
    told.length <= entryLimit ? told : [...told.slice(0, entryLimit / 2), ...told.slice(-entryLimit / 2)];
  const missing = told.length - shown.length;
  return blocks(
    '## Progress',
    summary(plan, entries),
    [
      '<details><summary>Every entry</summary>',
      '',
      ...(missing === 0 ? [] : [`${missing} entries in the middle are in the journal only.`, '']),
      ...shown.map(entryLine),
      '',
      '</details>',
    ].join('\n'),
  );
};
