import type { Difference } from './difference.ts';
import type { Requester } from './people.ts';
import type { Plan } from './plan.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { StepUpMethod } from './step-up.ts';

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

/** Where a decision was made. `autonomy`: by nobody now; a person had granted it for this workflow and scope before. */
export type DecisionChannel = 'phone' | 'panel' | 'autonomy';

/** One person's answer: who, where and when. */
export interface Decision {
  readonly userId: string;
  readonly name: string;
  readonly channel: DecisionChannel;
  /** e.g. `notify.mobile_app_pixel`, or `panel`, or `autonomy`. */
  readonly device: string;
  readonly atMs: number;
  /** Absent on records from before several people could be asked: then the approval's state says it. */
  readonly answer?: 'approve' | 'deny';
  /** How the person confirmed that it is them, where the plan needed that. */
  readonly stepUp?: StepUpMethod;
  /** Of a standing approval: who granted it, when, until when, and why it applies. */
  readonly reasons?: readonly string[];
}

/** Whom else a request is brought to when it still waits after a while. */
export interface Escalation {
  /** Counted from the request, or from the end of the quiet hours that held it back. Milliseconds. */
  readonly afterMs: number;
  /** Who may approve from then on, too, as the rule writes them: user names or ids. */
  readonly approvers: readonly string[];
  /** A service of Home Assistant's notify domain (`mobile_app_tablet`), or `persistent_notification`. */
  readonly notify?: string;
}

/** What a request takes to be approved, decided by plain rules when it is made and shown with it. */
export interface ApprovalRequirement {
  /** Name of the rule that decided; null when none fitted. */
  readonly rule: string | null;
  /** Who may approve, as the rule writes them: user names or ids; null for every approver. */
  readonly approvers: readonly string[] | null;
  /** How many different people have to say yes. At least 1. */
  readonly approvals: number;
  /** Whether whoever asked may not approve. */
  readonly excludesRequester: boolean;
  /** Whether each yes is given in the panel, with a step-up. */
  readonly needsStepUp: boolean;
  readonly expiryMs: number;
  readonly quietHours?: QuietHours;
  readonly escalation?: Escalation;
  /** Why all this, in plain words, one sentence each. */
  readonly reasons: readonly string[];
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
  /** Absent on records from before there were rules: one approver decided. Read it with {@link requirementOf}. */
  readonly requirement?: ApprovalRequirement;
  /** Every answer, oldest first. Read it with {@link decisionsOf}. */
  readonly decisions?: readonly Decision[];
  /** The answer that settled it: the last yes that was needed, or the no. */
  readonly decision?: Decision;
  /** Set when it was asked in quiet hours: until then no phone is bothered. */
  readonly quietUntilMs?: number;
  /** When those quiet hours were over and phones were asked. */
  readonly quietEndedAtMs?: number;
  /** When nobody had answered in time and others were asked, too. */
  readonly escalatedAtMs?: number;
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
export const isPending = (approval: Pick<Approval, 'state'>): boolean =>
  approval.state === 'requested' || approval.state === 'presented';

/** Every answer to a request, oldest first. */
export const decisionsOf = (approval: Pick<Approval, 'decisions' | 'decision'>): readonly Decision[] =>
  approval.decisions ?? (approval.decision === undefined ? [] : [approval.decision]);

/** What a request takes, also for one that was recorded before there were rules. */
export const requirementOf = (
  approval: Pick<Approval, 'requirement' | 'plan' | 'expiresAtMs' | 'requestedAtMs'>,
): ApprovalRequirement =>
  approval.requirement ?? {
    rule: null,
    approvers: null,
    approvals: 1,
    excludesRequester: false,
    needsStepUp: approval.plan.risk === 'destructive',
    expiryMs: approval.expiresAtMs - approval.requestedAtMs,
    reasons: [],
  };

/** Whether nobody was asked: a standing approval that a person had granted before stood for the answer. */
export const isAutomatic = (approval: Pick<Approval, 'decision'>): boolean =>
  approval.decision?.channel === 'autonomy';
