import { type Approval, type ApprovalState, type Decision, isPending } from '../core/approval.ts';
import type { Clock, TimerHandle } from '../core/clock.ts';
import { createChannel } from '../core/events.ts';
import type { Grant } from '../core/grant.ts';
import type { IdSource } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Requester } from '../core/people.ts';
import { type Difference, observedDigest, type Plan, planDigest } from '../core/plan.ts';
import type { Store } from '../core/stores.ts';
import {
  type Answer,
  answerObjection,
  type Refusal,
  refuse,
  stepUpObjection,
  type Taken,
} from './answers.ts';
import type { Approver } from './approvers.ts';
import { endGrant, grantFor } from './grants.ts';
import { createPinCheck } from './pin.ts';
import { mayCancel, mayRequest, type RequestPolicy } from './policy/request-policy.ts';

/** Settings of {@link createApprovals}. */
export interface ApprovalsOptions {
  /** How long a request waits for an answer. Milliseconds, one minute to one week. Default one hour. */
  readonly expiryMs: number;
  readonly policy: RequestPolicy;
}

/** What {@link createApprovals} is given. */
export interface ApprovalsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** Who may decide at this moment. */
  readonly approvers: () => readonly Approver[];
}

/** A new request. */
export interface NewRequest {
  readonly plan: Plan;
  readonly requester: Requester;
  readonly requestText: string;
  readonly conversationId?: string;
}

/** The approvals engine: the only place where Grants come from. */
export interface Approvals {
  request(request: NewRequest): Taken | Refusal;
  /** At least one approver can see it now. */
  markPresented(approvalId: string): void;
  approve(approvalId: string, answer: Answer): Taken | Refusal;
  deny(approvalId: string, answer: Omit<Answer, 'pin'>): Taken | Refusal;
  cancel(approvalId: string, requester: Requester): Taken | Refusal;
  /** The observed state changed before the run: the approval lapses. Nothing happens unless it waits or is approved. */
  invalidate(approvalId: string, differences: readonly Difference[], because: string): Approval | undefined;
  /**
   * approved -> consumed, atomically with the first entry of the run's journal; hands out the run's Grant.
   * @returns undefined when the approval is not in state `approved` (any more)
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
  list(options?: { states?: readonly ApprovalState[]; limit?: number }): Approval[];
  setIssue(approvalId: string, issue: number): void;
  onChange(listener: (approval: Approval) => void): () => void;
  /** Sets the expiry timers of what waits; expires what is overdue. Call once after everybody listens. */
  start(): void;
  stop(): void;
}

const waiting: readonly ApprovalState[] = ['requested', 'presented'];

