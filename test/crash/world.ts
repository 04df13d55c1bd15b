import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeProxmox, type FakeProxmox, paperless } from '../support/fake-proxmox.ts';
import { emptyTrackerRecords, type TrackerRecords } from '../support/memory-tracker.ts';

/** Everything that outlives Steward's process: its data folder, the systems that it works on, and the tracker. */
export interface World {
  readonly folder: string;
  readonly proxmox: FakeProxmox;
  readonly tracker: TrackerRecords;
}

/** A world in which nothing has happened yet. */
export const createWorld = (folder: string, prepare: (world: World) => void): World => {
  mkdirSync(folder, { recursive: true });
  const world = { folder, proxmox: createFakeProxmox(paperless), tracker: emptyTrackerRecords() };
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

/** The world as it is at this instant, database files byte for byte: what a process that is killed now leaves behind. */
export const photograph = (world: World, folder: string): World => {
  mkdirSync(folder, { recursive: true });
  for (const name of ['steward.db', 'steward.db-wal'])
    if (existsSync(join(world.folder, name))) copyFileSync(join(world.folder, name), join(folder, name));
  return {
    folder,
    proxmox: copyOfProxmox(world.proxmox),
    tracker: structuredClone(world.tracker),
  };
};
