import { describe, expect, it } from 'vitest';
import type { InventoryObject } from '../../../src/core/inventory.ts';
import { describeEntities } from '../../../src/homeassistant/entities/describe-entities.ts';
import { diffPictures } from '../../../src/homeassistant/entities/diff-pictures.ts';
import type { EntityPicture } from '../../../src/homeassistant/entities/picture.ts';
import { guest, inventoryOf, node } from '../../support/inventory.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);
/** A full picture has to fit; the integration takes messages up to 32 MB. */
const largestBytes = 8 * 1024 * 1024;

const draw = (objects: readonly InventoryObject[], previous?: EntityPicture): EntityPicture =>
  describeEntities(
    { inventory: inventoryOf(objects, nowMs), approvals: [], runs: [], nowMs, stewardVersion: '1.2.3' },
    previous,
  );

const house = (guests: number): InventoryObject[] => [
  node('still-fawn'),
  ...Array.from({ length: guests }, (_, index) => guest(100 + index, `guest-${index}`, nowMs)),
];

/** The same house, in which one guest has another CPU figure. */
const withBusyGuest = (objects: readonly InventoryObject[], vmid: number, cpu: number): InventoryObject[] =>
  objects.map((each) => (each.kind === 'guest' && each.vmid === vmid ? { ...each, cpu } : each));

describe('a homelab of 1,000 guests', () => {
  it('fits into one message', () => {
    const message = diffPictures(undefined, draw(house(1_000)));
    expect(message?.entities.length).toBeGreaterThan(7_000);
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(largestBytes);
  });

  it('tells of one guest’s change in one state, and costs little', () => {
    let objects = house(1_000);
    let picture = draw(objects);
    const costsMs: number[] = [];
    for (let step = 1; step <= 30; step += 1) {
      objects = withBusyGuest(objects, 600, step / 100 + 0.2);
      const inventory = inventoryOf(objects, nowMs);
      const usage = process.cpuUsage();
      const next = describeEntities(
        { inventory, approvals: [], runs: [], nowMs, stewardVersion: '1.2.3' },
        picture,
      );
      const message = diffPictures(picture, next);
      const { user, system } = process.cpuUsage(usage);
      costsMs.push((user + system) / 1_000);
      expect(Object.keys(message?.states ?? {})).toEqual(['proxmox:home/guest/600/cpu']);
      picture = next;
    }
    costsMs.sort((a, b) => a - b);
    // A few milliseconds on a small machine; the bound is what nobody may exceed even on a busy one.
    expect(costsMs[Math.floor(costsMs.length / 2)]).toBeLessThan(20);
  });
});