/** Makes the approvals engine over a store. */
export const createApprovals = (options: ApprovalsOptions, deps: ApprovalsDeps): Approvals => {
  const { store, clock, ids, log } = deps;
  const changes = createChannel<Approval>((thrown) =>
    log.error('A listener of approvals failed.', { error: String(thrown) }),
  );
  const pinCheck = createPinCheck(store.keyValue, clock);
  const timers = new Map<string, TimerHandle>();

  const move = (
    from: readonly ApprovalState[],
    approvalId: string,
    state: ApprovalState,
    change: Partial<Approval>,
  ): Approval | undefined => {
    const approval = store.approvals.transition(from, { approvalId, atMs: clock.now(), state, change });
    if (approval === undefined) return undefined;
    if (!isPending(approval)) {
      clock.clearTimeout(timers.get(approvalId));
      timers.delete(approvalId);
    }
    log.info('Approval changed.', { approval: approvalId, state });
    changes.emit(approval);
    return approval;
  };

  const expire = (approvalId: string) =>
    move([...waiting, 'approved'], approvalId, 'expired', { endedBecause: 'Nobody answered in time.' });

  const watchExpiry = (approval: Approval) => {
    timers.set(
      approval.id,
      clock.setTimeout(
        () => {
          if (clock.now() >= approval.expiresAtMs) expire(approval.id);
          else watchExpiry(approval);
        },
        Math.max(0, approval.expiresAtMs - clock.now()),
      ),
    );
  };

  /** The approval that this answer may decide, or why it may not. */
  const acceptable = (approvalId: string, answer: Omit<Answer, 'pin'>): Taken | Refusal => {
    const approval = store.approvals.get(approvalId);
    const refusal = answerObjection(approval, answer, deps.approvers(), clock.now());
    if (refusal?.code === 'expired') expire(approvalId);
    if (refusal?.code === 'not-an-approver')
      log.security('Somebody who is not an approver tried to decide.', {
        approval: approvalId,
        user: answer.userId,
        channel: answer.channel,
      });
    if (refusal !== undefined) return refusal;
    return approval === undefined
      ? refuse('not-found', 'There is no such request.')
      : { kind: 'taken', approval };
  };

  const decisionOf = (answer: Omit<Answer, 'pin'>): Decision => ({
    userId: answer.userId,
    name: deps.approvers().find((approver) => approver.userId === answer.userId)?.name ?? answer.userId,
    channel: answer.channel,
    device: answer.device,
    atMs: clock.now(),
  });

  return {
    request: ({ plan, requester, requestText, conversationId }) => {
      const nowMs = clock.now();
      const verdict = mayRequest(
        requester,
        plan.risk,
        store.approvals.list({ limit: 200 }),
        options.policy,
        nowMs,
      );
      if (verdict.kind === 'refused') {
        log.security('A request was refused.', { code: verdict.code, channel: requester.channel });
        return verdict;
      }
      const approval: Approval = {
        id: ids.recordId('approval', nowMs),
        state: 'requested',
        plan,
        planDigest: planDigest(plan),
        observedDigest: observedDigest(plan.observed),
        requester,
        requestText,
        requestedAtMs: nowMs,
        expiresAtMs: nowMs + options.expiryMs,
        ...(conversationId === undefined ? {} : { conversationId }),
      };
      store.approvals.create(approval);
      watchExpiry(approval);
      log.info('A change was requested.', {
        approval: approval.id,
        workflow: plan.workflow,
        risk: plan.risk,
      });
      changes.emit(approval);
      return { kind: 'taken', approval };
    },

    markPresented: (approvalId) => {
      move(['requested'], approvalId, 'presented', {});
    },

    approve: (approvalId, answer) => {
      const approval = acceptable(approvalId, answer);
      if (approval.kind === 'refused') return approval;
      const stepUp = stepUpObjection(approval.approval, answer, deps.approvers(), pinCheck, clock.now());
      if (stepUp !== undefined) {
        log.security('A step-up was not passed.', {
          approval: approvalId,
          user: answer.userId,
          code: stepUp.code,
        });
        return stepUp;
      }
      const moved = move(waiting, approvalId, 'approved', { decision: decisionOf(answer) });
      return moved === undefined
        ? refuse('already-decided', 'The request was decided a moment ago.')
        : { kind: 'taken', approval: moved };
    },

    deny: (approvalId, answer) => {
      const approval = acceptable(approvalId, answer);
      if (approval.kind === 'refused') return approval;
      const decision = decisionOf(answer);
      const moved = move(waiting, approvalId, 'denied', {
        decision,
        endedBecause: `${decision.name} denied it.`,
      });
      return moved === undefined
        ? refuse('already-decided', 'The request was decided a moment ago.')
        : { kind: 'taken', approval: moved };
    },

    cancel: (approvalId, requester) => {
      const approval = store.approvals.get(approvalId);
      if (approval === undefined) return refuse('not-found', 'There is no such request.');
      const approverIds = deps.approvers().map((approver) => approver.userId);
      if (!mayCancel(requester, approval, approverIds))
        return refuse('not-yours', 'Only whoever asked for it, or an approver, can take it back.');
      const who = requester.person?.name ?? 'whoever asked';
      const moved = move(waiting, approvalId, 'cancelled', { endedBecause: `It was cancelled by ${who}.` });
      return moved === undefined
        ? refuse(
            'already-decided',
            `The request is ${store.approvals.get(approvalId)?.state ?? 'gone'} already.`,
          )
        : { kind: 'taken', approval: moved };
    },

    invalidate: (approvalId, differences, because) =>
      move([...waiting, 'approved'], approvalId, 'invalidated', { differences, endedBecause: because }),

    consume: (approvalId, runId) => {
      const atMs = clock.now();
      const found = store.approvals.get(approvalId);
      if (found === undefined || planDigest(found.plan) !== found.planDigest) return undefined;
      const approval = store.approvals.consume(
        { approvalId, atMs, state: 'consumed', change: { runId } },
        {
          runId,
          sequence: 1,
          atMs,
          type: 'run-started',
          data: { approvalId, planDigest: found.planDigest, workflow: found.plan.workflow },
        },
      );
      if (approval === undefined) return undefined;
      changes.emit(approval);
      return { approval, grant: grantFor(approval, runId) };
    },

    resume: (runId) => {
      const approvalId = store.journal.approvalIdOf(runId);
      const approval = approvalId === undefined ? undefined : store.approvals.get(approvalId);
      if (
        approval?.state !== 'consumed' ||
        approval.runId !== runId ||
        planDigest(approval.plan) !== approval.planDigest ||
        !store.journal.isUnfinished(runId)
      )
        return undefined;
      return { approval, grant: grantFor(approval, runId) };
    },

    end: endGrant,
    get: (approvalId) => store.approvals.get(approvalId),
    list: (listOptions) => store.approvals.list(listOptions),

    setIssue: (approvalId, issue) => {
      store.approvals.setIssue(approvalId, issue);
      const approval = store.approvals.get(approvalId);
      if (approval !== undefined) changes.emit(approval);
    },

    onChange: changes.on,

    start: () => {
      for (const approval of store.approvals.list({ states: [...waiting, 'approved'] }))
        watchExpiry(approval);
    },

    stop: () => {
      for (const handle of timers.values()) clock.clearTimeout(handle);
      timers.clear();
    },
  };
};
