import { describe, expect, it } from 'vitest';
import type { InventoryObject } from '../../../src/core/inventory.ts';
import { steady } from '../../../src/infra/inventory/steady.ts';
import { guest, node, pool } from '../../support/inventory.ts';

const nowMs = Date.UTC(2026, 10, 22);
const before = guest(101, 'paperless-ngx', nowMs, { cpu: 0.05, memoryUsedBytes: 1e9, memoryTotalBytes: 2e9 });

const moved = (change: Partial<InventoryObject>) =>
  steady(before, { ...before, ...change } as InventoryObject);

describe('what stands still', () => {
  it('is the very same object, so that others can compare by identity', () => {
    const same = structuredClone(before);
    expect(steady(before, same)).toEqual({ object: before, hasChanged: false });
    expect(steady(before, same).object).toBe(before);
  });

  it.each([
    ['the processor by less than 1 %', { cpu: 0.0599 }],
    ['the memory by less than 1 % of all', { memoryUsedBytes: 1.019e9 }],
    ['the running time by less than a minute', { uptimeSeconds: (before.uptimeSeconds ?? 0) + 59 }],
  ])('includes %s', (_what, change) => {
    expect(moved(change).object).toBe(before);
  });

  it('includes a pool that grows by less than 0.1 %', () => {
    const tank = pool('tank', 0.78);
    expect(steady(tank, { ...tank, usedBytes: tank.usedBytes + 0.9e9 }).object).toBe(tank);
    expect(steady(tank, { ...tank, usedBytes: tank.usedBytes + 1.1e9 }).hasChanged).toBe(true);
  });

  it('does not hide a slow change: small steps add up until they show', () => {
    let shown: InventoryObject = before;
    let changes = 0;
    for (let step = 1; step <= 20; step += 1) {
      const next = steady(shown, { ...before, cpu: 0.05 + step * 0.002 });
      if (next.hasChanged) changes += 1;
      shown = next.object;
    }
    expect(changes).toBeLessThanOrEqual(4);
    expect(shown.kind === 'guest' && shown.cpu).toBeGreaterThan(0.08);
  });
});

describe('what changed', () => {
  it.each([
    ['a status', { status: 'stopped' }],
    ['the processor by 1 %', { cpu: 0.0601 }],
    ['a lock', { lock: 'backup' }],
    ['a snapshot', { snapshots: [{ name: 'before-update' }] }],
    ['a tag', { tags: ['documents'] }],
    ['a restart', { uptimeSeconds: 3 }],
  ])('is %s', (_what, change) => {
    expect(moved(change as Partial<InventoryObject>)).toMatchObject({ hasChanged: true, object: change });
  });

  it('is a field that is gone', () => {
    const { cpu, ...without } = before;
    expect(cpu).toBeDefined();
    expect(steady(before, without).hasChanged).toBe(true);
  });

  it('is not age alone: a longer running time is shown and not told', () => {
    const { object, hasChanged } = steady(
      node('still-fawn'),
      node('still-fawn', { uptimeSeconds: 11 * 86_400 }),
    );
    expect(hasChanged).toBe(false);
    expect(object).toMatchObject({ uptimeSeconds: 11 * 86_400 });
  });

  it('is an object that was not there', () => {
    expect(steady(undefined, before)).toEqual({ object: before, hasChanged: true });
  });
});
