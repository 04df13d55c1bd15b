import { createHash } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { type Call, guestOf, may, nodeOf, optionalText, type Routes } from '../call.ts';
import { type GuestState, guestConfig, guestUptimeSeconds } from '../state.ts';

/** The vendor's digest of a guest's configuration file: 40 hexadecimal characters that change with it. */
export const configDigest = (guest: GuestState): string =>
  createHash('sha1')
    .update(JSON.stringify([guestConfig(guest), guest.snapshots]))
    .digest('hex');

const listEntry = (call: Call, guest: GuestState) => ({
  vmid: guest.vmid,
  name: guest.name,
  status: guest.status,
  cpu: guest.cpu,
  cpus: guest.cores,
  mem: guest.memoryBytes,
  maxmem: guest.maxMemoryBytes,
  disk: guest.diskBytes,
  maxdisk: guest.maxDiskBytes,
  netin: guest.networkInBytes,
  netout: guest.networkOutBytes,
  diskread: 0,
  diskwrite: 0,
  uptime: guestUptimeSeconds(guest, call.clock.now()),
  ...(guest.tags.length === 0 ? {} : { tags: guest.tags.join(';') }),
  ...(guest.lock === undefined ? {} : { lock: guest.lock }),
  ...(guest.isTemplate === true ? { template: 1 } : {}),
  ...(guest.type === 'lxc' ? { type: 'lxc', maxswap: 0, swap: 0 } : {}),
  ...(guest.status === 'running' ? { pid: 1000 + guest.vmid } : {}),
});

const current = (call: Call, type: GuestState['type']) => {
  const guest = guestOf(call, type);
  return {
    ...listEntry(call, guest),
    ...(type === 'qemu'
      ? { qmpstatus: guest.isPaused === true ? 'paused' : guest.status, agent: 1 }
      : { type: 'lxc' }),
    ha: guest.haState === undefined ? { managed: 0 } : { managed: 1, state: guest.haState },
  };
};

const config = (call: Call, type: GuestState['type']) => {
  const guest = guestOf(call, type);
  const name = optionalText(call, 'snapshot');
  if (name === undefined) {
    const { lock } = guest;
    return { ...guestConfig(guest), ...(lock === undefined ? {} : { lock }), digest: configDigest(guest) };
  }
  const snapshot = guest.snapshots.find((one) => one.name === name);
  if (snapshot === undefined) throw new ApiError(500, `snapshot '${name}' does not exist`);
  return { ...snapshot.config, digest: configDigest(guest) };
};

const list = (call: Call, type: GuestState['type']) => {
  const node = nodeOf(call).name;
  return call.state.guests
    .filter((guest) => guest.node === node && guest.type === type)
    .filter((guest) => may(call, `/vms/${guest.vmid}`, ['VM.Audit']))
    .map((guest) => listEntry(call, guest));
};

/** Lists, current status and configuration of guests, for reading. */
export const guestRoutes: Routes = {
  'GET /nodes/{node}/qemu': (call) => list(call, 'qemu'),
  'GET /nodes/{node}/lxc': (call) => list(call, 'lxc'),
  'GET /nodes/{node}/qemu/{vmid}/status/current': (call) => current(call, 'qemu'),
  'GET /nodes/{node}/lxc/{vmid}/status/current': (call) => current(call, 'lxc'),
  'GET /nodes/{node}/qemu/{vmid}/config': (call) => config(call, 'qemu'),
  'GET /nodes/{node}/lxc/{vmid}/config': (call) => config(call, 'lxc'),
};
