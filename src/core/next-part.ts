import { type Clock, delay } from './clock.ts';

/** What comes first: the next part of a stream, the end of the patience with it, or nobody waiting any more. */
export type FirstOf<Part> =
  | { readonly kind: 'part'; readonly result: IteratorResult<Part> }
  | { readonly kind: 'late' }
  | { readonly kind: 'abandoned' };

/** Waits for the next part of a stream, at most so long where a limit is given; a part that came late can be awaited again. */
export const nextPart = async <Part>(
  next: Promise<IteratorResult<Part>>,
  {
    clock,
    signal,
    limitMs,
  }: { readonly clock: Clock; readonly signal: AbortSignal; readonly limitMs?: number },
): Promise<FirstOf<Part>> => {
  const over = new AbortController();
  const abandoned = Promise.withResolvers<FirstOf<Part>>();
  const abandon = () => abandoned.resolve({ kind: 'abandoned' });
  signal.addEventListener('abort', abandon, { once: true });
  if (signal.aborted) abandon();
  const part = next.then((result) => ({ kind: 'part', result }) as const);
  const late =
    limitMs === undefined ? [] : [delay(clock, limitMs, over.signal).then(() => ({ kind: 'late' }) as const)];
  try {
    return await Promise.race([abandoned.promise, part, ...late]);
  } finally {
    over.abort();
    signal.removeEventListener('abort', abandon);
  }
};
