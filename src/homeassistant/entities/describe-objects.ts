import type { GuestObject, NodeObject, PoolObject, StorageObject } from '../../core/inventory.ts';
import type { DeviceDescription } from '../protocol/to-integration.ts';
import {
  enumSensor,
  type Place,
  percentSensor,
  restartButton,
  shareOf,
  timestampSensor,
} from './entity-kinds.ts';
import type { Knowledge } from './knowledge.ts';
import { lastBootMs } from './last-boot.ts';
import type { PictureSection } from './picture.ts';
import { restartAspect } from './restart-button.ts';

/** What an object is shown under, beside itself. */
export interface Circumstances {
  readonly knowledge: Knowledge;
  readonly isBackupKnown: boolean;
  /** Device that the object's device hangs on, or that its entities sit on. */
  readonly parentKey: string;
  /** When the object's system was last read. */
  readonly readAtMs: number;
  /** Epoch milliseconds; undefined when none was published. */
  readonly publishedBootMs: number | undefined;
}

/** What an object contributes to a picture. */
export type ObjectSection = Pick<PictureSection, 'device' | 'entities'>;

/** Words of `zpool status`, lower-case. */
const poolHealths = ['online', 'degraded', 'faulted', 'offline', 'unavail', 'removed', 'suspended'];

const deviceOf = (
  { ref, name }: { readonly ref: string; readonly name: string },
  model: string,
  viaDevice: string,
  swVersion: string | null = null,
): DeviceDescription => ({
  key: ref,
  name,
  model,
  manufacturer: 'Proxmox',
  swVersion,
  viaDevice,
  configurationUrl: null,
});

const placesOn =
  (ref: string) =>
  (aspect: string): Place => ({ owner: ref, aspect, deviceKey: ref });

const usageSensors = (
  object: NodeObject | GuestObject,
  place: (aspect: string) => Place,
  isAvailable: boolean,
) => [
  percentSensor(place('cpu'), object.cpu, isAvailable),
  percentSensor(place('memory'), shareOf(object.memoryUsedBytes, object.memoryTotalBytes), isAvailable),
];

const diskSensor = (object: NodeObject | GuestObject, place: Place, isAvailable: boolean) =>
  percentSensor(place, shareOf(object.diskUsedBytes, object.diskTotalBytes), isAvailable);

const lastBootSensor = (
  { uptimeSeconds }: NodeObject | GuestObject,
  place: Place,
  { readAtMs, publishedBootMs }: Circumstances,
  isAvailable: boolean,
) => timestampSensor(place, lastBootMs(uptimeSeconds, readAtMs, publishedBootMs), isAvailable, 'diagnostic');

/** A node: its device hangs on Steward's. While it is not online, only that is known. */
export const describeNode = (node: NodeObject, circumstances: Circumstances): ObjectSection => {
  const { knowledge, parentKey } = circumstances;
  const place = placesOn(node.ref);
  const isFull = knowledge === 'full';
  return {
    device: deviceOf(node, 'Proxmox VE node', parentKey, node.version ?? null),
    entities: [
      enumSensor(place('status'), ['online', 'offline', 'unknown'], node.status, knowledge !== 'nothing'),
      ...usageSensors(node, place, isFull),
      diskSensor(node, place('disk'), isFull),
      lastBootSensor(node, place('last_boot'), circumstances, isFull),
    ],
  };
};

/**
 * A guest: its device hangs on its node's. On a node that is away its status is unknown, and the figures are not
 * available. Only containers have a disk sensor: Proxmox cannot look into the disks of virtual machines.
 */
export const describeGuest = (guest: GuestObject, circumstances: Circumstances): ObjectSection => {
  const { knowledge, parentKey, isBackupKnown } = circumstances;
  const place = placesOn(guest.ref);
  const isFull = knowledge === 'full';
  const isContainer = guest.guestType === 'container';
  return {
    device: deviceOf(guest, isContainer ? 'Container' : 'Virtual machine', parentKey),
    entities: [
      enumSensor(
        place('status'),
        ['running', 'stopped', 'paused', 'unknown'],
        isFull ? guest.status : 'unknown',
        knowledge !== 'nothing',
      ),
      ...usageSensors(guest, place, isFull),
      ...(isContainer ? [diskSensor(guest, place('disk'), isFull)] : []),
      lastBootSensor(guest, place('last_boot'), circumstances, isFull),
      timestampSensor(place('last_backup'), guest.lastBackup?.takenAtMs, isBackupKnown),
      restartButton(place(restartAspect), isFull),
    ],
  };
};

/** A pool: its device hangs on its node's and carries the node's name, because most nodes have a pool `rpool`. */
export const describePool = (pool: PoolObject, { knowledge, parentKey }: Circumstances): ObjectSection => {
  const place = placesOn(pool.ref);
  const isFull = knowledge === 'full';
  return {
    device: deviceOf({ ref: pool.ref, name: `${pool.name} on ${pool.node}` }, 'ZFS pool', parentKey),
    entities: [
      percentSensor(place('usage'), shareOf(pool.usedBytes, pool.totalBytes), isFull),
      enumSensor(place('health'), poolHealths, pool.health.toLowerCase(), isFull),
    ],
  };
};

/** A storage: a sensor on the device of its node, with the storage's name in its own; a shared one on Steward's. */
export const describeStorage = (
  storage: StorageObject,
  { knowledge, parentKey }: Circumstances,
): ObjectSection => ({
  entities: [
    percentSensor(
      { owner: storage.ref, aspect: 'usage', deviceKey: parentKey },
      shareOf(storage.usedBytes, storage.totalBytes),
      knowledge === 'full' && storage.isActive,
      { translationKey: 'storage_usage', translationPlaceholders: { storage: storage.name } },
    ),
  ],
});
