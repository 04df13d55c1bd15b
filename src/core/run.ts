import type { Difference } from './difference.ts';
import type { Json } from './json.ts';

/**
 * Under way, also over a restart: `running`, `waiting` (for a person, a disk, or the release of the kill switch),
 * `rolling-back`. The ends: `succeeded`; `rolled-back`: a step failed and everything is as it was before; `failed`: and
 * what is left is listed; `unknown`: a write's outcome could not be found out, a person has to look; `invalidated`: what
 * was observed had changed, so nothing was written; `cancelled`: stopped at a safe point because somebody said so.
 */
export type RunState =
  | 'running'
  | 'waiting'
  | 'rolling-back'
  | 'succeeded'
  | 'rolled-back'
  | 'failed'
  | 'unknown'
  | 'invalidated'
  | 'cancelled';

/** Whether a run has not come to its end. */
export const isUnderWay = (state: RunState): state is 'running' | 'waiting' | 'rolling-back' =>
  state === 'running' || state === 'waiting' || state === 'rolling-back';

/** The ends of a run. */
export type EndState = Exclude<RunState, 'running' | 'waiting' | 'rolling-back'>;

/** What one step has come to. `waiting`: not begun; `held`: begun, and waits for a person or a thing. */
export type StepState =
  | 'waiting'
  | 'observing'
  | 'applying'
  | 'verifying'
  | 'held'
  | 'done'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'undone';

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
  | 'step-started'
  | 'step-observed'
  | 'step-applying'
  | 'step-applied'
  | 'step-progress'
  | 'step-waiting'
  | 'step-attention'
  | 'step-reported'
  | 'step-skipped'
  | 'step-verified'
  | 'step-failed'
  | 'step-unknown'
  | 'cancel-requested'
  | 'run-refused'
  | 'rollback-started'
  | 'progress-recorded'
  | 'rollback-recorded'
  | 'validation-recorded'
  | 'outcome-recorded'
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
  /** One line: what it is doing, waits for, or what went wrong. */
  readonly detail?: string;
  /** What a person must know or do now, while the step is held. */
  readonly attention?: string;
  /** The step whose effect this one undoes; absent for a step of the plan itself. */
  readonly undoes?: string;
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
  /** Who asked to stop it, if anybody did. */
  readonly stoppedBy?: string;
  /** What is not as it was before, although the run did not succeed. Empty when everything is. */
  readonly remaining?: readonly Difference[];
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
