import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/core/health.ts';
import type { DiskObject, InventoryObject } from '../../src/core/inventory.ts';
import { healthOf, problemsOf } from '../../src/core/problems.ts';
import { spokenAge } from '../../src/core/spoken-age.ts';
import { guest, inventoryOf, node, pool, storage } from '../support/inventory.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const stillFawn = node('still-fawn');

const disk = (change: Partial<DiskObject> = {}): DiskObject => ({
  kind: 'disk',
  ref: 'proxmox:home/disk/still-fawn.sda',
  name: 'sda',
  node: 'still-fawn',
  nodeRef: stillFawn.ref,
  devicePath: '/dev/sda',
  smartHealth: 'PASSED',
  ...change,
});

const paperless = (change: Parameters<typeof guest>[3] = {}) => guest(101, 'paperless-ngx', nowMs, change);

const judge = (object: InventoryObject) => {
  const inventory = inventoryOf([stillFawn, object], nowMs);
  return {
    health: healthOf(object, inventory, nowMs),
    texts: findingsOf(object, inventory, nowMs).map(({ text }) => text),
  };
};

const backedUp = (ageMs: number) => ({
  vmid: 101,
  takenAtMs: nowMs - ageMs,
  storage: 'backups',
  volumeId: 'backups:101',
});

describe('health', () => {
  it.each([
    ['a node that is online', stillFawn],
    ['a running guest with a fresh backup', paperless()],
    ['a stopped guest that nobody starts', paperless({ status: 'stopped', startsOnBoot: false })],
    ['a stopped guest of which it is not known yet', paperless({ status: 'stopped' })],
    [
      'a template without a backup',
      paperless({ status: 'stopped', isTemplate: true, lastBackup: null, startsOnBoot: true }),
    ],
    ['a backup of eight days', paperless({ lastBackup: backedUp(8 * dayMs) })],
    ['a pool just below 75 %', pool('tank', 0.749)],
    ['a storage just below 85 %', storage('local', { usedBytes: 84.9, totalBytes: 100 })],
    ['a disk at 79 % of its life', disk({ wearPercent: 79 })],
    ['a SAS disk', disk({ smartHealth: 'OK' })],
  ])('is ok for %s', (_what, object) => {
    expect(judge(object)).toEqual({ health: 'ok', texts: [] });
  });

  it.each([
    ['error', node('chief-horse', { status: 'offline' }), 'chief-horse is offline'],
    ['unknown', node('chief-horse', { status: 'unknown' }), 'the state of chief-horse is not known'],
    [
      'warning',
      paperless({ status: 'stopped', startsOnBoot: true }),
      'paperless-ngx is stopped although it starts with its node',
    ],
    ['warning', paperless({ status: 'paused' }), 'paperless-ngx is paused'],
    ['unknown', paperless({ status: 'unknown' }), 'the state of paperless-ngx is not known'],
    ['warning', paperless({ lastBackup: null }), 'paperless-ngx has no backup'],
    [
      'warning',
      paperless({ lastBackup: backedUp(8 * dayMs + 1) }),
      'the newest backup of paperless-ngx is 8 days old',
    ],
    ['warning', pool('tank', 0.75), 'the pool tank on still-fawn is 75 % full'],
    ['error', pool('tank', 0.9), 'the pool tank on still-fawn is 90 % full'],
    ['error', pool('tank', 0.1, { health: 'DEGRADED' }), 'the pool tank on still-fawn is DEGRADED'],
    [
      'warning',
      storage('local', { usedBytes: 85, totalBytes: 100 }),
      'the storage local on still-fawn is 85 % full',
    ],
    [
      'error',
      storage('local', { usedBytes: 95, totalBytes: 100 }),
      'the storage local on still-fawn is 95 % full',
    ],
    ['error', storage('pbs', { isShared: true, isActive: false }), 'the storage pbs cannot be reached'],
    ['error', disk({ smartHealth: 'FAILED!' }), 'the disk sda of still-fawn says FAILED! to SMART'],
    ['unknown', disk({ smartHealth: 'UNKNOWN' }), 'the disk sda of still-fawn gives no SMART verdict'],
    ['warning', disk({ wearPercent: 82.5 }), 'the disk sda of still-fawn has used up 82 % of its life'],
  ] as const)('is %s: %#', (health, object, text) => {
    expect(judge(object)).toEqual({ health, texts: [text] });
  });

  it('is that of the gravest finding', () => {
    expect(judge(pool('tank', 0.78, { health: 'FAULTED' })).health).toBe('error');
    expect(judge(disk({ smartHealth: 'UNKNOWN', wearPercent: 90 })).health).toBe('warning');
  });

  it('of a guest on a node that is off is unknown, whatever was known before', () => {
    const inventory = inventoryOf([node('still-fawn', { status: 'offline' }), paperless()], nowMs);
    expect(findingsOf(paperless(), inventory, nowMs)).toEqual([
      { severity: 'unknown', text: 'the state of paperless-ngx is not known, because still-fawn is offline' },
    ]);
  });
});

