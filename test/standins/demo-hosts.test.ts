import { expect, it } from 'vitest';
import { doByHand } from './demo-hands.ts';
import { startDemoHost } from './demo-hosts.ts';
import { demoHomelab } from './proxmox/demo-homelab.ts';
import { demoHost, recommendedDisk } from './ssh/demo-host.ts';
import { zpool } from './ssh/tools/zpool.ts';

it('shows the same disks and pools over SSH as in Proxmox', () => {
  const { pools, disks } = demoHomelab({ nowMs: 0 });
  const host = demoHost();
  const shown = disks.filter(({ node }) => node === host.name);
  expect(host.disks.map(({ name, serial }) => [`/dev/${name}`, serial])).toEqual(
    shown.map(({ devicePath, serial }) => [devicePath, serial]),
  );
  const tank = pools.find(({ name }) => name === 'tank');
  expect(host.pools).toMatchObject([{ name: 'tank', sizeBytes: tank?.sizeBytes }]);
});

it('lets whoever runs the demo install disks, which both then show', async () => {
  const state = demoHomelab({ nowMs: 0 });
  const host = await startDemoHost({ state });
  try {
    const atPlace = () =>
      state.disks.find(({ devicePath, node }) => devicePath === '/dev/nvme1n1' && node === 'still-fawn');
    expect(doByHand(host, 'dance')).toBe('Known: insert disk, insert wrong disk, remove disk.');
    expect(doByHand(host, 'insert wrong disk')).toContain('KINGSTON');
    expect(atPlace()?.model).toContain('KINGSTON');
    doByHand(host, 'remove disk');
    expect(atPlace()).toBeUndefined();
    doByHand(host, 'Insert disk');
    expect(atPlace()?.serial).toBe(recommendedDisk.serial);
    expect(zpool(host.state, ['add', 'tank', '/dev/nvme1n1']).exitStatus).toBe(0);
    expect(doByHand(host, 'remove disk')).toContain('the demo does not break pools');
  } finally {
    await host.close();
  }
});
