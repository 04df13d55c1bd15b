import type { ProxmoxStandIn } from './proxmox/standin.ts';
import type { HostState } from './ssh/host-state.ts';
import { createSshStandIn, type SshStandIn } from './ssh/ssh-standin.ts';

/** How the demo's Steward logs in on its host. */
export const demoHostLogin = { user: 'root', password: 'demo-homelab' } as const;

/** Lets Proxmox show what was changed on the host itself: one machine seen by two ways. */
const showInProxmox = (proxmox: Pick<ProxmoxStandIn, 'state'>, host: HostState): void => {
  for (const pool of host.pools) {
    const shown = proxmox.state.pools.find(({ node, name }) => node === host.name && name === pool.name);
    if (shown === undefined) continue;
    const grownBytes = pool.sizeBytes - shown.sizeBytes;
    const added = pool.topLevel
      .flat()
      .slice(shown.devices.length)
      .map((path) => ({
        name: path.replace('/dev/', ''),
        state: 'ONLINE' as const,
        read: 0,
        write: 0,
        checksum: 0,
      }));
    Object.assign(shown, { sizeBytes: pool.sizeBytes, devices: [...shown.devices, ...added] });
    const storage = proxmox.state.storages.find(({ pool: name }) => name === pool.name)?.onNodes[host.name];
    if (storage !== undefined) Object.assign(storage, { totalBytes: storage.totalBytes + grownBytes });
  }
  for (const disk of host.disks) {
    const devicePath = `/dev/${disk.name}`;
    const isUsed = disk.partitions.some(({ content }) => content === 'zfs_member');
    const shown = proxmox.state.disks.find(
      (each) => each.node === host.name && each.devicePath === devicePath,
    );
    if (shown !== undefined) {
      if (isUsed) Object.assign(shown, { usedFor: 'ZFS' });
      continue;
    }
    proxmox.state.disks.push({
      node: host.name,
      devicePath,
      type: disk.name.startsWith('nvme') ? 'nvme' : 'hdd',
      model: disk.model,
      serial: disk.serial,
      sizeBytes: disk.sizeBytes,
      health: 'PASSED',
      lifeLeftPercent: 100,
    });
  }
  for (let at = proxmox.state.disks.length - 1; at >= 0; at -= 1) {
    const { node, devicePath } = proxmox.state.disks[at] ?? {};
    if (node === host.name && !host.disks.some(({ name }) => `/dev/${name}` === devicePath))
      proxmox.state.disks.splice(at, 1);
  }
};

/** still-fawn of the demo homelab over SSH, its disks and pools the same as in the given Proxmox. */
export const startDemoHost = (proxmox: Pick<ProxmoxStandIn, 'state'>): Promise<SshStandIn> =>
  createSshStandIn({
    accounts: [demoHostLogin],
    onChange: (state) => showInProxmox(proxmox, state),
  });
