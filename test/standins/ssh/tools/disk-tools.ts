import { fail, type HostDiskState, succeed, type Tool } from '../host-state.ts';

const lsblkColumns: Readonly<Record<string, (device: Device) => string | number | null>> = {
  NAME: ({ name }) => name,
  TYPE: ({ type }) => type,
  SIZE: ({ sizeBytes }) => sizeBytes,
  MODEL: ({ model }) => model ?? null,
  SERIAL: ({ serial }) => serial ?? null,
  FSTYPE: ({ content }) => content ?? null,
  PTTYPE: ({ partitionTable }) => partitionTable ?? null,
  MOUNTPOINT: ({ mountpoint }) => mountpoint ?? null,
};

interface Device {
  readonly name: string;
  readonly type: 'disk' | 'part';
  readonly sizeBytes: number;
  readonly model?: string;
  readonly serial?: string;
  readonly content?: string;
  readonly partitionTable?: string;
  readonly mountpoint?: string;
}

/** `lsblk` of util-linux 2.38, as far as it is asked for JSON in bytes. */
export const lsblk: Tool = (state, args) => {
  const at = args.indexOf('--output');
  const columns = args[at + 1]?.split(',') ?? [];
  const others = args.filter((_, index) => index !== at && index !== at + 1);
  const unknown = others.find((each) => each !== '--json' && each !== '--bytes');
  if (unknown !== undefined)
    return fail(
      1,
      unknown.startsWith('-')
        ? `lsblk: unrecognized option '${unknown}'\nTry 'lsblk --help' for more information.`
        : `lsblk: ${unknown}: not a block device`,
    );
  if (at === -1 || others.length !== 2)
    return fail(1, 'lsblk: this stand-in prints chosen columns as JSON in bytes only');
  const bad = columns.find((column) => !(column in lsblkColumns));
  if (bad !== undefined) return fail(1, `lsblk: unknown column: ${bad}`);
  const show = (device: Device, children: readonly object[]) => ({
    ...Object.fromEntries(
      columns.map((column) => [column.toLowerCase(), lsblkColumns[column]?.(device) ?? null]),
    ),
    ...(children.length === 0 ? {} : { children }),
  });
  const blockdevices = state.disks.map((disk) =>
    show(
      { ...disk, type: 'disk' },
      disk.partitions.map((partition) =>
        show(
          {
            ...partition,
            type: 'part',
            ...(disk.partitionTable ? { partitionTable: disk.partitionTable } : {}),
          },
          [],
        ),
      ),
    ),
  );
  return succeed(`${JSON.stringify({ blockdevices }, null, 3)}\n`);
};

const smartReport = (disk: HostDiskState, args: readonly string[], exitStatus: number) => ({
  json_format_version: [1, 0],
  smartctl: { version: [7, 3], argv: ['smartctl', ...args], exit_status: exitStatus },
  device: {
    name: `/dev/${disk.name}`,
    type: disk.name.startsWith('nvme') ? 'nvme' : 'sat',
    protocol: disk.name.startsWith('nvme') ? 'NVMe' : 'ATA',
  },
  model_name: disk.model,
  serial_number: disk.serial,
  user_capacity: { blocks: disk.sizeBytes / 512, bytes: disk.sizeBytes },
  smart_status: { passed: disk.smart.passed },
  ...(disk.smart.percentageUsed === undefined
    ? {}
    : {
        nvme_smart_health_information_log: {
          critical_warning: 0,
          percentage_used: disk.smart.percentageUsed,
          media_errors: 0,
        },
      }),
  temperature: { current: disk.smart.temperatureCelsius },
  power_on_time: { hours: disk.smart.powerOnHours },
});

/** `smartctl` of smartmontools 7.3, as far as it is asked for everything as JSON. */
export const smartctl: Tool = (state, args) => {
  const path = args.at(-1) ?? '';
  if (args.length !== 3 || args[0] !== '--json' || args[1] !== '--all')
    return fail(1, 'smartctl: this stand-in prints everything of one disk as JSON only');
  const disk = state.disks.find(({ name }) => `/dev/${name}` === path);
  if (disk === undefined)
    return {
      stdout: JSON.stringify({
        json_format_version: [1, 0],
        smartctl: {
          version: [7, 3],
          argv: ['smartctl', ...args],
          messages: [{ string: `Smartctl open device: ${path} failed: No such device`, severity: 'error' }],
          exit_status: 2,
        },
      }),
      stderr: '',
      exitStatus: 2,
    };
  const exitStatus = (disk.smart.exitBits ?? 0) | (disk.smart.passed ? 0 : 8);
  return {
    stdout: `${JSON.stringify(smartReport(disk, args, exitStatus), null, 2)}\n`,
    stderr: '',
    exitStatus,
  };
};

/** `dmesg`: the kernel's log. */
export const dmesg: Tool = (state, args) =>
  args.length === 0
    ? succeed(state.kernelLog.map((line) => `${line}\n`).join(''))
    : fail(1, `dmesg: unrecognized option '${args[0]}'\nTry 'dmesg --help' for more information.`);
