import { isDeepStrictEqual } from 'node:util';
import type { EntityState, ToIntegration } from '../protocol/to-integration.ts';
import type { EntityPicture } from './picture.ts';

/** A message about entities. */
export type EntitiesMessage = Extract<ToIntegration, { type: 'entities' }>;

const differs = (before: unknown, after: unknown): boolean =>
  before !== after && !isDeepStrictEqual(before, after);

const changedOf = <Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): [string, Value][] => [...after].filter(([key, value]) => differs(before.get(key), value));

const removedOf = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] =>
  [...before.keys()].filter((key) => !after.has(key));

/**
 * The message that turns one picture into the next: nothing that is as it was, and null when nothing is new. Without a
 * picture before, the whole of it with `isFull`. That is always one message: what a full one does not hold is gone, so
 * that a second part would come to entities that were just removed. 1,000 guests make 3 MB.
 */
export const diffPictures = (
  before: EntityPicture | undefined,
  after: EntityPicture,
): EntitiesMessage | null => {
  if (before === undefined)
    return {
      type: 'entities',
      isFull: true,
      devices: [...after.devices.values()],
      entities: [...after.entities.values()],
      states: Object.fromEntries(after.states),
      removedDevices: [],
      removedEntities: [],
    };
  const devices = changedOf(before.devices, after.devices);
  const entities = changedOf(before.entities, after.entities);
  const states = new Map<string, EntityState>(changedOf(before.states, after.states));
  // An entity that moves to another device is made anew, and its state is needed again.
  for (const [key] of entities) {
    const state = after.states.get(key);
    if (state !== undefined) states.set(key, state);
  }
  const removedDevices = removedOf(before.devices, after.devices);
  const removedEntities = removedOf(before.entities, after.entities);
  const isSame = [devices, entities, removedDevices, removedEntities].every(({ length }) => length === 0);
  if (isSame && states.size === 0) return null;
  return {
    type: 'entities',
    isFull: false,
    devices: devices.map(([, device]) => device),
    entities: entities.map(([, entity]) => entity),
    states: Object.fromEntries(states),
    removedDevices,
    removedEntities,
  };
};
