import type { z } from 'zod';
import type { DiskObject, GuestObject, NodeObject, PoolObject, StorageObject } from '../../core/inventory.ts';
import { guestState } from './observe-guest.ts';
import { diskRef, guestRef, nodeRef, poolRef, storageRef } from './refs.ts';
import type { diskList, GuestResource, NodeResource, StorageResource, zfsList } from './replies.ts';

/** Leaves out what is undefined, so that absent and unknown are the same thing. */
const present = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>;
  };

/** A node as `/cluster/resources` has it. */
export const toNode = (system: string, resource: NodeResource): NodeObject => ({
  kind: 'node',
  ref: nodeRef(system, resource.node),
  name: resource.node,
  status: resource.status === 'online' || resource.status === 'offline' ? resource.status : 'unknown',
  ...present({
    cpu: resource.cpu,
    cores: resource.maxcpu,
    memoryUsedBytes: resource.mem,
    memoryTotalBytes: resource.maxmem,
    diskUsedBytes: resource.disk,
    diskTotalBytes: resource.maxdisk,
    uptimeSeconds: resource.uptime,
  }),
});

/** @param knownName its name when it was last read: Proxmox leaves it out while the guest's node is away */
export const toGuest = (
  system: string,
  resource: GuestResource,
  knownName: string | undefined,
): GuestObject => {
  const isRunning = resource.status === 'running';
  const guestType = resource.type === 'lxc' ? 'container' : 'vm';
  return {
    kind: 'guest',
    ref: guestRef(system, resource.vmid),
    name: resource.name ?? knownName ?? `${guestType === 'vm' ? 'VM' : 'CT'} ${resource.vmid}`,
    guestType,
    vmid: resource.vmid,
    node: resource.node,
    nodeRef: nodeRef(system, resource.node),
    status: guestState(resource.status),
    isTemplate: resource.template ?? false,
    tags: (resource.tags ?? '').split(/[;, ]+/).filter((tag) => tag !== ''),
    ...present({
      lock: resource.lock || undefined,
      cores: resource.maxcpu,
      memoryTotalBytes: resource.maxmem,
      diskTotalBytes: resource.maxdisk,
      // Proxmox reports 0 for the disk of a VM, because it cannot look into it.
      diskUsedBytes: resource.disk === 0 ? undefined : resource.disk,
      cpu: isRunning ? resource.cpu : undefined,
      memoryUsedBytes: isRunning ? resource.mem : undefined,
      uptimeSeconds: isRunning ? resource.uptime : undefined,
    }),
  };
};

const toStorage = (system: string, resource: StorageResource): StorageObject => ({
  kind: 'storage',
  ref: storageRef(system, resource.storage, resource.shared ? undefined : resource.node),
  name: resource.storage,
  node: resource.node,
  nodeRef: nodeRef(system, resource.node),
  storageType: resource.plugintype ?? 'unknown',
  isShared: resource.shared ?? false,
  isActive: resource.status === 'available',
  ...present({ usedBytes: resource.disk, totalBytes: resource.maxdisk }),
});

/** Storages, a shared one once: as the first node sees it that can. */
export const toStorages = (
  system: string,
  resources: readonly StorageResource[],
): readonly StorageObject[] => {
  const byRef = new Map<string, StorageObject>();
  for (const resource of resources) {
    const storage = toStorage(system, resource);
    if (byRef.get(storage.ref)?.isActive !== true) byRef.set(storage.ref, storage);
  }
  return [...byRef.values()];
};

/** Pools of a node. Sizes are those of the pool itself, parity included. */
export const toPools = (system: string, node: string, list: z.infer<typeof zfsList>): readonly PoolObject[] =>
  list.map((pool) => ({
    kind: 'pool',
    ref: poolRef(system, node, pool.name),
    name: pool.name,
    node,
    nodeRef: nodeRef(system, node),
    health: pool.health,
    usedBytes: pool.alloc,
    totalBytes: pool.size,
    ...present({ fragmentation: pool.frag ?? undefined }),
  }));

const wearOf = (wearout: number | string | null | undefined): number | undefined => {
  const left = typeof wearout === 'string' ? Number.parseFloat(wearout) : wearout;
  if (left === undefined || left === null || !Number.isFinite(left)) return undefined;
  return Math.min(100, Math.max(0, 100 - left));
};

/** Disks of a node. */
export const toDisks = (
  system: string,
  node: string,
  list: z.infer<typeof diskList>,
): readonly DiskObject[] =>
  list.map((disk) => ({
    kind: 'disk',
    ref: diskRef(system, node, disk.devpath),
    name: disk.devpath.replace(/^\/dev\//, ''),
    node,
    nodeRef: nodeRef(system, node),
    devicePath: disk.devpath,
    smartHealth: disk.health ?? 'UNKNOWN',
    ...present({
      model: disk.model?.trim() || undefined,
      serial: disk.serial?.trim() || undefined,
      sizeBytes: disk.size ?? undefined,
      wearPercent: wearOf(disk.wearout),
      usedFor: disk.used || undefined,
    }),
  }));
