import { partOf, systemOf } from '../../core/health.ts';
import type {
  GuestObject,
  Inventory,
  InventoryObject,
  InventoryPart,
  ObjectRef,
  PartFreshness,
} from '../../core/inventory.ts';

/** A part of the object's system, if it can be relied on now. */
const freshPart = (inventory: Inventory, ref: ObjectRef, part: InventoryPart): PartFreshness | undefined => {
  const system = systemOf(inventory, ref);
  const freshness = system?.parts[part];
  return system?.isReachable !== true || freshness?.isStale !== false || freshness.error !== undefined
    ? undefined
    : freshness;
};

/**
 * How much of an object is known now. `nothing`: its system does not answer, or its part is stale. `away`: its system
 * answers, but the node under it is not online or cannot be read, so that the object's own figures are old.
 */
export type Knowledge = 'full' | 'away' | 'nothing';

/** See {@link Knowledge}. For a node, `away` means that it is itself not online. */
export const knowledgeOf = (object: InventoryObject, inventory: Inventory): Knowledge => {
  const freshness = freshPart(inventory, object.ref, partOf[object.kind]);
  if (freshness === undefined) return 'nothing';
  const { unreadable } = freshness;
  if (unreadable?.[object.ref] !== undefined) return 'away';
  if (object.kind === 'node') return object.status === 'online' ? 'full' : 'away';
  if (unreadable?.[object.nodeRef] !== undefined) return 'away';
  const node = inventory.objects.get(object.nodeRef);
  return node?.kind === 'node' && node.status !== 'online' ? 'away' : 'full';
};

/** Whether a ref is that of the storage with this name; one that is not shared has its node before its name. */
const isStorage = (ref: ObjectRef, storage: string): boolean => {
  const [, kind, name = ''] = ref.split('/');
  return kind === 'storage' && (name === storage || name.endsWith(`.${storage}`));
};

/**
 * Whether a guest's newest backup can be told now. A storage that cannot be read matters to the guests whose newest
 * known backup lies on it, and to those of which no backup is known; a node, to its own guests.
 */
export const isBackupKnown = (guest: GuestObject, inventory: Inventory): boolean => {
  const freshness = freshPart(inventory, guest.ref, 'backups');
  if (freshness === undefined) return false;
  const { lastBackup } = guest;
  return Object.keys(freshness.unreadable ?? {}).every(
    (ref) =>
      ref !== guest.nodeRef &&
      lastBackup !== null &&
      (lastBackup === undefined || !isStorage(ref, lastBackup.storage)),
  );
};
