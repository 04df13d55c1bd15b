/**
 * Steward's engine as a process of its own that kills itself, with SIGKILL, at the n-th instant before or after something
 * lasting: for the lab. Standard input is one line of JSON; standard output, at the end, too.
 */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connectProxmox } from '../../src/compose/connect-proxmox.ts';
import type { Options } from '../../src/config/options.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { beginEngineLife } from '../support/engine-life.ts';
import { paperless } from '../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf } from '../support/inventory.ts';
import { recordsOf } from './final-records.ts';
import { createHurriedClock } from './hurried-clock.ts';
import { actAsPeople, alice } from './people.ts';
import { watchedProxmox, watchedStore, watchedTracker } from './watched.ts';

/** What it is told. */
export interface MortalOrder {
  readonly folder: string;
  readonly proxmox: Options['proxmox'][number];
  readonly workflow: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** At which instant it kills itself, counted from 1; 0: never. */
  readonly diesAt: number;
}

/** How much faster than the machine's its clock runs. */
const hurry = 10;

const order = JSON.parse(await text(process.stdin)) as MortalOrder;
let instants = 0;
const watch = (): void => {
  instants += 1;
  if (instants === order.diesAt) process.kill(process.pid, 'SIGKILL');
};

const clock = createHurriedClock(hurry);
const opened = await openStore({ folder: order.folder, clock, log: silentLog });
const proxmox = connectProxmox(order.proxmox, clock, silentLog);
const tracker = await createLocalTracker({ folder: join(order.folder, 'tracker'), clock, log: silentLog });
const life = beginEngineLife({
  store: watchedStore(opened, watch),
  clock,
  ids: randomIds,
  proxmox: watchedProxmox(proxmox, watch),
  tracker: watchedTracker(tracker, watch),
  approvers: [alice],
  inventory: createFakeInventory(
    inventoryOf([guest(paperless.vmid, paperless.name, clock.now())], clock.now()),
  ),
});
for (let quiet = 0; quiet < 3; ) {
  quiet = (await actAsPeople(life, { ask: () => life.request(order.workflow, order.parameters, alice) }))
    ? quiet + 1
    : 0;
  await new Promise((resolve) => setTimeout(resolve, 30));
}
const records = { ...recordsOf(life), instants };
await life.runner.stop();
life.approvals.stop();
await life.recorder.stop();
opened.close();
proxmox.close();
process.stdout.write(`${JSON.stringify(records)}\n`);
process.exit(0);
