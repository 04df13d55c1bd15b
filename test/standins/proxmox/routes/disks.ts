import { ApiError } from '../api-error.ts';
import { type Call, nodeOf, type Routes, text } from '../call.ts';
import type { DiskState, PoolState } from '../state.ts';

const describeDisk = (disk: DiskState) => ({
  devpath: disk.devicePath,
  by_id_link: `/dev/disk/by-id/${disk.type === 'nvme' ? 'nvme' : 'ata'}-${disk.model.replaceAll(' ', '_')}_${disk.serial}`,
  type: disk.type,
  model: disk.model,
  serial: disk.serial,
  vendor: disk.vendor ?? 'unknown',
  wwn: 'unknown',
  size: disk.sizeBytes,
  health: disk.health,
  wearout: disk.lifeLeftPercent ?? 'N/A',
  gpt: 1,
  mounted: 0,
  osdid: -1,
  'osdid-list': [],
  rpm: disk.type === 'hdd' ? 7200 : 0,
  ...(disk.usedFor === undefined ? {} : { used: disk.usedFor }),
});

const smart = (call: Call) => {
  const path = text(call, 'disk');
  const disk = call.state.disks.find((one) => one.node === nodeOf(call).name && one.devicePath === path);
  if (disk === undefined) throw new ApiError(500, `not a valid disk '${path}'`);
  if (call.parameters['healthonly'] === true) return { health: disk.health };
  if (disk.smartAttributes === undefined)
    return { health: disk.health, type: 'text', text: disk.smartText ?? '' };
  return {
    health: disk.health,
    type: 'ata',
    attributes: disk.smartAttributes.map((attribute) => ({
      id: String(attribute.id).padStart(3, ' '),
      name: attribute.name,
      value: attribute.value,
      normalized: attribute.value,
      worst: attribute.worst,
      threshold: attribute.threshold,
      raw: attribute.raw,
      flags: attribute.flags ?? 'PO--CK',
      fail: '-',
    })),
  };
};

const poolsOf = (call: Call): PoolState[] =>
  call.state.pools.filter((pool) => pool.node === nodeOf(call).name);

const poolDetail = (call: Call) => {
  const name = text(call, 'name');
  const pool = poolsOf(call).find((one) => one.name === name);
  if (pool === undefined) throw new ApiError(500, `cannot open '${name}': no such pool`);
  return {
    name: pool.name,
    state: pool.health,
    errors: pool.errors,
    ...(pool.scan === undefined ? {} : { scan: pool.scan }),
    ...(pool.status === undefined ? {} : { status: pool.status }),
    ...(pool.action === undefined ? {} : { action: pool.action }),
    leaf: 0,
    children: [
      {
        name: pool.name,
        state: pool.health,
        msg: '',
        read: 0,
        write: 0,
        cksum: 0,
        leaf: 0,
        children: pool.devices.map((device) => ({
          name: device.name,
          state: device.state,
          msg: '',
          read: device.read,
          write: device.write,
          cksum: device.checksum,
          leaf: 1,
        })),
      },
    ],
  };
};

/** Disks with SMART, and ZFS pools. */
export const diskRoutes: Routes = {
  'GET /nodes/{node}/disks/list': (call) =>
    call.state.disks
      .filter((disk) => disk.node === nodeOf(call).name)
      .map(describeDisk)
      .map((disk) =>
        call.parameters['skipsmart'] === true ? { ...disk, health: 'UNKNOWN', wearout: 'N/A' } : disk,
      ),
  'GET /nodes/{node}/disks/smart': smart,
  'GET /nodes/{node}/disks/zfs': (call) =>
    poolsOf(call).map((pool) => ({
      name: pool.name,
      size: pool.sizeBytes,
      alloc: pool.allocatedBytes,
      free: pool.sizeBytes - pool.allocatedBytes,
      frag: pool.fragmentation,
      dedup: pool.deduplication,
      health: pool.health,
    })),
  'GET /nodes/{node}/disks/zfs/{name}': poolDetail,
};
