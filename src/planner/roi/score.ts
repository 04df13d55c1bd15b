import type { Range, RoiForecast, RoiScore } from '../../core/roi.ts';

/** What is not minutes, in minutes, so that it can be added up. Chosen by judgement; the formula shows each of them. */
const worth = {
  problem: 20,
  learning: { low: 0, medium: 10, high: 30 },
  complexity: { low: 0, medium: 5, high: 15 },
  risk: { low: 0, medium: 5, high: 30 },
  /** An hour of a person is worth 60 of any currency. */
  moneyPerMinute: 1,
} as const;

const round = (value: number): number => Math.round(value);

const share = (gain: number, price: number): number =>
  gain + price <= 0 ? 50 : round((100 * gain) / (gain + price));

/**
 * What a change gives back for what it takes: 100 x gain / (gain + price), both in minutes of a person. 50 is even. The
 * range goes from the least gain at the highest price to the opposite. Pure.
 */
export const roiScore = (
  forecast: Pick<
    RoiForecast,
    'byHandMinutes' | 'peopleMinutes' | 'cost' | 'learning' | 'complexity' | 'risk' | 'problems'
  >,
): RoiScore => {
  const problems = worth.problem * forecast.problems.length;
  const learning = worth.learning[forecast.learning.level];
  const complexity = worth.complexity[forecast.complexity.level];
  const risk = worth.risk[forecast.risk.level];
  const gain = (of: keyof Range): number => forecast.byHandMinutes[of] + problems + learning;
  const price = (of: keyof Range): number =>
    forecast.peopleMinutes[of] + forecast.cost[of] * worth.moneyPerMinute + complexity + risk;
  const gains = [
    `${round(forecast.byHandMinutes.likely)} by hand`,
    ...(problems === 0 ? [] : [`${problems} problems gone`]),
    ...(learning === 0 ? [] : [`${learning} learning`]),
  ].join(' + ');
  const prices = [
    `${round(forecast.peopleMinutes.likely)} of people`,
    ...(forecast.cost.likely === 0 ? [] : [`${round(forecast.cost.likely)} money`]),
    ...(complexity === 0 ? [] : [`${complexity} complexity`]),
    ...(risk === 0 ? [] : [`${risk} risk`]),
  ].join(' + ');
  return {
    low: share(gain('low'), price('high')),
    likely: share(gain('likely'), price('likely')),
    high: share(gain('high'), price('low')),
    formula: `100 x (${gains}) / (${gains} + ${prices}), in minutes; 1 unit of money counts as 1 minute`,
  };
};
