import type { ObjectRef } from '../../core/inventory.ts';

const suffix = '/restart';

/** Key of the button that opens a request to restart a guest. */
export const restartButtonKey = (guest: ObjectRef): string => `${guest}${suffix}`;

/** The guest that a restart button stands for; undefined when the entity is no such button. */
export const guestOfRestartButton = (entityKey: string): ObjectRef | undefined =>
  entityKey.endsWith(suffix) && entityKey.includes('/guest/')
    ? entityKey.slice(0, -suffix.length)
    : undefined;
