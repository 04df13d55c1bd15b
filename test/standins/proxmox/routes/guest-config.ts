import { ApiError, parameterError } from '../api-error.ts';
import { type Call, guestOf, type Routes, require } from '../call.ts';
import { splitList } from '../check-format.ts';
import { checkUnlocked, startGuestTask } from '../guest-task.ts';
import { applyConfig, type GuestState, guestConfig } from '../state.ts';
import { configDigest } from './guests.ts';

type Kind = GuestState['type'];

/** Parameters that steer the change and are no part of the configuration. */
const steering = new Set([
  'node',
  'vmid',
  'delete',
  'revert',
  'digest',
  'skiplock',
  'force',
  'background_delay',
]);

/** Which privilege a key of the configuration takes to change. */
const privilegeFor = (key: string): string => {
  if (/^(cores|sockets|cpu|cpulimit|cpuunits|vcpus|numa\d*|affinity)$/.test(key)) return 'VM.Config.CPU';
  if (/^(memory|balloon|shares|swap|hugepages)$/.test(key)) return 'VM.Config.Memory';
  if (/^(net\d+|nameserver|searchdomain|hostname)$/.test(key)) return 'VM.Config.Network';
  if (/^(scsi|virtio|sata|ide|mp|unused|efidisk|tpmstate)\d+$|^rootfs$/.test(key)) return 'VM.Config.Disk';
  if (/^(ci\w+|ipconfig\d+|sshkeys)$/.test(key)) return 'VM.Config.Cloudinit';
  return /^(machine|bios|vga|audio\d+|rng\d+|watchdog|serial\d+)$/.test(key)
    ? 'VM.Config.HWType'
    : 'VM.Config.Options';
};

const change = (call: Call, guest: GuestState): void => {
  const deleted = splitList(String(call.parameters['delete'] ?? ''));
  const kept = Object.entries(guestConfig(guest)).filter(([key]) => !deleted.includes(key));
  const changes = Object.entries(call.parameters)
    .filter(([key]) => !steering.has(key))
    .map(
      ([key, value]) =>
        [key, typeof value === 'boolean' ? Number(value) : (value as string | number)] as const,
    );
  applyConfig(guest, Object.fromEntries([...kept, ...changes]));
};

const checkChange = (call: Call, type: Kind): GuestState => {
  const guest = guestOf(call, type, call.liveState);
  const { digest, delete: deleted } = call.parameters;
  const keys = [
    ...Object.keys(call.parameters).filter((key) => !steering.has(key)),
    ...splitList(String(deleted ?? '')),
  ];
  if (keys.length === 0) throw new ApiError(500, 'no options specified');
  if (call.parameters['skiplock'] === true && call.who !== 'root@pam')
    throw parameterError({ skiplock: 'Only root may use this option.' });
  for (const key of keys) require(call, `/vms/${guest.vmid}`, [privilegeFor(key)]);
  if (digest !== undefined && digest !== configDigest(guest))
    throw new ApiError(500, 'detected modified configuration - file changed by other user? Try again.');
  try {
    checkUnlocked(guest);
  } catch (error) {
    throw new ApiError(500, error instanceof Error ? error.message : String(error));
  }
  return guest;
};

const changeAtOnce = (call: Call, type: Kind): null => {
  change(call, checkChange(call, type));
  return null;
};

/** Changes of a guest's configuration: PUT at once, POST as a task. */
export const guestConfigRoutes: Routes = {
  'PUT /nodes/{node}/qemu/{vmid}/config': (call) => changeAtOnce(call, 'qemu'),
  'PUT /nodes/{node}/lxc/{vmid}/config': (call) => changeAtOnce(call, 'lxc'),
  'POST /nodes/{node}/qemu/{vmid}/config': (call) => {
    const guest = checkChange(call, 'qemu');
    return startGuestTask(call, { guest, action: 'config', finish: () => change(call, guest) });
  },
};
