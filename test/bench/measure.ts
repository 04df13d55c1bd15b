/** One figure, printed as a line of JSON. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'MB' | 'KB' | 'ms' | 'µs' | '%' | 'count' | '1/s' | 'MB/s';
  /** What was measured beside it in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** value / peer. */
  readonly ratio?: number;
  /** What the figure is to be at most. */
  readonly target?: number;
}

/** A group of measures, with the longest that it may take. */
export interface Bench {
  readonly limitMs: number;
  readonly run: (print: (measure: Measure) => void) => Promise<void>;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** One line of JSON; with a peer, the ratio to it. */
export const lineOf = (measure: Measure): string => {
  const { value, peer } = measure;
  return JSON.stringify({
    ...measure,
    value: rounded(value),
    ...(peer === undefined
      ? {}
      : { peer: { ...peer, value: rounded(peer.value) }, ratio: rounded(value / peer.value) }),
  });
};

/**
 * The value below which this share of the samples lies (nearest rank).
 * @param share 0 to 1
 * @throws Error when there are no samples
 */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('There are no samples.');
  return value;
};
