import type { ModelPrice, Usage } from '../model.ts';

const perMillion = 1_000_000;

/** The most that a request may cost: everything at the full price, and all the output that it may have. US dollars. */
export const forecastCost = (price: ModelPrice, inputTokens: number, maxOutputTokens: number): number =>
  (inputTokens * Math.max(price.inputUsd, price.cacheWriteUsd ?? 0) + maxOutputTokens * price.outputUsd) /
  perMillion;

/** What it did cost, as the vendor counts. US dollars. */
export const costOf = (price: ModelPrice, usage: Usage): number => {
  const { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0 } = usage;
  const plain = Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens);
  return (
    (plain * price.inputUsd +
      cachedInputTokens * (price.cachedInputUsd ?? price.inputUsd) +
      cacheWriteTokens * (price.cacheWriteUsd ?? price.inputUsd) +
      outputTokens * price.outputUsd) /
    perMillion
  );
};
