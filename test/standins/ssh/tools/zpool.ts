import {
  fail,
  giveToZfs,
  type HostPoolState,
  type HostState,
  partitionName,
  succeed,
  type Tool,
  type ToolResult,
} from '../host-state.ts';

/** Splits off options that are single letters. Undefined: one that this command does not have. */
const readOptions = (args: readonly string[], allowed: string) => {
  const count = args.findIndex((each) => !each.startsWith('-') || each === '-' || each === '--');
  const at = count === -1 ? args.length : count;
  const letters = args
    .slice(0, at)
    .map((each) => each.slice(1))
    .join('');
  const unknown = [...letters].find((letter) => !allowed.includes(letter));
  const rest = args[at] === '--' ? args.slice(at + 1) : args.slice(at);
  return { letters, rest, unknown };
};

const usage = (what: string, command: string): ToolResult => fail(2, `${what}\nusage:\n\t${command}`);

const poolOf = (state: HostState, name: string): HostPoolState | undefined =>
  state.pools.find((pool) => pool.name === name);

const noPool = (name: string): ToolResult => fail(1, `cannot open '${name}': no such pool`);

const row = (indent: number, name: string, state: string): string =>
  `\t${`${' '.repeat(indent)}${name}`.padEnd(30)}  ${state.padEnd(8)}     0     0     0`;

const layout = (pool: HostPoolState): string[] => [
  row(0, pool.name, pool.health),
  ...pool.topLevel.flatMap((disks, index) =>
    disks.length === 1
      ? disks.map((disk) => row(2, disk, 'ONLINE'))
      : [row(2, `mirror-${index}`, 'ONLINE'), ...disks.map((disk) => row(4, disk, 'ONLINE'))],
  ),
];

const status = (state: HostState, args: readonly string[]): ToolResult => {
  const { letters, rest, unknown } = readOptions(args, 'LPpgDvx');
  if (unknown !== undefined) return usage(`invalid option '${unknown}'`, 'status [-DegiLpPstvx] [pool]');
  if (!letters.includes('L') || !letters.includes('P') || rest.length !== 1)
    return fail(1, 'this stand-in shows one pool with real paths only');
  const pool = poolOf(state, rest[0] ?? '');
  if (pool === undefined) return noPool(rest[0] ?? '');
  return succeed(
    [
      `  pool: ${pool.name}`,
      ` state: ${pool.health}`,
      `  scan: ${pool.scan}`,
      'config:',
      '',
      `\t${'NAME'.padEnd(30)}  ${'STATE'.padEnd(8)}  READ WRITE CKSUM`,
      ...layout(pool),
      '',
      `errors: ${pool.errors}`,
      '',
    ].join('\n'),
  );
};

const columns: Readonly<Record<string, (pool: HostPoolState) => string | number>> = {
  name: ({ name }) => name,
  size: ({ sizeBytes }) => sizeBytes,
  allocated: ({ allocatedBytes }) => allocatedBytes,
  free: ({ sizeBytes, allocatedBytes }) => sizeBytes - allocatedBytes,
  fragmentation: ({ fragmentation }) => fragmentation,
  capacity: ({ sizeBytes, allocatedBytes }) => Math.floor((allocatedBytes / sizeBytes) * 100),
  health: ({ health }) => health,
};

const list = (state: HostState, args: readonly string[]): ToolResult => {
  if (args.length !== 4 || args.slice(0, 3).join(' ') !== '-H -p -o')
    return fail(1, 'this stand-in lists chosen columns without header only');
  const chosen = args[3]?.split(',') ?? [];
  const bad = chosen.find((column) => !(column in columns));
  if (bad !== undefined) return fail(2, `bad property list: invalid property '${bad}'`);
  return succeed(
    state.pools.map((pool) => `${chosen.map((column) => columns[column]?.(pool)).join('\t')}\n`).join(''),
  );
};

