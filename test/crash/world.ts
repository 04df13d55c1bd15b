import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effect } from '../../src/core/plan.ts';
import { demoHost } from '../standins/ssh/demo-host.ts';
import type { HostState } from '../standins/ssh/host-state.ts';
import { createFakeProxmox, type FakeProxmox, paperless } from '../support/fake-proxmox.ts';
import { emptyTrackerRecords, type TrackerRecords } from '../support/memory-tracker.ts';
import { createSmallSystem, type SmallSystem } from '../support/small-system.ts';

/** Everything that outlives Steward's process: its data folder, the systems that it works on, and the tracker. */
export interface World {
  readonly folder: string;
  readonly proxmox: FakeProxmox;
  readonly small: SmallSystem;
  /** still-fawn of the demo homelab. */
  readonly host: HostState;
  /** Every change that was made on it. */
  readonly hostWrites: Effect[];
  readonly tracker: TrackerRecords;
}

/** A world in which nothing has happened yet. */
export const createWorld = (folder: string, prepare: (world: World) => void): World => {
  mkdirSync(folder, { recursive: true });
  const world: World = {
    folder,
    proxmox: createFakeProxmox(paperless),
    small: createSmallSystem({}),
    host: demoHost(),
    hostWrites: [],
    tracker: emptyTrackerRecords(),
  };
  prepare(world);
  return world;
};

const copyOfProxmox = ({ guest, writes, tasks }: FakeProxmox): FakeProxmox => {
  const copy = createFakeProxmox();
  copy.guest = guest;
  copy.writes.push(...writes);
  copy.tasks.push(...tasks);
  return copy;
};

const copyOfSmall = ({ values, writes, faults, checks }: SmallSystem): SmallSystem => {
  const copy = createSmallSystem({});
  for (const [ref, word] of values) copy.values.set(ref, word);
  for (const [step, fault] of faults) copy.faults.set(step, fault);
  for (const [step, check] of checks) copy.checks.set(step, check);
  copy.writes.push(...writes);
  return copy;
};

/** Something that is the same for two worlds in which the same has happened, and only for them. */
export const imageOf = ({ folder, proxmox, small, host, hostWrites, tracker }: World): string => {
  const log = join(folder, 'steward.db-wal');
  return JSON.stringify([
    existsSync(log) ? createHash('sha1').update(readFileSync(log)).digest('hex') : null,
    [proxmox.guest, proxmox.writes, small.writes, [...small.values], host, hostWrites, tracker],
  ]);
};

/** The world as it is at this instant, database files byte for byte: what a process that is killed now leaves behind. */
export const photograph = (world: World, folder: string): World => {
  mkdirSync(folder, { recursive: true });
  for (const name of ['steward.db', 'steward.db-wal'])
    if (existsSync(join(world.folder, name))) copyFileSync(join(world.folder, name), join(folder, name));
  return {
    folder,
    proxmox: copyOfProxmox(world.proxmox),
    small: copyOfSmall(world.small),
    host: structuredClone(world.host),
    hostWrites: [...world.hostWrites],
    tracker: structuredClone(world.tracker),
  };
};
