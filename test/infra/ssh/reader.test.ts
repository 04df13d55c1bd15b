import { expect, it } from 'vitest';
import { reading } from '../../../src/core/hosts.ts';
import { recommendedDisk } from '../../standins/ssh/demo-host.ts';
import { createBench, errorOf } from './support.ts';

it('reads disks, health, the kernel log, pools, properties and datasets of a host as typed values', async () => {
  const { standIn, host } = await createBench();
  standIn.insertDisk(recommendedDisk);
  const { reader } = host;
  const disks = await reader.read(reading('lsblk', {}));
  expect(disks.map(({ name, serial }) => [name, serial])).toEqual([
    ['nvme0n1', 'S4EVNX0R123456K'],
    ['sda', 'WD-CA1K2L3M'],
    ['sdb', 'WD-CA4N5P6Q'],
    ['nvme1n1', 'S6B0NL0W127483F'],
  ]);
  expect(disks[1]?.children.map(({ name, content }) => [name, content])).toEqual([
    ['sda1', 'zfs_member'],
    ['sda9', undefined],
  ]);
  expect(await reader.read(reading('smartctl', { device: '/dev/nvme1n1' }))).toMatchObject({
    device: 'nvme1n1',
    model: 'Samsung SSD 980 PRO 2TB',
    serial: 'S6B0NL0W127483F',
    sizeBytes: 2_000_398_934_016,
    passed: true,
    warnings: [],
  });
  expect(await reader.read(reading('dmesg', { contains: 'nvme1' }))).toHaveLength(2);
  const status = await reader.read(reading('zpool.status', { pool: 'tank' }));
  expect(status).toMatchObject({ pool: 'tank', state: 'ONLINE', errors: 'No known data errors' });
  expect(status.devices.map(({ name, depth, role }) => [name, depth, role])).toEqual([
    ['tank', 0, 'data'],
    ['/dev/sda1', 1, 'data'],
    ['/dev/sdb1', 1, 'data'],
  ]);
  const [tank] = await reader.read(reading('zpool.list', {}));
  expect(tank).toMatchObject({ pool: 'tank', capacityPercent: 78, health: 'ONLINE' });
  expect(await reader.read(reading('zfs.get', { dataset: 'tank/media', property: 'compression' }))).toEqual({
    dataset: 'tank/media',
    property: 'compression',
    value: 'on',
    source: 'inherited from tank',
  });
  expect((await reader.read(reading('zfs.list', {}))).map(({ dataset }) => dataset)).toEqual([
    'tank',
    'tank/media',
    'tank/backups',
  ]);
  expect(standIn.connections).toBe(1);
  expect(standIn.refusedLines).toEqual([]);
});

it("takes the bits of smartctl's exit status that tell about the disk for what they are: warnings", async () => {
  const { standIn, host } = await createBench();
  const disk = standIn.insertDisk({ ...recommendedDisk });
  Object.assign(disk.smart, { passed: false, exitBits: 0b1100_0000 });
  const report = await host.reader.read(reading('smartctl', { device: 'nvme1n1' }));
  expect(report.passed).toBe(false);
  expect(report.warnings).toEqual([
    'the disk says that it is failing',
    "the disk's error log has entries",
    "the disk's self-test log has failures",
  ]);
});

it.each([
  ['a disk that is not there', reading('smartctl', { device: 'nvme7n1' }), 'host.refused', 'No such device'],
  ['a pool that is not there', reading('zpool.status', { pool: 'nosuch' }), 'host.refused', 'no such pool'],
  [
    'a name that is none',
    reading('zpool.status', { pool: '-rf' }),
    'host.parameters',
    'not a name that a ZFS pool',
  ],
  [
    'a device with a path',
    reading('smartctl', { device: '../../etc/shadow' }),
    'host.parameters',
    'whole disk',
  ],
])('says what is wrong with %s', async (_what, command, code, text) => {
  const { host } = await createBench();
  const error = await errorOf(host.reader.read(command));
  expect(error).toMatchObject({ code });
  expect(error.message).toContain(text);
});

it.each([
  ['lsblk', reading('lsblk', {}), 'not json'],
  ['lsblk', reading('lsblk', {}), '{"blockdevices":[{"name":"sda"}]}'],
  ['zpool list', reading('zpool.list', {}), 'tank\t1\t2\n'],
  ['zpool list', reading('zpool.list', {}), 'tank\t1T\t2\t3\t0\t1\tONLINE\n'],
  ['zpool status', reading('zpool.status', { pool: 'tank' }), '  pool: other\n state: ONLINE\n'],
  [
    'zpool status',
    reading('zpool.status', { pool: 'tank' }),
    '  pool: tank\n state: ONLINE\nconfig:\n\n\tsomething else entirely here\n\nerrors: none\n',
  ],
  ['zfs get', reading('zfs.get', { dataset: 'tank', property: 'atime' }), 'tank\tcompression\ton\tlocal\n'],
])('refuses to guess when %s answers otherwise', async (_tool, command, prints) => {
  const { standIn, host } = await createBench();
  standIn.inject({ matches: /./, what: { prints } });
  expect(await errorOf(host.reader.read(command))).toMatchObject({ code: 'ssh.output', kind: 'terminal' });
});

it('reads a pool with mirrors, a log, a cache, a spare and errors', async () => {
  const { standIn, host } = await createBench();
  standIn.inject({
    matches: /zpool status/,
    what: {
      prints: [
        '  pool: tank',
        ' state: DEGRADED',
        'status: One or more devices has experienced an unrecoverable error.  An',
        '\tattempt was made to correct the error.',
        'action: Determine if the device needs to be replaced.',
        '   see: https://openzfs.github.io/openzfs-docs/msg/ZFS-8000-9P',
        '  scan: resilvered 12.3G in 00:02:11 with 0 errors on Sun Nov 15 10:00:00 2026',
        'config:',
        '',
        '\tNAME                STATE     READ WRITE CKSUM',
        '\ttank                DEGRADED     0     0     0',
        '\t  mirror-0          DEGRADED     0     0     0',
        '\t    /dev/sda1       ONLINE       0     0     2',
        '\t    /dev/sdb1       FAULTED     12     7     0  too many errors',
        '\tlogs',
        '\t  /dev/nvme0n1p4    ONLINE       0     0     0',
        '\tcache',
        '\t  /dev/nvme0n1p5    ONLINE       0     0     0',
        '\tspares',
        '\t  /dev/sdc1         AVAIL',
        '',
        'errors: No known data errors',
        '',
      ].join('\n'),
    },
  });
  const status = await host.reader.read(reading('zpool.status', { pool: 'tank' }));
  expect(status.status).toBe(
    'One or more devices has experienced an unrecoverable error.  An attempt was made to correct the error.',
  );
  expect(status.devices.map(({ name, depth, role, state }) => [name, depth, role, state])).toEqual([
    ['tank', 0, 'data', 'DEGRADED'],
    ['mirror-0', 1, 'data', 'DEGRADED'],
    ['/dev/sda1', 2, 'data', 'ONLINE'],
    ['/dev/sdb1', 2, 'data', 'FAULTED'],
    ['/dev/nvme0n1p4', 1, 'logs', 'ONLINE'],
    ['/dev/nvme0n1p5', 1, 'cache', 'ONLINE'],
    ['/dev/sdc1', 1, 'spares', 'AVAIL'],
  ]);
  expect(status.devices[3]).toMatchObject({ readErrors: 12, writeErrors: 7, checksumErrors: 0 });
});
