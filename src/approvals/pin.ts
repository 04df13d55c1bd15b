import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { KeyValueStore } from '../core/stores.ts';

/** How a PIN was taken. */
export type PinVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly untilMs: number };

/** Checks PINs and locks out who guesses. */
export interface PinCheck {
  check(userId: string, expected: string, given: string): PinVerdict;
}

const triesBeforeLock = 5;
const firstLockMs = 5 * 60_000;
const longestLockMs = 24 * 60 * 60_000;

const equal = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/**
 * Five wrong PINs lock that person's step-up for five minutes, each further wrong one for twice as long, at most a day.
 * The count survives restarts and is forgotten after a right PIN.
 */
export const createPinCheck = (keyValue: KeyValueStore, clock: Clock): PinCheck => ({
  check: (userId, expected, given) => {
    const key = `pin/${userId}`;
    const stored = keyValue.get(key) as { wrong: number; lockedUntilMs: number } | undefined;
    const wrong = stored?.wrong ?? 0;
    const lockedUntilMs = stored?.lockedUntilMs ?? 0;
    if (lockedUntilMs > clock.now()) return { kind: 'locked', untilMs: lockedUntilMs };
    if (equal(expected, given)) {
      keyValue.delete(key);
      return { kind: 'right' };
    }
    const now = wrong + 1;
    const untilMs =
      now >= triesBeforeLock
        ? clock.now() + Math.min(firstLockMs * 2 ** (now - triesBeforeLock), longestLockMs)
        : 0;
    keyValue.set(key, { wrong: now, lockedUntilMs: untilMs });
    return untilMs > 0 ? { kind: 'locked', untilMs } : { kind: 'wrong', triesLeft: triesBeforeLock - now };
  },
});
