import type { Clock } from '../../core/clock.ts';
import type { KeyValueStore } from '../../core/stores.ts';

/** How a guess was taken. */
export type GuessVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly untilMs: number };

/** Counts wrong codes per person and locks out who guesses. */
export interface LockOut {
  /** Has a code looked at, unless the person is locked out. `isRight` is synchronous, so that no guess slips in between. */
  guess(userId: string, isRight: () => boolean): GuessVerdict;
  /** Until when no code of theirs is looked at; undefined when they are. */
  lockedUntilMs(userId: string): number | undefined;
}

/** Wrong codes before the first lock. */
export const triesBeforeLock = 5;
const firstLockMs = 5 * 60_000;
const longestLockMs = 24 * 60 * 60_000;

const keyOf = (userId: string): string => `step-up/wrong/${userId}`;

interface Kept {
  readonly wrong: number;
  readonly lockedUntilMs: number;
}

/**
 * Five wrong codes, of whatever kind, lock a person's codes for five minutes, each further wrong one for twice as long, at
 * most a day. The count survives restarts and is forgotten after a right code. Each guess is on the disk as a wrong one
 * before it is looked at: a process that is killed in between gives no free guess.
 */
export const createLockOut = (keyValue: KeyValueStore, clock: Clock): LockOut => {
  const kept = (userId: string): Kept =>
    (keyValue.get(keyOf(userId)) as Kept | undefined) ?? { wrong: 0, lockedUntilMs: 0 };

  const lockedUntilMs = (userId: string): number | undefined => {
    const untilMs = kept(userId).lockedUntilMs;
    return untilMs > clock.now() ? untilMs : undefined;
  };

  return {
    lockedUntilMs,
    guess: (userId, isRight) => {
      const lockedMs = lockedUntilMs(userId);
      if (lockedMs !== undefined) return { kind: 'locked', untilMs: lockedMs };
      const wrong = kept(userId).wrong + 1;
      const untilMs =
        wrong >= triesBeforeLock
          ? clock.now() + Math.min(firstLockMs * 2 ** (wrong - triesBeforeLock), longestLockMs)
          : 0;
      keyValue.set(keyOf(userId), { wrong, lockedUntilMs: untilMs });
      if (isRight()) {
        keyValue.delete(keyOf(userId));
        return { kind: 'right' };
      }
      return untilMs > 0
        ? { kind: 'locked', untilMs }
        : { kind: 'wrong', triesLeft: triesBeforeLock - wrong };
    },
  };
};
