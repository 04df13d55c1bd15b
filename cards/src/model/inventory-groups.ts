import type { InventoryView } from '../../../src/core/overview.ts';

export type NodeView = InventoryView['nodes'][number];
export type GuestView = InventoryView['guests'][number];
export type PoolView = InventoryView['pools'][number];
export type StorageView = InventoryView['storages'][number];
export type DiskView = InventoryView['disks'][number];

/** What of the inventory is shown. */
export type InventoryFilter = 'all' | 'attention' | 'running' | 'stopped';

/** A node with those of its guests that are shown. `node` is undefined for guests whose node is not known. */
export interface NodeGroup {
  readonly name: string;
  readonly node: NodeView | undefined;
  readonly guests: readonly GuestView[];
}

/** The inventory after search and filter. */
export interface ShownInventory {
  readonly groups: readonly NodeGroup[];
  readonly pools: readonly PoolView[];
  readonly storages: readonly StorageView[];
  readonly disks: readonly DiskView[];
  readonly isEmpty: boolean;
}

const matcher = (query: string): ((...texts: readonly (string | number)[]) => boolean) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (...texts) => {
    const hay = texts.join(' ').toLowerCase();
    return words.every((word) => hay.includes(word));
  };
};

/** Applies search and filter. A node that matches by its own name shows all of its guests that pass the filter. */
export const showInventory = (
  inventory: InventoryView,
  query: string,
  filter: InventoryFilter,
): ShownInventory => {
  const matches = matcher(query);
  const isNarrowed = query.trim() !== '' || filter !== 'all';
  const passes = (guest: GuestView): boolean =>
    filter === 'all' ||
    (filter === 'attention' && guest.health !== 'ok') ||
    (filter === 'running' && guest.status === 'running') ||
    (filter === 'stopped' && guest.status === 'stopped');
  const passesThing = (thing: { health: string }): boolean =>
    filter === 'all' || (filter === 'attention' && thing.health !== 'ok');

  const byNode = new Map<string, GuestView[]>(inventory.nodes.map((node) => [node.name, []]));
  for (const guest of inventory.guests) {
    if (!passes(guest) || !matches(guest.name, guest.vmid, guest.node, guest.status)) continue;
    const guests = byNode.get(guest.node);
    if (guests === undefined) byNode.set(guest.node, [guest]);
    else guests.push(guest);
  }
  const groups: NodeGroup[] = [];
  for (const [name, guests] of byNode) {
    const node = inventory.nodes.find((candidate) => candidate.name === name);
    const isWanted = node !== undefined && passesThing(node) && matches(node.name, node.status);
    if (isNarrowed && guests.length === 0 && !isWanted) continue;
    groups.push({ name, node, guests: guests.toSorted((a, b) => a.vmid - b.vmid) });
  }
  const pools = inventory.pools.filter((pool) => passesThing(pool) && matches(pool.name, pool.node));
  const storages = inventory.storages.filter((one) => passesThing(one) && matches(one.name, one.node));
  const disks = inventory.disks.filter((disk) => passesThing(disk) && matches(disk.name, disk.node));
  return {
    groups,
    pools,
    storages,
    disks,
    isEmpty: groups.length + pools.length + storages.length + disks.length === 0,
  };
};
