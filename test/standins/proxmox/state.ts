/**
 * The homelab that a stand-in serves. Plain, mutable data: a test changes it as somebody else on the real thing would,
 * and the next read shows it. Times are epoch milliseconds, sizes bytes, CPU use a share from 0 to 1.
 */
export interface HomelabState {
  clusterName: string;
  /** e.g. `9.1.3` */
  version: string;
  nodes: NodeState[];
  guests: GuestState[];
  storages: StorageState[];
  pools: PoolState[];
  disks: DiskState[];
  backupJobs: BackupJobState[];
  /** Tasks that ended before the stand-in started. */
  pastTasks: PastTask[];
}

export interface NodeState {
  name: string;
  status: 'online' | 'offline';
  address: string;
  cpuModel: string;
  cores: number;
  cpu: number;
  memoryBytes: number;
  maxMemoryBytes: number;
  rootBytes: number;
  maxRootBytes: number;
  bootedAtMs: number;
  /** The node's notes. */
  description?: string;
}

export interface GuestState {
  type: 'qemu' | 'lxc';
  vmid: number;
  name: string;
  node: string;
  status: 'running' | 'stopped';
  /** A virtual machine that was suspended to memory: still `running`, but `qmpstatus` says paused. */
  isPaused?: boolean;
  /** Absent while stopped. */
  startedAtMs?: number;
  cpu: number;
  cores: number;
  memoryBytes: number;
  maxMemoryBytes: number;
  /** The vendor reports 0 for virtual machines: it cannot see inside their disks. */
  diskBytes: number;
  maxDiskBytes: number;
  networkInBytes: number;
  networkOutBytes: number;
  tags: string[];
  /** e.g. `backup`, `snapshot`, `migrate` */
  lock?: string;
  isTemplate?: boolean;
  /** State in the HA manager, e.g. `started`; absent: not managed. */
  haState?: string;
  /** Further keys of the guest's configuration, e.g. `net0`, `onboot`. Values as the vendor stores them. */
  config: Record<string, string | number>;
  snapshots: SnapshotState[];
  /** The snapshot that the guest is on top of. */
  currentSnapshot?: string;
}

export interface SnapshotState {
  name: string;
  description?: string;
  takenAtMs: number;
  parent?: string;
  hasMemory?: boolean;
  config: Record<string, string | number>;
}

export interface StorageState {
  name: string;
  type: 'dir' | 'zfspool' | 'pbs' | 'nfs' | 'lvmthin' | 'cifs' | 'btrfs';
  /** e.g. `['images', 'rootdir']` */
  content: string[];
  isShared: boolean;
  isEnabled: boolean;
  /** Of a zfspool: the pool and data set. */
  pool?: string;
  /** Use by node; only these nodes have the storage. A shared one shows the same on each. */
  onNodes: Record<string, { usedBytes: number; totalBytes: number; isActive: boolean }>;
  volumes: VolumeState[];
}

export interface VolumeState {
  /** e.g. `pbs:backup/ct/101/2026-11-21T01:00:05Z` */
  volumeId: string;
  content: 'backup' | 'images' | 'rootdir' | 'iso' | 'vztmpl' | 'snippets';
  /** e.g. `pbs-ct`, `tar.zst`, `raw` */
  format: string;
  sizeBytes: number;
  vmid?: number;
  createdAtMs: number;
  notes?: string;
  isProtected?: boolean;
  verification?: 'ok' | 'failed';
  /** On a storage that is not shared: the node that holds it. */
  node?: string;
}

export interface PoolState {
  node: string;
  name: string;
  sizeBytes: number;
  allocatedBytes: number;
  /** Percent. */
  fragmentation: number;
  deduplication: number;
  /** `ONLINE`, `DEGRADED`, `FAULTED` … */
  health: string;
  /** e.g. `No known data errors` */
  errors: string;
  scan?: string;
  /** What is wrong and what to do, when something is. */
  status?: string;
  action?: string;
  devices: { name: string; state: string; read: number; write: number; checksum: number }[];
}

