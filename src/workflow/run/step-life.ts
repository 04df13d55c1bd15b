import { StewardError } from '../../core/errors.ts';
import type { Grant } from '../../core/grant.ts';
import type { Json } from '../../core/json.ts';
import type { ObservedState, Plan } from '../../core/plan.ts';
import type { JournalEntry, JournalType, LedgerEntry } from '../../core/run.ts';
import type { StepContext } from '../../core/step.ts';

/** What the carrying out of one step is given. Everything that it decides goes into the journal before it goes on. */
export interface StepLife {
  readonly plan: Plan;
  readonly grant: Grant;
  readonly context: StepContext;
  /** Entries of this step so far: empty on a first try, more when a restart takes the run up again. */
  readonly entries: readonly JournalEntry[];
  /** Appends to the run's journal; durable when it returns, or with the {@link lasting} that it is called in. */
  readonly journal: (type: JournalType, data: Json) => void;
  /** What `work` journals and confirms becomes durable as one, together with what other steps write at the same time. */
  readonly lasting: (work: () => void) => Promise<void>;
  readonly confirm: (entry: Pick<LedgerEntry, 'statement' | 'evidence'>) => void;
  /** Objects as they have to be found: as approved, and as the run's own steps left them since. */
  readonly expected: readonly ObservedState[];
  /** Why nothing may be written now, if so: the kill switch. Asked right before each write. */
  readonly objection: () => string | undefined;
}

/** Whether a step has come to its end, or waits. Everything else is in the journal. */
export type StepEnd = 'over' | 'held';

/** Thrown out of a step when Steward is stopping; the journal then says where to go on. */
export const interrupted = (cause?: StewardError): StewardError =>
  new StewardError('Steward is stopping.', { code: 'run.interrupted', kind: 'retry', cause });
