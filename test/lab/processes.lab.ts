import { describe, expect, it } from 'vitest';
import { startProxmox } from './support/proxmox-process.ts';
import { startSteward } from './support/steward-process.ts';

describe('the Proxmox stand-in as a process', () => {
  it('serves, lets itself be changed behind the back of its client, and ends', async () => {
    const proxmox = await startProxmox({ taskMs: 10 });
    const { guests } = await proxmox.state();
    const guest = guests[0];
    if (guest === undefined) throw new Error('The demo homelab has no guest');
    await proxmox.patchGuest(guest.vmid, { name: 'renamed' });
    expect((await proxmox.state()).guests[0]?.name).toBe('renamed');
    expect(await proxmox.writes()).toEqual([]);
    await proxmox.stop();
    await expect(proxmox.state()).rejects.toThrow();
  });
});

describe('Steward as a process', () => {
  it('keeps its records and its ports when it is killed and started again, and ends when asked to', async () => {
    const steward = await startSteward({ options: {} });
    const before = steward.process().pid;
    await steward.kill();
    await steward.start();
    expect(steward.process().pid).not.toBe(before);
    const panel = await fetch(`http://127.0.0.1:${steward.ports.panel}/`);
    expect(panel.status).toBeLessThan(500);
    expect(await steward.halt()).toBe(0);
    await steward.stop();
  });

  it('says what it printed when it does not start', async () => {
    await expect(startSteward({ options: { no_such_option: true } })).rejects.toThrow('no_such_option');
  });
});
