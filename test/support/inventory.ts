import type {
  GuestObject,
  Inventory,
  InventoryObject,
  InventorySource,
  NodeObject,
  PartFreshness,
  PoolObject,
  StorageObject,
} from '../../src/core/inventory.ts';

const system = 'proxmox:home';
const gigabyte = 1_000_000_000;

/** A node of the test homelab. */
export const node = (name: string, change: Partial<NodeObject> = {}): NodeObject => ({
  kind: 'node',
  ref: `${system}/node/${name}`,
  name,
  status: 'online',
  cpu: 0.12,
  cores: 16,
  memoryUsedBytes: 16 * gigabyte,
  memoryTotalBytes: 64 * gigabyte,
  uptimeSeconds: 10 * 86_400,
  ...change,
});

/** A running guest of the test homelab, backed up an hour before `nowMs`. */
export const guest = (
  vmid: number,
  name: string,
  nowMs: number,
  change: Partial<GuestObject> = {},
): GuestObject => ({
  kind: 'guest',
  ref: `${system}/guest/${vmid}`,
  name,
  guestType: 'container',
  vmid,
  node: 'still-fawn',
  nodeRef: `${system}/node/still-fawn`,
  status: 'running',
  isTemplate: false,
  cpu: 0.05,
  cores: 2,
  memoryUsedBytes: gigabyte,
  memoryTotalBytes: 2 * gigabyte,
  uptimeSeconds: 3 * 86_400,
  tags: [],
  lastBackup: { vmid, takenAtMs: nowMs - 3_600_000, storage: 'backups', volumeId: `backups:${vmid}` },
  snapshots: [],
  ...change,
});

/** A pool of the test homelab. */
export const pool = (name: string, share: number, change: Partial<PoolObject> = {}): PoolObject => ({
  kind: 'pool',
  ref: `${system}/pool/still-fawn.${name}`,
  name,
  node: 'still-fawn',
  nodeRef: `${system}/node/still-fawn`,
  health: 'ONLINE',
  usedBytes: share * 1000 * gigabyte,
  totalBytes: 1000 * gigabyte,
  ...change,
});

/** A storage of the test homelab. */
export const storage = (name: string, change: Partial<StorageObject> = {}): StorageObject => ({
  kind: 'storage',
  ref: `${system}/storage/still-fawn.${name}`,
  name,
  node: 'still-fawn',
  nodeRef: `${system}/node/still-fawn`,
  storageType: 'dir',
  isShared: false,
  isActive: true,
  usedBytes: 40 * gigabyte,
  totalBytes: 100 * gigabyte,
  ...change,
});

/** An inventory that was read at `nowMs` in all its parts, or as `parts` say. */
export const inventoryOf = (
  objects: readonly InventoryObject[],
  nowMs: number,
  parts: Partial<Record<'resources' | 'pools' | 'disks' | 'backups' | 'snapshots', PartFreshness>> = {},
): Inventory => {
  const fresh: PartFreshness = { readAtMs: nowMs, isStale: false };
  return {
    takenAtMs: nowMs,
    objects: new Map(objects.map((object) => [object.ref, object])),
    systems: [
      {
        system,
        isReachable: parts.resources?.error === undefined,
        parts: { resources: fresh, pools: fresh, disks: fresh, backups: fresh, snapshots: fresh, ...parts },
      },
    ],
  };
};

/** An inventory that tests set by hand. */
export const createFakeInventory = (
  first: Inventory,
): InventorySource & { set(inventory: Inventory): void } => {
  let inventory = first;
  const listeners = new Set<(inventory: Inventory) => void>();
  return {
    current: () => inventory,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: async () => {},
    set: (next) => {
      inventory = next;
      for (const listener of listeners) listener(next);
    },
  };
};
