import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Backup, DiskObject, InventoryPart, ObjectRef, PoolObject } from '../../core/inventory.ts';
import type { InventoryReader, ObjectDetails, PartReading } from '../inventory/inventory-reader.ts';
import type { ProxmoxClient } from './client.ts';
import { createGuestDetailsReader } from './guest-details.ts';
import { createPartMemory, type Place, type PlacesReading } from './part-memory.ts';
import { type Resources, readResources } from './read-resources.ts';
import { guestRef, nodeRef, storageRef } from './refs.ts';
import { backupList, diskList, parseReply, versionReply, zfsList } from './replies.ts';
import { toDisks, toGuest, toNode, toPools, toStorages } from './to-objects.ts';
import { createReadApi, segment } from './typed-api.ts';

const concurrency = 3;
const parts: readonly InventoryPart[] = ['resources', 'pools', 'disks', 'backups', 'snapshots'];

interface NodeDisks {
  readonly disks: readonly DiskObject[];
  readonly version: string;
}

const newest = (a: Backup | undefined, b: Backup): Backup =>
  a !== undefined && a.takenAtMs >= b.takenAtMs ? a : b;

const offline = (node: string): StewardError =>
  new StewardError(`${node} is offline.`, {
    code: 'proxmox.node-offline',
    kind: 'retry',
    mend: `Switch ${node} on, or find out what is wrong with it.`,
  });

