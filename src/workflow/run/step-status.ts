import type { Difference } from '../../core/difference.ts';
import type { Json } from '../../core/json.ts';
import type { ObservedState } from '../../core/plan.ts';
import type { JournalEntry } from '../../core/run.ts';

/** How far a step is, by its journal. `begun`: under way, or was when the journal ends. */
export type StepStatus =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'begun'; readonly isWriting: boolean }
  /** It waits for a person or a thing; looked at again at `dueMs`, or only when something happens. */
  | { readonly kind: 'held'; readonly reason: string; readonly dueMs: number | null }
  | { readonly kind: 'done'; readonly statement: string; readonly output: Json; readonly wasApplied: boolean }
  | { readonly kind: 'skipped' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** Whether its write was carried out, at least in part. */
      readonly wasApplied: boolean;
      /** Set when it was not begun because this was not as approved. */
      readonly differences: readonly Difference[] | null;
      /** How its object was found afterwards; empty where it could not be read. */
      readonly found: readonly ObservedState[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/** One field of an entry's data. */
export const dataField = (entry: JournalEntry | undefined, field: string): Json | undefined => {
  const data = entry?.data;
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? (data as { readonly [key: string]: Json })[field]
    : undefined;
};

const textOf = (entry: JournalEntry): string => String(dataField(entry, 'text') ?? '');

/** Whether a step is over, well or not. */
export const isOver = (status: StepStatus): boolean =>
  status.kind === 'done' ||
  status.kind === 'skipped' ||
  status.kind === 'failed' ||
  status.kind === 'unknown';

/** The status of one step after all of its entries. Pure. */
export const stepStatus = (own: readonly JournalEntry[]): StepStatus => {
  let status: StepStatus = { kind: 'untouched' };
  let wasApplied = false;
  for (const entry of own) {
    switch (entry.type) {
      case 'step-started':
      case 'step-observed':
        status = { kind: 'begun', isWriting: false };
        break;
      case 'step-applying':
        status = { kind: 'begun', isWriting: true };
        break;
      case 'step-applied':
        // What was there before is not this run's to undo.
        wasApplied = dataField(entry, 'wasThere') !== true;
        status = { kind: 'begun', isWriting: true };
        break;
      case 'step-waiting': {
        const dueMs = dataField(entry, 'dueMs');
        status = { kind: 'held', reason: textOf(entry), dueMs: typeof dueMs === 'number' ? dueMs : null };
        break;
      }
      case 'step-verified':
        status = {
          kind: 'done',
          statement: textOf(entry),
          output: dataField(entry, 'output') ?? null,
          wasApplied,
        };
        break;
      case 'step-skipped':
        status = { kind: 'skipped' };
        break;
      case 'step-failed':
        status = {
          kind: 'failed',
          reason: textOf(entry),
          wasApplied,
          differences: (dataField(entry, 'differences') as unknown as readonly Difference[]) ?? null,
          found: (dataField(entry, 'observed') ?? []) as unknown as readonly ObservedState[],
        };
        break;
      case 'step-unknown':
        status = { kind: 'unknown', reason: textOf(entry) };
        break;
      default:
    }
  }
  return status;
};

/** A run's journal by step. */
export const entriesByStep = (entries: readonly JournalEntry[]): ReadonlyMap<string, JournalEntry[]> => {
  const byStep = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    if (entry.step === undefined) continue;
    const own = byStep.get(entry.step);
    if (own === undefined) byStep.set(entry.step, [entry]);
    else own.push(entry);
  }
  return byStep;
};
