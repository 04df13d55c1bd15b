import { demoPools, demoStorages } from './demo-hardware.ts';
import { guest, node } from './homelab-builder.ts';
import { createRandom } from './liveliness.ts';
import type { HomelabState, NodeState } from './state.ts';

const hourMs = 60 * 60 * 1000;

/**
 * A homelab of any size for measurements, the same for the same numbers. Guests are numbered from 100, two thirds are
 * containers, one in ten is stopped.
 * @param options.nodes 1 to 64
 * @param options.guests up to some thousands
 */
export const bigHomelab = (options: { nodes: number; guests: number; nowMs?: number }): HomelabState => {
  const nowMs = options.nowMs ?? Date.now();
  const random = createRandom(options.nodes * 100_003 + options.guests);
  const nodes: NodeState[] = Array.from({ length: options.nodes }, (_, index) =>
    node(`node-${index + 1}`, `192.0.2.${index + 1}`, {
      cores: 32,
      memoryGibibytes: 256,
      cpu: random() * 0.6,
      memory: 0.3 + random() * 0.5,
      bootedAtMs: nowMs - Math.round(random() * 1_000) * hourMs,
      cpuModel: 'AMD EPYC 7313P 16-Core Processor',
    }),
  );
  const names = nodes.map(({ name }) => name);
  const everywhere = { usedBytes: 4 * 2 ** 40, totalBytes: 10 * 2 ** 40, isActive: true };
  return {
    clusterName: 'big-homelab',
    version: '9.1.3',
    nodes,
    guests: Array.from({ length: options.guests }, (_, index) => {
      const isRunning = random() > 0.1;
      return guest(
        index % 3 === 0 ? 'qemu' : 'lxc',
        100 + index,
        `guest-${index + 1}`,
        names[index % names.length] ?? '',
        {
          cores: 1 + Math.floor(random() * 4),
          memoryGibibytes: 1 + Math.floor(random() * 8),
          diskGibibytes: 8 + Math.floor(random() * 56),
          cpu: isRunning ? random() * 0.5 : 0,
          memory: isRunning ? 0.2 + random() * 0.6 : 0,
          ...(isRunning ? { startedAtMs: nowMs - Math.round(random() * 900) * hourMs } : {}),
          storage: 'shared',
        },
      );
    }),
    storages: [
      ...demoStorages()
        .filter(({ isShared }) => isShared)
        .map((storage) => ({
          ...storage,
          onNodes: Object.fromEntries(names.map((name) => [name, { ...everywhere }])),
        })),
      {
        name: 'shared',
        type: 'nfs',
        content: ['images', 'rootdir'],
        isShared: true,
        isEnabled: true,
        onNodes: Object.fromEntries(names.map((name) => [name, { ...everywhere }])),
        volumes: [],
      },
    ],
    pools: names.flatMap((name) =>
      demoPools()
        .slice(0, 1)
        .map((pool) => ({ ...pool, node: name })),
    ),
    disks: [],
    backupJobs: [],
    pastTasks: [],
  };
};
