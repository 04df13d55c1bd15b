import type { Requester } from './people.ts';
import type { Difference, Plan } from './plan.ts';

/**
 * The states of an approval. `requested`: recorded; `presented`: at least one approver's phone or the panel shows it;
 * `pending` is both of them to people. `consumed`: its run has started. The rest are ends.
 */
export type ApprovalState =
  | 'requested'
  | 'presented'
  | 'approved'
  | 'denied'
  | 'expired'
  | 'cancelled'
  | 'invalidated'
  | 'consumed';

/** Where a decision was made. */
export type DecisionChannel = 'phone' | 'panel';

/** Who decided, where and when. */
export interface Decision {
  readonly userId: string;
  readonly name: string;
  readonly channel: DecisionChannel;
  /** e.g. `notify.mobile_app_pixel`, or `panel`. */
  readonly device: string;
  readonly atMs: number;
}

/** A request to run a plan, and what became of it. Append-only underneath: this is the fold of its events. */
export interface Approval {
  readonly id: string;
  readonly state: ApprovalState;
  readonly plan: Plan;
  readonly planDigest: string;
  readonly observedDigest: string;
  readonly requester: Requester;
  /** What the requester said or pressed, verbatim. */
  readonly requestText: string;
  readonly requestedAtMs: number;
  readonly expiresAtMs: number;
  readonly decision?: Decision;
  /** Why it ended without a run: in plain words. */
  readonly endedBecause?: string;
  /** What had changed, when it was invalidated. */
  readonly differences?: readonly Difference[];
  /** Number of the issue in the tracker, once opened. */
  readonly issue?: number;
  readonly runId?: string;
  readonly conversationId?: string;
}

/** Whether an approval still waits for somebody. */
export const isPending = (approval: Approval): boolean =>
  approval.state === 'requested' || approval.state === 'presented';
