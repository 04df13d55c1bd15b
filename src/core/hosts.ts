import type { Grant } from './grant.ts';
import type { ObjectRef } from './inventory.ts';
import type { Json } from './json.ts';
import type { Effect } from './plan.ts';

/** A disk, partition or other block device of a host, as `lsblk` knows it. */
export interface BlockDevice {
  /** Name below `/dev`, e.g. `nvme1n1`. */
  readonly name: string;
  /** The tool's own word: `disk`, `part`, `lvm`, `loop` ... */
  readonly type: string;
  readonly sizeBytes: number;
  readonly model?: string;
  readonly serial?: string;
  /** What a signature on the device itself says that it holds, e.g. `ext4`, `zfs_member`. */
  readonly content?: string;
  /** Kind of partition table on it, e.g. `gpt`. */
  readonly partitionTable?: string;
  readonly mountpoint?: string;
  /** Partitions and what is stacked on them. */
  readonly children: readonly BlockDevice[];
}

/** What a disk says of itself by SMART. */
export interface SmartReport {
  readonly device: string;
  readonly model: string;
  readonly serial: string;
  readonly sizeBytes?: number;
  /** The disk's own verdict; undefined when it gives none. */
  readonly passed?: boolean;
  /** Percent of life used up, 0 to 255 as NVMe counts it. */
  readonly wearPercent?: number;
  readonly temperatureCelsius?: number;
  readonly powerOnHours?: number;
  /** Warnings from smartctl's exit status and messages, in plain words. Empty when there are none. */
  readonly warnings: readonly string[];
}

/** One line of a pool's layout: the pool, a group such as `mirror-0`, or a disk. */
export interface PoolDevice {
  /** As ZFS has it with real paths: `tank`, `mirror-0`, `/dev/nvme1n1p1`. */
  readonly name: string;
  /** 0: the pool itself, 1: its top-level devices, 2: what these are made of ... */
  readonly depth: number;
  /** `data`, or the group that it stands under: `logs`, `cache`, `spares`, `special`, `dedup`. */
  readonly role: 'data' | 'logs' | 'cache' | 'spares' | 'special' | 'dedup';
  /** `ONLINE`, `DEGRADED` ...; spares have `AVAIL` or `INUSE`. */
  readonly state: string;
  readonly readErrors: number;
  readonly writeErrors: number;
  readonly checksumErrors: number;
}

/** A pool as `zpool status` has it. */
export interface PoolStatus {
  readonly pool: string;
  /** The vendor's word, e.g. `ONLINE`, `DEGRADED`. */
  readonly state: string;
  readonly status?: string;
  readonly action?: string;
  readonly scan?: string;
  /** `No known data errors` when there are none. */
  readonly errors: string;
  readonly devices: readonly PoolDevice[];
}

/** How full a pool is. Sizes are those of the pool itself, redundancy included. */
export interface PoolUsage {
  readonly pool: string;
  readonly sizeBytes: number;
  readonly allocatedBytes: number;
  readonly freeBytes: number;
  readonly fragmentationPercent?: number;
  readonly capacityPercent: number;
  readonly health: string;
}

/** One property of a dataset. */
export interface PropertyValue {
  readonly dataset: string;
  readonly property: string;
  readonly value: string;
  /** `local`, `default`, `inherited from tank`, `received`, `temporary` or `-`. */
  readonly source: string;
}

/** A file system or volume of ZFS. */
export interface Dataset {
  readonly dataset: string;
  readonly usedBytes: number;
  readonly availableBytes: number;
  readonly referencedBytes: number;
  /** A path, `none`, `legacy`, or `-` for a volume. */
  readonly mountpoint: string;
}

/** The commands that read: by name, what they are given and what comes back. */
export interface ReadingCommands {
  /** All block devices, as a forest. */
  lsblk: { parameters: Record<never, never>; result: readonly BlockDevice[] };
  /** `device`: name below `/dev`. */
  smartctl: { parameters: { readonly device: string }; result: SmartReport };
  /** Lines of the kernel's log that contain a text, oldest first. */
  dmesg: { parameters: { readonly contains: string }; result: readonly string[] };
  'zpool.status': { parameters: { readonly pool: string }; result: PoolStatus };
  'zpool.list': { parameters: Record<never, never>; result: readonly PoolUsage[] };
  'zfs.get': { parameters: { readonly dataset: string; readonly property: string }; result: PropertyValue };
  'zfs.list': { parameters: Record<never, never>; result: readonly Dataset[] };
}

