import type { Approval } from '../core/approval.ts';
import type { Clock, TimerHandle } from '../core/clock.ts';
import { nextTimedStep, type TimedStep } from './policy/timed-step.ts';

/** One timer for each open request: for whatever time does to it next. */
export interface ApprovalTimers {
  /** Sets the timer anew by the record as it is now; none where time does nothing to it any more. */
  watch(approval: Approval): void;
  stop(): void;
}

/**
 * Makes the timers. They only remind: what is due follows from the record and the clock at the moment when they fire, so a
 * timer that comes late, or a clock that was set, does no harm.
 */
export const createApprovalTimers = (
  clock: Clock,
  get: (approvalId: string) => Approval | undefined,
  take: (step: TimedStep['kind'], approvalId: string) => void,
): ApprovalTimers => {
  const timers = new Map<string, TimerHandle>();

  const look = (approvalId: string): void => {
    timers.delete(approvalId);
    const approval = get(approvalId);
    const step = approval === undefined ? undefined : nextTimedStep(approval, clock.now());
    if (approval === undefined || step === undefined) return;
    if (step.atMs > clock.now()) watch(approval);
    // Taking the step changes the record, which sets the next timer.
    else take(step.kind, approvalId);
  };

  const watch = (approval: Approval): void => {
    clock.clearTimeout(timers.get(approval.id));
    timers.delete(approval.id);
    const step = nextTimedStep(approval, clock.now());
    if (step === undefined) return;
    timers.set(
      approval.id,
      clock.setTimeout(() => look(approval.id), Math.max(0, step.atMs - clock.now())),
    );
  };

  return {
    watch,
    stop: () => {
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
};
