/** What a UPID, Proxmox's unique id of a task, says. */
export interface Upid {
  readonly node: string;
  /** Epoch milliseconds, of the node's own clock. */
  readonly startedAtMs: number;
  /** e.g. `vzreboot` */
  readonly type: string;
  /** What the task is about; the vmid for tasks of guests. */
  readonly id: string;
  /** `user@realm`, or `user@realm!token` when a token started it. */
  readonly user: string;
}

const upidPattern =
  /^UPID:([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/;

/** Takes a UPID apart; undefined when the text is none. */
export const parseUpid = (text: string): Upid | undefined => {
  const [, node, started, type, id, user] = upidPattern.exec(text) ?? [];
  if (
    node === undefined ||
    started === undefined ||
    type === undefined ||
    id === undefined ||
    user === undefined
  )
    return undefined;
  return { node, startedAtMs: Number.parseInt(started, 16) * 1000, type, id, user };
};
