import type { ModelPrice, ProviderName } from '../model.ts';
import known from './prices.json' with { type: 'json' };

/** A dated name of a model is the model: `claude-sonnet-5-5-20260901`, `gpt-5.4-2026-03-05`, `…-latest`. */
const isOf = (name: string, model: string): boolean =>
  name === model || /^-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/.test(name.slice(model.length));

/** What a vendor takes for a model, as far as it is known; undefined: not known, and then it has to stand in the options. */
export const knownPrice = (provider: ProviderName, model: string): ModelPrice | undefined => {
  const found = known.prices.find(
    (price) => price.provider === provider && model.startsWith(price.model) && isOf(model, price.model),
  );
  if (found === undefined) return undefined;
  const { inputUsd, outputUsd, cachedInputUsd, cacheWriteUsd } = found;
  return {
    inputUsd,
    outputUsd,
    cachedInputUsd,
    ...(cacheWriteUsd === undefined ? {} : { cacheWriteUsd }),
  };
};
