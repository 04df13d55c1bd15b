import { ApiError } from '../api-error.ts';
import { type Call, guestOf, optionalText, type Route, type Routes, text } from '../call.ts';
import { startGuestTask } from '../guest-task.ts';
import {
  applyConfig,
  type GuestState,
  guestConfig,
  type HomelabState,
  type SnapshotState,
  startGuest,
  stopGuest,
} from '../state.ts';

type Kind = GuestState['type'];

const reservedNames: Readonly<Record<Kind, readonly string[]>> = {
  qemu: ['current', 'pending'],
  lxc: ['current', 'vzdump'],
};

const findSnapshot = (guest: GuestState, name: string): SnapshotState => {
  const snapshot = guest.snapshots.find((one) => one.name === name);
  if (snapshot === undefined) throw new Error(`snapshot '${name}' does not exist`);
  return snapshot;
};

/** The volume of the guest's first disk when it lies on a ZFS storage, which rolls back to the newest snapshot only. */
const zfsVolume = (state: HomelabState, guest: GuestState): string | undefined => {
  for (const [key, value] of Object.entries(guest.config)) {
    if (!/^(rootfs|mp\d+|scsi\d+|virtio\d+|sata\d+|ide\d+)$/.test(key)) continue;
    const [volume = ''] = String(value).split(',');
    const storage = state.storages.find((one) => one.name === volume.split(':')[0]);
    if (storage?.type === 'zfspool') return volume;
  }
  return undefined;
};

const list = (call: Call, type: Kind) => {
  const guest = guestOf(call, type);
  return [
    ...guest.snapshots.map((snapshot) => ({
      name: snapshot.name,
      description: snapshot.description ?? '',
      snaptime: Math.floor(snapshot.takenAtMs / 1000),
      ...(snapshot.parent === undefined ? {} : { parent: snapshot.parent }),
      ...(type === 'qemu' ? { vmstate: snapshot.hasMemory === true ? 1 : 0 } : {}),
    })),
    {
      name: 'current',
      description: 'You are here!',
      digest: '0'.repeat(40),
      running: guest.status === 'running' ? 1 : 0,
      ...(guest.currentSnapshot === undefined ? {} : { parent: guest.currentSnapshot }),
    },
  ];
};

const create = (call: Call, type: Kind): string => {
  const guest = guestOf(call, type, call.liveState);
  const name = text(call, 'snapname');
  if (reservedNames[type].includes(name))
    throw new ApiError(500, `unable to use snapshot name '${name}' (reserved name)`);
  const description = optionalText(call, 'description');
  return startGuestTask(call, {
    guest,
    action: 'snapshot',
    configLock: 'snapshot',
    log: [`snapshotting '${name}' of ${guest.name}`],
    check: () => {
      if (guest.isTemplate === true) throw new Error("you can't take a snapshot if it's a template");
      if (guest.snapshots.some((one) => one.name === name))
        throw new Error(`snapshot name '${name}' already used`);
    },
    finish: () => {
      guest.snapshots.push({
        name,
        takenAtMs: call.clock.now(),
        ...(description === undefined ? {} : { description }),
        ...(guest.currentSnapshot === undefined ? {} : { parent: guest.currentSnapshot }),
        hasMemory: call.parameters['vmstate'] === true && guest.status === 'running',
        config: guestConfig(guest),
      });
      guest.currentSnapshot = name;
    },
  });
};

const remove = (call: Call, type: Kind): string => {
  const guest = guestOf(call, type, call.liveState);
  const name = text(call, 'snapname');
  return startGuestTask(call, {
    guest,
    action: 'delsnapshot',
    configLock: 'snapshot-delete',
    check: () => {
      findSnapshot(guest, name);
    },
    finish: () => {
      const { parent } = findSnapshot(guest, name);
      guest.snapshots = guest.snapshots.filter((one) => one.name !== name);
      const onTop: { parent?: string }[] = guest.snapshots.filter((one) => one.parent === name);
      for (const snapshot of onTop) {
        if (parent === undefined) delete snapshot.parent;
        else snapshot.parent = parent;
      }
      if (guest.currentSnapshot !== name) return;
      if (parent === undefined) delete guest.currentSnapshot;
      else guest.currentSnapshot = parent;
    },
  });
};

const rollback = (call: Call, type: Kind): string => {
  const guest = guestOf(call, type, call.liveState);
  const name = text(call, 'snapname');
  return startGuestTask(call, {
    guest,
    action: 'rollback',
    configLock: 'rollback',
    check: () => {
      findSnapshot(guest, name);
      const volume = zfsVolume(call.liveState, guest);
      const newest = [...guest.snapshots].sort((a, b) => b.takenAtMs - a.takenAtMs)[0];
      if (volume !== undefined && newest !== undefined && newest.name !== name)
        throw new Error(`can't rollback, '${name}' is not most recent snapshot on '${volume}'`);
    },
    finish: () => {
      const snapshot = findSnapshot(guest, name);
      stopGuest(guest);
      applyConfig(guest, snapshot.config);
      guest.currentSnapshot = name;
      if (snapshot.hasMemory === true || call.parameters['start'] === true)
        startGuest(guest, call.clock.now());
    },
  });
};

const config = (call: Call, type: Kind) => {
  const guest = guestOf(call, type);
  const name = text(call, 'snapname');
  const snapshot = guest.snapshots.find((one) => one.name === name);
  if (snapshot === undefined) throw new ApiError(500, `snapshot '${name}' does not exist`);
  return { ...snapshot.config, snaptime: Math.floor(snapshot.takenAtMs / 1000) };
};

const forBoth = (
  method: string,
  path: string,
  answer: (call: Call, type: Kind) => unknown,
): [string, Route][] =>
  (['qemu', 'lxc'] as const).map((type) => [
    `${method} /nodes/{node}/${type}/{vmid}/snapshot${path}`,
    (call) => answer(call, type),
  ]);

/** Lists, takes, deletes and rolls back to snapshots. */
export const snapshotRoutes: Routes = Object.fromEntries([
  ...forBoth('GET', '', list),
  ...forBoth('POST', '', create),
  ...forBoth('DELETE', '/{snapname}', remove),
  ...forBoth('POST', '/{snapname}/rollback', rollback),
  ...forBoth('GET', '/{snapname}/config', config),
]);
