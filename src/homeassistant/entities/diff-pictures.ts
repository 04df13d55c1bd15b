import { isDeepStrictEqual } from 'node:util';
import type { ToIntegration } from '../protocol/to-integration.ts';
import type { EntityPicture, PictureSection } from './picture.ts';

/** A message about entities. */
export type EntitiesMessage = Extract<ToIntegration, { type: 'entities' }>;

const differs = (before: unknown, after: unknown): boolean =>
  before !== after && !isDeepStrictEqual(before, after);

/** What a section without an earlier one is compared with, and one that is gone. */
const nothing: Pick<PictureSection, 'device' | 'entities'> = { entities: [] };

const fullMessage = ({ devices, entities, states }: EntityPicture): EntitiesMessage => ({
  type: 'entities',
  isFull: true,
  devices: [...devices.values()],
  entities: [...entities.values()],
  states: Object.fromEntries(states),
  removedDevices: [],
  removedEntities: [],
});

/** Adds to a message what turns one section into the next. */
const addChanges = (message: EntitiesMessage, before: typeof nothing, after: typeof nothing): void => {
  if (after.device !== undefined && differs(before.device, after.device)) message.devices.push(after.device);
  if (before.device !== undefined && after.device === undefined)
    message.removedDevices.push(before.device.key);
  const earlier = new Map(before.entities.map((entity) => [entity.description.key, entity]));
  for (const { description, state } of after.entities) {
    const old = earlier.get(description.key);
    earlier.delete(description.key);
    const isRedescribed = differs(old?.description, description);
    if (isRedescribed) message.entities.push(description);
    // An entity that moves to another device is made anew, and its state is needed again.
    if (state !== undefined && (isRedescribed || differs(old?.state, state)))
      message.states[description.key] = state;
  }
  message.removedEntities.push(...earlier.keys());
};

/**
 * The message that turns one picture into the next: nothing that is as it was, and null when nothing is new. Without a
 * picture before, the whole of it with `isFull`. That is always one message: what a full one does not hold is gone, so
 * that a second part would come to entities that were just removed. 1,000 guests make 3 MB.
 */
export const diffPictures = (
  before: EntityPicture | undefined,
  after: EntityPicture,
): EntitiesMessage | null => {
  if (before === undefined) return fullMessage(after);
  const message: EntitiesMessage = {
    type: 'entities',
    isFull: false,
    devices: [],
    entities: [],
    states: {},
    removedDevices: [],
    removedEntities: [],
  };
  for (const [ref, section] of after.sections) {
    const old = before.sections.get(ref);
    if (old !== section) addChanges(message, old ?? nothing, section);
  }
  for (const [ref, old] of before.sections) if (!after.sections.has(ref)) addChanges(message, old, nothing);
  const { devices, entities, states, removedDevices, removedEntities } = message;
  const isEmpty = [devices, entities, Object.keys(states), removedDevices, removedEntities].every(
    ({ length }) => length === 0,
  );
  return isEmpty ? null : message;
};
