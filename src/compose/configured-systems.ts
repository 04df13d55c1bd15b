import type { Options } from '../config/options.ts';

/** Systems that steps can count on with these options, in the words of a workflow's `needs`. */
export const configuredSystems = ({
  proxmox,
  hosts,
}: Pick<Options, 'proxmox' | 'hosts'>): ReadonlySet<string> =>
  new Set([...(proxmox.length > 0 ? ['proxmox'] : []), ...(hosts.length > 0 ? ['ssh'] : [])]);
