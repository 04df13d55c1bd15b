import type { Grant } from './grant.ts';
import type { ObjectRef, Snapshot } from './inventory.ts';
import type { Effect } from './plan.ts';

/** One guest read afresh from Proxmox, never from the inventory's cache. */
export interface GuestObservation {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly vmid: number;
  readonly guestType: 'vm' | 'container';
  readonly node: string;
  readonly status: 'running' | 'stopped' | 'paused' | 'unknown';
  readonly lock?: string;
  /** Seconds since the guest started; 0 when it is stopped. */
  readonly uptimeSeconds: number;
  readonly isTemplate: boolean;
  /** Proxmox's own digest of the guest's configuration (40 hexadecimal characters). */
  readonly configDigest: string;
  readonly snapshots: readonly Snapshot[];
  /** Proxmox's sentence about high availability, when it manages the guest. */
  readonly isManagedByHa: boolean;
}

/** A task in Proxmox's own list. */
export interface ProxmoxTask {
  readonly upid: string;
  readonly node: string;
  /** The vendor's word, e.g. `vzreboot`, `qmsnapshot`. */
  readonly type: string;
  readonly vmid?: number;
  /** `user@realm` or `user@realm!token`. */
  readonly user: string;
  readonly startedAtMs: number;
  readonly isRunning: boolean;
  /** `OK`, `WARNINGS: n` or an error text; absent while it runs. */
  readonly exitStatus?: string;
}

/** What a task came to. `WARNINGS: n` is a success with warnings. */
export type TaskOutcome =
  | { readonly kind: 'succeeded'; readonly warnings: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly logTail: readonly string[] }
  /** The task could not be followed to its end within the limit, or Proxmox no longer answers for it. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** The reading half of the Proxmox adapter, as steps use it. Every method throws `StewardError` (`proxmox.*`). */
export interface ProxmoxReader {
  /** e.g. `proxmox:home` */
  readonly system: string;
  /** Throws `proxmox.guest-gone` when there is no such guest any more. Finds it on whichever node it lives now. */
  observeGuest(ref: ObjectRef, signal?: AbortSignal): Promise<GuestObservation>;
  /** Tasks of this guest, running and finished, newest first; at most 50. */
  guestTasks(ref: ObjectRef, signal?: AbortSignal): Promise<readonly ProxmoxTask[]>;
  /** The last lines of a task's log, oldest first. Throws `proxmox.*`. */
  taskLog(
    upid: string,
    options: { readonly lines: number; readonly signal?: AbortSignal },
  ): Promise<readonly string[]>;
  /** The task types that an action shows up as in the task list, e.g. `['vzreboot', 'qmreboot']`. */
  taskTypesOf(action: string): readonly string[];
  /**
   * Follows a task until it ends. Polls with back-off; survives read errors that may pass.
   * @param options.timeoutMs after this long: `unknown`. Default 15 minutes.
   * @param options.onProgress called with the newest line of the task's log, when it changes.
   */
  waitForTask(
    upid: string,
    options?: { timeoutMs?: number; onProgress?: (line: string) => void; signal?: AbortSignal },
  ): Promise<TaskOutcome>;
  /** The user or token that this connection acts as, as it stands in task lists. */
  readonly actsAs: string;
}

/** The writing half. Had only with a Grant; checks every effect against it before anything is sent. */
export interface ProxmoxWriter {
  /**
   * Sends the one write that the effect names, exactly once, and answers with the task's UPID.
   * Actions: `guest.start`, `guest.shutdown` {timeoutSeconds, force}, `guest.restart` {timeoutSeconds},
   * `guest.snapshot` {name, description}, `guest.rollback` {snapshot, start}, `guest.snapshot-delete` {name}.
   * @throws UnknownOutcomeError when the request may have been received but no answer came
   * @throws StewardError `grant.*` without a covering Grant; `proxmox.*` when Proxmox refused: then nothing happened
   */
  startTask(effect: Effect): Promise<string>;
}

/** What the engine is given for one Proxmox connection. */
export interface Proxmox {
  readonly reader: ProxmoxReader;
  openWriter(grant: Grant): ProxmoxWriter;
}
