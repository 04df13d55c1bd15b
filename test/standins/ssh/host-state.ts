/** A partition of a disk. */
export interface PartitionState {
  /** e.g. `nvme0n1p2` */
  readonly name: string;
  readonly sizeBytes: number;
  /** Signature on it, as lsblk has it, e.g. `vfat`, `zfs_member`. */
  readonly content?: string;
  readonly mountpoint?: string;
}

/** A disk that is plugged in. */
export interface HostDiskState {
  /** e.g. `nvme1n1` */
  readonly name: string;
  readonly model: string;
  readonly serial: string;
  readonly sizeBytes: number;
  /** Signature on the disk itself; a new one has none. */
  content?: string;
  partitionTable?: 'gpt' | 'dos';
  partitions: PartitionState[];
  readonly smart: {
    readonly passed: boolean;
    readonly temperatureCelsius: number;
    readonly powerOnHours: number;
    /** NVMe only. */
    readonly percentageUsed?: number;
    /** Bits 2 to 7 of smartctl's exit status. */
    readonly exitBits?: number;
  };
}

/** A pool; each top-level device is one disk or a mirror. */
export interface HostPoolState {
  readonly name: string;
  sizeBytes: number;
  allocatedBytes: number;
  readonly fragmentation: number;
  health: 'ONLINE' | 'DEGRADED' | 'SUSPENDED';
  scan: string;
  readonly errors: string;
  /** Real paths of what each top-level device is made of, e.g. `[['/dev/sda1'], ['/dev/sdb1']]`. */
  readonly topLevel: string[][];
}

/** A host as its tools see it; plain JSON, so that it can be kept in a file as well. */
export interface HostState {
  readonly name: string;
  readonly disks: HostDiskState[];
  readonly pools: HostPoolState[];
  /** Datasets by name, with the properties set on each of them. The first one of a pool is the pool's own. */
  readonly datasets: Record<string, Record<string, string>>;
  readonly kernelLog: string[];
}

/** What a tool came to. */
export interface ToolResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitStatus: number;
}

/** A tool of a host: arguments in, output out; may change the state. */
export type Tool = (state: HostState, args: readonly string[]) => ToolResult;

export const succeed = (stdout = ''): ToolResult => ({ stdout, stderr: '', exitStatus: 0 });
export const fail = (exitStatus: number, stderr: string): ToolResult => ({
  stdout: '',
  stderr: `${stderr}\n`,
  exitStatus,
});

/** Name of the first partition of a disk: `nvme1n1p1`, `sda1`. */
export const partitionName = (disk: string, number: number): string =>
  /[0-9]$/.test(disk) ? `${disk}p${number}` : `${disk}${number}`;

/** What ZFS puts on a disk that it is given whole. */
export const giveToZfs = (disk: HostDiskState): void => {
  disk.partitionTable = 'gpt';
  disk.partitions = [
    {
      name: partitionName(disk.name, 1),
      sizeBytes: disk.sizeBytes - 9 * 1024 * 1024,
      content: 'zfs_member',
    },
    { name: partitionName(disk.name, 9), sizeBytes: 8 * 1024 * 1024 },
  ];
};

/** A disk that somebody buys or moves. */
export interface InsertedDisk {
  /** e.g. `nvme1n1` */
  readonly device: string;
  readonly model: string;
  readonly serial: string;
  readonly sizeBytes: number;
  /** A signature that it brings along, e.g. `ext4`. Default: none, as a new disk. */
  readonly content?: string;
}

/** Plugs a disk in, with the kernel's words about it. @throws Error when the place is taken */
export const insertDisk = (state: HostState, { device, content, ...disk }: InsertedDisk): HostDiskState => {
  if (state.disks.some(({ name }) => name === device))
    throw new Error(`there is a disk at ${device} already`);
  const inserted: HostDiskState = {
    name: device,
    ...disk,
    ...(content === undefined ? {} : { content }),
    partitions: [],
    smart: { passed: true, temperatureCelsius: 36, powerOnHours: 1, percentageUsed: 0 },
  };
  state.disks.push(inserted);
  const controller = device.replace(/n[0-9]+$/, '');
  state.kernelLog.push(
    ...(device.startsWith('nvme')
      ? [
          `[    2.118230] nvme ${controller}: pci function 0000:04:00.0`,
          `[    2.131904] nvme ${controller}: 16/0/0 default/read/poll queues`,
        ]
      : [`[    3.402117] sd 2:0:0:0: [${device}] Attached SCSI disk`]),
  );
  return inserted;
};

/** Pulls a disk out. */
export const removeDisk = (state: HostState, device: string): void => {
  const at = state.disks.findIndex(({ name }) => name === device);
  if (at === -1) throw new Error(`there is no disk at ${device}`);
  state.disks.splice(at, 1);
};
