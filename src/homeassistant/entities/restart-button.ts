import type { ObjectRef } from '../../core/inventory.ts';

/** The last part of a restart button's key. */
export const restartAspect = 'restart';

const pattern = new RegExp(`^([^/]+/guest/[^/]+)/${restartAspect}$`);

/** The guest whose restart button has this key; undefined when it is no such button. Does not look whether it exists. */
export const guestOfRestartButton = (entityKey: string): ObjectRef | undefined =>
  pattern.exec(entityKey)?.[1];
