import { ApiError } from '../api-error.ts';
import {
  type Call,
  may,
  nodeOf,
  optionalNumber,
  optionalText,
  type Routes,
  require,
  storageOf,
} from '../call.ts';
import { splitList } from '../check-format.ts';
import type { StorageState, VolumeState } from '../state.ts';

const describe = (call: Call, storage: StorageState) => {
  const use = storage.onNodes[nodeOf(call).name];
  const common = {
    storage: storage.name,
    type: storage.type,
    content: storage.content.join(','),
    shared: storage.isShared ? 1 : 0,
    enabled: storage.isEnabled ? 1 : 0,
    active: use?.isActive === true ? 1 : 0,
  };
  if (use === undefined || !use.isActive) return { ...common, total: 0, used: 0, avail: 0 };
  return {
    ...common,
    total: use.totalBytes,
    used: use.usedBytes,
    avail: use.totalBytes - use.usedBytes,
    used_fraction: use.totalBytes === 0 ? 0 : use.usedBytes / use.totalBytes,
  };
};

/** What the vendor shows of a volume depends on more than the storage: backups take VM.Backup and AllocateSpace. */
const mayRead = (call: Call, storage: StorageState, volume: VolumeState): boolean => {
  const path = `/storage/${storage.name}`;
  if (may(call, path, ['Datastore.Allocate'])) return true;
  if (['iso', 'vztmpl', 'snippets'].includes(volume.content))
    return (
      volume.content !== 'snippets' && may(call, path, ['Datastore.AllocateSpace', 'Datastore.Audit'], 'any')
    );
  if (volume.vmid === undefined) return false;
  if (call.parameters['vmid'] === volume.vmid) return true;
  return volume.content === 'backup'
    ? may(call, path, ['Datastore.AllocateSpace']) && may(call, `/vms/${volume.vmid}`, ['VM.Backup'])
    : may(call, path, ['Datastore.Audit']) && may(call, `/vms/${volume.vmid}`, ['VM.Config.Disk']);
};

const describeVolume = (call: Call, volume: VolumeState) => {
  const owner = call.state.guests.find((guest) => guest.vmid === volume.vmid);
  return {
    volid: volume.volumeId,
    content: volume.content,
    format: volume.format,
    size: volume.sizeBytes,
    ctime: Math.floor(volume.createdAtMs / 1000),
    ...(volume.vmid === undefined ? {} : { vmid: volume.vmid }),
    ...(volume.content === 'backup' && owner !== undefined ? { subtype: owner.type } : {}),
    ...(volume.notes === undefined ? {} : { notes: volume.notes }),
    ...(volume.isProtected === true ? { protected: 1 } : {}),
    ...(volume.verification === undefined
      ? {}
      : {
          verification: {
            state: volume.verification,
            upid: 'UPID:pbs:00000AAA:00000001:00000001:6921B1C0:verify::root@pam:',
          },
        }),
  };
};

const content = (call: Call) => {
  const storage = storageOf(call);
  const node = nodeOf(call).name;
  if (storage.onNodes[node]?.isActive !== true)
    throw new ApiError(500, `storage '${storage.name}' is not online`);
  const kind = optionalText(call, 'content');
  const vmid = optionalNumber(call, 'vmid');
  return storage.volumes
    .filter((volume) => storage.isShared || volume.node === undefined || volume.node === node)
    .filter((volume) => kind === undefined || volume.content === kind)
    .filter((volume) => vmid === undefined || volume.vmid === vmid)
    .filter((volume) => mayRead(call, storage, volume))
    .map((volume) => describeVolume(call, volume));
};

/** Storages of a node, their use and what they hold. */
export const storageRoutes: Routes = {
  'GET /nodes/{node}/storage': (call) => {
    const node = nodeOf(call).name;
    const wanted = optionalText(call, 'storage');
    const kinds = splitList(optionalText(call, 'content') ?? '');
    return call.state.storages
      .filter((storage) => storage.onNodes[node] !== undefined)
      .filter((storage) => wanted === undefined || storage.name === wanted)
      .filter((storage) => kinds.length === 0 || kinds.some((kind) => storage.content.includes(kind)))
      .filter((storage) => call.parameters['enabled'] !== true || storage.isEnabled)
      .filter((storage) =>
        may(call, `/storage/${storage.name}`, ['Datastore.Audit', 'Datastore.AllocateSpace'], 'any'),
      )
      .map((storage) => describe(call, storage));
  },
  'GET /nodes/{node}/storage/{storage}/status': (call) => {
    const { used_fraction, storage, ...status } = { used_fraction: 0, ...describe(call, storageOf(call)) };
    return status;
  },
  'GET /nodes/{node}/storage/{storage}/content': content,
  'GET /nodes/{node}/storage/{storage}/content/{volume}': (call) => {
    const storage = storageOf(call);
    const given = String(call.parameters['volume']);
    const volumeId = given.startsWith(`${storage.name}:`) ? given : `${storage.name}:${given}`;
    const volume = storage.volumes.find((one) => one.volumeId === volumeId);
    if (volume === undefined) throw new ApiError(500, `volume '${volumeId}' does not exist`);
    if (!mayRead(call, storage, volume)) require(call, `/storage/${storage.name}`, ['Datastore.Allocate']);
    const { format, size, ...rest } = describeVolume(call, volume);
    return { format, size, used: size, path: volumeId, ...('notes' in rest ? { notes: rest.notes } : {}) };
  },
  'GET /storage': (call) =>
    call.state.storages
      .filter((storage) => may(call, `/storage/${storage.name}`, ['Datastore.Audit']))
      .map((storage) => ({
        storage: storage.name,
        type: storage.type,
        content: storage.content.join(','),
        shared: storage.isShared ? 1 : 0,
        digest: '0'.repeat(40),
        ...(storage.pool === undefined ? {} : { pool: storage.pool }),
      })),
};
