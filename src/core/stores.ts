import type { Approval, ApprovalState } from './approval.ts';
import type { AutonomyStore } from './autonomy.ts';
import type { ChargeLedger } from './charges.ts';
import type { EgressLedger } from './egress-ledger.ts';
import type { Json } from './json.ts';
import type { McpCallStore } from './mcp-calls.ts';
import type { TrackerOutbox } from './outbox.ts';
import type { JournalEntry, LedgerEntry } from './run.ts';

/** A new event of an approval, to be appended. */
export interface ApprovalEvent {
  readonly approvalId: string;
  readonly atMs: number;
  readonly state: ApprovalState;
  /** The fields of {@link Approval} that change with it. */
  readonly change: Partial<Approval>;
}

/** A nonce sent to one phone for one approval and one answer. */
export interface PhoneNonce {
  readonly nonce: string;
  readonly approvalId: string;
  readonly answer: 'approve' | 'deny';
  /** Home Assistant user id of the phone's owner. */
  readonly userId: string;
  /** e.g. `mobile_app_pixel_8` (the service in the notify domain). */
  readonly notifyService: string;
  readonly expiresAtMs: number;
}

/** Approvals: append-only events with their fold, and the nonces that stand for them on phones. */
export interface ApprovalStore {
  create(approval: Approval): void;
  /**
   * Appends an event if the approval is in one of the `from` states, in one transaction.
   * @returns the new fold, or undefined when the approval was in another state (nothing is written then)
   */
  transition(from: readonly ApprovalState[], event: ApprovalEvent): Approval | undefined;
  /**
   * approved -> consumed and the run's first journal entry, atomically.
   * @returns undefined when it was not in state `approved`
   */
  consume(event: ApprovalEvent, firstEntry: JournalEntry): Approval | undefined;
  /** Records the issue's number without a change of state. */
  setIssue(approvalId: string, issue: number): void;
  get(id: string): Approval | undefined;
  /** The last to be requested first. Default limit: 100. */
  list(options?: { states?: readonly ApprovalState[]; limit?: number }): Approval[];
  events(approvalId: string): ApprovalEvent[];
  addNonce(nonce: PhoneNonce): void;
  /** Takes a nonce out for good: a second call with the same nonce finds nothing. */
  takeNonce(nonce: string): PhoneNonce | undefined;
  /** Looks without taking. */
  findNonce(nonce: string): PhoneNonce | undefined;
  noncesOf(approvalId: string): PhoneNonce[];
  dropNonces(approvalId: string): void;
}

/** A journal entry before it has its sequence number. */
export type NewJournalEntry = Omit<JournalEntry, 'sequence'>;

/**
 * Runs: the append-only journal, and the ledger of confirmed effects. Order is the order of writing and never that of the
 * clock, which somebody may have set back.
 */
export interface JournalStore {
  /** Appends with the next sequence number, durable when it returns. */
  append(entry: NewJournalEntry): JournalEntry;
  /** Appends several entries, of one run or of many, all or none, durable when it returns: one commit for all of them. */
  appendAll(entries: readonly NewJournalEntry[]): JournalEntry[];
  entries(runId: string): JournalEntry[];
  /** Ids of runs without a `run-finished` entry, the first to be started first. */
  unfinishedRuns(): string[];
  /** Whether a run was started and has no `run-finished` entry. */
  isUnfinished(runId: string): boolean;
  /** Ids of runs, the last to be started first. */
  listRuns(limit: number): string[];
  approvalIdOf(runId: string): string | undefined;
  /** Appends to the ledger, once per run and step. */
  confirm(entry: Omit<LedgerEntry, 'id'>): LedgerEntry;
  ledger(options?: { runId?: string; sinceMs?: number; ref?: string; limit?: number }): LedgerEntry[];
  /** Durations in milliseconds of past verified steps with this action, newest first, at most 20. */
  pastDurations(action: string): number[];
}

/** Small facts that must survive a restart: pairing, notification bookkeeping. */
export interface KeyValueStore {
  get(key: string): Json | undefined;
  set(key: string, value: Json): void;
  delete(key: string): void;
  keys(prefix: string): string[];
}

/** Everything in the one SQLite database. */
export interface Store {
  readonly approvals: ApprovalStore;
  readonly journal: JournalStore;
  readonly autonomy: AutonomyStore;
  readonly outbox: TrackerOutbox;
  readonly egress: EgressLedger;
  readonly mcpCalls: McpCallStore;
  readonly charges: ChargeLedger;
  readonly keyValue: KeyValueStore;
  /**
   * Everything that `work` writes here or nothing of it, in one commit, durable when it returns. `work` is synchronous, may
   * throw to take everything back, and tells nobody of what it wrote before this returns.
   */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}
