import type { Json } from './plan.ts';

/**
 * `running`: under way, also over a restart. `unknown`: a write's outcome could not be found out; a person has to look.
 * `invalidated`: what was observed had changed, so nothing was written.
 */
export type RunState = 'running' | 'succeeded' | 'failed' | 'unknown' | 'invalidated' | 'cancelled';

/** What one step has come to. */
export type StepState = 'waiting' | 'observing' | 'applying' | 'verifying' | 'done' | 'failed' | 'unknown';

/** One entry of a run's append-only journal. `sequence` starts at 1 and has no gaps. */
export interface JournalEntry {
  readonly runId: string;
  readonly sequence: number;
  readonly atMs: number;
  readonly type: JournalType;
  /** The step concerned; absent for entries of the run as a whole. */
  readonly step?: string;
  readonly data: Json;
}

/** Every kind of journal entry, in the order in which a run writes them. */
export type JournalType =
  | 'run-started'
  | 'issue-opened'
  | 'analysis-recorded'
  | 'approval-recorded'
  | 'state-confirmed'
  | 'step-observed'
  | 'step-applying'
  | 'step-applied'
  | 'step-progress'
  | 'step-verified'
  | 'step-failed'
  | 'step-unknown'
  | 'progress-recorded'
  | 'validation-recorded'
  | 'documentation-committed'
  | 'issue-closed'
  | 'run-finished';

/** Progress of one step as people see it. */
export interface StepProgress {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  /** One line: what it is doing or what went wrong. */
  readonly detail?: string;
}

/** One execution of a plan: the fold of its journal. */
export interface Run {
  readonly id: string;
  readonly approvalId: string;
  readonly workflow: string;
  readonly title: string;
  readonly state: RunState;
  readonly steps: readonly StepProgress[];
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  /** The verified result, or why it ended otherwise, in plain words. Only from the ledger or the journal. */
  readonly result?: string;
  readonly issue?: number;
  /** Documentation commit, full hash. */
  readonly commit?: string;
  /** 0 to 100, from the steps' expected durations; 100 only when finished. */
  readonly progressPercent: number;
}

/** A confirmed effect: written only after an independent read has shown it. Speech about effects comes from here. */
export interface LedgerEntry {
  readonly id: number;
  readonly runId: string;
  readonly step: string;
  readonly ref: string;
  readonly action: string;
  /** In plain words, past tense: "paperless-ngx was restarted and runs again." */
  readonly statement: string;
  /** What the independent read saw. */
  readonly evidence: Json;
  readonly confirmedAtMs: number;
}
