import { ApiError } from '../api-error.ts';
import { type Call, guestOf, optionalText, type Routes, text } from '../call.ts';
import { startGuestTask } from '../guest-task.ts';
import type { GuestState } from '../state.ts';

type Kind = GuestState['type'];

const clone = (call: Call, type: Kind): string => {
  const source = guestOf(call, type, call.liveState);
  const vmid = Number(call.parameters['newid']);
  if (call.liveState.guests.some((guest) => guest.vmid === vmid))
    throw new ApiError(
      500,
      `unable to create ${type === 'qemu' ? 'VM' : 'CT'} ${vmid}: config file already exists`,
    );
  const target = optionalText(call, 'target') ?? source.node;
  if (!call.liveState.nodes.some((node) => node.name === target))
    throw new ApiError(500, `no such cluster node '${target}'`);
  const name =
    optionalText(call, type === 'qemu' ? 'name' : 'hostname') ??
    `Copy-of-${type === 'qemu' ? 'VM' : 'CT'}-${source.name}`;
  const copy: GuestState = {
    ...structuredClone(source),
    vmid,
    name,
    node: target,
    status: 'stopped',
    isPaused: false,
    isTemplate: false,
    cpu: 0,
    memoryBytes: 0,
    networkInBytes: 0,
    networkOutBytes: 0,
    snapshots: [],
    lock: type === 'qemu' ? 'clone' : 'create',
  };
  delete copy.startedAtMs;
  delete copy.currentSnapshot;
  delete copy.haState;
  return startGuestTask(call, {
    guest: source,
    action: 'clone',
    check: () => {
      call.liveState.guests.push(copy);
    },
    finish: () => {
      delete copy.lock;
    },
  });
};

const destroy = (call: Call, type: Kind): string => {
  const guest = guestOf(call, type, call.liveState);
  const word = type === 'qemu' ? 'VM' : 'CT';
  const isForced = call.parameters['force'] === true;
  if (guest.config['protection'] === 1)
    throw new ApiError(500, `can't remove ${word} ${guest.vmid} - protection mode enabled`);
  if (guest.status === 'running' && !isForced)
    throw new ApiError(500, `${word} ${guest.vmid} is running - destroy failed`);
  return startGuestTask(call, {
    guest,
    action: 'destroy',
    configLock: 'destroyed',
    finish: () => {
      const { guests } = call.liveState;
      const index = guests.indexOf(guest);
      if (index >= 0) guests.splice(index, 1);
    },
  });
};

const migrate = (call: Call, type: Kind): string => {
  const guest = guestOf(call, type, call.liveState);
  const target = text(call, 'target');
  const word = type === 'qemu' ? 'VM' : 'CT';
  if (!call.liveState.nodes.some((node) => node.name === target && node.status === 'online'))
    throw new ApiError(500, `no such cluster node '${target}'`);
  if (target === guest.node) throw new ApiError(500, `${word} ${guest.vmid} is already on node '${target}'`);
  const isOnline = call.parameters['online'] === true || call.parameters['restart'] === true;
  if (guest.status === 'running' && !isOnline)
    throw new ApiError(
      500,
      `can't migrate running ${word} without --${type === 'qemu' ? 'online' : 'restart'}`,
    );
  return startGuestTask(call, {
    guest,
    action: 'migrate',
    configLock: 'migrate',
    finish: () => {
      guest.node = target;
      if (type === 'lxc' && guest.status === 'running') guest.startedAtMs = call.clock.now();
    },
  });
};

/** Clones, migrates and destroys guests. */
export const guestLifecycleRoutes: Routes = {
  'POST /nodes/{node}/qemu/{vmid}/clone': (call) => clone(call, 'qemu'),
  'POST /nodes/{node}/lxc/{vmid}/clone': (call) => clone(call, 'lxc'),
  'DELETE /nodes/{node}/qemu/{vmid}': (call) => destroy(call, 'qemu'),
  'DELETE /nodes/{node}/lxc/{vmid}': (call) => destroy(call, 'lxc'),
  'POST /nodes/{node}/qemu/{vmid}/migrate': (call) => migrate(call, 'qemu'),
  'POST /nodes/{node}/lxc/{vmid}/migrate': (call) => migrate(call, 'lxc'),
};
