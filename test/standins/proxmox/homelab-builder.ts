import type { GuestState, HomelabState, NodeState } from './state.ts';

export const gibibytes = (count: number): number => Math.round(count * 2 ** 30);
export const tebibytes = (count: number): number => Math.round(count * 2 ** 40);

/** A node that is online. Shares (`cpu`, `memory`, `root`) are from 0 to 1. */
export const node = (
  name: string,
  address: string,
  options: {
    cores: number;
    memoryGibibytes: number;
    cpu: number;
    memory: number;
    root?: number;
    bootedAtMs: number;
    cpuModel: string;
    description?: string;
  },
): NodeState => ({
  name,
  status: 'online',
  address,
  cpuModel: options.cpuModel,
  cores: options.cores,
  cpu: options.cpu,
  memoryBytes: Math.round(gibibytes(options.memoryGibibytes) * options.memory),
  maxMemoryBytes: gibibytes(options.memoryGibibytes),
  rootBytes: Math.round(gibibytes(94) * (options.root ?? 0.31)),
  maxRootBytes: gibibytes(94),
  bootedAtMs: options.bootedAtMs,
  ...(options.description === undefined ? {} : { description: options.description }),
});

/** A guest with one network card and one disk. It runs when it is told since when. */
export const guest = (
  type: GuestState['type'],
  vmid: number,
  name: string,
  onNode: string,
  options: {
    cores: number;
    memoryGibibytes: number;
    diskGibibytes: number;
    cpu: number;
    /** Share in use, 0 to 1. */
    memory: number;
    /** Share in use; of containers only, as the vendor cannot see into a machine's disk. */
    disk?: number;
    startedAtMs?: number;
    tags?: string[];
    storage: string;
    config?: Record<string, string | number>;
  },
): GuestState => {
  const mac = `BC:24:11:${[vmid >> 16, vmid >> 8, vmid].map((part) => (part & 0xff).toString(16).padStart(2, '0').toUpperCase()).join(':')}`;
  const isRunning = options.startedAtMs !== undefined;
  return {
    type,
    vmid,
    name,
    node: onNode,
    status: isRunning ? 'running' : 'stopped',
    ...(options.startedAtMs === undefined ? {} : { startedAtMs: options.startedAtMs }),
    cpu: options.cpu,
    cores: options.cores,
    memoryBytes: Math.round(gibibytes(options.memoryGibibytes) * options.memory),
    maxMemoryBytes: gibibytes(options.memoryGibibytes),
    diskBytes: type === 'lxc' ? Math.round(gibibytes(options.diskGibibytes) * (options.disk ?? 0.4)) : 0,
    maxDiskBytes: gibibytes(options.diskGibibytes),
    networkInBytes: isRunning ? vmid * 31_415_926 : 0,
    networkOutBytes: isRunning ? vmid * 27_182_818 : 0,
    tags: options.tags ?? [],
    config:
      type === 'qemu'
        ? {
            onboot: 1,
            ostype: 'l26',
            sockets: 1,
            scsihw: 'virtio-scsi-single',
            boot: 'order=scsi0',
            scsi0: `${options.storage}:vm-${vmid}-disk-0,size=${options.diskGibibytes}G`,
            net0: `virtio=${mac},bridge=vmbr0`,
            agent: '1',
            ...options.config,
          }
        : {
            onboot: 1,
            ostype: 'debian',
            arch: 'amd64',
            unprivileged: 1,
            rootfs: `${options.storage}:subvol-${vmid}-disk-0,size=${options.diskGibibytes}G`,
            net0: `name=eth0,bridge=vmbr0,hwaddr=${mac},ip=dhcp,type=veth`,
            ...options.config,
          },
    snapshots: [],
  };
};

/** Puts a backup of a guest on a Proxmox Backup Server storage. @throws Error when there is no such storage */
export const addBackup = (
  state: HomelabState,
  storageName: string,
  one: GuestState,
  takenAtMs: number,
): void => {
  const storage = state.storages.find(({ name }) => name === storageName);
  if (storage === undefined) throw new Error(`The homelab has no storage ${storageName}.`);
  const kind = one.type === 'qemu' ? 'vm' : 'ct';
  const time = new Date(takenAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  storage.volumes.push({
    volumeId: `${storageName}:backup/${kind}/${one.vmid}/${time}`,
    content: 'backup',
    format: `pbs-${kind}`,
    sizeBytes: Math.round(one.maxDiskBytes * 0.42),
    vmid: one.vmid,
    createdAtMs: takenAtMs,
    notes: one.name,
    verification: 'ok',
  });
};
