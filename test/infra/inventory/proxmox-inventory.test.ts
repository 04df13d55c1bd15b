import { describe, expect, it } from 'vitest';
import { type InventoryObject, objectsOfKind } from '../../../src/core/inventory.ts';
import { silentLog } from '../../../src/core/log.ts';
import { healthOf, problemsOf } from '../../../src/core/problems.ts';
import { createInventory } from '../../../src/infra/inventory/inventory.ts';
import { bigHomelab } from '../../standins/proxmox/big-homelab.ts';
import { createBench, grantFor } from '../proxmox/support.ts';

/** Readings are asked for by the tests; the fast clock must not make them stale meanwhile. */
const intervalsMs = { resources: 3_600_000, pools: 3_600_000 };

const createLive = async (standIn: Parameters<typeof createBench>[0] = {}) => {
  const bench = await createBench(standIn);
  const inventory = createInventory({
    sources: [bench.proxmox],
    clock: bench.clock,
    log: silentLog,
    intervalsMs,
  });
  await inventory.refresh();
  const object = (ref: string): InventoryObject => {
    const found = inventory.current().objects.get(`proxmox:home/${ref}`);
    if (found === undefined) throw new Error(`${ref} is not in the inventory`);
    return found;
  };
  const health = (ref: string) => healthOf(object(ref), inventory.current(), bench.clock.now());
  const problems = () => problemsOf(inventory.current(), bench.clock.now()).map(({ text }) => text);
  return { ...bench, inventory, object, health, problems };
};

const noRoute = { kind: 'status', status: 595, reason: 'No route to host', body: null } as const;

describe('the inventory of the demo homelab', () => {
  it('holds nodes, guests, storages, pools and disks with what each part knows', async () => {
    const { inventory, object } = await createLive();
    const counted = (['node', 'guest', 'storage', 'pool', 'disk'] as const).map(
      (kind) => objectsOfKind(inventory.current(), kind).length,
    );
    expect(counted).toEqual([3, 14, 7, 3, 8]);
    expect(object('node/still-fawn')).toMatchObject({ status: 'online', version: '9.1.3', cores: 24 });
    expect(object('guest/101')).toMatchObject({
      name: 'paperless-ngx',
      guestType: 'container',
      node: 'chief-horse',
      startsOnBoot: true,
      snapshots: [{ name: 'before-2-20' }],
      lastBackup: { storage: 'pbs' },
      tags: ['documents'],
    });
    expect(object('pool/still-fawn.tank')).toMatchObject({ health: 'ONLINE' });
    expect(object('disk/still-fawn.nvme0n1')).toMatchObject({ smartHealth: 'PASSED', wearPercent: 82 });
    expect(object('storage/pbs')).toMatchObject({ isShared: true, isActive: true });
  });

  it('shows exactly what is wrong in it', async () => {
    const { problems } = await createLive();
    expect(problems()).toEqual([
      expect.stringMatching(/^the newest backup of nas is \d+ days old$/),
      'the disk nvme0n1 of still-fawn has used up 82 % of its life',
      'the pool tank on still-fawn is 78 % full',
    ]);
  });
});

describe('a node that goes off', () => {
  it('makes its guests unknown, keeps their names, and leaves the others alone', async () => {
    const { standIn, inventory, object, health, problems } = await createLive();
    Object.assign(standIn.state.nodes.find(({ name }) => name === 'chief-horse') ?? {}, {
      status: 'offline',
    });
    await inventory.refresh();
    expect(health('node/chief-horse')).toBe('error');
    expect(object('guest/101')).toMatchObject({ name: 'paperless-ngx', status: 'unknown' });
    expect([
      health('guest/101'),
      health('pool/chief-horse.fast'),
      health('disk/chief-horse.nvme0n1'),
    ]).toEqual(['unknown', 'unknown', 'unknown']);
    expect([health('guest/105'), health('pool/pumped-piglet.rust'), health('storage/pbs')]).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    expect(problems()[0]).toBe('chief-horse is offline');
    expect(problems()).toContain('the state of paperless-ngx is not known, because chief-horse is offline');
    // Its pool and disks are explained by it.
    expect(problems().filter((text) => text.includes('fast') || text.includes('nvme1n1'))).toEqual([]);
  });

  it('known as online but not to be reached keeps its pools as last known, as unknown, with the reason', async () => {
    const { standIn, inventory, object, health, problems } = await createLive();
    standIn.inject({
      match: { path: /^\/nodes\/still-fawn\/disks/, times: Number.POSITIVE_INFINITY },
      fault: noRoute,
    });
    await inventory.refresh();
    expect(object('pool/still-fawn.tank')).toMatchObject({ health: 'ONLINE' });
    expect(health('pool/still-fawn.tank')).toBe('unknown');
    expect(health('pool/chief-horse.fast')).toBe('ok');
    expect(problems().find((text) => text.includes('the state of tank'))).toMatch(/cannot reach still-fawn/);
    standIn.clearFaults();
    await inventory.refresh();
    expect(health('pool/still-fawn.tank')).toBe('warning');
  });
});

