import { z } from 'zod';
import type { PoolDevice, PoolStatus, PoolUsage } from '../../../core/hosts.ts';
import {
  after,
  type ChangingEntry,
  OutputError,
  type ReadingEntry,
  tableRows,
  wholeNumber,
} from './entry.ts';
import { deviceName, poolName } from './names.ts';

const roles = ['logs', 'cache', 'spares', 'special', 'dedup'] as const;

/** `\t    /dev/sda1  ONLINE  0  0  0`, indented by two spaces a level. */
const layoutLine =
  /^\t( *)(\S+)(?: +(?:([A-Z]+) +([0-9]+) +([0-9]+) +([0-9]+)(?: +.*)?|(AVAIL|INUSE)(?: +.*)?))? *$/;

const parseLayout = (lines: readonly string[]): readonly PoolDevice[] => {
  let role: PoolDevice['role'] = 'data';
  const devices: PoolDevice[] = [];
  for (const line of lines) {
    if (/^\tNAME +STATE +READ +WRITE +CKSUM *$/.test(line)) continue;
    const [, indent = '', name = '', counted, read, write, checksum, spare] = layoutLine.exec(line) ?? [];
    if (name === '') throw new OutputError(`zpool status printed the line ${JSON.stringify(line)}`);
    const state = counted ?? spare;
    const group = roles.find((candidate) => candidate === name);
    if (group !== undefined && state === undefined) {
      role = group;
      continue;
    }
    if (state === undefined) throw new OutputError(`zpool status printed ${name} without a state`);
    devices.push({
      name,
      depth: indent.length / 2,
      role,
      state,
      readErrors: Number(read ?? 0),
      writeErrors: Number(write ?? 0),
      checksumErrors: Number(checksum ?? 0),
    });
  }
  return devices;
};

/** Splits into sections: `  pool: tank`, `config:` and what follows each, indented by a tab. */
const parseSections = (text: string): ReadonlyMap<string, readonly string[]> => {
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of text.split('\n')) {
    const [, name, rest = ''] = /^ *([a-z]+):(?: (.*))?$/.exec(line) ?? [];
    if (name !== undefined && !line.startsWith('\t')) {
      if (sections.has(name)) throw new OutputError(`zpool status printed ${name} twice`);
      current = rest === '' ? [] : [rest];
      sections.set(name, current);
    } else if (line.trim() !== '') {
      if (current === undefined) throw new OutputError(`zpool status began with ${JSON.stringify(line)}`);
      current.push(line);
    }
  }
  return sections;
};

const parseStatus = (text: string, pool: string): PoolStatus => {
  const sections = parseSections(text);
  const section = (name: string): string | undefined =>
    sections
      .get(name)
      ?.map((line) => line.trim())
      .join(' ');
  const state = section('state');
  const errors = section('errors');
  const layout = sections.get('config');
  if (section('pool') !== pool || state === undefined || errors === undefined || layout === undefined)
    throw new OutputError(`zpool status did not describe the pool ${pool}`);
  const [status, action, scan] = [section('status'), section('action'), section('scan')];
  return {
    pool,
    state,
    ...(status === undefined ? {} : { status }),
    ...(action === undefined ? {} : { action }),
    ...(scan === undefined ? {} : { scan }),
    errors,
    devices: parseLayout(layout),
  };
};

/** `zpool status`: state and layout of one pool, with the real names of its devices. */
export const zpoolStatus: ReadingEntry<'zpool.status'> = {
  parameters: z.strictObject({ pool: poolName }),
  words: ({ pool }) => ['zpool', 'status', '-L', '-P', '-p', pool],
  usage: 'zpool status <pool>',
  recognise: (words) => after(words, ['zpool', 'status'], 'pool'),
  parse: ({ stdout }, { pool }) => parseStatus(stdout, pool),
};

const usageColumns = ['name', 'size', 'allocated', 'free', 'fragmentation', 'capacity', 'health'];

const toUsage = ([
  pool,
  size,
  allocated,
  free,
  fragmentation,
  capacity,
  health,
]: readonly string[]): PoolUsage => ({
  pool: poolName.parse(pool),
  sizeBytes: wholeNumber(size, 'the size of a pool'),
  allocatedBytes: wholeNumber(allocated, 'the allocation of a pool'),
  freeBytes: wholeNumber(free, 'the free space of a pool'),
  // A pool that is not writable has none.
  ...(fragmentation === '-'
    ? {}
    : { fragmentationPercent: wholeNumber(fragmentation?.replace(/%$/, ''), 'the fragmentation of a pool') }),
  capacityPercent: wholeNumber(capacity?.replace(/%$/, ''), 'the capacity of a pool'),
  health: z
    .string()
    .regex(/^[A-Z]+$/)
    .parse(health),
});

/** `zpool list`: how full the pools are. */
export const zpoolList: ReadingEntry<'zpool.list'> = {
  parameters: z.strictObject({}),
  words: () => ['zpool', 'list', '-H', '-p', '-o', usageColumns.join(',')],
  usage: 'zpool list',
  recognise: (words) => after(words, ['zpool', 'list']),
  parse: ({ stdout }) => tableRows(stdout, usageColumns.length, 'zpool list').map(toUsage),
};

/** `zpool add`: the device by its full path, so that ZFS looks nowhere else for the name. */
export const zpoolAdd: ChangingEntry<'zpool.add'> = {
  parameters: z.strictObject({ pool: poolName, device: deviceName }),
  words: ({ pool, device }) => ['zpool', 'add', pool, `/dev/${device}`],
  usage: 'zpool add <pool> <device>',
  recognise: (words) => after(words, ['zpool', 'add'], 'pool', 'device'),
};

/** `zpool scrub`. */
export const zpoolScrub: ChangingEntry<'zpool.scrub'> = {
  parameters: z.strictObject({ pool: poolName }),
  words: ({ pool }) => ['zpool', 'scrub', pool],
  usage: 'zpool scrub <pool>',
  recognise: (words) => after(words, ['zpool', 'scrub'], 'pool'),
};

/** `zpool scrub -s`: stops one. */
export const zpoolScrubStop: ChangingEntry<'zpool.scrub-stop'> = {
  parameters: z.strictObject({ pool: poolName }),
  words: ({ pool }) => ['zpool', 'scrub', '-s', pool],
  usage: 'zpool scrub -s <pool>',
  recognise: (words) => after(words, ['zpool', 'scrub', '-s'], 'pool'),
};
