import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proxmoxOption, startProxmox } from '../lab/support/proxmox-process.ts';
import { startSteward } from '../lab/support/steward-process.ts';
import { writeHistory } from './history.ts';
import { type Bench, quantile } from './measure.ts';
import { productionEnvironment } from './steward-setup.ts';

const finished = 100_000;
const starts = 5;

/**
 * From the start of the process to ready, with 100,000 finished runs in the journal: about thirty a day for nine years;
 * beside it the same Steward with nothing in its journal. Medians of five starts, with compiled code of an earlier one.
 */
export const startWithHistory: Bench = {
  limitMs: 300_000,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
    const cache = join(folder, 'cache');
    const proxmox = await startProxmox();
    try {
      const startMs = async (dataFolder: string) => {
        const steward = await startSteward({
          dataFolder,
          options: { proxmox: [proxmoxOption(proxmox)] },
          environment: { ...productionEnvironment, NODE_COMPILE_CACHE: cache },
        });
        const samples: number[] = [];
        for (let index = 0; index < starts; index += 1) {
          await steward.halt();
          await steward.start();
          samples.push(Number(steward.ready()['startMs']));
        }
        await steward.stop();
        return quantile(samples, 0.5);
      };
      const old = join(folder, 'old');
      await writeHistory(old, { finished, waiting: 0 });
      print({
        name: 'history_database',
        value: (await stat(join(old, 'steward.db'))).size / 2 ** 20,
        unit: 'MB',
      });
      const empty = { name: 'an empty journal', value: await startMs(join(folder, 'empty')) };
      print({
        name: 'start_with_history',
        value: await startMs(old),
        unit: 'ms',
        peer: empty,
        target: 1_000,
      });
    } finally {
      await proxmox.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
