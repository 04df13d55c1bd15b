import { type Clock, delay } from '../../core/clock.ts';

/** What comes first: the next part of a stream, or the end of the patience with it. */
export type FirstOf<Part> =
  | { readonly kind: 'part'; readonly result: IteratorResult<Part> }
  | { readonly kind: 'late' };

/** Waits for the next part of a stream so long; the part that came late is not lost but asked for again. */
export const nextWithin = async <Part>(
  next: Promise<IteratorResult<Part>>,
  clock: Clock,
  limitMs: number,
): Promise<FirstOf<Part>> => {
  const stop = new AbortController();
  try {
    return await Promise.race([
      next.then((result) => ({ kind: 'part' as const, result })),
      delay(clock, limitMs, stop.signal).then(() => ({ kind: 'late' as const })),
    ]);
  } finally {
    stop.abort();
  }
};
