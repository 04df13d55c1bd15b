import type {
  GuestObject,
  InventoryObject,
  NodeObject,
  PoolObject,
  StorageObject,
} from '../../core/inventory.ts';
import { ago, bytes, enumerate, percent, span } from '../format.ts';
import type { Subject } from '../memory.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { staleNote } from './freshness.ts';

const subjectOf = (object: InventoryObject): Subject => ({
  ref: object.ref,
  name: object.name,
  kind: object.kind,
});

const usage = (
  context: AnswerContext,
  key: 'aspect.memory' | 'aspect.disk',
  name: string,
  used: number | undefined,
  total: number | undefined,
): string =>
  used === undefined || total === undefined || total === 0
    ? context.texts('aspect.unknown', { name })
    : context.texts(key, { name, used: bytes(used), total: bytes(total), value: percent(used / total) });

const backupText = (guest: GuestObject, { nowMs, texts }: AnswerContext): string => {
  if (guest.lastBackup === undefined) return texts('backups.unknown');
  if (guest.lastBackup === null) return texts('aspect.noBackup', { name: guest.name });
  return texts('aspect.backup', {
    name: guest.name,
    value: ago(guest.lastBackup.takenAtMs, nowMs, texts),
    storage: guest.lastBackup.storage,
  });
};

const snapshotsText = (guest: GuestObject, { texts }: AnswerContext): string => {
  const names = guest.snapshots?.map((snapshot) => snapshot.name);
  if (names === undefined) return texts('aspect.unknown', { name: guest.name });
  if (names.length === 0) return texts('aspect.noSnapshots', { name: guest.name });
  return texts(names.length === 1 ? 'aspect.snapshot' : 'aspect.snapshots', {
    name: guest.name,
    count: names.length,
    names: enumerate(names, texts),
  });
};

/** Aspects that nodes and guests have in common; undefined for the others. */
const machineAspect = (
  machine: NodeObject | GuestObject,
  aspect: string,
  context: AnswerContext,
): string | undefined => {
  const { texts } = context;
  const { name } = machine;
  const isUp = machine.status === 'running' || machine.status === 'online';
  switch (aspect) {
    case 'cpu':
      if (!isUp) return texts('aspect.notUp', { name });
      return machine.cpu === undefined
        ? texts('aspect.unknown', { name })
        : texts('aspect.cpu', { name, value: percent(machine.cpu) });
    case 'memory':
      if (!isUp) return texts('aspect.notUp', { name });
      return usage(context, 'aspect.memory', name, machine.memoryUsedBytes, machine.memoryTotalBytes);
    case 'disk':
      return usage(context, 'aspect.disk', name, machine.diskUsedBytes, machine.diskTotalBytes);
    case 'uptime':
      if (!isUp) return texts('aspect.notUp', { name });
      return machine.uptimeSeconds === undefined
        ? texts('aspect.unknown', { name })
        : texts('aspect.uptime', { name, value: span(machine.uptimeSeconds * 1000, texts) });
    default:
      return undefined;
  }
};

const nodeText = (node: NodeObject, aspect: string, context: AnswerContext): string => {
  const { texts } = context;
  const shared = machineAspect(node, aspect, context);
  if (shared !== undefined) return shared;
  if (aspect !== 'status') return texts('aspect.unknown', { name: node.name });
  if (node.status === 'offline') return texts('node.offline', { name: node.name });
  if (node.status === 'unknown') return texts('node.unknown', { name: node.name });
  return node.cpu === undefined || node.memoryUsedBytes === undefined || !node.memoryTotalBytes
    ? texts('node.onlineBare', { name: node.name })
    : texts('node.online', {
        name: node.name,
        cpu: percent(node.cpu),
        memory: percent(node.memoryUsedBytes / node.memoryTotalBytes),
      });
};

const guestText = (guest: GuestObject, aspect: string, context: AnswerContext): string => {
  const { texts } = context;
  const { name, node } = guest;
  const shared = machineAspect(guest, aspect, context);
  if (shared !== undefined) return shared;
  switch (aspect) {
    case 'status':
      if (guest.status !== 'running') return texts(`guest.${guest.status}`, { name });
      return guest.uptimeSeconds === undefined
        ? texts('guest.runningBare', { name, node })
        : texts('guest.running', { name, node, uptime: span(guest.uptimeSeconds * 1000, texts) });
    case 'backup':
      return backupText(guest, context);
    case 'snapshots':
      return snapshotsText(guest, context);
    case 'location':
      return texts('aspect.place', {
        name,
        node,
        vmid: guest.vmid,
        kind: guest.guestType === 'container' ? 'container' : 'VM',
      });
    default:
      return texts('aspect.unknown', { name });
  }
};

const poolText = (pool: PoolObject, { texts }: AnswerContext): string =>
  texts('pool.usage', {
    name: pool.name,
    node: pool.node,
    percent: percent(pool.totalBytes === 0 ? 0 : pool.usedBytes / pool.totalBytes),
    free: bytes(pool.totalBytes - pool.usedBytes),
    total: bytes(pool.totalBytes),
    health: pool.health === 'ONLINE' ? texts('pool.healthy') : pool.health.toLowerCase(),
  });

const storageText = (storage: StorageObject, { texts }: AnswerContext): string => {
  if (!storage.isActive) return texts('storage.inactive', { name: storage.name });
  if (storage.usedBytes === undefined || !storage.totalBytes)
    return texts('storage.unknown', { name: storage.name });
  return texts('storage.usage', {
    name: storage.name,
    percent: percent(storage.usedBytes / storage.totalBytes),
    free: bytes(storage.totalBytes - storage.usedBytes),
    total: bytes(storage.totalBytes),
  });
};

const textOf = (object: InventoryObject, aspect: string, context: AnswerContext): string => {
  switch (object.kind) {
    case 'node':
      return nodeText(object, aspect, context);
    case 'guest':
      return guestText(object, aspect, context);
    case 'pool':
      return poolText(object, context);
    case 'storage':
      return storageText(object, context);
    case 'disk':
      return context.texts('aspect.health', { name: object.name, value: object.smartHealth.toLowerCase() });
  }
};

/** What is freshest for an aspect: backups and snapshots are read on schedules of their own. */
const partOfAspect = (aspect: string): 'backups' | 'snapshots' | undefined =>
  aspect === 'backup' ? 'backups' : aspect === 'snapshots' ? 'snapshots' : undefined;

/** Answers about one thing, or one aspect of it, with what is stale said as such. */
export const answerObject = (ref: string, aspect: string, context: AnswerContext): Answer => {
  const object = context.inventory.objects.get(ref);
  if (object === undefined) return { speech: context.texts('ask.noSubject'), outcome: 'error' };
  return {
    speech: `${textOf(object, aspect, context)}${staleNote(object, context, partOfAspect(aspect))}`,
    subject: subjectOf(object),
    aspect,
    data: { ...object },
  };
};
