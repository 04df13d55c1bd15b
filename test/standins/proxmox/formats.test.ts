import { describe, expect, it } from 'vitest';
import { checkNamedFormat, splitList } from './check-format.ts';

const accepted: readonly [string, readonly string[]][] = [
  ['pve-node', ['still-fawn', 'a', 'NODE1']],
  ['pve-vmid', ['100', '999999999']],
  ['pve-configid', ['before-update', 'a1']],
  ['pve-storage-id', ['tank', 'local-zfs']],
  ['pve-task-status-type-list', ['', 'ok', 'OK;error']],
  ['pve-vmid-list', ['101,102', '101 102']],
  ['pve-tag-list', ['media;critical', 'a+b']],
  ['dns-name', ['nas', 'nas.lan.example']],
  ['CIDRv4', ['192.0.2.0/24']],
  ['CIDR', ['2001:db8::/32']],
  ['pve-ipv4-config', ['dhcp', '192.0.2.5/24']],
  ['address', ['192.0.2.1', 'nas.lan', '2001:db8::1']],
  ['pve-startup-order', ['order=1,up=30,down=60', '3']],
  ['email-opt', ['', 'owner@example.org']],
  ['pve-userid', ['steward@pve']],
  ['pve-volume-id', ['tank:vm-101-disk-0']],
  ['storage-pair-list', ['tank:fast', '1']],
  ['pve-vlan-id-or-range-list', ['10;20-30']],
];

const refused: readonly [string, string, string][] = [
  ['pve-node', 'still-fawn.lan', 'value does not look like a valid node name'],
  ['pve-vmid', '0101', 'value does not look like a valid VM ID'],
  ['pve-vmid-list', '101,x', 'value does not look like a valid VM ID'],
  ['pve-configid', '1a', "invalid configuration ID '1a'"],
  ['pve-storage-id', 't', "storage ID 't' cannot be shorter than 2 characters"],
  ['pve-storage-id', 'ta nk', "storage ID 'ta nk' contains illegal characters"],
  ['pve-task-status-type-list', 'fine', "invalid status 'fine'"],
  ['CIDRv4', '192.0.2.0/33', 'value does not look like a valid IPv4 CIDR network'],
  ['CIDRv4', '192.0.2.0', 'value does not look like a valid IPv4 CIDR network'],
  ['mac-addr', '01:00:5e:00:00:01', 'value does not look like a valid unicast MAC address'],
  ['pve-vlan-id-or-range', '30-20', "VLAN range must go from lower to higher tag '30-20'"],
  ['pve-vlan-id-or-range', '5000', "invalid VLAN tag '5000'"],
  ['pve-storage-content-list', 'images,music', "invalid content type 'music'"],
  ['pve-startup-order', 'first', 'unable to parse startup options'],
];

describe('named formats', () => {
  it.each(accepted)('%s accepts what is well formed', (format, values) => {
    for (const value of values) expect(checkNamedFormat(format, value), value).toBeUndefined();
  });

  it.each(refused)('%s refuses %s', (format, value, complaint) => {
    expect(checkNamedFormat(format, value)).toBe(complaint);
  });

  it('fails loudly on a format that nobody has thought of', () => {
    expect(() => checkNamedFormat('pve-new-thing', 'x')).toThrow(/pve-new-thing/);
  });

  it('splits lists at commas, semicolons, white space and NUL', () => {
    expect(splitList('a,b; c\0d  ,')).toEqual(['a', 'b', 'c', 'd']);
  });
});
