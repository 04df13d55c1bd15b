/**
 * What exists in the homelab, as last read. Every object has a stable {@link ObjectRef}; every part of the inventory
 * says when it was read, so that stale and unknown are states of their own and missing data never means healthy.
 */

/** What kind of thing an object is. */
export type ObjectKind = 'node' | 'guest' | 'storage' | 'pool' | 'disk';

/**
 * The stable name of one object: `<system>/<kind>/<name>`, e.g. `proxmox:home/guest/101`,
 * `proxmox:home/node/still-fawn`, `proxmox:home/pool/still-fawn.tank`. `system` is the adapter's kind and the
 * connection's name.
 */
export type ObjectRef = string;

/** Whether something is in order. `unknown`: never read, or the read failed; `warning` and `error` carry a reason. */
export type Health = 'ok' | 'warning' | 'error' | 'unknown';

interface Named {
  readonly ref: ObjectRef;
  /** The name that people use, as the vendor has it, e.g. `still-fawn`, `paperless-ngx`, `tank`. */
  readonly name: string;
}

/** A Proxmox host. */
export interface NodeObject extends Named {
  readonly kind: 'node';
  readonly status: 'online' | 'offline' | 'unknown';
  /** Share of all cores in use, 0 to 1. */
  readonly cpu?: number;
  readonly cores?: number;
  readonly memoryUsedBytes?: number;
  readonly memoryTotalBytes?: number;
  /** Root file system. */
  readonly diskUsedBytes?: number;
  readonly diskTotalBytes?: number;
  readonly uptimeSeconds?: number;
  /** Version of the hypervisor, e.g. `9.1.3`. */
  readonly version?: string;
}

/** A virtual machine or a container. */
export interface GuestObject extends Named {
  readonly kind: 'guest';
  readonly guestType: 'vm' | 'container';
  /** Proxmox's numeric id, 100 to 999999999. */
  readonly vmid: number;
  /** Name of the node that it lives on, and that node's ref. */
  readonly node: string;
  readonly nodeRef: ObjectRef;
  readonly status: 'running' | 'stopped' | 'paused' | 'unknown';
  /** A lock that the vendor holds on it (`backup`, `snapshot`, `migrate` ...), which refuses changes meanwhile. */
  readonly lock?: string;
  readonly isTemplate: boolean;
  readonly cpu?: number;
  readonly cores?: number;
  readonly memoryUsedBytes?: number;
  readonly memoryTotalBytes?: number;
  readonly diskUsedBytes?: number;
  readonly diskTotalBytes?: number;
  readonly uptimeSeconds?: number;
  readonly tags: readonly string[];
  /** Whether the vendor starts it with its node; undefined while its configuration was not read. */
  readonly startsOnBoot?: boolean;
  /** Newest backup found on any storage; null when there is none, undefined while backups were not read. */
  readonly lastBackup?: Backup | null;
  readonly snapshots?: readonly Snapshot[];
}

/** A point in time of a guest that it can be rolled back to. */
export interface Snapshot {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly takenAtMs?: number;
  readonly description?: string;
  readonly parent?: string;
}

/** One backup archive of a guest. */
export interface Backup {
  readonly vmid: number;
  readonly takenAtMs: number;
  readonly sizeBytes?: number;
  /** Name of the storage that holds it. */
  readonly storage: string;
  readonly volumeId: string;
}

/** A Proxmox storage as one node sees it. A shared storage appears once, with the node that answered. */
export interface StorageObject extends Named {
  readonly kind: 'storage';
  readonly node: string;
  readonly nodeRef: ObjectRef;
  /** The vendor's type, e.g. `zfspool`, `dir`, `pbs`. */
  readonly storageType: string;
  readonly isShared: boolean;
  readonly isActive: boolean;
  readonly usedBytes?: number;
  readonly totalBytes?: number;
}

/** A ZFS pool on a node. */
export interface PoolObject extends Named {
  readonly kind: 'pool';
  readonly node: string;
  readonly nodeRef: ObjectRef;
  /** The vendor's health word, e.g. `ONLINE`, `DEGRADED`. */
  readonly health: string;
  readonly usedBytes: number;
  readonly totalBytes: number;
  /** Percent, 0 to 100. */
  readonly fragmentation?: number;
}

/** A physical disk. */
export interface DiskObject extends Named {
  readonly kind: 'disk';
  readonly node: string;
  readonly nodeRef: ObjectRef;
  readonly devicePath: string;
  readonly model?: string;
  readonly serial?: string;
  readonly sizeBytes?: number;
  /** The vendor's SMART verdict, e.g. `PASSED`, `FAILED`, `UNKNOWN`. */
  readonly smartHealth: string;
  /** Percent of life that is used up, 0 to 100. */
  readonly wearPercent?: number;
  readonly usedFor?: string;
}

/** Everything that can stand in the inventory. */
export type InventoryObject = NodeObject | GuestObject | StorageObject | PoolObject | DiskObject;

/** Parts that are read on schedules of their own, so that each has an age of its own. */
export type InventoryPart = 'resources' | 'pools' | 'disks' | 'backups' | 'snapshots';

/** What keeps something from being read. */
export interface ReadFailure {
  readonly code: string;
  readonly message: string;
  /** When it failed first without a success since. Epoch milliseconds. */
  readonly sinceMs: number;
}

/** How fresh one part of one system is. */
export interface PartFreshness {
  /** When it was last read in full; undefined: never. */
  readonly readAtMs?: number;
  /** The error that keeps it from being read now; undefined while reading works. */
  readonly error?: ReadFailure;
  /**
   * Nodes and storages that could not be read although the rest of the part could: what stands under them is the last
   * known. By their refs; absent when there is none.
   */
  readonly unreadable?: Readonly<Record<ObjectRef, ReadFailure>>;
  /** Older than three times its interval, or never read. */
  readonly isStale: boolean;
}

/** One connected system and how fresh its parts are. */
export interface SystemState {
  /** e.g. `proxmox:home` */
  readonly system: string;
  readonly parts: Readonly<Partial<Record<InventoryPart, PartFreshness>>>;
  readonly isReachable: boolean;
}

/** The whole inventory at one instant. Immutable: a refresh makes a new one. */
export interface Inventory {
  readonly takenAtMs: number;
  readonly objects: ReadonlyMap<ObjectRef, InventoryObject>;
  readonly systems: readonly SystemState[];
}

/** Where the inventory is had from. */
export interface InventorySource {
  /** The newest inventory; never waits. */
  current(): Inventory;
  /** Calls the listener whenever anything in it changed (not when only its age did). @returns unsubscribe. */
  onChange(listener: (inventory: Inventory) => void): () => void;
  /** Reads everything of a system again now; resolves when done. Joins a reading that is under way. */
  refresh(system?: string): Promise<void>;
}

/** An inventory with nothing in it. */
export const emptyInventory = (nowMs: number): Inventory => ({
  takenAtMs: nowMs,
  objects: new Map(),
  systems: [],
});

/** All objects of one kind, in the inventory's order. */
export const objectsOfKind = <Kind extends ObjectKind>(
  inventory: Inventory,
  kind: Kind,
): Extract<InventoryObject, { kind: Kind }>[] =>
  [...inventory.objects.values()].filter(
    (object): object is Extract<InventoryObject, { kind: Kind }> => object.kind === kind,
  );