export interface DiskState {
  node: string;
  devicePath: string;
  type: 'ssd' | 'nvme' | 'hdd' | 'usb';
  model: string;
  serial: string;
  vendor?: string;
  sizeBytes: number;
  /** `PASSED`, `OK`, `FAILED`, `UNKNOWN` */
  health: string;
  /** Percent of life that is left, as the vendor reports it (100: as new); absent: the disk does not say. */
  lifeLeftPercent?: number;
  /** e.g. `ZFS`, `LVM`, `partitions` */
  usedFor?: string;
  /** Rows of an ATA disk. NVMe disks answer with {@link smartText}. */
  smartAttributes?: SmartAttribute[];
  smartText?: string;
}

export interface SmartAttribute {
  id: number;
  name: string;
  value: number;
  worst: number;
  threshold: number;
  raw: string;
  flags?: string;
}

export interface BackupJobState {
  id: string;
  schedule: string;
  storage: string;
  isEnabled: boolean;
  /** Absent: all guests, less {@link exclude}. */
  vmids?: number[];
  exclude?: number[];
  mode: 'snapshot' | 'suspend' | 'stop';
  comment?: string;
}

export interface PastTask {
  node: string;
  type: string;
  id: string;
  user: string;
  startedAtMs: number;
  endedAtMs: number;
  exitStatus: string;
  log?: string[];
}

/** Seconds since a guest started; 0 while it is stopped. */
export const guestUptimeSeconds = (guest: GuestState, nowMs: number): number =>
  guest.status === 'running' ? Math.max(0, Math.floor((nowMs - (guest.startedAtMs ?? nowMs)) / 1000)) : 0;

/** The vendor's word for the kind of guest in messages. */
export const guestWord = (type: GuestState['type']): 'VM' | 'CT' => (type === 'qemu' ? 'VM' : 'CT');

/** A guest's configuration as the vendor's file would hold it, without digest and lock. */
export const guestConfig = (guest: GuestState): Record<string, string | number> => ({
  ...(guest.type === 'qemu' ? { name: guest.name } : { hostname: guest.name }),
  cores: guest.cores,
  memory: Math.round(guest.maxMemoryBytes / 2 ** 20),
  ...(guest.tags.length > 0 ? { tags: guest.tags.join(';') } : {}),
  ...(guest.isTemplate === true ? { template: 1 } : {}),
  ...(guest.currentSnapshot === undefined ? {} : { parent: guest.currentSnapshot }),
  ...guest.config,
});

/** Lays a configuration over a guest: the keys that the state holds as fields go there, the others into `config`. */
export const applyConfig = (guest: GuestState, config: Readonly<Record<string, string | number>>): void => {
  guest.config = {};
  for (const [key, value] of Object.entries(config)) {
    if (key === (guest.type === 'qemu' ? 'name' : 'hostname')) guest.name = String(value);
    else if (key === 'cores') guest.cores = Number(value);
    else if (key === 'memory') guest.maxMemoryBytes = Number(value) * 2 ** 20;
    else if (key === 'tags')
      guest.tags = String(value)
        .split(/[;,\s]+/)
        .filter(Boolean);
    else if (key === 'template') guest.isTemplate = Number(value) === 1;
    else if (key !== 'parent') guest.config[key] = value;
  }
  if (config['tags'] === undefined) guest.tags = [];
};

/** Turns a guest on, as of now. */
export const startGuest = (guest: GuestState, nowMs: number): void => {
  guest.status = 'running';
  guest.startedAtMs = nowMs;
  guest.isPaused = false;
  guest.cpu = Math.max(guest.cpu, 0.01);
  guest.memoryBytes = Math.max(guest.memoryBytes, Math.round(guest.maxMemoryBytes * 0.2));
};

/** Turns a guest off. */
export const stopGuest = (guest: GuestState): void => {
  guest.status = 'stopped';
  delete guest.startedAtMs;
  guest.isPaused = false;
  guest.cpu = 0;
  guest.memoryBytes = 0;
  guest.networkInBytes = 0;
  guest.networkOutBytes = 0;
};
