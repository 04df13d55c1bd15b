import type { ProxmoxProcess } from '../lab/support/proxmox-process.ts';

/** What the app's service sets for the process (addon/rootfs/etc/s6-overlay/s6-rc.d/steward/run). */
export const productionEnvironment = { MALLOC_ARENA_MAX: '1' } as const;

/** The entry of the option `proxmox` for a stand-in. */
export const proxmoxOption = (proxmox: ProxmoxProcess) => ({
  name: 'home',
  url: proxmox.url,
  token_id: proxmox.tokenId,
  token_secret: proxmox.tokenSecret,
  fingerprint: proxmox.fingerprint,
});
