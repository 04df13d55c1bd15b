import { asStewardError } from '../../src/core/errors.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { beginEngineLife, type EngineLife } from '../support/engine-life.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { paperless } from '../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf } from '../support/inventory.ts';
import { createMemoryHost, createMemoryHosts } from '../support/memory-host.ts';
import { createMemoryTracker } from '../support/memory-tracker.ts';
import { recordsOf } from './final-records.ts';
import { actAsPeople, alice } from './people.ts';
import type { Scenario } from './scenarios.ts';
import {
  type Watcher,
  watchedHandler,
  watchedHost,
  watchedProxmox,
  watchedStore,
  watchedTracker,
} from './watched.ts';
import type { World } from './world.ts';

/** Longest that a life takes, in seconds of its clock. */
const longestLifeSeconds = 600;
/** What is still to be recorded after the end of a run is recorded by then. */
const quietSeconds = 3;

const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

/** What is the same in the end, however often Steward died on the way. */
const finalState = (world: World, life: EngineLife) => ({
  effects: sorted([...world.proxmox.writes, ...world.small.writes, ...world.hostWrites]),
  objects: sorted([world.proxmox.guest, world.host, ...world.small.values]),
  ...recordsOf(life),
  issues: world.tracker.issues.map(({ number, state, closedAs, labels, comments, closedByCommit }) => ({
    number,
    state,
    closedAs,
    labels,
    isClosedByCommit: closedByCommit !== undefined,
    // Keys begin with the record's id.
    comments: comments.map(({ key }) => key.replace(/^[^/]*/, '')),
  })),
  commits: world.tracker.commits.map(({ message, paths }) => ({
    message: message.replaceAll(/\brun_\w+/g, 'the run'),
    paths,
  })),
  files: Object.keys(world.tracker.files).sort(),
});

/** Whoever is told that nothing can be recorded tries again a moment later. */
const askAgain = (thrown: unknown): boolean => {
  if (asStewardError(thrown).code === 'store.disk-full') return false;
  throw thrown;
};

/**
 * Steward wakes up in a world, whatever is in it, and lives until everything that was asked for has come to its end.
 * @param nowMs what its clock shows when it wakes up
 * @param watch called just before and just after everything that lasts
 */
export const live = async (
  world: World,
  scenario: Scenario,
  nowMs: number,
  watch: (instant: string, nowMs: number) => void = () => {},
) => {
  const clock = createFakeClock(nowMs);
  const watchNow: Watcher = (instant) => watch(instant, clock.now());
  const opened = await openStore({ folder: world.folder, clock, log: silentLog });
  const life = beginEngineLife({
    store: watchedStore(opened, watchNow),
    clock,
    ids: randomIds,
    proxmox: watchedProxmox(world.proxmox, watchNow),
    tracker: watchedTracker(createMemoryTracker(world.tracker, clock), watchNow),
    approvers: [alice],
    examples: ['expand-pool'],
    hosts: createMemoryHosts([watchedHost(createMemoryHost(world.host, world.hostWrites), watchNow)]),
    inventory: createFakeInventory(
      inventoryOf([guest(paperless.vmid, paperless.name, clock.now())], clock.now()),
    ),
    extra: {
      handlers: world.small.handlers.map((handler) => watchedHandler(handler, watchNow)),
      digests: new Map([['test', 'test']]),
    },
  });
  const people = scenario.peopleIn(world);
  try {
    for (let second = 0, quiet = 0; quiet < quietSeconds; second += 1) {
      if (second > longestLifeSeconds) throw new Error('it does not come to its end');
      await clock.advance(1_000);
      quiet = (await actAsPeople(life, people).catch(askAgain)) ? quiet + 1 : 0;
    }
    return finalState(world, life);
  } finally {
    await life.runner.stop();
    life.approvals.stop();
    await life.recorder.stop();
    opened.close();
  }
};
