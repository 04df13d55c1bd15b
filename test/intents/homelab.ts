import type {
  GuestObject,
  Inventory,
  InventoryObject,
  NodeObject,
  PoolObject,
  StorageObject,
} from '../../src/core/inventory.ts';

const nodeRef = (name: string): string => `proxmox:home/node/${name}`;

/** A node for tests. */
export const node = (name: string): NodeObject => ({
  kind: 'node',
  ref: nodeRef(name),
  name,
  status: 'online',
});

/** A guest for tests. */
export const guest = (
  vmid: number,
  name: string,
  guestType: 'vm' | 'container',
  on = 'still-fawn',
  isTemplate = false,
): GuestObject => ({
  kind: 'guest',
  ref: `proxmox:home/guest/${vmid}`,
  name,
  vmid,
  guestType,
  node: on,
  nodeRef: nodeRef(on),
  status: 'running',
  isTemplate,
  tags: [],
});

/** A ZFS pool for tests. */
export const pool = (name: string, on: string): PoolObject => ({
  kind: 'pool',
  ref: `proxmox:home/pool/${on}.${name}`,
  name,
  node: on,
  nodeRef: nodeRef(on),
  health: 'ONLINE',
  usedBytes: 1,
  totalBytes: 2,
});

/** A storage for tests. */
export const storage = (name: string, on: string): StorageObject => ({
  kind: 'storage',
  ref: `proxmox:home/storage/${on}.${name}`,
  name,
  node: on,
  nodeRef: nodeRef(on),
  storageType: 'dir',
  isShared: false,
  isActive: true,
});

/** An inventory of these objects. */
export const inventoryOf = (objects: readonly InventoryObject[]): Inventory => ({
  takenAtMs: 0,
  objects: new Map(objects.map((object) => [object.ref, object])),
  systems: [],
});

/** The homelab that the utterances speak of. */
export const homelab: Inventory = inventoryOf([
  node('still-fawn'),
  node('chief-horse'),
  node('pumped-piglet'),
  guest(100, 'home-assistant', 'vm'),
  guest(101, 'paperless-ngx', 'container'),
  guest(102, 'grafana', 'container', 'chief-horse'),
  guest(103, 'uptime-kuma', 'container', 'chief-horse'),
  guest(104, 'jellyfin', 'container', 'pumped-piglet'),
  guest(105, 'nas', 'vm', 'pumped-piglet'),
  guest(106, 'k3s-server', 'vm', 'chief-horse'),
  guest(107, 'nextcloud', 'container'),
  guest(108, 'pihole', 'container'),
  guest(109, 'vaultwarden', 'container'),
  guest(110, 'immich', 'vm', 'pumped-piglet'),
  guest(111, 'music-assistant', 'container'),
  guest(121, 'win11', 'vm', 'chief-horse'),
  guest(900, 'debian-template', 'container', 'still-fawn', true),
  pool('tank', 'pumped-piglet'),
  pool('rpool', 'still-fawn'),
  pool('rpool', 'chief-horse'),
  storage('local', 'still-fawn'),
  storage('local', 'chief-horse'),
  storage('local-lvm', 'still-fawn'),
  storage('pbs', 'pumped-piglet'),
]);

/** The workflows that are spoken of by name. */
export const homelabWorkflows = [
  { name: 'storage-expansion-workflow', title: 'Expand a pool with a new disk' },
  { name: 'host-update', title: 'Bring a host up to date' },
  { name: 'replace-disk', title: 'Replace a worn disk' },
];
