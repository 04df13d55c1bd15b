import { gibibytes, tebibytes } from './homelab-builder.ts';
import type { DiskState, PoolState, SmartAttribute, StorageState } from './state.ts';

const scan = 'scrub repaired 0B in 03:12:44 with 0 errors on Sun Nov  8 03:36:45 2026';

const healthy = (name: string) => ({ name, state: 'ONLINE', read: 0, write: 0, checksum: 0 });

const pool = (
  node: string,
  name: string,
  sizeBytes: number,
  used: number,
  fragmentation: number,
  devices: string[],
): PoolState => ({
  node,
  name,
  sizeBytes,
  allocatedBytes: Math.round(sizeBytes * used),
  fragmentation,
  deduplication: 1,
  health: 'ONLINE',
  errors: 'No known data errors',
  scan,
  devices: devices.map(healthy),
});

/** ZFS pools: `tank` is 78 % full and striped over two disks, the others have room. */
export const demoPools = (): PoolState[] => [
  pool('still-fawn', 'tank', tebibytes(7.27), 0.78, 31, ['ata-WDC_WD40EFPX_1', 'ata-WDC_WD40EFPX_2']),
  pool('chief-horse', 'fast', tebibytes(1.81), 0.37, 12, [
    'nvme-Samsung_SSD_980_PRO_1',
    'nvme-Samsung_SSD_980_PRO_2',
  ]),
  pool('pumped-piglet', 'rust', tebibytes(3.62), 0.44, 18, ['ata-ST4000VN006_1', 'ata-ST4000VN006_2']),
];

const onNodes = (names: readonly string[], totalBytes: number, used: number) =>
  Object.fromEntries(
    names.map((name) => [name, { usedBytes: Math.round(totalBytes * used), totalBytes, isActive: true }]),
  );

const nodes = ['still-fawn', 'chief-horse', 'pumped-piglet'];

const zfs = (name: string, node: string, sizeBytes: number, used: number): StorageState => ({
  name,
  type: 'zfspool',
  content: ['images', 'rootdir'],
  isShared: false,
  isEnabled: true,
  pool: name,
  onNodes: onNodes([node], sizeBytes, used),
  volumes: [],
});

/** Storages: `local` on each node, one ZFS storage per pool, and a Proxmox Backup Server. */
export const demoStorages = (): StorageState[] => [
  {
    name: 'local',
    type: 'dir',
    content: ['backup', 'iso', 'vztmpl'],
    isShared: false,
    isEnabled: true,
    onNodes: onNodes(nodes, gibibytes(94), 0.31),
    volumes: [
      {
        volumeId: 'local:iso/debian-13.1.0-amd64-netinst.iso',
        content: 'iso',
        format: 'iso',
        sizeBytes: 793_772_032,
        createdAtMs: Date.UTC(2026, 8, 6),
        node: 'still-fawn',
      },
    ],
  },
  zfs('tank', 'still-fawn', tebibytes(7.04), 0.78),
  zfs('fast', 'chief-horse', tebibytes(1.76), 0.37),
  zfs('rust', 'pumped-piglet', tebibytes(3.51), 0.44),
  {
    name: 'pbs',
    type: 'pbs',
    content: ['backup'],
    isShared: true,
    isEnabled: true,
    onNodes: onNodes(nodes, tebibytes(10.9), 0.53),
    volumes: [],
  },
];

const attribute = (
  id: number,
  name: string,
  value: number,
  threshold: number,
  raw: string,
): SmartAttribute => ({ id, name, value, worst: value, threshold, raw });

const spinning = (hours: number, celsius: number): SmartAttribute[] => [
  attribute(1, 'Raw_Read_Error_Rate', 200, 51, '0'),
  attribute(5, 'Reallocated_Sector_Ct', 200, 140, '0'),
  attribute(9, 'Power_On_Hours', Math.max(1, 100 - Math.floor(hours / 876)), 0, String(hours)),
  attribute(194, 'Temperature_Celsius', 150 - celsius, 0, String(celsius)),
  attribute(197, 'Current_Pending_Sector', 200, 0, '0'),
  attribute(198, 'Offline_Uncorrectable', 200, 0, '0'),
];

const nvmeText = (usedPercent: number, celsius: number, hours: number): string =>
  [
    '',
    'SMART/Health Information (NVMe Log 0x02)',
    'Critical Warning:                   0x00',
    `Temperature:                        ${celsius} Celsius`,
    'Available Spare:                    100%',
    'Available Spare Threshold:          10%',
    `Percentage Used:                    ${usedPercent}%`,
    `Power On Hours:                     ${hours}`,
    'Media and Data Integrity Errors:    0',
    '',
  ].join('\n');

const nvme = (
  node: string,
  index: number,
  model: string,
  serial: string,
  sizeBytes: number,
  usedPercent: number,
): DiskState => ({
  node,
  devicePath: `/dev/nvme${index}n1`,
  type: 'nvme',
  model,
  serial,
  sizeBytes,
  health: 'PASSED',
  lifeLeftPercent: 100 - usedPercent,
  usedFor: 'ZFS',
  smartText: nvmeText(usedPercent, 41 + index, 9_000 + usedPercent * 250),
});

const disk = (
  node: string,
  letter: string,
  model: string,
  serial: string,
  sizeBytes: number,
  hours: number,
): DiskState => ({
  node,
  devicePath: `/dev/sd${letter}`,
  type: 'hdd',
  model,
  serial,
  vendor: 'ATA',
  sizeBytes,
  health: 'PASSED',
  usedFor: 'ZFS',
  smartAttributes: spinning(hours, 34),
});

/** Disks: one NVMe on still-fawn has 82 % of its life behind it and still passes its self-test. */
export const demoDisks = (): DiskState[] => [
  {
    ...nvme('still-fawn', 0, 'Samsung SSD 970 EVO Plus 500GB', 'S4EVNX0R123456K', 500_107_862_016, 82),
    usedFor: 'LVM',
  },
  disk('still-fawn', 'a', 'WDC WD40EFPX-68C6CN0', 'WD-CA1K2L3M', 4_000_787_030_016, 31_204),
  disk('still-fawn', 'b', 'WDC WD40EFPX-68C6CN0', 'WD-CA4N5P6Q', 4_000_787_030_016, 31_198),
  nvme('chief-horse', 0, 'Samsung SSD 980 PRO 2TB', 'S6B0NL0T200001A', 2_000_398_934_016, 11),
  nvme('chief-horse', 1, 'Samsung SSD 980 PRO 2TB', 'S6B0NL0T200002B', 2_000_398_934_016, 12),
  nvme('pumped-piglet', 0, 'KINGSTON SNV2S500G', '50026B7785A1B2C3', 500_107_862_016, 7),
  disk('pumped-piglet', 'a', 'ST4000VN006-3CW104', 'ZW60A1B2', 4_000_787_030_016, 17_530),
  disk('pumped-piglet', 'b', 'ST4000VN006-3CW104', 'ZW60C3D4', 4_000_787_030_016, 17_511),
];