/** Whole metaslabs of 16 GiB, as ZFS divides a device of this size. */
const usableBytes = (sizeBytes: number): number => Math.floor(sizeBytes / 2 ** 34) * 2 ** 34;

const add = (state: HostState, args: readonly string[]): ToolResult => {
  const { letters, rest, unknown } = readOptions(args, '');
  if (unknown !== undefined) return usage(`invalid option '${unknown}'`, 'add [-fgLnP] <pool> <vdev> ...');
  const [name = '', path = '', ...more] = rest;
  if (letters !== '' || name === '')
    return usage('missing pool name argument', 'add [-fgLnP] <pool> <vdev> ...');
  if (path === '' || more.length > 0)
    return usage('missing vdev specification', 'add [-fgLnP] <pool> <vdev> ...');
  const pool = poolOf(state, name);
  if (pool === undefined) return noPool(name);
  const disk = state.disks.find((each) => `/dev/${each.name}` === path);
  if (disk === undefined)
    return path.startsWith('/')
      ? fail(1, `cannot resolve path '${path}'`)
      : fail(
          1,
          `cannot open '${path}': no such device in /dev\nmust be a full path or shorthand device name`,
        );
  const leaf = `/dev/${partitionName(disk.name, 1)}`;
  const owner = state.pools.find(({ topLevel }) => topLevel.flat().includes(leaf));
  if (owner !== undefined)
    return fail(
      1,
      `invalid vdev specification\nthe following errors must be manually repaired:\n${leaf} is part of active pool '${owner.name}'`,
    );
  const force = "invalid vdev specification\nuse '-f' to override the following errors:";
  if (disk.content !== undefined)
    return fail(1, `${force}\n${path} contains a filesystem of type '${disk.content}'`);
  const used = disk.partitions.find(({ content }) => content !== undefined);
  if (used !== undefined)
    return fail(1, `${force}\n/dev/${used.name} contains a filesystem of type '${used.content}'`);
  if (pool.topLevel.some((disks) => disks.length > 1))
    return fail(1, `${force}\nmismatched replication level: pool uses mirror and new vdev is disk`);
  pool.topLevel.push([leaf]);
  pool.sizeBytes += usableBytes(disk.sizeBytes);
  giveToZfs(disk);
  return succeed();
};

const scrub = (state: HostState, args: readonly string[]): ToolResult => {
  const { letters, rest, unknown } = readOptions(args, 's');
  if (unknown !== undefined) return usage(`invalid option '${unknown}'`, 'scrub [-s | -p] [-w] <pool> ...');
  if (rest.length !== 1) return usage('missing pool name argument', 'scrub [-s | -p] [-w] <pool> ...');
  const pool = poolOf(state, rest[0] ?? '');
  if (pool === undefined) return noPool(rest[0] ?? '');
  const isRunning = pool.scan.startsWith('scrub in progress');
  if (letters === 's') {
    if (!isRunning) return fail(1, `cannot cancel scrubbing ${pool.name}: there is no active scrub`);
    pool.scan = 'scrub canceled on Mon Nov 23 03:00:00 2026';
    return succeed();
  }
  if (isRunning)
    return fail(1, `cannot scrub ${pool.name}: currently scrubbing; use 'zpool scrub -s' to cancel scrub`);
  pool.scan = 'scrub in progress since Mon Nov 23 02:00:00 2026';
  return succeed();
};

/** `zpool` of OpenZFS 2.2, as far as the catalogue speaks to it. */
export const zpool: Tool = (state, [command, ...args]) => {
  switch (command) {
    case 'status':
      return status(state, args);
    case 'list':
      return list(state, args);
    case 'add':
      return add(state, args);
    case 'scrub':
      return scrub(state, args);
    case undefined:
      return usage('missing command', 'zpool command args ...');
    default:
      return usage(`unrecognized command '${command}'`, 'zpool command args ...');
  }
};
