import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import type { InventoryObject, InventoryPart } from '../../../src/core/inventory.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createInventory, defaultIntervalsMs } from '../../../src/infra/inventory/inventory.ts';
import type { InventoryReader, PartReading } from '../../../src/infra/inventory/inventory-reader.ts';
import { nextDelayMs } from '../../../src/infra/inventory/poller.ts';
import { createFakeClock, settle } from '../../support/fake-clock.ts';
import { guest, node, pool } from '../../support/inventory.ts';

const paperless = 'proxmox:home/guest/101';
const startMs = Date.UTC(2026, 10, 22, 20);

const unreachable = new StewardError('Proxmox home cannot be reached.', {
  code: 'proxmox.unreachable',
  kind: 'retry',
});

const reading = (objects: readonly InventoryObject[], rest: Partial<PartReading> = {}): PartReading => ({
  objects,
  details: new Map(),
  unreadable: new Map(),
  ...rest,
});

/** A system that answers what the test says, counts its readings and can be made to hang. */
const createFakeReader = (system = 'proxmox:home') => {
  const counts: Record<InventoryPart, number> = {
    resources: 0,
    pools: 0,
    disks: 0,
    backups: 0,
    snapshots: 0,
  };
  const answers: Record<InventoryPart, PartReading | StewardError> = {
    resources: reading([node('still-fawn'), guest(101, 'paperless-ngx', startMs)]),
    pools: reading([pool('tank', 0.78)]),
    disks: reading([], { details: new Map([['proxmox:home/node/still-fawn', { version: '9.1.3' }]]) }),
    backups: reading([]),
    snapshots: reading([]),
  };
  let gate: Promise<void> | undefined;
  let busy = 0;
  let mostBusy = 0;
  const reader: InventoryReader = {
    system,
    parts: ['resources', 'pools', 'disks', 'backups', 'snapshots'],
    readPart: async (part, signal) => {
      counts[part] += 1;
      busy += part === 'resources' ? 1 : 0;
      mostBusy = Math.max(mostBusy, busy);
      await gate;
      busy -= part === 'resources' ? 1 : 0;
      if (signal.aborted) throw unreachable;
      const answer = answers[part];
      if (answer instanceof StewardError) throw answer;
      return answer;
    },
  };
  return {
    reader,
    counts,
    answers,
    mostBusy: () => mostBusy,
    hang: (): (() => void) => {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
};

const createBench = () => {
  const clock = createFakeClock(startMs);
  const system = createFakeReader();
  const inventory = createInventory({ sources: [system.reader], clock, log: silentLog, random: () => 0.5 });
  let told = 0;
  inventory.onChange(() => {
    told += 1;
  });
  return { clock, inventory, ...system, told: () => told };
};

const partOf = (inventory: ReturnType<typeof createInventory>, part: InventoryPart) =>
  inventory.current().systems[0]?.parts[part];

describe('the inventory', () => {
  it('knows nothing, and says so, before the first reading', () => {
    const { inventory } = createBench();
    expect(inventory.current().objects.size).toBe(0);
  });

  it('reads each part on its own schedule, the others only after resources', async () => {
    const { clock, inventory, counts } = createBench();
    inventory.start();
    await settle();
    expect(counts).toEqual({ resources: 1, pools: 1, disks: 1, backups: 1, snapshots: 1 });
    await clock.advance(600_000);
    expect(counts).toEqual({ resources: 61, pools: 11, disks: 2, backups: 2, snapshots: 3 });
    inventory.stop();
    await clock.advance(600_000);
    expect(counts.resources).toBe(61);
    expect(clock.pending).toBe(0);
  });

  it('puts the parts together: details of one part stand in the objects of another', async () => {
    const { inventory, answers } = createBench();
    answers.backups = reading([], { details: new Map([[paperless, { lastBackup: null }]]) });
    await inventory.refresh();
    expect(inventory.current().objects.get('proxmox:home/node/still-fawn')).toMatchObject({
      version: '9.1.3',
    });
    expect(inventory.current().objects.get(paperless)).toMatchObject({ lastBackup: null });
    expect(inventory.current().objects.has('proxmox:home/pool/still-fawn.tank')).toBe(true);
  });

  it('never reads a part twice at the same time, and a refresh joins the reading under way', async () => {
    const { clock, inventory, counts, mostBusy, hang } = createBench();
    const release = hang();
    inventory.start();
    const refreshed = Promise.all([inventory.refresh(), inventory.refresh('proxmox:home')]);
    await clock.advance(60_000);
    expect(counts.resources).toBe(1);
    release();
    await refreshed;
    expect(mostBusy()).toBe(1);
    inventory.stop();
  });

  it('tells of changes, and of nothing while nothing changes', async () => {
    const { clock, inventory, answers, told } = createBench();
    inventory.start();
    await settle();
    const atStart = told();
    await clock.advance(300_000);
    expect(told()).toBe(atStart);
    answers.resources = reading([
      node('still-fawn'),
      guest(101, 'paperless-ngx', startMs, { status: 'stopped' }),
    ]);
    await clock.advance(11_000);
    expect(told()).toBe(atStart + 1);
    inventory.stop();
  });

  it('leaves earlier snapshots as they were', async () => {
    const { inventory, answers } = createBench();
    await inventory.refresh();
    const earlier = inventory.current();
    answers.resources = reading([node('still-fawn', { status: 'offline' })]);
    await inventory.refresh();
    expect(earlier.objects.get('proxmox:home/node/still-fawn')).toMatchObject({ status: 'online' });
    expect(earlier.objects.has(paperless)).toBe(true);
  });

  it('drops what is gone only when a full reading shows it gone', async () => {
    const { clock, inventory, answers } = createBench();
    inventory.start();
    await settle();
    answers.resources = unreachable;
    await clock.advance(60_000);
    expect(inventory.current().objects.has(paperless)).toBe(true);
    answers.resources = reading([node('still-fawn')]);
    await clock.advance(120_000);
    expect(inventory.current().objects.has(paperless)).toBe(false);
    inventory.stop();
  });

  it('goes on telling the others when one listener fails', async () => {
    const { inventory, told } = createBench();
    inventory.onChange(() => {
      throw new Error('listener');
    });
    let later = 0;
    inventory.onChange(() => {
      later += 1;
    });
    await inventory.refresh();
    expect([told() > 0, later > 0]).toEqual([true, true]);
  });
});

describe('a system that cannot be read', () => {
  it('is marked, with the reason and since when, and asked less and less often', async () => {
    const { clock, inventory, answers, counts } = createBench();
    inventory.start();
    await settle();
    answers.resources = unreachable;
    await clock.advance(10_000);
    const [state] = inventory.current().systems;
    expect(state?.isReachable).toBe(false);
    expect(state?.parts.resources).toMatchObject({
      readAtMs: startMs,
      error: {
        code: 'proxmox.unreachable',
        message: 'Proxmox home cannot be reached.',
        sinceMs: startMs + 10_000,
      },
      isStale: false,
    });
    const before = { ...counts };
    await clock.advance(600_000);
    expect(counts.resources - before.resources).toBeLessThan(15);
    expect(partOf(inventory, 'resources')).toMatchObject({
      isStale: true,
      error: { sinceMs: startMs + 10_000 },
    });
    // One question is enough to know that it does not answer.
    expect({ ...counts, resources: 0 }).toEqual({ ...before, resources: 0 });
    inventory.stop();
  });

  it('is read in all parts as soon as it answers again, and told of', async () => {
    const { clock, inventory, answers, counts, told } = createBench();
    inventory.start();
    await settle();
    const good = answers.resources;
    answers.resources = unreachable;
    await clock.advance(300_000);
    const before = { ...counts };
    const toldBefore = told();
    answers.resources = good;
    await clock.advance(66_000);
    expect(inventory.current().systems[0]?.isReachable).toBe(true);
    expect(partOf(inventory, 'resources')?.error).toBeUndefined();
    expect(counts.disks).toBe(before.disks + 1);
    expect(told()).toBeGreaterThan(toldBefore);
    inventory.stop();
  });

  it('becomes stale by itself when a reading hangs, and that is told', async () => {
    const { clock, inventory, hang, told } = createBench();
    inventory.start();
    await settle();
    hang();
    const atStart = told();
    await clock.advance(3 * defaultIntervalsMs.resources);
    expect(partOf(inventory, 'resources')).toMatchObject({ isStale: true, readAtMs: startMs });
    expect(told()).toBe(atStart + 1);
    inventory.stop();
  });

  it('in one part only keeps that part’s objects and says since when', async () => {
    const { inventory, answers } = createBench();
    await inventory.refresh();
    answers.pools = unreachable;
    await inventory.refresh();
    expect(inventory.current().systems[0]?.isReachable).toBe(true);
    expect(partOf(inventory, 'pools')?.error).toMatchObject({
      code: 'proxmox.unreachable',
      sinceMs: startMs,
    });
    expect(inventory.current().objects.has('proxmox:home/pool/still-fawn.tank')).toBe(true);
  });

  it('does not keep other systems from being read', async () => {
    const clock = createFakeClock(startMs);
    const home = createFakeReader();
    const office = createFakeReader('proxmox:office');
    home.answers.resources = unreachable;
    office.answers.resources = reading([{ ...node('pve'), ref: 'proxmox:office/node/pve' }]);
    const inventory = createInventory({ sources: [home.reader, office.reader], clock, log: silentLog });
    await inventory.refresh();
    expect(inventory.current().systems.map(({ system, isReachable }) => [system, isReachable])).toEqual([
      ['proxmox:home', false],
      ['proxmox:office', true],
    ]);
    expect(inventory.current().objects.has('proxmox:office/node/pve')).toBe(true);
  });
});

describe('the wait between readings', () => {
  it.each([
    [10_000, [10_000, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000]],
    [600_000, [600_000, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000]],
  ])('of %i ms doubles with each failure up to a bound', (intervalMs, delays) => {
    expect(delays.map((_delay, failures) => nextDelayMs(intervalMs, failures))).toEqual(delays);
  });
});
