import { readFileSync } from 'node:fs';
import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createProxmox, type ProxmoxAdapter } from '../infra/proxmox/proxmox.ts';

/**
 * Makes the adapter of one connection of the option `proxmox`. Nothing is sent yet.
 * @throws StewardError `proxmox.options`
 */
export const connectProxmox = (
  connection: Options['proxmox'][number],
  clock: Clock,
  log: Log,
): ProxmoxAdapter =>
  createProxmox(
    {
      name: connection.name,
      url: connection.url,
      tokenId: connection.token_id,
      tokenSecret: connection.token_secret,
      user: connection.user,
      password: connection.password,
      fingerprint: connection.fingerprint,
      ca: connection.ca_file === undefined ? undefined : readFileSync(connection.ca_file, 'utf8'),
    },
    { clock, log },
  );
