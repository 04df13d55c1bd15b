import type { Reservation } from '../core/charges.ts';

/** What a sum is made of. */
export type Summand = Pick<Reservation, 'requestId' | 'atMs' | 'usd'>;

/** What a {@link createRunningSums} is given. */
export interface RunningSumsOptions<Key> {
  /** The sum of what is stored, what was asked for last included. */
  readonly stored: (key: Key) => number;
  /** The keys whose sums a charge is part of, out of those that are kept. */
  readonly keysOf: (charge: Summand, kept: Iterable<Key>) => Iterable<Key>;
  /** How many sums are kept, those that were asked for last. */
  readonly most: number;
}

/** Without what decimal fractions leave over, which would grow with the number of charges. */
const rounded = (usd: number): number => Math.round(usd * 1e12) / 1e12;

/** Sums of charges that are kept while charges come, so that they are added up once. */
export const createRunningSums = <Key>({ stored, keysOf, most }: RunningSumsOptions<Key>) => {
  const sums = new Map<Key, number>();
  return {
    /** US dollars. */
    get: (key: Key): number => {
      const usd = sums.get(key) ?? stored(key);
      sums.delete(key);
      sums.set(key, usd);
      const [oldest] = sums.keys();
      if (sums.size > most && oldest !== undefined) sums.delete(oldest);
      return usd;
    },
    /** Adds to every sum that the charge is part of. */
    add: (charge: Summand, usd: number): void => {
      for (const key of keysOf(charge, sums.keys())) {
        const sum = sums.get(key);
        if (sum !== undefined) sums.set(key, rounded(sum + usd));
      }
    },
  };
};
