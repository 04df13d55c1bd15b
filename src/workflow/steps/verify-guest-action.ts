import type { Effect } from '../../core/plan.ts';
import type { GuestObservation } from '../../core/proxmox.ts';

/** Whether an independent read shows the effect; if not, what it shows instead. */
export interface GuestVerdict {
  readonly isThere: boolean;
  /** For people, to be put after "but": "paperless-ngx is stopped". */
  readonly seen: string;
}

/** Seconds by which the guest's own uptime may be ahead of ours. */
const uptimeToleranceSeconds = 15;

const isUpAgain = (
  guest: GuestObservation,
  before: { readonly status: string; readonly uptimeSeconds: number },
  elapsedSeconds: number,
): boolean =>
  guest.status === 'running' &&
  // Either it has been up for less time than has passed, or (for a guest that had only just started) for less than
  // it would have been without a restart.
  (guest.uptimeSeconds <= elapsedSeconds + uptimeToleranceSeconds ||
    guest.uptimeSeconds < before.uptimeSeconds);

/** Compares what was read after a task with what the task should have done. Pure. */
export const verifyGuestAction = (
  effect: Effect,
  before: { readonly status: string; readonly uptimeSeconds: number },
  guest: GuestObservation,
  elapsedSeconds: number,
): GuestVerdict => {
  const status = `${guest.name} is ${guest.status}`;
  switch (effect.action) {
    case 'guest.start':
      return { isThere: guest.status === 'running', seen: status };
    case 'guest.shutdown':
      return { isThere: guest.status === 'stopped', seen: status };
    case 'guest.restart':
      return {
        isThere: isUpAgain(guest, before, elapsedSeconds),
        seen: guest.status === 'running' ? `${guest.name} shows no sign of a restart` : status,
      };
    case 'guest.snapshot':
      return {
        isThere: guest.snapshots.some((snapshot) => snapshot.name === effect.parameters['name']),
        seen: `${guest.name} has no snapshot ${String(effect.parameters['name'])}`,
      };
    case 'guest.snapshot-delete':
      return {
        isThere: guest.snapshots.every((snapshot) => snapshot.name !== effect.parameters['name']),
        seen: `${guest.name} still has the snapshot ${String(effect.parameters['name'])}`,
      };
    case 'guest.rollback':
      return {
        isThere: guest.lock === undefined && (before.status !== 'running' || guest.status === 'running'),
        seen: guest.lock === undefined ? status : `${guest.name} is still locked (${guest.lock})`,
      };
    default:
      return { isThere: false, seen: `nothing is known about how to verify ${effect.action}` };
  }
};

/** What may be said once the read has shown it: past tense, plain words. */
export const settledStatement = (effect: Effect, guest: GuestObservation): string => {
  switch (effect.action) {
    case 'guest.start':
      return `${guest.name} was started and is running.`;
    case 'guest.shutdown':
      return `${guest.name} was shut down and is stopped.`;
    case 'guest.restart':
      return `${guest.name} was restarted and is running again.`;
    case 'guest.snapshot':
      return `The snapshot ${String(effect.parameters['name'])} of ${guest.name} was taken.`;
    case 'guest.snapshot-delete':
      return `The snapshot ${String(effect.parameters['name'])} of ${guest.name} was deleted.`;
    case 'guest.rollback':
      return `${guest.name} was rolled back to ${String(effect.parameters['snapshot'])} and is ${guest.status}.`;
    default:
      return `${effect.action} was done on ${guest.name}.`;
  }
};