describe('what is stale is unknown, with its age', () => {
  const stale = { readAtMs: nowMs - 5 * 60_000, isStale: true };
  const failing = {
    readAtMs: nowMs - 20_000,
    isStale: false,
    error: {
      code: 'proxmox.unreachable',
      message: 'Proxmox home cannot be reached. Check the switch.',
      sinceMs: nowMs - 10_000,
    },
  };

  it('for an object whose part was not read for long', () => {
    const inventory = inventoryOf([stillFawn, pool('tank', 0.95)], nowMs, { pools: stale });
    expect(findingsOf(pool('tank', 0.95), inventory, nowMs)).toEqual([
      { severity: 'unknown', text: 'the state of tank is not known, it was last read 5 minutes ago' },
    ]);
  });

  it('for every object of a system that does not answer, and it says why', () => {
    const inventory = inventoryOf([stillFawn, paperless(), pool('tank', 0.1)], nowMs, { resources: failing });
    for (const object of inventory.objects.values())
      expect(findingsOf(object, inventory, nowMs)).toEqual([
        {
          severity: 'unknown',
          text: `the state of ${object.name} is not known, it was last read 20 seconds ago: Proxmox home cannot be reached. Check the switch`,
        },
      ]);
    // And it is said once for the system, not for each object.
    expect(problemsOf(inventory, nowMs)).toEqual([
      {
        ref: 'proxmox:home',
        name: 'Proxmox home',
        severity: 'error',
        text: 'Proxmox home cannot be read, last read 20 seconds ago: Proxmox home cannot be reached. Check the switch',
      },
    ]);
  });

  it('for a system that was never read', () => {
    const inventory = { ...inventoryOf([], nowMs, { resources: { isStale: true } }) };
    expect(problemsOf(inventory, nowMs).map(({ severity, text }) => [severity, text])).toEqual([
      ['unknown', 'Proxmox home has not been read yet'],
    ]);
  });

  it('for a part, once', () => {
    const inventory = inventoryOf([stillFawn, paperless({ lastBackup: null })], nowMs, {
      disks: { ...failing, isStale: true },
    });
    expect(problemsOf(inventory, nowMs).map(({ text }) => text)).toEqual([
      'paperless-ngx has no backup',
      'the disks of Proxmox home are not known, last read 20 seconds ago: Proxmox home cannot be reached. Check the switch',
    ]);
  });

  it('also for backups: an old one may have been followed by one that cannot be read', () => {
    const old = paperless({ lastBackup: backedUp(20 * dayMs) });
    const inventory = inventoryOf([stillFawn, old], nowMs, { backups: failing.error ? { ...stale } : stale });
    expect(healthOf(old, inventory, nowMs)).toBe('unknown');
  });
});

describe('problems', () => {
  it('come gravest first, then by name', () => {
    const inventory = inventoryOf(
      [
        stillFawn,
        node('chief-horse', { status: 'offline' }),
        paperless({ lastBackup: null }),
        guest(102, 'grafana', nowMs, { status: 'unknown' }),
        pool('tank', 0.91),
        pool('fast', 0.8),
      ],
      nowMs,
    );
    expect(problemsOf(inventory, nowMs).map(({ severity, name }) => [severity, name])).toEqual([
      ['error', 'chief-horse'],
      ['error', 'tank'],
      ['warning', 'fast'],
      ['warning', 'paperless-ngx'],
      ['unknown', 'grafana'],
    ]);
  });

  it('are none in a homelab that is well', () => {
    expect(problemsOf(inventoryOf([stillFawn, paperless(), pool('tank', 0.3)], nowMs), nowMs)).toEqual([]);
  });

  it('follow thresholds of one’s own', () => {
    const inventory = inventoryOf([stillFawn, pool('tank', 0.5)], nowMs);
    const strict = { ...strictest, poolWarning: 0.4 };
    expect(problemsOf(inventory, nowMs, strict).map(({ text }) => text)).toEqual([
      'the pool tank on still-fawn is 50 % full',
    ]);
  });
});

const strictest = {
  poolWarning: 0.75,
  poolError: 0.9,
  storageWarning: 0.85,
  storageError: 0.95,
  wearWarningPercent: 80,
  backupMaxAgeMs: 8 * dayMs,
};

it.each([
  [999, '0 seconds'],
  [1_000, '1 second'],
  [59_999, '59 seconds'],
  [60_000, '1 minute'],
  [hourMs, '1 hour'],
  [47 * hourMs, '47 hours'],
  [2 * dayMs, '2 days'],
])('%i ms are spoken as %s', (ageMs, text) => {
  expect(spokenAge(ageMs)).toBe(text);
});
