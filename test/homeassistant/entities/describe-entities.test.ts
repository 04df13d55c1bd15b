import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryObject } from '../../../src/core/inventory.ts';
import { describeEntities } from '../../../src/homeassistant/entities/describe-entities.ts';
import { diffPictures } from '../../../src/homeassistant/entities/diff-pictures.ts';
import type { EntityPicture } from '../../../src/homeassistant/entities/picture.ts';
import { toIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import { guest, inventoryOf, node, pool, storage } from '../../support/inventory.ts';
import { sampleApproval } from '../../support/records.ts';
import { sampleRun } from './sample-run.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);
const guestKey = 'proxmox:home/guest/101';
const nodeKey = 'proxmox:home/node/still-fawn';
const still = node('still-fawn', { diskUsedBytes: 30, diskTotalBytes: 100, version: '9.1.3' });
const paperless = guest(101, 'paperless-ngx', nowMs, { diskUsedBytes: 1, diskTotalBytes: 4 });

const draw = (inventory: Inventory, previous?: EntityPicture, atMs = nowMs): EntityPicture =>
  describeEntities({ inventory, approvals: [], runs: [], nowMs: atMs, stewardVersion: '1.2.3' }, previous);
const drawObjects = (...objects: InventoryObject[]): EntityPicture => draw(inventoryOf(objects, nowMs));
const shownAt = (picture: EntityPicture, key: string) => picture.states.get(key)?.value;
const aspectsOf = (picture: EntityPicture, ref: string): string[] =>
  [...picture.entities.keys()]
    .filter((key) => key.startsWith(`${ref}/`))
    .map((key) => key.slice(ref.length + 1));

describe('the devices', () => {
  it('hang on one another: guests and pools on their node, nodes on Steward', () => {
    const { devices } = drawObjects(paperless, pool('tank', 0.5), still);
    expect([...devices.values()].map(({ key, viaDevice }) => [key, viaDevice])).toEqual([
      ['steward', null],
      [nodeKey, 'steward'],
      [guestKey, nodeKey],
      ['proxmox:home/pool/still-fawn.tank', nodeKey],
    ]);
    expect(devices.get(nodeKey)).toMatchObject({ name: 'still-fawn', swVersion: '9.1.3' });
    expect(devices.get('proxmox:home/pool/still-fawn.tank')?.name).toBe('tank on still-fawn');
  });

  it('hang on Steward while their node is not known', () => {
    expect(drawObjects(paperless).devices.get(guestKey)?.viaDevice).toBe('steward');
  });

  it('are not made for templates', () => {
    const template = guest(900, 'debian', nowMs, { isTemplate: true });
    expect([...drawObjects(template).devices.keys()]).toEqual(['steward']);
  });
});

describe('the entities of a guest', () => {
  it('tell its figures in whole percent and its times in ISO 8601', () => {
    const picture = drawObjects(still, paperless);
    expect(
      Object.fromEntries(
        aspectsOf(picture, guestKey).map((aspect) => [aspect, shownAt(picture, `${guestKey}/${aspect}`)]),
      ),
    ).toEqual({
      status: 'running',
      cpu: 5,
      memory: 50,
      disk: 25,
      last_boot: '2026-11-19T20:00:00.000Z',
      last_backup: '2026-11-22T19:00:00.000Z',
      restart: null,
    });
    expect([...picture.states.values()].every(({ isAvailable }) => isAvailable)).toBe(true);
  });

  it('have no disk for a virtual machine, into which Proxmox cannot look', () => {
    const picture = drawObjects(still, guest(100, 'home', nowMs, { guestType: 'vm', diskTotalBytes: 4 }));
    expect(aspectsOf(picture, 'proxmox:home/guest/100')).not.toContain('disk');
  });

  it('are unknown, not zero, where nothing was read', () => {
    const { cpu: _cpu, memoryUsedBytes: _memory, uptimeSeconds: _uptime, ...rest } = paperless;
    const picture = drawObjects(still, { ...rest, status: 'stopped', lastBackup: null });
    for (const aspect of ['cpu', 'memory', 'last_boot', 'last_backup'])
      expect(picture.states.get(`${guestKey}/${aspect}`)).toEqual({
        value: null,
        isAvailable: true,
        attributes: {},
      });
  });

  it.each(['offline', 'unknown'] as const)(
    'have an unknown status and no figures while the node is %s',
    (status) => {
      const { states } = drawObjects({ ...still, status }, paperless);
      expect(states.get(`${guestKey}/status`)).toMatchObject({ value: 'unknown', isAvailable: true });
      for (const aspect of ['cpu', 'memory', 'disk', 'last_boot', 'restart'])
        expect(states.get(`${guestKey}/${aspect}`)).toMatchObject({ value: null, isAvailable: false });
      expect(states.get(`${nodeKey}/status`)).toMatchObject({ value: status, isAvailable: true });
      expect(states.get(`${nodeKey}/cpu`)).toMatchObject({ value: null, isAvailable: false });
    },
  );

  it('are not available while their system cannot be read', () => {
    const error = { code: 'proxmox.unreachable', message: 'No answer.', sinceMs: nowMs };
    const { states } = draw(
      inventoryOf([still, paperless], nowMs, {
        resources: { readAtMs: nowMs - 60_000, isStale: false, error },
      }),
    );
    for (const [key, { isAvailable }] of states)
      expect([key, isAvailable]).toEqual([key, key.startsWith('steward/')]);
  });

  it('are not available where their part is stale, and only there', () => {
    const { states } = draw(
      inventoryOf([still, paperless, pool('tank', 0.5)], nowMs, {
        pools: { readAtMs: 0, isStale: true },
        backups: { readAtMs: 0, isStale: true },
      }),
    );
    expect([...states].filter(([, { isAvailable }]) => !isAvailable).map(([key]) => key)).toEqual([
      `${guestKey}/last_backup`,
      'proxmox:home/pool/still-fawn.tank/usage',
      'proxmox:home/pool/still-fawn.tank/health',
    ]);
  });

  it('do not tell the last backup while the storage that holds it cannot be read', () => {
    const failure = { code: 'proxmox.unreachable', message: 'No answer.', sinceMs: nowMs };
    const backupState = (unreadable: string) =>
      draw(
        inventoryOf([still, paperless], nowMs, {
          backups: { readAtMs: nowMs, isStale: false, unreadable: { [unreadable]: failure } },
        }),
      ).states.get(`${guestKey}/last_backup`)?.isAvailable;
    expect(backupState('proxmox:home/storage/still-fawn.backups')).toBe(false);
    expect(backupState('proxmox:home/storage/backups')).toBe(false);
    expect(backupState('proxmox:home/storage/other-node.local')).toBe(true);
    expect(backupState(nodeKey)).toBe(false);
  });
});

describe('the entities of pools and storages', () => {
  it('tell how full a pool is and what ZFS says about it', () => {
    const picture = drawObjects(still, pool('tank', 0.714, { health: 'DEGRADED' }));
    expect(shownAt(picture, 'proxmox:home/pool/still-fawn.tank/usage')).toBe(71);
    expect(shownAt(picture, 'proxmox:home/pool/still-fawn.tank/health')).toBe('degraded');
  });

  it('leave a health unknown for which ZFS has no word', () => {
    const picture = drawObjects(still, pool('tank', 0.7, { health: 'STRANGE' }));
    expect(shownAt(picture, 'proxmox:home/pool/still-fawn.tank/health')).toBeNull();
  });

  it('show a storage on the device of its node, by its name', () => {
    const { entities, devices } = drawObjects(still, storage('local'));
    expect(entities.get('proxmox:home/storage/still-fawn.local/usage')).toMatchObject({
      deviceKey: nodeKey,
      translationKey: 'storage_usage',
      translationPlaceholders: { storage: 'local' },
    });
    expect(devices.size).toBe(2);
  });

  it('show a shared storage on Steward’s device, whichever node answers', () => {
    const { entities } = drawObjects(still, storage('nas', { isShared: true }));
    expect(entities.get('proxmox:home/storage/still-fawn.nas/usage')?.deviceKey).toBe('steward');
  });

  it('do not tell the usage of a storage that is not active', () => {
    const { states } = drawObjects(still, storage('nas', { isActive: false }));
    expect(states.get('proxmox:home/storage/still-fawn.nas/usage')).toMatchObject({
      value: null,
      isAvailable: false,
    });
  });
});

describe('Steward’s own entities', () => {
  it('tell how many bytes left the house for cloud models, as a sum that only grows', () => {
    const source = {
      inventory: inventoryOf([], nowMs),
      approvals: [],
      runs: [],
      nowMs,
      stewardVersion: '1.2.3',
    };
    const before = describeEntities(source);
    expect(before.states.get('steward/cloud_bytes')).toMatchObject({ value: 0, attributes: { today: 0 } });
    const { entities, states } = describeEntities(
      { ...source, cloudBytes: { total: 4_096, today: 1_024 } },
      before,
    );
    expect(entities.get('steward/cloud_bytes')).toMatchObject({
      platform: 'sensor',
      deviceClass: 'data_size',
      stateClass: 'total_increasing',
      unit: 'B',
    });
    expect(states.get('steward/cloud_bytes')).toMatchObject({ value: 4_096, attributes: { today: 1_024 } });
  });

  it('count what waits, what runs and what is wrong', () => {
    const picture = describeEntities({
      inventory: inventoryOf([{ ...still, status: 'offline' }], nowMs),
      approvals: [
        sampleApproval('a'),
        sampleApproval('b', { state: 'presented' }),
        sampleApproval('c', { state: 'approved' }),
      ],
      runs: [sampleRun('r1', { state: 'running' }), sampleRun('r2', { state: 'failed' })],
      nowMs,
      stewardVersion: '1.2.3',
    });
    expect(shownAt(picture, 'steward/waiting_approvals')).toBe(2);
    expect(shownAt(picture, 'steward/running_runs')).toBe(1);
    expect(picture.states.get('steward/problems')).toEqual({
      value: 1,
      isAvailable: true,
      attributes: { problems: ['still-fawn is offline'], as_of: '2026-11-22T20:00:00.000Z' },
    });
    expect(picture.devices.get('steward')?.swVersion).toBe('1.2.3');
  });

  it('list the gravest problems only, and count them all', () => {
    const nodes = Array.from({ length: 40 }, (_, index) => node(`node-${index}`, { status: 'offline' }));
    const state = drawObjects(...nodes).states.get('steward/problems');
    expect(state?.value).toBe(40);
    expect(state?.attributes['problems']).toHaveLength(30);
  });
});

describe('a next picture', () => {
  const without = (ref: string, inventory: Inventory): Inventory => ({
    ...inventory,
    objects: new Map([...inventory.objects].filter(([key]) => key !== ref)),
  });

  it('tells nothing when only the running time grew and figures moved below their rounding', () => {
    const before = drawObjects(still, paperless);
    const laterMs = nowMs + 30 * 60_000;
    const later = inventoryOf(
      [
        { ...still, cpu: 0.1249, uptimeSeconds: 10 * 86_400 + 1_800 },
        { ...paperless, cpu: 0.0451, uptimeSeconds: 3 * 86_400 + 1_800 - 40 },
      ],
      laterMs,
    );
    expect(diffPictures(before, draw(later, before, laterMs))).toBeNull();
  });

  it('tells nothing when only the age of a problem grew, and puts it right after an hour', () => {
    const error = { code: 'proxmox.unreachable', message: 'No answer.', sinceMs: nowMs };
    const broken = inventoryOf([still], nowMs, { resources: { readAtMs: nowMs, isStale: true, error } });
    const before = draw(broken, undefined, nowMs + 5 * 60_000);
    expect(diffPictures(before, draw(broken, before, nowMs + 9 * 60_000))).toBeNull();
    const message = diffPictures(before, draw(broken, before, nowMs + 66 * 60_000));
    expect(Object.keys(message?.states ?? {})).toEqual(['steward/problems']);
  });

  it('moves the boot time when a guest has restarted', () => {
    const before = drawObjects(still, paperless);
    const laterMs = nowMs + 600_000;
    const message = diffPictures(
      before,
      draw(inventoryOf([still, { ...paperless, uptimeSeconds: 60 }], laterMs), before, laterMs),
    );
    expect(message?.states[`${guestKey}/last_boot`]?.value).toBe('2026-11-22T20:09:00.000Z');
  });

  it('holds one state when one guest’s CPU changed, and takes all else over', () => {
    const others = Array.from({ length: 20 }, (_, index) => guest(200 + index, `other-${index}`, nowMs));
    const before = drawObjects(still, paperless, ...others);
    const after = draw(inventoryOf([still, { ...paperless, cpu: 0.5 }, ...others], nowMs), before);
    expect(diffPictures(before, after)).toEqual({
      type: 'entities',
      isFull: false,
      devices: [],
      entities: [],
      states: { [`${guestKey}/cpu`]: { value: 50, isAvailable: true, attributes: {} } },
      removedDevices: [],
      removedEntities: [],
    });
    for (const { ref } of others) expect(after.sections.get(ref)).toBe(before.sections.get(ref));
  });

  it('removes device and entities of a guest that is gone', () => {
    const inventory = inventoryOf([still, paperless], nowMs);
    const before = draw(inventory);
    const message = diffPictures(before, draw(without(guestKey, inventory), before));
    expect(message?.removedDevices).toEqual([guestKey]);
    expect(message?.removedEntities.sort()).toEqual(
      ['cpu', 'disk', 'last_backup', 'last_boot', 'memory', 'restart', 'status'].map(
        (aspect) => `${guestKey}/${aspect}`,
      ),
    );
    expect(message?.states).toEqual({});
  });

  it('sends the state again of an entity that moves to another device, because it is made anew there', () => {
    const inventory = inventoryOf([still, storage('local')], nowMs);
    const before = draw(inventory);
    const message = diffPictures(before, draw(without(nodeKey, inventory), before));
    const key = 'proxmox:home/storage/still-fawn.local/usage';
    expect(message?.entities.map((entity) => entity.deviceKey)).toEqual(['steward']);
    expect(message?.states[key]?.value).toBe(40);
  });

  it('is a message of the protocol, in full and in part', () => {
    const inventory = inventoryOf([still, paperless, pool('tank', 0.5), storage('local')], nowMs);
    const before = draw(inventory);
    const full = diffPictures(undefined, before);
    const part = diffPictures(before, draw(without(guestKey, inventory), before));
    for (const message of [full, part]) expect(toIntegration.parse(message)).toEqual(message);
  });
});
