import { z } from 'zod';
import type { BlockDevice, SmartReport } from '../../../core/hosts.ts';
import { after, OutputError, parseJson, type ReadingEntry } from './entry.ts';
import { deviceName, searchText } from './names.ts';

const columns = ['NAME', 'TYPE', 'SIZE', 'MODEL', 'SERIAL', 'FSTYPE', 'PTTYPE', 'MOUNTPOINT'];

const cell = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);

const blockDevice = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  // util-linux before 2.33 wrote numbers as texts.
  size: z.union([
    z.int().min(0),
    z
      .string()
      .regex(/^[0-9]+$/)
      .transform(Number),
  ]),
  model: cell,
  serial: cell,
  fstype: cell,
  pttype: cell,
  mountpoint: cell,
  get children() {
    return z.array(blockDevice).default([]);
  },
});

const lsblkReply = z.object({ blockdevices: z.array(blockDevice) });

const toDevice = (device: z.infer<typeof blockDevice>): BlockDevice => ({
  name: device.name,
  type: device.type,
  sizeBytes: device.size,
  ...(device.model === undefined ? {} : { model: device.model }),
  ...(device.serial === undefined ? {} : { serial: device.serial }),
  ...(device.fstype === undefined ? {} : { content: device.fstype }),
  ...(device.pttype === undefined ? {} : { partitionTable: device.pttype }),
  ...(device.mountpoint === undefined ? {} : { mountpoint: device.mountpoint }),
  children: device.children.map(toDevice),
});

/** `lsblk`: block devices with serial, size and what is on them. */
export const lsblk: ReadingEntry<'lsblk'> = {
  parameters: z.strictObject({}),
  words: () => ['lsblk', '--json', '--bytes', '--output', columns.join(',')],
  usage: 'lsblk',
  recognise: (words) => after(words, ['lsblk']),
  parse: ({ stdout }) => parseJson(lsblkReply, stdout, 'lsblk').blockdevices.map(toDevice),
};

const smartReply = z.object({
  smartctl: z.object({
    messages: z.array(z.object({ string: z.string(), severity: z.string() })).default([]),
  }),
  model_name: z.string().min(1),
  serial_number: z.string().min(1),
  user_capacity: z.object({ bytes: z.int().min(0) }).optional(),
  nvme_total_capacity: z.int().min(0).optional(),
  smart_status: z.object({ passed: z.boolean() }).optional(),
  temperature: z.object({ current: z.number() }).optional(),
  power_on_time: z.object({ hours: z.int().min(0) }).optional(),
  nvme_smart_health_information_log: z.object({ percentage_used: z.int().min(0).optional() }).optional(),
});

/** The bits of smartctl's exit status that tell about the disk and are no failure of the command (smartctl(8)). */
const exitBits: readonly (readonly [number, string])[] = [
  [2, 'some SMART command failed'],
  [3, 'the disk says that it is failing'],
  [4, 'some attributes are at or below their threshold'],
  [5, 'some attributes were at or below their threshold in the past'],
  [6, "the disk's error log has entries"],
  [7, "the disk's self-test log has failures"],
];

const toReport = (device: string, reply: z.infer<typeof smartReply>, exitStatus: number): SmartReport => {
  const sizeBytes = reply.user_capacity?.bytes ?? reply.nvme_total_capacity;
  const wearPercent = reply.nvme_smart_health_information_log?.percentage_used;
  return {
    device,
    model: reply.model_name,
    serial: reply.serial_number.trim(),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(reply.smart_status === undefined ? {} : { passed: reply.smart_status.passed }),
    ...(wearPercent === undefined ? {} : { wearPercent }),
    ...(reply.temperature === undefined ? {} : { temperatureCelsius: reply.temperature.current }),
    ...(reply.power_on_time === undefined ? {} : { powerOnHours: reply.power_on_time.hours }),
    warnings: [
      ...exitBits.flatMap(([bit, words]) => ((exitStatus & (1 << bit)) === 0 ? [] : [words])),
      ...reply.smartctl.messages.map(({ string }) => string),
    ],
  };
};

/** `smartctl`: health, serial and size of one disk. Exit bits 0 and 1 alone mean that there is no answer. */
export const smartctl: ReadingEntry<'smartctl'> = {
  parameters: z.strictObject({ device: deviceName }),
  words: ({ device }) => ['smartctl', '--json', '--all', `/dev/${device}`],
  usage: 'smartctl -a <device>',
  recognise: (words) =>
    after(words, ['smartctl', '-a'], 'device') ?? after(words, ['smartctl', '--all'], 'device'),
  isAnswer: (exitStatus) => exitStatus < 256 && (exitStatus & 0b11) === 0,
  parse: ({ stdout, exitStatus }, { device }) =>
    toReport(device, parseJson(smartReply, stdout, 'smartctl'), exitStatus),
};

/** `dmesg | grep`: the pipe is Steward's own; the host runs `dmesg` alone. */
export const dmesg: ReadingEntry<'dmesg'> = {
  parameters: z.strictObject({ contains: searchText }),
  words: () => ['dmesg'],
  usage: 'dmesg | grep <text>',
  recognise: (words) => after(words, ['dmesg', '|', 'grep'], 'contains'),
  parse: ({ stdout }, { contains }) => {
    if (stdout.includes('\0')) throw new OutputError('dmesg printed a NUL');
    return stdout.split('\n').filter((line) => line.includes(contains));
  },
};
