import type { Clock } from '../../core/clock.ts';

/** A challenge that was sent to a browser, to be signed by a passkey. */
export interface Challenge<About> {
  readonly value: string;
  readonly about: About;
}

/** Challenges that wait for their answer. Each is taken once; a new one of a person replaces the one before. */
export interface Challenges<About> {
  put(userId: string, challenge: Challenge<About>): void;
  /** Takes the person's challenge out for good, before anything is looked at. */
  take(userId: string): Challenge<About> | undefined;
}

/** How long a browser has for its answer. Milliseconds. */
export const challengeMs = 2 * 60_000;

/** Keeps challenges in memory: an answer over a restart is asked for again. */
export const createChallenges = <About>(clock: Clock): Challenges<About> => {
  const waiting = new Map<string, Challenge<About> & { readonly untilMs: number }>();
  return {
    put: (userId, challenge) => {
      waiting.set(userId, { ...challenge, untilMs: clock.now() + challengeMs });
    },
    take: (userId) => {
      const found = waiting.get(userId);
      waiting.delete(userId);
      return found === undefined || clock.now() >= found.untilMs ? undefined : found;
    },
  };
};
