import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import { createSshHosts } from '../../../src/infra/ssh/ssh-hosts.ts';
import { hostileWord } from './hostile-words.ts';

const { recognise, spell } = createSshHosts([]);

const refusal = (line: string): StewardError => {
  try {
    recognise(line);
  } catch (thrown) {
    if (thrown instanceof StewardError) return thrown;
  }
  throw new Error(`${line} was not refused`);
};

it.each([
  ['lsblk', 'reading', 'lsblk', {}],
  ['dmesg | grep nvme', 'reading', 'dmesg', { contains: 'nvme' }],
  ['smartctl -a /dev/nvme1n1', 'reading', 'smartctl', { device: 'nvme1n1' }],
  ['zpool add tank nvme1n1', 'changing', 'zpool.add', { pool: 'tank', device: 'nvme1n1' }],
  [
    'zfs set compression=lz4 tank',
    'changing',
    'zfs.set',
    { dataset: 'tank', property: 'compression', value: 'lz4' },
  ],
])('recognises the line "%s" of the storage expansion', (line, kind, name, parameters) => {
  expect(recognise(line)).toEqual({ kind, name, parameters });
});

it.each([
  ['zpool status tank', 'zpool status -L -P -p tank'],
  ['  zpool   list ', 'zpool list -H -p -o name,size,allocated,free,fragmentation,capacity,health'],
  ['zfs get compression tank/media', 'zfs get -H -p -o name,property,value,source compression tank/media'],
  ['zfs inherit compression tank', 'zfs inherit compression tank'],
  ['zpool scrub tank', 'zpool scrub tank'],
  ['zpool scrub -s tank', 'zpool scrub -s tank'],
  ['dmesg | grep nvme', 'dmesg'],
])('sends what "%s" means in its own words', (line, sent) => {
  expect(spell(recognise(line))).toBe(sent);
});

describe('a line that is not in the catalogue', () => {
  it.each(['rm -rf /', 'zpool destroy tank', 'zpool add -f tank nvme1n1', 'zfs set compression tank', ''])(
    '"%s" is refused with the list of those that are',
    (line) => {
      const error = refusal(line);
      expect(error).toMatchObject({ code: 'host.unknown-command', kind: 'terminal' });
      expect(error.mend).toBe(
        'Known are: lsblk; smartctl -a <device>; dmesg | grep <text>; zpool status <pool>; zpool list; ' +
          'zfs get <property> <dataset>; zfs list; zpool add <pool> <device>; zpool scrub <pool>; ' +
          'zpool scrub -s <pool>; zfs set <property>=<value> <dataset>; zfs inherit <property> <dataset>.',
      );
    },
  );

  it.each([
    'lsblk; reboot',
    'lsblk && reboot',
    'zpool status $(reboot)',
    'dmesg | grep nvme | sh',
    'zfs set compression=`id` tank',
    'zpool add tank "nvme1n1"',
    'lsblk\nreboot',
  ])('%j is refused, because it is one for a shell', (line) => {
    expect(refusal(line).message).toMatch(/hosts are given no shell|not one that hosts can be given/);
  });

  it.each([
    ['zpool add mirror nvme1n1', 'a name that OpenZFS keeps for itself'],
    ['zpool add tank nvme1n1p1', 'whole disk'],
    ['zfs set mountpoint=/ tank', 'not a property that Steward knows'],
    ['zfs set compression=lz5 tank', 'not a value that this property takes'],
    ['zfs set compression=lz4 tank@snapshot', 'not a name that a ZFS dataset can have'],
  ])('"%s" is refused with the part that is wrong', (line, says) => {
    expect(refusal(line)).toMatchObject({
      code: 'host.parameters',
      message: expect.stringContaining(says),
    });
  });

  it('of any kind is refused or becomes a command whose every word is plain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lsblk', 'zpool add tank', 'zfs set compression=lz4', 'smartctl -a', 'dmesg | grep'),
        hostileWord,
        (line, word) => {
          try {
            expect(spell(recognise(`${line} ${word}`))).not.toMatch(/['"`$;&|<>\\\n]/);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(StewardError);
          }
        },
      ),
      { numRuns: 2_000, seed: 20_261_123 },
    );
  });
});