describe('backups', () => {
  it('are not said to be missing while a storage cannot be read', async () => {
    const { standIn, inventory, object, health } = await createLive();
    const first = object('guest/101');
    standIn.inject({
      match: { path: /\/storage\/pbs\/content$/, times: Number.POSITIVE_INFINITY },
      fault: noRoute,
    });
    await inventory.refresh();
    expect(object('guest/101')).toMatchObject({
      lastBackup: first.kind === 'guest' ? first.lastBackup : 'none',
    });
    expect(health('guest/106')).toBe('unknown');
  });

  it('are unknown, not missing, when none could ever be read', async () => {
    const bench = await createBench();
    bench.standIn.inject({ match: { path: /\/content$/, times: Number.POSITIVE_INFINITY }, fault: noRoute });
    const inventory = createInventory({
      sources: [bench.proxmox],
      clock: bench.clock,
      log: silentLog,
      intervalsMs,
    });
    await inventory.refresh();
    const guests = objectsOfKind(inventory.current(), 'guest');
    expect(guests.filter((guest) => guest.lastBackup !== undefined)).toEqual([]);
    expect(
      problemsOf(inventory.current(), bench.clock.now()).filter(({ text }) => text.endsWith('has no backup')),
    ).toEqual([]);
  });

  it('that were all deleted are a warning', async () => {
    const { standIn, inventory, health, problems } = await createLive();
    for (const storage of standIn.state.storages) (storage.volumes as unknown[]).length = 0;
    await inventory.refresh();
    expect(health('guest/101')).toBe('warning');
    expect(problems()).toContain('paperless-ngx has no backup');
  });
});

describe('what somebody else changes', () => {
  it('shows up: a guest that is deleted disappears, one that stops is told', async () => {
    const { standIn, inventory, object } = await createLive();
    let told = 0;
    inventory.onChange(() => {
      told += 1;
    });
    const { guests } = standIn.state as { guests: { vmid: number }[] };
    guests.splice(
      guests.findIndex(({ vmid }) => vmid === 120),
      1,
    );
    Object.assign(standIn.guest(105), { status: 'stopped' });
    await inventory.refresh();
    expect(inventory.current().objects.has('proxmox:home/guest/120')).toBe(false);
    expect(object('guest/105')).toMatchObject({ status: 'stopped' });
    expect(told).toBeGreaterThan(0);
  });
});

describe('a homelab of 1,000 guests', () => {
  it('is read in one call for all guests, and unchanged guests are not read one by one again', async () => {
    const { standIn, inventory } = await createLive({ state: bigHomelab({ nodes: 5, guests: 1_000 }) });
    expect(objectsOfKind(inventory.current(), 'guest')).toHaveLength(1_000);
    const before = standIn.requests.length;
    let told = 0;
    inventory.onChange(() => {
      told += 1;
    });
    await inventory.refresh();
    // 1 for resources; per node pools, disks, version and tasks; the shared backups; 60 guests in their turn.
    expect(standIn.requests.length - before).toBeLessThanOrEqual(1 + 4 * 5 + 2 + 60);
    expect(told).toBe(0);
  });

  it('a guest whose snapshots changed is read in the next round, whoever changed them', async () => {
    const { proxmox, inventory, object } = await createLive({
      state: bigHomelab({ nodes: 5, guests: 1_000 }),
    });
    const effect = {
      ref: 'proxmox:home/guest/1004',
      action: 'guest.snapshot',
      parameters: { name: 'before-update', description: '' },
    };
    const upid = await proxmox.openWriter(grantFor(effect)).startTask(effect);
    await proxmox.reader.waitForTask(upid);
    await inventory.refresh();
    expect(object('guest/1004')).toMatchObject({ snapshots: [{ name: 'before-update' }] });
  });
});
