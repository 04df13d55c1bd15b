import type { BlockDevice, PoolDevice, PoolStatus } from '../../../core/hosts.ts';
import { sizeText } from '../../../core/sizes.ts';

/** The disk that a path of a pool's layout is on: `/dev/nvme1n1p1` is on `nvme1n1`, `/dev/sda1` on `sda`. */
export const diskOfPath = (path: string): string => {
  const name = path.replace(/^\/dev\//, '');
  const nvme = /^(nvme[0-9]+n[0-9]+)(?:p[0-9]+)?$/.exec(name)?.[1];
  return nvme ?? /^((?:sd|vd|xvd|hd)[a-z]+)[0-9]*$/.exec(name)?.[1] ?? name;
};

const isGroup = /^(?:mirror|raidz[123]?|draid[123]?.*|spare|replacing|indirect)-[0-9]+$/;

/** The disks of a pool, in the order of its layout. */
export const disksOfPool = ({ devices }: PoolStatus): readonly string[] =>
  devices.filter(({ depth, name }) => depth > 0 && !isGroup.test(name)).map(({ name }) => diskOfPath(name));

/** Top-level groups that hold data with redundancy, e.g. `mirror-0`. Empty when the pool stripes over single disks. */
export const redundantGroups = ({ devices }: PoolStatus): readonly PoolDevice[] =>
  devices.filter(({ depth, role, name }) => depth === 1 && role === 'data' && isGroup.test(name));

/** A whole disk of a host by its name. */
export const diskCalled = (devices: readonly BlockDevice[], name: string): BlockDevice | undefined =>
  devices.find((device) => device.type === 'disk' && device.name === name);

/** What is on a disk, in plain words; undefined when nothing is. */
export const contentOf = (device: BlockDevice): string | undefined => {
  const found = [
    ...(device.content === undefined ? [] : [device.content]),
    ...device.children.map((child) =>
      child.content === undefined ? child.name : `${child.content} on ${child.name}`,
    ),
    ...(device.mountpoint === undefined ? [] : [`mounted at ${device.mountpoint}`]),
    ...(device.children.length === 0 && device.partitionTable !== undefined
      ? [`a partition table (${device.partitionTable})`]
      : []),
  ];
  return found.length === 0 ? undefined : found.join(', ');
};

/** A serial number as it is compared. */
export const sameSerial = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.trim().toUpperCase() === b.trim().toUpperCase();

/** "Samsung SSD 980 PRO 2TB, 2 TB, serial number S6B0...". */
export const describeDisk = ({
  model,
  serial,
  sizeBytes,
}: Pick<BlockDevice, 'model' | 'serial' | 'sizeBytes'>): string =>
  [
    model ?? 'a disk of unknown model',
    sizeText(sizeBytes),
    serial === undefined ? 'without a serial number' : `serial number ${serial}`,
  ].join(', ');
