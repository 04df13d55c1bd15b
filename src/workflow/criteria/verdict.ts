import type { Comparison } from './criterion.ts';

/** What came of one criterion. `seen`: a sentence with what was read, or why nothing could be. */
export interface CriterionResult {
  readonly criterion: string;
  readonly verdict: 'verified' | 'failed' | 'inconclusive';
  readonly seen: string;
}

/** A verdict before it has its criterion. */
export type Judged = Omit<CriterionResult, 'criterion'>;

/** It was read, and it is so or it is not. */
export const judged = (isSo: boolean, seen: string): Judged => ({
  verdict: isSo ? 'verified' : 'failed',
  seen,
});

/** It could not be read. */
export const inconclusive = (seen: string): Judged => ({ verdict: 'inconclusive', seen });

/** Several verdicts as one: failed when one is, else inconclusive when one is. */
export const together = (verdicts: readonly Judged[]): Judged => ({
  verdict: verdicts.some(({ verdict }) => verdict === 'failed')
    ? 'failed'
    : verdicts.some(({ verdict }) => verdict === 'inconclusive')
      ? 'inconclusive'
      : 'verified',
  seen: verdicts.map(({ seen }) => seen).join(' '),
});

/** Compares two numbers, or two texts (which are only equal or not). Undefined when the comparison has no sense. */
export const compare = <Value extends number | string>(
  measured: Value,
  comparison: Comparison,
  wanted: Value,
): boolean | undefined => {
  if (comparison === '=') return measured === wanted;
  if (comparison === '!=') return measured !== wanted;
  if (typeof measured !== 'number' || typeof wanted !== 'number') return undefined;
  switch (comparison) {
    case '>':
      return measured > wanted;
    case '>=':
      return measured >= wanted;
    case '<':
      return measured < wanted;
    case '<=':
      return measured <= wanted;
    default:
      return undefined;
  }
};
