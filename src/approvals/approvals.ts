import type { Approval, ApprovalState } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import type { Difference } from '../core/difference.ts';
import type { Grant } from '../core/grant.ts';
import type { IdSource } from '../core/ids.ts';
import type { KillSwitch } from '../core/kill-switch.ts';
import type { Log } from '../core/log.ts';
import type { Requester } from '../core/people.ts';
import type { Store } from '../core/stores.ts';
import type { Answer, BareAnswer, Refusal, Taken } from './answers.ts';
import type { Approver } from './approvers.ts';
import type { Autonomy } from './autonomy/autonomy.ts';
import type { NewRequest } from './new-approval.ts';
import type { ApprovalRule } from './policy/approval-rule.ts';
import type { RequestPolicy } from './policy/request-policy.ts';

/** Settings of {@link createApprovals}. */
export interface ApprovalsOptions {
  /** How long a request waits for an answer. Milliseconds, one minute to one week. Default one hour. */
  readonly expiryMs: number;
  readonly policy: RequestPolicy;
  /** Who decides what; the first that fits. Default: one approver decides everything. */
  readonly rules?: readonly ApprovalRule[];
}

/** What {@link createApprovals} is given. */
export interface ApprovalsDeps {
  readonly store: Pick<Store, 'approvals' | 'journal' | 'transaction'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** Who may decide at this moment. */
  readonly approvers: () => readonly Approver[];
  /** The tags of an object, for rules about tags. Default: none has any. */
  readonly tagsOf?: (ref: string) => readonly string[];
  /** Standing approvals. Default: there are none, so everything is asked. */
  readonly autonomy?: Pick<Autonomy, 'judge'>;
  /** While it is on, nothing is approved and nothing begins. Default: it never is. */
  readonly killSwitch?: KillSwitch;
}

/** The approvals engine: the only place where Grants come from. */
export interface Approvals {
  /** Takes a request. Where a standing approval covers it, it is answered as approved already. */
  request(request: NewRequest): Taken | Refusal;
  /** At least one approver can see it now. */
  markPresented(approvalId: string): void;
  /** One person's yes. The request is approved when as many different people as it takes have said it. */
  approve(approvalId: string, answer: Answer): Taken | Refusal;
  /** The no of any approver ends the request, whoever has said yes before. */
  deny(approvalId: string, answer: BareAnswer): Taken | Refusal;
  cancel(approvalId: string, requester: Requester): Taken | Refusal;
  /** The observed state changed before the run: the approval lapses. Nothing happens unless it waits or is approved. */
  invalidate(approvalId: string, differences: readonly Difference[], because: string): Approval | undefined;
  /**
   * approved -> consumed, atomically with the first entry of the run's journal; hands out the run's Grant.
   * @returns undefined when the approval is not in state `approved` (any more), or everything is stopped
   */
  consume(approvalId: string, runId: string): { approval: Approval; grant: Grant } | undefined;
  /**
   * The Grant of a run that was under way when Steward stopped.
   * @returns undefined unless that run's approval was consumed by just this run and the run has not finished
   */
  resume(runId: string): { approval: Approval; grant: Grant } | undefined;
  /** The run is over: its Grant covers nothing any more. */
  end(grant: Grant): void;
  get(approvalId: string): Approval | undefined;
  /** Who may approve it now, whether or not they have already. */
  mayApprove(approval: Approval): readonly Approver[];
  list(options?: { states?: readonly ApprovalState[]; limit?: number }): Approval[];
  setIssue(approvalId: string, issue: number): void;
  onChange(listener: (approval: Approval) => void): () => void;
  /** Sets the timers of what waits; does what fell due meanwhile. Call once after everybody listens. */
  start(): void;
  stop(): void;
}
