import type { Call } from './call.ts';
import { type GuestState, guestWord } from './state.ts';

/** The file that the vendor locks while a task changes a guest. */
export const lockFileOf = (guest: Pick<GuestState, 'type' | 'vmid'>): string =>
  guest.type === 'qemu'
    ? `/var/lock/qemu-server/lock-${guest.vmid}.conf`
    : `/run/lock/lxc/pve-config-${guest.vmid}.lock`;

/** @throws Error in the vendor's words while the guest is locked; as a task's exit status or a 500 */
export const checkUnlocked = (guest: GuestState): void => {
  if (guest.lock !== undefined) throw new Error(`${guestWord(guest.type)} is locked (${guest.lock})`);
};

/** What a task on one guest does. */
export interface GuestTask {
  readonly guest: GuestState;
  /** Without the vendor's prefix: `start` becomes `qmstart` or `vzstart`. */
  readonly action: string;
  readonly log?: readonly string[];
  /** The configuration lock that it holds while it runs, e.g. `snapshot`. */
  readonly configLock?: string;
  /** Default true: refuses to run while the guest has a configuration lock. */
  readonly needsUnlocked?: boolean;
  readonly durationMs?: number;
  readonly check?: () => void;
  readonly finish: () => void;
}

/** Starts a task on a guest. @returns its UPID */
export const startGuestTask = (call: Call, task: GuestTask): string => {
  const { guest, configLock, check } = task;
  return call.tasks.start({
    node: guest.node,
    type: `${guest.type === 'qemu' ? 'qm' : 'vz'}${task.action}`,
    id: String(guest.vmid),
    user: call.who,
    lockFile: lockFileOf(guest),
    outcome: call.outcome,
    ...(task.durationMs === undefined ? {} : { durationMs: task.durationMs }),
    ...(task.log === undefined ? {} : { log: task.log }),
    begin: () => {
      if (task.needsUnlocked !== false) checkUnlocked(guest);
      check?.();
      if (configLock !== undefined) guest.lock = configLock;
    },
    release: () => {
      if (configLock !== undefined && guest.lock === configLock) delete guest.lock;
    },
    finish: task.finish,
  });
};
