import { isIPv4, isIPv6 } from 'node:net';

/** Checks one text. @returns the vendor's complaint, or undefined when the text is in order */
export type FormatCheck = (value: string) => string | undefined;

const matching =
  (pattern: RegExp, complaint: string | ((value: string) => string)): FormatCheck =>
  (value) => {
    if (pattern.test(value)) return undefined;
    return typeof complaint === 'string' ? complaint : complaint(value);
  };

/** An identifier of the kind that storages, zones and the like have: letter first, two characters at least. */
const identifier =
  (kind: string): FormatCheck =>
  (value) => {
    if (value.length < 2) return `${kind} ID '${value}' cannot be shorter than 2 characters`;
    return /^[a-z][a-z0-9\-_.]*[a-z0-9]$/i.test(value)
      ? undefined
      : `${kind} ID '${value}' contains illegal characters`;
  };

const sdnIdentifier = (kind: string): FormatCheck =>
  matching(/^[a-z][a-z0-9]*[a-z0-9]$/i, (value) => `${kind} ID '${value}' contains illegal characters`);

const network = (isAddress: (value: string) => boolean, longest: number, complaint: string): FormatCheck => {
  return (value) => {
    const [address = '', prefix = '', ...more] = value.split('/');
    const length = /^\d+$/.test(prefix) ? Number(prefix) : 0;
    return isAddress(address) && more.length === 0 && length > 7 && length <= longest ? undefined : complaint;
  };
};

const either =
  (checks: readonly FormatCheck[], complaint: string | ((value: string) => string)): FormatCheck =>
  (value) => {
    if (checks.some((check) => check(value) === undefined)) return undefined;
    return typeof complaint === 'string' ? complaint : complaint(value);
  };

const ipv4: FormatCheck = (value) =>
  isIPv4(value) ? undefined : 'value does not look like a valid IPv4 address';
const ipv6: FormatCheck = (value) =>
  isIPv6(value) ? undefined : 'value does not look like a valid IPv6 address';
const ip = either([ipv4, ipv6], 'value does not look like a valid IP address');
const cidr4 = network(isIPv4, 32, 'value does not look like a valid IPv4 CIDR network');
const cidr6 = network(isIPv6, 128, 'value does not look like a valid IPv6 CIDR network');
const cidr = either([cidr4, cidr6], 'value does not look like a valid CIDR network');
const dnsName = matching(
  /^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)*[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
  'value does not look like a valid DNS name',
);
const address = either([ip, dnsName], (value) => `value does not look like a valid address: ${value}`);
const email = matching(
  /^[\w+\-~]+(\.[\w+\-~]+)*@[\w-]+(\.[\w-]+)*$/,
  'value does not look like a valid email address',
);
const realm = matching(/^[A-Za-z][A-Za-z0-9.\-_]+$/, 'value does not look like a valid realm');
const userId = matching(
  /^[^\s:/]+@[A-Za-z][A-Za-z0-9.\-_]+$/,
  (value) => `value '${value}' does not look like a valid user name`,
);
const tokenId = matching(
  /^[^\s:/]+@[A-Za-z][A-Za-z0-9.\-_]+![A-Za-z][A-Za-z0-9.\-_]+$/,
  (value) => `value '${value}' does not look like a valid token ID`,
);
const named = (kind: string): FormatCheck =>
  matching(/^[A-Za-z0-9.\-_]+$/, (value) => `${kind} name '${value}' contains invalid characters`);
const volume = matching(
  /^[a-z][a-z0-9\-_.]*[a-z0-9]:.+$/i,
  (value) => `unable to parse volume ID '${value}'`,
);
const vmid = matching(/^[1-9][0-9]{2,8}$/, 'value does not look like a valid VM ID');
const node = matching(
  /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
  'value does not look like a valid node name',
);
const storageId = identifier('storage');
const storageContents = ['images', 'rootdir', 'vztmpl', 'iso', 'backup', 'snippets', 'import', 'none'];

const vlanIdOrRange: FormatCheck = (value) => {
  const [, start, end] = /^(\d+)(?:-(\d+))?$/.exec(value) ?? [];
  if (start === undefined) return `invalid VLAN configuration '${value}'`;
  const invalid = [start, end].find((tag) => tag !== undefined && (Number(tag) < 2 || Number(tag) > 4094));
  if (invalid !== undefined) return `invalid VLAN tag '${invalid}'`;
  return end !== undefined && Number(start) >= Number(end)
    ? `VLAN range must go from lower to higher tag '${value}'`
    : undefined;
};