/** The commands that change: by name, what they are given. Names and parameters stand in effects. */
export interface ChangingCommands {
  /** Adds a whole disk to a pool as a top-level device. */
  'zpool.add': { readonly pool: string; readonly device: string };
  'zpool.scrub': { readonly pool: string };
  /** Stops a scrub. */
  'zpool.scrub-stop': { readonly pool: string };
  'zfs.set': { readonly dataset: string; readonly property: string; readonly value: string };
  /** Gives a property back to what stands above. */
  'zfs.inherit': { readonly dataset: string; readonly property: string };
}

/** A command that only reads. */
export type ReadingCommand<Name extends keyof ReadingCommands = keyof ReadingCommands> = {
  [Each in Name]: {
    readonly kind: 'reading';
    readonly name: Each;
    readonly parameters: ReadingCommands[Each]['parameters'];
  };
}[Name];

/** A command that changes something; run only by a {@link HostWriter}, as an effect that a Grant covers. */
export type ChangingCommand<Name extends keyof ChangingCommands = keyof ChangingCommands> = {
  [Each in Name]: {
    readonly kind: 'changing';
    readonly name: Each;
    readonly parameters: ChangingCommands[Each];
  };
}[Name];

/** A command that hosts can be given. There are no others: nothing is ever passed to a shell as it was written. */
export type HostCommand = ReadingCommand | ChangingCommand;

/** A reading command from its name and parameters. */
export const reading = <Name extends keyof ReadingCommands>(
  name: Name,
  parameters: ReadingCommands[Name]['parameters'],
): ReadingCommand<Name> => ({ kind: 'reading', name, parameters }) as ReadingCommand<Name>;

/** A changing command from its name and parameters. */
export const changing = <Name extends keyof ChangingCommands>(
  name: Name,
  parameters: ChangingCommands[Name],
): ChangingCommand<Name> => ({ kind: 'changing', name, parameters }) as ChangingCommand<Name>;

/** The reading half of one host. Every method throws `StewardError` (`ssh.*`, `host.*`). */
export interface HostReader {
  /** e.g. `ssh:still-fawn` */
  readonly system: string;
  /** What people call the host, e.g. `still-fawn`. */
  readonly name: string;
  /**
   * Runs one reading command and answers with what it says, typed. A lost connection is made anew once.
   * @throws StewardError `ssh.output` when the host answers what the catalogue does not understand
   */
  read<Name extends keyof ReadingCommands>(
    command: ReadingCommand<Name>,
    signal?: AbortSignal,
  ): Promise<ReadingCommands[Name]['result']>;
}

/** What a host answered to a change. */
export interface HostReceipt {
  /** The command line exactly as it was sent. */
  readonly commandLine: string;
}

/** The writing half of one host. Had only with a Grant; checks every effect against it before anything is sent. */
export interface HostWriter {
  /**
   * Sends the one command that the effect names, exactly once.
   * @throws UnknownOutcomeError `ssh.lost-reply` when it may have been received but no exit status came
   * @throws StewardError `grant.*` without a covering Grant; `ssh.*` and `host.*` when nothing was sent or the host refused
   */
  run(effect: Effect): Promise<HostReceipt>;
}

/** What the engine is given for one host. */
export interface Host {
  readonly reader: HostReader;
  openWriter(grant: Grant): HostWriter;
}

/** The hosts that Steward reaches, and the commands that it may give them. */
export interface Hosts {
  readonly all: readonly Host[];
  /**
   * The typed command behind a command line as people write it, e.g. `zpool add tank nvme1n1`.
   * @throws StewardError `host.unknown-command` with the list of known ones, `host.parameters` when a part of it is refused
   */
  recognise(line: string): HostCommand;
  /** The command line as it is sent, for plans and records. @throws StewardError `host.parameters` */
  spell(command: HostCommand): string;
}

/** The ref of a pool, a dataset (by its pool) or a device of a host; `system` is `ssh:<host>`. */
export const hostObjectRef = (system: string, kind: 'pool' | 'dataset' | 'device', name: string): ObjectRef =>
  `${system}/${kind}/${name}`;

/** The effect that a changing command has on a host: on its pool, or on its dataset. */
export const effectOf = (system: string, command: ChangingCommand): Effect => ({
  ref:
    'pool' in command.parameters
      ? hostObjectRef(system, 'pool', command.parameters.pool)
      : hostObjectRef(system, 'dataset', command.parameters.dataset),
  action: command.name,
  parameters: command.parameters as unknown as { readonly [name: string]: Json },
});
