/** The last part of the key of the button that stops everything. */
export const stopAspect = 'stop_everything';

/** Whether an entity is the button that stops everything. There is none that releases the stop: that is done in the panel. */
export const isStopButton = (entityKey: string): boolean => entityKey === `steward/${stopAspect}`;
