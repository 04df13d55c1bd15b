import { demoDisks, demoPools, demoStorages } from './demo-hardware.ts';
import { addBackup, guest, node } from './homelab-builder.ts';
import { guestConfig, type HomelabState } from './state.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

/**
 * The homelab of the demo: three nodes, fourteen guests, one pool 78 % full, one stopped guest, one guest whose last
 * backup is sixteen days old, one worn disk that still passes its test. A new copy each time.
 */
export const demoHomelab = ({ nowMs = Date.now() }: { nowMs?: number } = {}): HomelabState => {
  const ago = (days: number, hours = 0) => nowMs - days * dayMs - hours * hourMs;
  const state: HomelabState = {
    clusterName: 'homelab',
    version: '9.1.3',
    nodes: [
      node('still-fawn', '192.0.2.17', {
        cores: 24,
        memoryGibibytes: 64,
        cpu: 0.14,
        memory: 0.58,
        bootedAtMs: ago(47, 5),
        cpuModel: 'AMD Ryzen 9 5900X 12-Core Processor',
        description: 'GPU node: NVIDIA GeForce RTX 3070 (8 GB), passed through to ollama',
      }),
      node('chief-horse', '192.0.2.19', {
        cores: 16,
        memoryGibibytes: 64,
        cpu: 0.09,
        memory: 0.49,
        bootedAtMs: ago(47, 3),
        cpuModel: 'Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz',
      }),
      node('pumped-piglet', '192.0.2.175', {
        cores: 12,
        memoryGibibytes: 32,
        cpu: 0.21,
        memory: 0.71,
        bootedAtMs: ago(12, 9),
        cpuModel: 'AMD Ryzen 5 5600G with Radeon Graphics',
      }),
    ],
    guests: [
      guest('lxc', 101, 'paperless-ngx', 'chief-horse', {
        cores: 2,
        memoryGibibytes: 3,
        diskGibibytes: 24,
        cpu: 0.03,
        memory: 0.61,
        disk: 0.52,
        startedAtMs: ago(9, 4),
        tags: ['documents'],
        storage: 'fast',
      }),
      guest('qemu', 102, 'home-assistant', 'chief-horse', {
        cores: 4,
        memoryGibibytes: 8,
        diskGibibytes: 64,
        cpu: 0.08,
        memory: 0.63,
        startedAtMs: ago(21, 2),
        tags: ['critical', 'smart-home'],
        storage: 'fast',
      }),
      guest('lxc', 103, 'grafana', 'chief-horse', {
        cores: 2,
        memoryGibibytes: 2,
        diskGibibytes: 12,
        cpu: 0.04,
        memory: 0.38,
        disk: 0.41,
        startedAtMs: ago(33, 7),
        tags: ['monitoring'],
        storage: 'fast',
      }),
      guest('lxc', 104, 'uptime-kuma', 'pumped-piglet', {
        cores: 1,
        memoryGibibytes: 1,
        diskGibibytes: 8,
        cpu: 0.02,
        memory: 0.33,
        disk: 0.29,
        startedAtMs: ago(12, 8),
        tags: ['monitoring'],
        storage: 'rust',
      }),
      guest('lxc', 105, 'jellyfin', 'still-fawn', {
        cores: 6,
        memoryGibibytes: 6,
        diskGibibytes: 40,
        cpu: 0.11,
        memory: 0.47,
        disk: 0.63,
        startedAtMs: ago(5, 1),
        tags: ['media'],
        storage: 'tank',
      }),
      guest('qemu', 106, 'nas', 'still-fawn', {
        cores: 4,
        memoryGibibytes: 16,
        diskGibibytes: 4096,
        cpu: 0.06,
        memory: 0.82,
        startedAtMs: ago(47, 4),
        tags: ['critical', 'storage'],
        storage: 'tank',
      }),
      guest('lxc', 107, 'immich', 'still-fawn', {
        cores: 4,
        memoryGibibytes: 8,
        diskGibibytes: 512,
        cpu: 0.17,
        memory: 0.54,
        disk: 0.7,
        startedAtMs: ago(3, 11),
        tags: ['media', 'photos'],
        storage: 'tank',
      }),
      guest('lxc', 108, 'vaultwarden', 'chief-horse', {
        cores: 1,
        memoryGibibytes: 0.5,
        diskGibibytes: 4,
        cpu: 0.005,
        memory: 0.22,
        disk: 0.35,
        startedAtMs: ago(33, 6),
        tags: ['critical', 'security'],
        storage: 'fast',
      }),
      guest('lxc', 109, 'traefik', 'pumped-piglet', {
        cores: 2,
        memoryGibibytes: 1,
        diskGibibytes: 8,
        cpu: 0.03,
        memory: 0.28,
        disk: 0.31,
        startedAtMs: ago(12, 8),
        tags: ['critical', 'network'],
        storage: 'rust',
      }),
      guest('lxc', 110, 'unbound', 'pumped-piglet', {
        cores: 1,
        memoryGibibytes: 0.5,
        diskGibibytes: 4,
        cpu: 0.01,
        memory: 0.41,
        disk: 0.26,
        startedAtMs: ago(12, 8),
        tags: ['critical', 'network'],
        storage: 'rust',
      }),
      guest('lxc', 111, 'gitea', 'chief-horse', {
        cores: 2,
        memoryGibibytes: 2,
        diskGibibytes: 32,
        cpu: 0.02,
        memory: 0.36,
        disk: 0.48,
        startedAtMs: ago(18, 3),
        tags: ['development'],
        storage: 'fast',
      }),
      guest('qemu', 112, 'k3s-server', 'pumped-piglet', {
        cores: 4,
        memoryGibibytes: 12,
        diskGibibytes: 120,
        cpu: 0.24,
        memory: 0.76,
        startedAtMs: ago(12, 8),
        tags: ['kubernetes'],
        storage: 'rust',
      }),
      guest('qemu', 113, 'ollama', 'still-fawn', {
        cores: 8,
        memoryGibibytes: 24,
        diskGibibytes: 200,
        cpu: 0.05,
        memory: 0.31,
        startedAtMs: ago(2, 6),
        tags: ['ai', 'gpu'],
        storage: 'tank',
        config: { hostpci0: '0000:0a:00,pcie=1,x-vga=1' },
      }),
      guest('qemu', 120, 'windows-11', 'pumped-piglet', {
        cores: 4,
        memoryGibibytes: 8,
        diskGibibytes: 128,
        cpu: 0,
        memory: 0,
        tags: ['desktop'],
        storage: 'rust',
        config: { onboot: 0, ostype: 'win11' },
      }),
    ],
    storages: demoStorages(),
    pools: demoPools(),
    disks: demoDisks(),
    backupJobs: [
      {
        id: 'backup-nightly',
        schedule: '02:00',
        storage: 'pbs',
        isEnabled: true,
        exclude: [106],
        mode: 'snapshot',
        comment: 'Everything but the NAS',
      },
    ],
    pastTasks: [],
  };

  const lastNight = new Date(nowMs).setUTCHours(2, 0, 0, 0) - (new Date(nowMs).getUTCHours() < 3 ? dayMs : 0);
  for (const [index, one] of state.guests.entries()) {
    const isNas = one.name === 'nas';
    const takenAtMs = isNas ? ago(16, 5) : lastNight + index * 90_000;
    for (const nightsBefore of isNas ? [0] : [2, 1, 0])
      addBackup(state, 'pbs', one, takenAtMs - nightsBefore * dayMs);
    if (!isNas)
      state.pastTasks.push({
        node: one.node,
        type: 'vzdump',
        id: String(one.vmid),
        user: 'root@pam',
        startedAtMs: takenAtMs,
        endedAtMs: takenAtMs + 80_000,
        exitStatus: 'OK',
      });
  }
  snapshot(state, 101, 'before-2-20', 'before the update to 2.20', ago(9, 5));
  snapshot(state, 102, 'before-2026-11', 'before the update to 2026.11', ago(16, 2));
  snapshot(state, 102, 'zigbee-moved', 'Zigbee coordinator moved to the network', ago(6, 1));
  return state;
};

const snapshot = (
  state: HomelabState,
  vmid: number,
  name: string,
  description: string,
  takenAtMs: number,
): void => {
  const one = state.guests.find((candidate) => candidate.vmid === vmid);
  if (one === undefined) return;
  one.snapshots.push({
    name,
    description,
    takenAtMs,
    ...(one.currentSnapshot === undefined ? {} : { parent: one.currentSnapshot }),
    config: guestConfig(one),
  });
  one.currentSnapshot = name;
};
