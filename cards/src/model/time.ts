/** How far this device’s clock is behind Steward’s, in milliseconds, so that countdowns hold on a wrong clock. */
let behindMs = 0;

/** Sets this device’s clock right by the time of an overview that has just arrived. */
export const learnServerTime = (serverMs: number): void => {
  behindMs = serverMs - Date.now();
};

/** Steward’s time now, epoch milliseconds. */
export const serverNow = (): number => Date.now() + behindMs;
