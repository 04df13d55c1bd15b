import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import { createLockOut, type GuessVerdict } from './lock-out.ts';

/** Checks PINs and locks out who guesses. */
export interface PinCheck {
  check(userId: string, expected: string, given: string): GuessVerdict;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two PINs are the same, in a time that tells nothing about where they differ. */
export const isSamePin = (expected: string, given: string): boolean =>
  timingSafeEqual(digest(expected), digest(given));

/** Checks PINs alone; wrong ones count together with every other wrong code of that person. */
export const createPinCheck = (keyValue: KeyValueStore, clock: Clock): PinCheck => {
  const lockOut = createLockOut(keyValue, clock);
  return { check: (userId, expected, given) => lockOut.guess(userId, () => isSamePin(expected, given)) };
};
