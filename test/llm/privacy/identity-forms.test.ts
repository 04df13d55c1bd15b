import { describe, expect, it } from 'vitest';
import { identitiesOf } from '../../../src/llm/privacy/identities-of.ts';
import { identityForms } from '../../../src/llm/privacy/identity-forms.ts';
import { redacted } from '../../../src/llm/privacy/redacted.ts';

const found = async (text: string): Promise<string[]> =>
  (await identityForms.detect(text, () => false)).map(({ rule, value }) => `${rule} ${value}`);

describe('the form of an identity', () => {
  it.each([
    ['ping 192.168.4.20.', ['ipv4 192.168.4.20']],
    ['route 10.0.0.0/8 via 10.1.2.3:8006', ['ipv4 10.0.0.0/8', 'ipv4 10.1.2.3']],
    ['on 2001:DB8:0:0::1/64 and fe80::1%eth0', ['ipv6 2001:db8::1/64', 'ipv6 fe80::1']],
    ['hw AA-BB-CC-DD-EE-0F, aabb.ccdd.ee0f', ['mac aa:bb:cc:dd:ee:0f', 'mac aa:bb:cc:dd:ee:0f']],
    ['open http://nas:8080/x', ['host-in-url nas']],
    ['ssh root@nas', ['user-at-host root', 'host-after-user nas']],
    ['at proxmox.home.arpa:8006', ['domain proxmox.home.arpa']],
    ['m\u00fcller.example', ['domain m\u00fcller.example']],
    ['访问proxmox.home.arpa吧', ['domain proxmox.home.arpa']],
    ['id 123E4567-e89b-12d3-a456-426614174000', ['uuid 123e4567-e89b-12d3-a456-426614174000']],
    ['Serial Number: wd-wx12a34b', ['serial-number WD-WX12A34B']],
    [
      '/dev/disk/by-id/ata-WDC_WD40EFRX-68N32N0_WD-WCC7K1234567',
      ['disk-by-id ata-WDC_WD40EFRX-68N32N0_WD-WCC7K1234567'],
    ],
    ['home is at 47.37690, 8.54170', ['position 47.37690, 8.54170']],
    ['"latitude": 47.3769', ['coordinate 47.3769']],
    ['call +41 44 668 18 00', ['phone +41446681800']],
    [
      'key SHA256:uNiVztksCsDhcc0u9e8BrqLz5BzRS6nBcO4UQw4vPpE',
      ['fingerprint SHA256:uNiVztksCsDhcc0u9e8BrqLz5BzRS6nBcO4UQw4vPpE'],
    ],
    ['/home/Rafa\u0142/x and C:\\Users\\Eve', ['home-folder rafa\u0142', 'home-folder eve']],
  ])('is found in %j', async (text, expected) => {
    expect((await found(text)).toSorted()).toEqual(expected.toSorted());
  });

  it('is found for an e-mail address as a whole', async () => {
    expect(await found('mail Eve.Smith+lab@Example.org')).toContain('email eve.smith+lab@example.org');
  });

  it.each([
    'at 12:30:45 it was 12.5 degrees, version 1.2.3.4.5',
    'see compose.yaml, main.ts and backup.tar.gz, i.e. the files',
    'the ratio is 3:2, C++ std::vector',
    'size 12.34, 67.89',
    'the serial port and the serial killer',
    '@media and foo@',
    'order 2026-11-23 at 10:15, 00 12',
  ])('is not found in %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});

describe('the identities of a homelab', () => {
  it('are its names and serial numbers, each once', () => {
    const guest = { kind: 'guest', ref: 'g', name: 'paperless', node: 'still-fawn' } as never;
    const disk = { kind: 'disk', ref: 'd', name: 'sda', node: 'still-fawn', serial: 'WX1' } as never;
    const pool = { kind: 'pool', ref: 'p', name: 'tank', node: 'Still-Fawn' } as never;
    expect(identitiesOf([guest, disk, pool], [{ entity: 'user', value: 'eve' }])).toEqual([
      { entity: 'user', value: 'eve' },
      { entity: 'host', value: 'paperless' },
      { entity: 'host', value: 'still-fawn' },
      { entity: 'serial', value: 'WX1' },
      { entity: 'name', value: 'tank' },
    ]);
  });
});

describe('a redacted text', () => {
  it('has one mark for findings that overlap, and a secret wins', () => {
    const at = (start: number, end: number) => ({ start, end, value: '' });
    expect(
      redacted('abcdefghij', [
        { rule: 'r', kind: 'identity', entity: 'host', ...at(1, 3) },
        { rule: 'r', kind: 'identity', entity: 'address', ...at(2, 6) },
        { rule: 's', kind: 'secret', start: 5, end: 7 },
        { rule: 'r', kind: 'identity', entity: 'user', ...at(8, 9) },
      ]),
    ).toBe('a[secret]h[user]j');
  });
});
