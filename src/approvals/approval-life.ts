import type { Approval, ApprovalState } from '../core/approval.ts';
import { createChannel } from '../core/events.ts';
import type { StopState } from '../core/kill-switch.ts';
import { createApprovalTimers } from './approval-timers.ts';
import type { ApprovalsDeps } from './approvals.ts';
import { expiryWords } from './expiry-words.ts';
import { whoSaidYes } from './policy/who-may-approve.ts';

/** States in which a request waits for people. */
export const waiting: readonly ApprovalState[] = ['requested', 'presented'];

/** Most open requests that are looked at together; far more than may wait at a time. */
const openLimit = 1_000;

/** The records of requests as they change: each change is an event in the store, and everybody is told of it. */
export interface ApprovalLife {
  /** @returns undefined when the request was in none of the `from` states: then nothing has happened */
  move(
    from: readonly ApprovalState[],
    approvalId: string,
    state: ApprovalState,
    change: Partial<Approval>,
  ): Approval | undefined;
  /** Adds to a request that goes on waiting; undefined when it does not wait any more. */
  amend(approval: Approval, change: Partial<Approval>): Approval | undefined;
  expire(approvalId: string): void;
  /** Tells everybody of a record as it is now. */
  tell(approval: Approval): Approval;
  onChange(listener: (approval: Approval) => void): () => void;
  start(): void;
  stop(): void;
}

/** Makes it: besides people, time and the kill switch change records. */
export const createApprovalLife = ({
  store,
  clock,
  log,
  approvers,
  killSwitch,
}: Pick<ApprovalsDeps, 'store' | 'clock' | 'log' | 'approvers' | 'killSwitch'>): ApprovalLife => {
  const changes = createChannel<Approval>((thrown) =>
    log.error('A listener of approvals failed.', { error: String(thrown) }),
  );
  let unsubscribe: () => void = () => {};

  const tell = (approval: Approval): Approval => {
    timers.watch(approval);
    changes.emit(approval);
    return approval;
  };

  const move: ApprovalLife['move'] = (from, approvalId, state, change) => {
    const approval = store.approvals.transition(from, { approvalId, atMs: clock.now(), state, change });
    if (approval === undefined) return undefined;
    log.info('Approval changed.', { approval: approvalId, state });
    return tell(approval);
  };

  const amend: ApprovalLife['amend'] = (approval, change) =>
    move(waiting, approval.id, approval.state, change);

  const expire = (approvalId: string): void => {
    const approval = store.approvals.get(approvalId);
    if (approval === undefined) return;
    const endedBecause = expiryWords(approval, whoSaidYes(approval, approvers()));
    move([...waiting, 'approved'], approvalId, 'expired', { endedBecause });
  };

  const timers = createApprovalTimers(clock, store.approvals.get, (step, approvalId) => {
    const approval = store.approvals.get(approvalId);
    if (approval === undefined) return;
    if (step === 'expire') expire(approvalId);
    else if (step === 'escalate') amend(approval, { escalatedAtMs: clock.now() });
    else amend(approval, { quietEndedAtMs: clock.now() });
  });

  /** What was approved and has not begun does not begin any more: nobody expects it to when the stop is released. */
  const endWhatIsApproved = ({ by }: StopState): void => {
    const endedBecause = `Everything was stopped by ${by} before it began.`;
    for (const { id } of store.approvals.list({ states: ['approved'], limit: openLimit }))
      move(['approved'], id, 'cancelled', { endedBecause });
  };

  return {
    move,
    amend,
    expire,
    tell,
    onChange: changes.on,

    start: () => {
      unsubscribe =
        killSwitch?.onChange((state) => {
          if (state !== undefined) endWhatIsApproved(state);
        }) ?? unsubscribe;
      const stopped = killSwitch?.isOn();
      if (stopped !== undefined) endWhatIsApproved(stopped);
      for (const approval of store.approvals.list({ states: [...waiting, 'approved'], limit: openLimit }))
        timers.watch(approval);
    },

    stop: () => {
      unsubscribe();
      timers.stop();
    },
  };
};
