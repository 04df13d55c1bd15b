import { ApiError, parameterError } from '../api-error.ts';
import { type Call, nodeOf, optionalText, type Routes, require } from '../call.ts';
import { splitList } from '../check-format.ts';
import { checkUnlocked } from '../guest-task.ts';
import type { GuestState, StorageState } from '../state.ts';

const rootOnly = ['tmpdir', 'dumpdir', 'script', 'job-id'];

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const volumeOf = (storage: StorageState, guest: GuestState, nowMs: number) => {
  const kind = guest.type === 'qemu' ? 'vm' : 'ct';
  if (storage.type === 'pbs')
    return {
      volumeId: `${storage.name}:backup/${kind}/${guest.vmid}/${stamp(nowMs)}`,
      format: `pbs-${kind}`,
    };
  const format = guest.type === 'qemu' ? 'vma.zst' : 'tar.zst';
  const time = stamp(nowMs).replaceAll('-', '_').replace('T', '-').replaceAll(':', '_').replace('Z', '');
  return { volumeId: `${storage.name}:backup/vzdump-${guest.type}-${guest.vmid}-${time}.${format}`, format };
};

const backUp = (call: Call, storage: StorageState, guest: GuestState): void => {
  const nowMs = call.clock.now();
  const notes = optionalText(call, 'notes-template')?.replaceAll('{{guestname}}', guest.name);
  storage.volumes.push({
    ...volumeOf(storage, guest, nowMs),
    content: 'backup',
    sizeBytes: Math.round(guest.maxDiskBytes * 0.3),
    vmid: guest.vmid,
    createdAtMs: nowMs,
    ...(notes === undefined ? {} : { notes }),
    ...(storage.isShared ? {} : { node: guest.node }),
  });
};

const dump = (call: Call): string => {
  const forbidden = rootOnly.find((name) => call.parameters[name] !== undefined);
  if (forbidden !== undefined && call.who !== 'root@pam')
    throw parameterError({ [forbidden]: 'Only root may set this option.' });
  const node = nodeOf(call).name;
  const vmids = splitList(optionalText(call, 'vmid') ?? '').map(Number);
  if (vmids.length === 0 && call.parameters['all'] !== true)
    throw parameterError({ vmid: 'property is missing and it is not optional' });
  const guests = call.liveState.guests
    .filter((guest) => guest.node === node)
    .filter((guest) => call.parameters['all'] === true || vmids.includes(guest.vmid));
  if (guests.length === 0) return 'OK';
  const name = optionalText(call, 'storage') ?? 'local';
  const storage = call.liveState.storages.find((one) => one.name === name);
  if (storage?.onNodes[node] === undefined)
    throw new ApiError(500, `storage '${name}' is not available on node '${node}'`);
  require(call, `/storage/${name}`, ['Datastore.AllocateSpace']);
  for (const guest of guests) require(call, `/vms/${guest.vmid}`, ['VM.Backup']);

  const unlock = () => {
    for (const guest of guests) if (guest.lock === 'backup') delete guest.lock;
  };
  return call.tasks.start({
    node,
    type: 'vzdump',
    id: guests.length === 1 ? String(guests[0]?.vmid) : '',
    user: call.who,
    outcome: call.outcome,
    log: guests.map((guest) => `INFO: Starting Backup of VM ${guest.vmid} (${guest.type})`),
    begin: () => {
      for (const guest of guests) checkUnlocked(guest);
      for (const guest of guests) guest.lock = 'backup';
    },
    release: unlock,
    finish: () => {
      for (const guest of guests) backUp(call, storage, guest);
    },
  });
};

/** Backups. */
export const backupRoutes: Routes = { 'POST /nodes/{node}/vzdump': dump };
