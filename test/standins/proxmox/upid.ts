/** What a UPID, the vendor's name of a task, says. */
export interface UpidParts {
  readonly node: string;
  readonly pid: number;
  /** When the process started, in ticks of the kernel since boot. */
  readonly pstart: number;
  /** Epoch seconds. */
  readonly starttime: number;
  readonly type: string;
  /** The guest's number, or empty. */
  readonly id: string;
  /** `user@realm` or `user@realm!token` */
  readonly user: string;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

/** `UPID:still-fawn:000C3F1A:0A1B2C3D:6921B1C0:vzreboot:101:steward@pve!agent:` */
export const encodeUpid = (parts: UpidParts): string =>
  `UPID:${parts.node}:${hex(parts.pid)}:${hex(parts.pstart)}:${hex(parts.starttime)}:${parts.type}:${parts.id}:${parts.user}:`;

const shape =
  /^UPID:([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\s/]+):([^:\s/]*):([^:\s/]+):$/;

/** @returns undefined when the text is no UPID */
export const decodeUpid = (upid: string): UpidParts | undefined => {
  const [, node, pid, pstart, starttime, type, id, user] = shape.exec(upid) ?? [];
  if (node === undefined || type === undefined || id === undefined || user === undefined) return undefined;
  return {
    node,
    pid: Number.parseInt(pid ?? '', 16),
    pstart: Number.parseInt(pstart ?? '', 16),
    starttime: Number.parseInt(starttime ?? '', 16),
    type,
    id,
    user,
  };
};
