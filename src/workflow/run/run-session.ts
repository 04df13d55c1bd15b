import type { Approval } from '../../core/approval.ts';
import type { Clock } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import type { Json } from '../../core/json.ts';
import { mergeObserved, type ObservedState, type PlanStep } from '../../core/plan.ts';
import type { JournalEntry, JournalType } from '../../core/run.ts';
import type { StepContext, StepReport } from '../../core/step.ts';
import { dataField } from './step-status.ts';

/** Shortest time between two journalled lines of progress of one step. Milliseconds. */
const progressIntervalMs = 1_000;

/** One run while this process works on it: its journal in memory, and how to add to it. */
export interface RunSession {
  readonly runId: string;
  readonly approval: Approval;
  readonly grant: Grant;
  readonly clock: Clock;
  /** The whole journal of the run so far, kept up to date. */
  readonly entries: readonly JournalEntry[];
  /** Aborts when Steward is stopping. */
  readonly signal: AbortSignal;
  append(type: JournalType, data: Json, step?: string): void;
  /** Resolves at the next {@link poke}. */
  poked(): Promise<void>;
  /** Something came from outside (a report, a cancellation, a release): decide again. */
  poke(): void;
  /** Takes an entry that was appended elsewhere. */
  take(entry: JournalEntry): void;
}

/** Makes the session of a run. `append` writes to the store and gives the entry back. */
export const createRunSession = (
  given: Pick<RunSession, 'runId' | 'approval' | 'grant' | 'clock' | 'signal'>,
  entries: readonly JournalEntry[],
  append: (type: JournalType, data: Json, step?: string) => void,
): RunSession => {
  const own = [...entries];
  let bell = Promise.withResolvers<void>();
  return {
    ...given,
    entries: own,
    append,
    take: (entry) => {
      own.push(entry);
    },
    poked: () => bell.promise,
    poke: () => {
      bell.resolve();
      bell = Promise.withResolvers<void>();
    },
  };
};

/** Outputs of the steps that are done, by step id. */
export const outputsOf = (entries: readonly JournalEntry[]): Record<string, Json> =>
  Object.fromEntries(
    entries
      .filter((entry) => entry.type === 'step-verified' && entry.step !== undefined)
      .map((entry) => [entry.step ?? '', dataField(entry, 'output') ?? null]),
  );

/** What people reported, by step id, newest last. */
export const reportsOf = (entries: readonly JournalEntry[]): Record<string, StepReport[]> => {
  const reports: Record<string, StepReport[]> = {};
  for (const entry of entries) {
    if (entry.type !== 'step-reported' || entry.step === undefined) continue;
    const report: StepReport = {
      by: String(dataField(entry, 'by') ?? ''),
      atMs: entry.atMs,
      values: (dataField(entry, 'values') ?? {}) as StepReport['values'],
    };
    reports[entry.step] = [...(reports[entry.step] ?? []), report];
  }
  return reports;
};

/** Objects as the next step has to find them: as approved, and as the run's own steps left them since. */
export const expectedState = (
  approved: readonly ObservedState[],
  entries: readonly JournalEntry[],
): ObservedState[] =>
  mergeObserved([
    ...approved,
    ...entries
      .filter((entry) => entry.type === 'step-verified')
      .flatMap((entry) => (dataField(entry, 'observed') ?? []) as unknown as readonly ObservedState[]),
  ]);

/** What a step's handler is given. `signal` may end sooner than the session's. */
export const contextFor = (session: RunSession, step: PlanStep, signal: AbortSignal): StepContext => {
  const { clock, entries } = session;
  let lastMs = Number.NEGATIVE_INFINITY;
  let lastLine = '';
  return {
    runId: session.runId,
    plan: session.approval.plan,
    clock,
    signal,
    startedAtMs: entries.find((entry) => entry.step === step.id)?.atMs ?? clock.now(),
    outputs: outputsOf(entries),
    reports: reportsOf(entries),
    progress: (line) => {
      if (line === lastLine || clock.now() - lastMs < progressIntervalMs) return;
      lastLine = line;
      lastMs = clock.now();
      session.append('step-progress', { text: line }, step.id);
    },
  };
};
