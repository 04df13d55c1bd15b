import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type NodeProcess, startNode, untilReady } from '../lab/support/child-process.ts';
import { proxmoxOption, startProxmox } from '../lab/support/proxmox-process.ts';
import { startSteward } from '../lab/support/steward-process.ts';
import { type Bench, quantile } from './measure.ts';
import { residentMegabytes } from './process-figures.ts';
import { productionEnvironment } from './steward-setup.ts';

const settleMs = 10_000;
const starts = 5;

const peers = [
  { name: 'empty Node 24', file: 'peer-empty.ts' },
  { name: 'fastify and zod', file: 'peer-fastify-zod.ts' },
] as const;

const startPeer = async (file: string): Promise<NodeProcess> => {
  const child = startNode(file, join(import.meta.dirname, file), [], productionEnvironment);
  await untilReady(file, child, ({ msg }) => msg === 'ready');
  return child;
};

/**
 * An idle Steward as `npm start` starts it, with the demo homelab read: resident memory ten seconds after it is ready
 * (also without what `npm start` sets for malloc), and the time from the start of the process to ready, with and without code that an earlier start compiled.
 */
export const idle: Bench = {
  limitMs: 120_000,
  run: async (print) => {
    const cache = await mkdtemp(join(tmpdir(), 'steward-bench-'));
    const proxmox = await startProxmox();
    const steward = await startSteward({
      options: { proxmox: [proxmoxOption(proxmox)] },
      environment: { ...productionEnvironment, NODE_COMPILE_CACHE: cache },
    });
    const plain = await startSteward({
      options: { proxmox: [proxmoxOption(proxmox)] },
      environment: { NODE_COMPILE_CACHE: cache },
    });
    const startMs = () => Number(steward.ready()['startMs']);
    const others: NodeProcess[] = [];
    try {
      print({ name: 'start_ready_first', value: startMs(), unit: 'ms' });
      const samples: number[] = [];
      for (let index = 0; index < starts; index += 1) {
        await steward.halt();
        await steward.start();
        samples.push(startMs());
      }
      print({ name: 'start_ready', value: quantile(samples, 0.5), unit: 'ms', target: 1_000 });

      await plain.halt();
      await plain.start();
      for (const { file } of peers) others.push(await startPeer(file));
      await delay(settleMs);
      const megabytes = residentMegabytes(steward.process().pid);
      for (const [index, { name }] of peers.entries())
        print({
          name: 'idle_rss',
          value: megabytes,
          unit: 'MB',
          peer: { name, value: residentMegabytes(others[index]?.pid ?? -1) },
          target: 100,
        });
      print({ name: 'idle_rss_without_setting', value: residentMegabytes(plain.process().pid), unit: 'MB' });
    } finally {
      await Promise.all([
        steward.stop(),
        plain.stop(),
        proxmox.stop(),
        ...others.map((child) => child.kill()),
      ]);
      await rm(cache, { recursive: true, force: true });
    }
  },
};
