import fc from 'fast-check';
import { changing, type HostCommand, reading } from '../../../src/core/hosts.ts';
import { hostileWord } from './hostile-words.ts';

/** Every command of the catalogue with parameters that it takes. */
export const goodCommands: readonly HostCommand[] = [
  reading('lsblk', {}),
  reading('smartctl', { device: 'nvme1n1' }),
  reading('dmesg', { contains: 'nvme' }),
  reading('zpool.status', { pool: 'tank' }),
  reading('zpool.list', {}),
  reading('zfs.get', { dataset: 'tank/media', property: 'compression' }),
  reading('zfs.list', {}),
  changing('zpool.add', { pool: 'tank', device: 'nvme1n1' }),
  changing('zpool.scrub', { pool: 'tank' }),
  changing('zpool.scrub-stop', { pool: 'tank' }),
  changing('zfs.set', { dataset: 'tank', property: 'compression', value: 'lz4' }),
  changing('zfs.set', { dataset: 'tank', property: 'org.example:note', value: "Alice's disks; $5 each" }),
  changing('zfs.inherit', { dataset: 'tank', property: 'compression' }),
];

/** One parameter of one command, in the place of which something hostile is put. */
const places: readonly (readonly [HostCommand, string])[] = goodCommands.flatMap((command) =>
  Object.keys(command.parameters).map((name) => [command, name] as const),
);

/** Commands of the catalogue with something hostile in one of their parameters. */
export const attackedCommand: fc.Arbitrary<HostCommand> = fc
  .tuple(fc.constantFrom(...places), hostileWord)
  .map(
    ([[command, name], word]) =>
      ({ ...command, parameters: { ...command.parameters, [name]: word } }) as HostCommand,
  );
