import type { z } from 'zod';
import { StewardError } from '../../../core/errors.ts';
import type { ChangingCommands, HostCommand, ReadingCommands } from '../../../core/hosts.ts';
import { zfsGet, zfsInherit, zfsList, zfsSet } from './datasets.ts';
import { dmesg, lsblk, smartctl } from './disks.ts';
import type { ChangingEntries, ReadingEntries } from './entry.ts';
import { zpoolAdd, zpoolList, zpoolScrub, zpoolScrubStop, zpoolStatus } from './pools.ts';

/** Every command that reads. */
export const readingEntries: ReadingEntries = {
  lsblk,
  smartctl,
  dmesg,
  'zpool.status': zpoolStatus,
  'zpool.list': zpoolList,
  'zfs.get': zfsGet,
  'zfs.list': zfsList,
};

/** Every command that changes something. */
export const changingEntries: ChangingEntries = {
  'zpool.add': zpoolAdd,
  'zpool.scrub': zpoolScrub,
  'zpool.scrub-stop': zpoolScrubStop,
  'zfs.set': zfsSet,
  'zfs.inherit': zfsInherit,
};

const checked = <Parameters>(
  schema: z.ZodType<Parameters>,
  parameters: unknown,
  name: string,
): Parameters => {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const says = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`);
  throw new StewardError(`The command ${name} cannot be given to a host: ${says.join('; ')}.`, {
    code: 'host.parameters',
    kind: 'terminal',
    mend: 'Correct the command in the workflow.',
    fields: Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join('.') || 'command', issue.message]),
    ),
  });
};

/** A command whose parameters were checked, with the words of its command line. */
export interface CheckedCommand<Parameters> {
  readonly parameters: Parameters;
  readonly words: readonly string[];
}

/**
 * The words of a reading command. What is not in the reading half of the catalogue is refused, whatever its type says.
 * @throws StewardError `host.not-reading`, `host.parameters`
 */
export const checkReading = <Name extends keyof ReadingCommands>(
  name: Name,
  parameters: unknown,
): CheckedCommand<ReadingCommands[Name]['parameters']> => {
  if (!Object.hasOwn(readingEntries, name))
    throw new StewardError(`${String(name)} is not a command that only reads.`, {
      code: 'host.not-reading',
      kind: 'terminal',
      mend: 'Changes are made only by running an approved plan.',
    });
  const entry = readingEntries[name];
  const good = checked(entry.parameters, parameters, name);
  return { parameters: good, words: entry.words(good) };
};

/**
 * The words of a changing command.
 * @throws StewardError `host.unknown-command`, `host.parameters`
 */
export const checkChanging = <Name extends keyof ChangingCommands>(
  name: Name,
  parameters: unknown,
): CheckedCommand<ChangingCommands[Name]> => {
  if (!Object.hasOwn(changingEntries, name))
    throw new StewardError(`${String(name)} is not a change that can be made on a host.`, {
      code: 'host.unknown-command',
      kind: 'terminal',
      mend: knownCommands(),
    });
  const entry = changingEntries[name];
  const good = checked(entry.parameters, parameters, name);
  return { parameters: good, words: entry.words(good) };
};

/** "Known are: lsblk; smartctl -a <device>; ..." */
export const knownCommands = (): string =>
  `Known are: ${[...Object.values(readingEntries), ...Object.values(changingEntries)]
    .map(({ usage }) => usage)
    .join('; ')}.`;

/** A command whose parameters were checked and brought to one form, e.g. `/dev/sda` to `sda`. */
export const checkCommand = (command: HostCommand): HostCommand & { readonly words: readonly string[] } =>
  command.kind === 'reading'
    ? ({ ...command, ...checkReading(command.name, command.parameters) } as never)
    : ({ ...command, ...checkChanging(command.name, command.parameters) } as never);
