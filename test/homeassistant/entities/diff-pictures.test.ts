import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryObject } from '../../../src/core/inventory.ts';
import { describeEntities } from '../../../src/homeassistant/entities/describe-entities.ts';
import { diffPictures, type EntitiesMessage } from '../../../src/homeassistant/entities/diff-pictures.ts';
import type { EntityPicture } from '../../../src/homeassistant/entities/picture.ts';
import { toIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import { guest, inventoryOf, node, pool, storage } from '../../support/inventory.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);

type Shown = Pick<EntityPicture, 'devices' | 'entities' | 'states'>;

/** What the integration does with a message. */
const apply = (before: Shown | undefined, message: EntitiesMessage): Shown => {
  const devices = new Map(message.isFull ? [] : before?.devices);
  const entities = new Map(message.isFull ? [] : before?.entities);
  const states = new Map(message.isFull ? [] : before?.states);
  for (const key of message.removedDevices) devices.delete(key);
  for (const [key, { deviceKey }] of entities)
    if (message.removedEntities.includes(key) || message.removedDevices.includes(deviceKey)) {
      entities.delete(key);
      states.delete(key);
    }
  for (const entity of message.entities)
    if (entities.get(entity.key)?.deviceKey !== entity.deviceKey) states.delete(entity.key);
  for (const device of message.devices) devices.set(device.key, device);
  for (const entity of message.entities) entities.set(entity.key, entity);
  for (const [key, state] of Object.entries(message.states)) states.set(key, state);
  return { devices, entities, states };
};

const contentOf = ({ devices, entities, states }: Shown) => ({
  devices: Object.fromEntries(devices),
  entities: Object.fromEntries(entities),
  states: Object.fromEntries(states),
});

const object: fc.Arbitrary<InventoryObject> = fc.oneof(
  fc
    .record({
      name: fc.constantFrom('a', 'b'),
      status: fc.constantFrom('online' as const, 'offline' as const),
    })
    .map(({ name, status }) => node(name, { status })),
  fc
    .record({
      vmid: fc.integer({ min: 100, max: 105 }),
      name: fc.constantFrom('one', 'two'),
      on: fc.constantFrom('a', 'b', 'c'),
      guestType: fc.constantFrom('vm' as const, 'container' as const),
      cpu: fc.double({ min: 0, max: 1, noNaN: true }),
      uptimeSeconds: fc.integer({ min: 0, max: 100_000 }),
      isTemplate: fc.boolean(),
    })
    .map(({ vmid, name, on, ...rest }) =>
      guest(vmid, name, nowMs, { ...rest, node: on, nodeRef: `proxmox:home/node/${on}` }),
    ),
  fc
    .record({ name: fc.constantFrom('tank', 'rpool'), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ name, share }) => pool(name, share)),
  fc
    .record({ name: fc.constantFrom('local', 'nas'), isShared: fc.boolean() })
    .map((rest) => storage(rest.name, { ...rest, node: 'a', nodeRef: 'proxmox:home/node/a' })),
);

const homelab = fc.record({ objects: fc.array(object, { maxLength: 10 }), isStale: fc.boolean() });

const draw = (
  { objects, isStale }: { objects: readonly InventoryObject[]; isStale: boolean },
  previous?: EntityPicture,
): EntityPicture =>
  describeEntities(
    {
      inventory: inventoryOf(objects, nowMs, { resources: { readAtMs: nowMs, isStale } }),
      approvals: [],
      runs: [],
      nowMs,
      stewardVersion: '1.2.3',
    },
    previous,
  );

describe('the difference of two pictures', () => {
  it('turns the one into the other, whatever happened in between', () => {
    fc.assert(
      fc.property(fc.array(homelab, { minLength: 1, maxLength: 4 }), (homelabs) => {
        let picture: EntityPicture | undefined;
        let shown: Shown | undefined;
        for (const each of homelabs) {
          const next = draw(each, picture);
          const message = diffPictures(picture, next);
          if (message !== null) {
            expect(toIntegration.safeParse(message).success).toBe(true);
            shown = apply(shown, message);
          }
          expect(shown && contentOf(shown)).toEqual(contentOf(next));
          picture = next;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('holds nothing that is as it was', () => {
    fc.assert(
      fc.property(homelab, homelab, (first, second) => {
        const before = draw(first);
        const after = draw(second, before);
        const message = diffPictures(before, after);
        for (const device of message?.devices ?? [])
          expect(device).not.toEqual(before.devices.get(device.key));
        for (const entity of message?.entities ?? [])
          expect(entity).not.toEqual(before.entities.get(entity.key));
        const described = new Set(message?.entities.map(({ key }) => key));
        for (const [key, state] of Object.entries(message?.states ?? {}))
          if (!described.has(key)) expect(state).not.toEqual(before.states.get(key));
        for (const key of message?.removedEntities ?? []) expect(before.entities.has(key)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is nothing when the same homelab is drawn again', () => {
    fc.assert(
      fc.property(homelab, (each) => {
        const before = draw(each);
        expect(diffPictures(before, draw(structuredClone(each), before))).toBeNull();
      }),
    );
  });
});
