import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { proxmoxOption, startProxmox } from '../lab/support/proxmox-process.ts';
import { startSteward } from '../lab/support/steward-process.ts';
import { writeHistory } from './history.ts';
import type { Bench } from './measure.ts';
import { residentMegabytes } from './process-figures.ts';
import { productionEnvironment } from './steward-setup.ts';

const waiting = 10_000;
const settleMs = 15_000;

/**
 * What 10,000 runs that wait for a person take: resident memory of an idle Steward that has them beside one that has none,
 * and how long a start takes with them.
 */
export const waitingRuns: Bench = {
  limitMs: 180_000,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
    const proxmox = await startProxmox();
    try {
      const measured = async (dataFolder: string) => {
        const steward = await startSteward({
          dataFolder,
          options: { proxmox: [proxmoxOption(proxmox)] },
          environment: productionEnvironment,
        });
        await delay(settleMs);
        const megabytes = residentMegabytes(steward.process().pid);
        const startMs = Number(steward.ready()['startMs']);
        await steward.stop();
        return { megabytes, startMs };
      };
      const some = join(folder, 'some');
      await writeHistory(some, { finished: 0, waiting });
      const without = await measured(join(folder, 'none'));
      const withThem = await measured(some);
      print({
        name: 'waiting_runs_rss',
        value: withThem.megabytes,
        unit: 'MB',
        peer: { name: 'no runs', value: without.megabytes },
      });
      print({
        name: 'waiting_runs_growth_each',
        value: ((withThem.megabytes - without.megabytes) * 1_024) / waiting,
        unit: 'KB',
      });
      print({
        name: 'waiting_runs_start',
        value: withThem.startMs,
        unit: 'ms',
        peer: { name: 'no runs', value: without.startMs },
      });
    } finally {
      await proxmox.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
