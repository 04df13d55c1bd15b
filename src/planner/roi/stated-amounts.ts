import type { Range } from '../../core/roi.ts';

/** Money as somebody wrote it. */
export interface StatedMoney extends Range {
  /** ISO 4217 where the sign or the code is known; null where none is given. */
  readonly currency: string | null;
}

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

const around = (likely: number, share: number): Range => ({
  low: likely * (1 - share),
  likely,
  high: likely * (1 + share),
});

/** Prices move, and shipping comes on top. */
const priceSpread = 0.2;

/** Reads "$150", "120-180 EUR", 150. A single number is taken for about right. Undefined when there is no number in it. */
export const statedMoney = (stated: string | number): StatedMoney | undefined => {
  const text = String(stated).replaceAll(',', '');
  const [first, second] = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  if (first === undefined) return undefined;
  const sign = /[$€£¥]/.exec(text)?.[0];
  const currency = (sign === undefined ? undefined : signs[sign]) ?? /\b[A-Z]{3}\b/.exec(text)?.[0] ?? null;
  return second === undefined || second < first
    ? { ...around(first, priceSpread), currency }
    : { low: first, likely: (first + second) / 2, high: second, currency };
};

const hoursOfYear = 8760;

/** kWh a year of something that draws "5 W" or "2-8 W" all day. Undefined when it says no watts. */
export const yearlyEnergy = (stated: string): Range | undefined => {
  const match = /^(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*W$/i.exec(stated.trim());
  if (match === null) return undefined;
  const low = (Number(match[1]) * hoursOfYear) / 1000;
  const high = match[2] === undefined ? low : (Number(match[2]) * hoursOfYear) / 1000;
  return { low, likely: (low + high) / 2, high };
};
