import { formats } from './formats.ts';

/**
 * Formats whose grammar the schema does not carry and that no call of a homelab operator needs: firewall rules,
 * passed-through devices, cloud-init and SDN details. Their type and length are checked, their text is not.
 */
export const uncheckedFormats: ReadonlySet<string> = new Set([
  'backup-fleecing',
  'backup-performance',
  'prune-backups',
  'proxmox-remote',
  'realm-sync-options',
  'pve-command-batch',
  'pve-dir-override',
  'pve-fw-addr-spec',
  'pve-fw-conntrack-helper',
  'pve-fw-dport-spec',
  'pve-fw-icmp-type-spec',
  'pve-fw-protocol-spec',
  'pve-fw-sport-spec',
  'pve-lxc-dev-string',
  'pve-lxc-mp-string',
  'pve-qemu-sev-fmt',
  'pve-qemu-tdx-fmt',
  'pve-qm-boot',
  'pve-qm-cicustom',
  'pve-qm-hostpci',
  'pve-qm-ide',
  'pve-qm-ipconfig',
  'pve-qm-rng',
  'pve-qm-smbios1',
  'pve-qm-watchdog',
  'pve-sdn-bgp-rt',
  'pve-sdn-dhcp-range',
  'pve-sdn-isis-net',
  'pve-sdn-subnet-id',
  'pve-storage-path-in-property-string',
  'pve-tfa-config',
  'pve-vm-cpu-conf',
]);

/** Splits a list as the vendor does: at commas, semicolons, white space and NUL; empty parts are dropped. */
export const splitList = (text: string): string[] => text.split(/[,;\s\0]+/).filter((part) => part !== '');

/**
 * Checks a text against a named format with its ending.
 * @throws Error when the format is neither known nor named as unchecked: the stand-in would have a hole.
 */
export const checkNamedFormat = (format: string, value: string): string | undefined => {
  const [, name = format, ending] = /^(.*?)(?:-(list|opt))?$/.exec(format) ?? [];
  if (uncheckedFormats.has(name) || uncheckedFormats.has(format)) return undefined;
  const check = formats[name];
  if (check === undefined) throw new Error(`The stand-in does not know the format ${format}.`);
  if (ending === 'opt' && value === '') return undefined;
  if (ending !== 'list') return check(value);
  return splitList(value)
    .map(check)
    .find((complaint) => complaint !== undefined);
};