/** Reads the inventory of one connection. Its parts other than `resources` go by the newest reading of that. */
export const createProxmoxInventoryReader = (
  client: ProxmoxClient,
  connection: { readonly name: string; readonly system: string },
  clock: Clock,
): InventoryReader => {
  const { name, system } = connection;
  const pools = createPartMemory<readonly PoolObject[]>(concurrency);
  const disks = createPartMemory<NodeDisks>(concurrency);
  const backups = createPartMemory<ReadonlyMap<number, Backup>>(concurrency);
  const guestDetails = createGuestDetailsReader(client, connection);
  const names = new Map<number, string>();
  let newestResources: Resources | undefined;

  const cluster = async (signal: AbortSignal): Promise<Resources> => {
    newestResources ??= await readResources(client, name, { signal });
    return newestResources;
  };

  const atNodes = <Value>(
    { nodes }: Resources,
    read: (node: string) => Promise<Value>,
  ): readonly Place<Value>[] =>
    nodes.map(({ node, status }) => ({
      ref: nodeRef(system, node),
      read: async () => {
        if (status === 'offline') throw offline(node);
        return read(node);
      },
    }));

  const readResourcesPart = async (signal: AbortSignal): Promise<PartReading> => {
    const resources = await readResources(client, name, { signal });
    newestResources = resources;
    for (const guest of resources.guests) if (guest.name !== undefined) names.set(guest.vmid, guest.name);
    return {
      objects: [
        ...resources.nodes.map((node) => toNode(system, node)),
        ...resources.guests.map((guest) => toGuest(system, guest, names.get(guest.vmid))),
        ...toStorages(system, resources.storages),
      ],
      details: new Map(),
      unreadable: new Map(),
    };
  };

  const readPools = async (signal: AbortSignal): Promise<PartReading> => {
    const read = async (node: string): Promise<readonly PoolObject[]> => {
      try {
        const data: unknown = await createReadApi(client, signal).nodes.$(segment(node)).disks.zfs.$get();
        return toPools(system, node, parseReply(zfsList, data, { name, path: `/nodes/${node}/disks/zfs` }));
      } catch (thrown) {
        // What a node without ZFS answers.
        if (thrown instanceof StewardError && /zfsutils-linux not installed/.test(thrown.message)) return [];
        throw thrown;
      }
    };
    const { values, unreadable } = await pools.readAll(atNodes(await cluster(signal), read));
    return { objects: [...values.values()].flat(), details: new Map(), unreadable };
  };

  const readDisks = async (signal: AbortSignal): Promise<PartReading> => {
    const read = async (node: string): Promise<NodeDisks> => {
      const api = createReadApi(client, signal).nodes.$(segment(node));
      const call = { name, path: `/nodes/${node}/disks/list` };
      const [list, version] = [await api.disks.list.$get(), await api.version.$get()];
      return {
        disks: toDisks(system, node, parseReply(diskList, list, call)),
        version: parseReply(versionReply, version, { name, path: `/nodes/${node}/version` }).version,
      };
    };
    const { values, unreadable } = await disks.readAll(atNodes(await cluster(signal), read));
    return {
      objects: [...values.values()].flatMap((node) => node.disks),
      details: new Map([...values].map(([ref, { version }]) => [ref, { version }])),
      unreadable,
    };
  };

  const backupPlaces = (
    { storages, nodes }: Resources,
    signal: AbortSignal,
  ): readonly Place<ReadonlyMap<number, Backup>>[] => {
    const places = new Map<ObjectRef, Place<ReadonlyMap<number, Backup>>>();
    const online = new Set(nodes.filter(({ status }) => status === 'online').map(({ node }) => node));
    for (const { storage, node, shared, content, status } of storages) {
      if (!(content ?? '').split(',').includes('backup')) continue;
      const ref = storageRef(system, storage, shared ? undefined : node);
      const canRead = online.has(node) && status === 'available';
      if (places.has(ref) && !canRead) continue;
      const read = async (): Promise<ReadonlyMap<number, Backup>> => {
        if (!canRead)
          throw new StewardError(`The storage ${storage} cannot be reached from ${node}.`, {
            code: 'proxmox.storage-inactive',
            kind: 'retry',
            mend: `Check the storage ${storage} and the node ${node}.`,
          });
        const data: unknown = await createReadApi(client, signal)
          .nodes.$(segment(node))
          .storage.$(segment(storage))
          .content.$get({ content: 'backup' });
        const list = parseReply(backupList, data, {
          name,
          path: `/nodes/${node}/storage/${storage}/content`,
        });
        const byGuest = new Map<number, Backup>();
        for (const { vmid, ctime, size, volid } of list) {
          if (vmid === undefined || ctime === undefined) continue;
          const backup = {
            vmid,
            takenAtMs: ctime * 1000,
            storage,
            volumeId: volid,
            ...(size === undefined ? {} : { sizeBytes: size }),
          };
          byGuest.set(vmid, newest(byGuest.get(vmid), backup));
        }
        return byGuest;
      };
      places.set(ref, { ref, read });
    }
    return [...places.values()];
  };

  const readBackups = async (signal: AbortSignal): Promise<PartReading> => {
    const resources = await cluster(signal);
    const places = backupPlaces(resources, signal);
    const { values, unreadable }: PlacesReading<ReadonlyMap<number, Backup>> = await backups.readAll(places);
    // "None" can be said only when every storage has answered at some time.
    const isComplete = values.size === places.length;
    const details = new Map<ObjectRef, ObjectDetails>();
    for (const { vmid } of resources.guests) {
      let last: Backup | undefined;
      for (const storage of values.values()) {
        const backup = storage.get(vmid);
        if (backup !== undefined) last = newest(last, backup);
      }
      if (last !== undefined || isComplete) details.set(guestRef(system, vmid), { lastBackup: last ?? null });
    }
    return { objects: [], details, unreadable };
  };

  const readSnapshots = async (signal: AbortSignal): Promise<PartReading> => {
    const { details, unreadable } = await guestDetails.read(await cluster(signal), clock.now(), signal);
    return {
      objects: [],
      details: new Map(
        [...details].map(([ref, { startsOnBoot, snapshots }]) => [ref, { startsOnBoot, snapshots }]),
      ),
      unreadable,
    };
  };

  const readers = {
    resources: readResourcesPart,
    pools: readPools,
    disks: readDisks,
    backups: readBackups,
    snapshots: readSnapshots,
  } satisfies Record<InventoryPart, (signal: AbortSignal) => Promise<PartReading>>;

  return { system, parts, readPart: (part, signal) => readers[part](signal) };
};
