import type { Clock, TimerHandle } from '../../core/clock.ts';

/** Work on one approval for one phone. */
export type Deliver = (
  notifyService: string,
  approvalId: string,
) => Promise<
  | { readonly kind: 'done' }
  /** Look again after that long. */
  | { readonly kind: 'later'; readonly delayMs: number }
>;

/** One line for each phone, so that a phone that hangs holds up nobody else. */
export interface PhoneQueue {
  /** Has it looked at now. What waits already is not entered twice, so that only the newest state is sent. */
  add(notifyService: string, approvalId: string): void;
  stop(): void;
}

/** Makes the lines. `deliver` does not throw. */
export const createPhoneQueue = (deliver: Deliver, clock: Clock): PhoneQueue => {
  const lines = new Map<string, Set<string>>();
  const busy = new Set<string>();
  const timers = new Map<string, TimerHandle>();
  let isStopped = false;

  const work = async (notifyService: string): Promise<void> => {
    const line = lines.get(notifyService);
    if (line === undefined || busy.has(notifyService)) return;
    busy.add(notifyService);
    for (const approvalId of line) {
      if (isStopped) break;
      line.delete(approvalId);
      const outcome = await deliver(notifyService, approvalId);
      if (outcome.kind === 'later') addLater(notifyService, approvalId, outcome.delayMs);
    }
    busy.delete(notifyService);
    if (line.size === 0) lines.delete(notifyService);
  };

  const add = (notifyService: string, approvalId: string): void => {
    if (isStopped) return;
    const timerKey = `${notifyService} ${approvalId}`;
    clock.clearTimeout(timers.get(timerKey));
    timers.delete(timerKey);
    const line = lines.get(notifyService) ?? new Set<string>();
    lines.set(notifyService, line.add(approvalId));
    void work(notifyService);
  };

  const addLater = (notifyService: string, approvalId: string, delayMs: number): void => {
    const timerKey = `${notifyService} ${approvalId}`;
    if (isStopped || lines.get(notifyService)?.has(approvalId)) return;
    clock.clearTimeout(timers.get(timerKey));
    timers.set(
      timerKey,
      clock.setTimeout(() => add(notifyService, approvalId), delayMs),
    );
  };

  return {
    add,
    stop: () => {
      isStopped = true;
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
      lines.clear();
    },
  };
};
