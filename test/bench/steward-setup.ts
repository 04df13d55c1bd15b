import type { ProxmoxProcess } from '../lab/support/proxmox-process.ts';

/** What `npm start` sets for the process (scripts/with-node.mjs). */
export const productionEnvironment = { MALLOC_ARENA_MAX: '1' } as const;

/** The entry of the option `proxmox` for a stand-in. */
export const proxmoxOption = (proxmox: ProxmoxProcess) => ({
  name: 'home',
  url: proxmox.url,
  token_id: proxmox.tokenId,
  token_secret: proxmox.tokenSecret,
  fingerprint: proxmox.fingerprint,
});
