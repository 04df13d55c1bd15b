import { demoDisks, demoPools } from '../proxmox/demo-hardware.ts';
import { giveToZfs, type HostDiskState, type HostState, partitionName } from './host-state.ts';

/** The disk that holds still-fawn's system. */
const isSystemDisk = (disk: HostDiskState): boolean => disk.name === 'nvme0n1';

const giveToSystem = (disk: HostDiskState): void => {
  disk.partitionTable = 'gpt';
  disk.partitions = [
    { name: partitionName(disk.name, 1), sizeBytes: 1_031_168 },
    {
      name: partitionName(disk.name, 2),
      sizeBytes: 1_073_741_824,
      content: 'vfat',
      mountpoint: '/boot/efi',
    },
    {
      name: partitionName(disk.name, 3),
      sizeBytes: disk.sizeBytes - 1_075_838_976,
      content: 'LVM2_member',
    },
  ];
};

/** still-fawn as its own tools see it: the same disks and the same pool `tank` as Proxmox shows. */
export const demoHost = (): HostState => {
  const disks = demoDisks()
    .filter(({ node }) => node === 'still-fawn')
    .map(
      (disk): HostDiskState => ({
        name: disk.devicePath.replace('/dev/', ''),
        model: disk.model,
        serial: disk.serial,
        sizeBytes: disk.sizeBytes,
        partitions: [],
        smart: {
          passed: true,
          temperatureCelsius: disk.type === 'nvme' ? 41 : 34,
          powerOnHours: disk.type === 'nvme' ? 29_500 : 31_204,
          ...(disk.lifeLeftPercent === undefined ? {} : { percentageUsed: 100 - disk.lifeLeftPercent }),
        },
      }),
    );
  for (const disk of disks) isSystemDisk(disk) ? giveToSystem(disk) : giveToZfs(disk);
  const pools = demoPools()
    .filter(({ node }) => node === 'still-fawn')
    .map((pool) => ({
      name: pool.name,
      sizeBytes: pool.sizeBytes,
      allocatedBytes: pool.allocatedBytes,
      fragmentation: pool.fragmentation,
      health: 'ONLINE' as const,
      scan: pool.scan ?? 'none requested',
      errors: pool.errors,
      topLevel: disks
        .filter((disk) => !isSystemDisk(disk))
        .map((disk) => [`/dev/${partitionName(disk.name, 1)}`]),
    }));
  return {
    name: 'still-fawn',
    disks,
    pools,
    datasets: { tank: { compression: 'on' }, 'tank/media': {}, 'tank/backups': { compression: 'zstd' } },
    kernelLog: [
      '[    0.000000] Linux version 6.14.11-2-pve (build@proxmox)',
      '[    2.004511] nvme nvme0: pci function 0000:01:00.0',
      '[    2.017733] nvme nvme0: 12/0/0 default/read/poll queues',
      '[    2.020046]  nvme0n1: p1 p2 p3',
      '[    3.120901] sd 0:0:0:0: [sda] Attached SCSI disk',
      '[    3.127720] sd 1:0:0:0: [sdb] Attached SCSI disk',
    ],
  };
};

/** The disk that the storage expansion asks for. */
export const recommendedDisk = {
  device: 'nvme1n1',
  model: 'Samsung SSD 980 PRO 2TB',
  serial: 'S6B0NL0W127483F',
  sizeBytes: 2_000_398_934_016,
} as const;