const startupOrder: FormatCheck = (value) =>
  value.split(',').every((part) => part.trim() === '' || /^\s*(order=)?\d+$|^(up|down)=\d+$/.test(part))
    ? undefined
    : 'unable to parse startup options';

const pair =
  (check: FormatCheck): FormatCheck =>
  (value) => {
    if (value === '1') return undefined;
    const parts = value.split(':');
    const bad = parts.length > 2 ? `entry '${value}' contains invalid ID` : undefined;
    return bad ?? parts.map(check).find((complaint) => complaint !== undefined);
  };

/**
 * The vendor's named formats by name, without the endings `-list` (each part of a list) and `-opt` (empty is fine).
 * The wording follows the vendor's.
 */
export const formats: Readonly<Record<string, FormatCheck>> = {
  string: () => undefined,
  urlencoded: matching(/^[-%a-zA-Z0-9_.!~*'()]*$/, (value) => `invalid urlencoded string: ${value}`),
  ip,
  ipv4,
  ipv6,
  CIDR: cidr,
  CIDRv4: cidr4,
  CIDRv6: cidr6,
  IPorCIDR: either([ip, cidr], 'value does not look like a valid IP address or network'),
  IPorCIDRorAlias: either(
    [ip, cidr, matching(/^((dc|guest)\/)?[A-Za-z][A-Za-z0-9\-_]+$/, '')],
    'value does not look like a valid IP address, network or alias',
  ),
  'pve-ipv4-config': either(
    [matching(/^(dhcp|manual)$/, ''), cidr4],
    'value does not look like a valid ipv4 network configuration',
  ),
  'pve-ipv6-config': either(
    [matching(/^(auto|dhcp|manual)$/, ''), cidr6],
    'value does not look like a valid ipv6 network configuration',
  ),
  ipv4mask: matching(/^(\d{1,3}\.){3}\d{1,3}$/, 'value does not look like a valid IP netmask'),
  'lxc-ip-with-ll-iface': either(
    [ip, matching(/^fe80:[0-9a-f:]+%[a-z][a-z0-9_]{1,20}$/i, '')],
    'value does not look like a valid IP address',
  ),
  address,
  'dns-name': dnsName,
  email,
  'email-or-username': either(
    [email, matching(/^[\w+\-~]+(\.[\w+\-~]+)*(@[\w-]+)?$/, '')],
    'value does not look like a valid email address or user name',
  ),
  'mac-addr': matching(
    /^[a-f0-9][02468ace](:[a-f0-9]{2}){5}$/i,
    'value does not look like a valid unicast MAC address',
  ),
  'mac-prefix': matching(
    /^[a-f0-9][02468ace](:[a-f0-9]{2}){0,2}:?$/i,
    'value is not a valid unicast MAC address prefix',
  ),
  'disk-size': matching(
    /^\d+(\.\d+)?([KMGT](iB)?)?$/,
    (value) => `value does not look like a valid disk size: ${value}`,
  ),
  'ldap-simple-attr': matching(
    /^[a-zA-Z0-9]+$/,
    (value) => `value '${value}' does not look like a simple ldap attribute name`,
  ),
  'graphite-path': matching(/^[^\s/.]+(\.[^\s/.]+)*$/, 'invalid graphite path'),
  'pve-node': node,
  'pve-ha-node': matching(
    /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(:\d+)?$/,
    'value does not look like a valid ha node name',
  ),
  'pve-ha-resource-id': matching(
    /^(vm|ct):[1-9][0-9]{2,8}$/,
    (value) => `unable to parse ha resource ID '${value}'`,
  ),
  'pve-ha-resource-or-vm-id': matching(
    /^((vm|ct):)?[1-9][0-9]{2,8}$/,
    (value) => `unable to parse ha resource ID '${value}'`,
  ),
  'pve-vmid': vmid,
  'pve-configid': matching(/^[a-z][a-z0-9_-]+$/i, (value) => `invalid configuration ID '${value}'`),
  'pve-storage-id': storageId,
  'pve-bridge-id': matching(/^[-_.\w]+$/, (value) => `invalid bridge ID '${value}'`),
  'bridge-pair': pair(matching(/^[-_.\w]+$/, (value) => `invalid bridge ID '${value}'`)),
  'storage-pair': pair(storageId),
  'pve-storage-content': (value) =>
    storageContents.includes(value) ? undefined : `invalid content type '${value}'`,
  'pve-storage-path': matching(
    /^\/.*/,
    (value) => `value '${value}' does not look like a valid absolute path`,
  ),
  'pve-storage-vgname': matching(/^[a-z][a-z0-9\-_.]*[a-z0-9]$/i, 'invalid volume group name'),
  'pve-storage-server': address,
  'pve-storage-portal-dns': matching(/^\S+?(:\d+)?$/, 'value does not look like a valid portal'),
  'pve-storage-options': matching(/^\S+$/, 'value does not look like valid mount options'),
  'pve-volume-id': volume,
  'pve-volume-id-or-absolute-path': either(
    [volume, matching(/^\//, '')],
    'not a valid volume or absolute path',
  ),
  'pve-volume-id-or-qm-path': either(
    [volume, matching(/^(none|cdrom|\/.+)$/, '')],
    (value) => `unable to parse volume ID '${value}'`,
  ),
  'pve-poolid': matching(
    /^[A-Za-z0-9.\-_]+(\/[A-Za-z0-9.\-_]+){0,2}$/,
    (value) => `pool name '${value}' contains invalid characters`,
  ),
  'pve-realm': realm,
  'pve-userid': userId,
  'pve-tokenid': tokenId,
  'pve-groupid': named('group'),
  'pve-roleid': named('role'),
  'pve-priv': matching(/^[A-Za-z]+(\.[A-Za-z]+)+$/, (value) => `invalid privilege '${value}'`),
  'pve-tag': matching(/^[a-z0-9_][a-z0-9_\-+.]*$/i, 'invalid characters in tag'),
  'pve-task-status-type': matching(/^(ok|error|warning|unknown)$/i, (value) => `invalid status '${value}'`),
  'pve-startup-order': startupOrder,
  'pve-hotplug-features': matching(
    /^([01]|(network|disk|cpu|memory|usb|cloudinit)([,;\s]+(network|disk|cpu|memory|usb|cloudinit))*)?$/,
    'unable to parse hotplug option',
  ),
  'pve-cpuset': matching(/^\d+(-\d+)?(,\d+(-\d+)?)*$/, 'unable to parse cpuset'),
  'pve-iface': matching(
    /^[a-z][a-z0-9_]{1,20}([:.]\d+)?$/i,
    (value) => `invalid network interface name '${value}'`,
  ),
  'pve-vlan-id-or-range': vlanIdOrRange,
  'pve-replication-job-id': matching(
    /^[1-9][0-9]{2,8}-\d{1,9}$/,
    (value) => `unable to parse replication job ID '${value}'`,
  ),
  'pve-day-of-week': matching(/^(mon|tue|wed|thu|fri|sat|sun)$/, (value) => `invalid day '${value}'`),
  'pve-calendar-event': matching(
    /^[a-z0-9*,./:\-\s]+$/i,
    (value) => `unable to parse calendar event '${value}'`,
  ),
  'pve-qm-bootdisk': matching(/^(ide[0-3]|scsi\d+|virtio\d+|sata[0-5])$/, 'invalid boot disk'),
  'pve-sdn-vnet-id': sdnIdentifier('vnet'),
  'pve-sdn-zone-id': sdnIdentifier('zone'),
  'pve-sdn-fabric-id': matching(
    /^[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]?$/,
    'fabric ID contains illegal characters',
  ),
  'pve-sdn-controller-id': sdnIdentifier('controller'),
  'pve-sdn-ipam-id': sdnIdentifier('ipam'),
  'pve-sdn-dns-id': sdnIdentifier('dns'),
  'pve-acme-domain': matching(/^[a-z0-9*][a-z0-9\-.]*$/i, 'value does not look like a valid domain'),
  'pve-acme-alias': matching(/^[a-z0-9_][a-z0-9_\-.]*$/i, 'value does not look like a valid alias'),
  'pem-string': matching(/-----BEGIN [\s\S]+-----END /, 'not a valid PEM-formatted string'),
  'pem-certificate': matching(
    /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/,
    'not a valid PEM-formatted certificate',
  ),
  'pem-certificate-chain': matching(
    /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/,
    'not a valid PEM-formatted certificate chain',
  ),
  'pve-ct-timezone': matching(
    /^(host|[A-Za-z_+\-0-9]+(\/[A-Za-z_+\-0-9]+)*)$/,
    (value) => `invalid time zone '${value}'`,
  ),
};
