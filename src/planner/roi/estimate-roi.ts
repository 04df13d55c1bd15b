import type { ProblemView } from '../../core/overview.ts';
import { isChange, type PlanStep, type Risk, type RoiEstimate } from '../../core/plan.ts';
import {
  type Estimate,
  type Money,
  minutesRange,
  moneyText,
  type ProblemAtStake,
  type Range,
  type RoiForecast,
  type RoiRecord,
} from '../../core/roi.ts';
import { poolOfRef } from '../../workflow/measured/pool-reading.ts';
import type { ExternalTaskFields } from '../../workflow/steps/external-task.ts';
import { rateComplexity, rateLearning, rateRisk } from './rate.ts';
import { roiScore } from './score.ts';
import { statedMoney, yearlyEnergy } from './stated-amounts.ts';

/** What the return of a plan is estimated from. */
export interface RoiInput {
  readonly steps: readonly PlanStep[];
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  /** The workflow's own words. `minutesSaved` 0: it says nothing. */
  readonly annotations: {
    readonly minutesSaved: number;
    readonly minutesSavedBecause: string;
    /** `low`, `medium` or `high`. */
    readonly learning?: string;
  };
  /** What is wrong in the homelab just now. */
  readonly problems: readonly ProblemView[];
  /** Forecasts and outcomes of past runs of this workflow, newest first. */
  readonly past: readonly RoiRecord[];
}

const scaled = ({ low, likely, high }: Range, by: number): Range => ({
  low: low * by,
  likely: likely * by,
  high: high * by,
});

const sum = (ranges: readonly Range[]): Range =>
  ranges.reduce<Range>(
    (total, range) => ({
      low: total.low + range.low,
      likely: total.likely + range.likely,
      high: total.high + range.high,
    }),
    { low: 0, likely: 0, high: 0 },
  );

/** Minutes that one change takes somebody who knows how: log in, find it, do it, look at it, write it down. */
const changeByHand: Range = { low: 2, likely: 5, high: 15 };
/** Minutes of reading a plan and answering; in the panel with a step-up it takes longer. */
const answering: Range = { low: 0.5, likely: 1, high: 5 };
const answeringInPanel: Range = { low: 1, likely: 2, high: 10 };
/** Minutes of a step that a person does and that says nothing of its length. */
const personStep: Range = { low: 10, likely: 30, high: 120 };

/** What it takes by hand without the steps that a person does either way. */
const byHand = ({ annotations, steps }: RoiInput): Estimate => {
  const { minutesSaved, minutesSavedBecause } = annotations;
  const changes = steps.filter(isChange).length;
  const isStated = minutesSaved > 0;
  return {
    ...(isStated
      ? { low: minutesSaved / 2, likely: minutesSaved, high: minutesSaved * 2 }
      : scaled(changeByHand, changes)),
    basis: isStated ? 'stated' : 'assumed',
    reasons: [
      isStated
        ? minutesSavedBecause || `The workflow says that it takes ${minutesSaved} minutes by hand.`
        : `The workflow does not say how long it takes by hand; about five minutes for each of ${changes} changes are assumed.`,
    ],
  };
};

const fieldsOf = (step: PlanStep): ExternalTaskFields => step.fields as unknown as ExternalTaskFields;

const personsWork = (steps: readonly PlanStep[]): Estimate => {
  const persons = steps.filter((step) => step.kind === 'person');
  const stated = persons.filter((step) => fieldsOf(step).minutes !== undefined);
  return {
    ...sum(
      persons.map((step) => {
        const { minutes } = fieldsOf(step);
        return minutes === undefined ? personStep : { low: minutes / 2, likely: minutes, high: minutes * 2 };
      }),
    ),
    basis: stated.length === persons.length ? 'stated' : 'assumed',
    reasons: persons.map(({ title, fields }) =>
      'minutes' in fields
        ? `${title}: ${String(fields['minutes'])} minutes, as the workflow says.`
        : `${title}: about half an hour is assumed.`,
    ),
  };
};

/** Reading the plan and answering. */
const answer = ({ risk }: RoiInput): Estimate => ({
  ...(risk === 'destructive' ? answeringInPanel : answering),
  basis: 'assumed',
  reasons: [
    risk === 'destructive'
      ? 'Somebody reads the plan and approves it in the panel.'
      : 'Somebody reads the plan and answers.',
  ],
});

const machineTime = ({ steps }: RoiInput): Estimate => {
  const own = steps.filter((step) => step.kind === 'change' || step.kind === 'check');
  const minutes = own.reduce((total, step) => total + step.expectedDurationMs, 0) / 60_000;
  const runs = own.filter(isChange).map((step) => step.pastRuns);
  const isMeasured = runs.length > 0 && runs.every((count) => count > 0);
  return {
    low: minutes / 2,
    likely: minutes,
    high: minutes * 3,
    basis: isMeasured ? 'measured' : 'assumed',
    reasons: [
      isMeasured
        ? `Each step has been done before, at least ${Math.min(...runs)} times.`
        : 'Not every step has been done here before.',
    ],
  };
};

const costOf = ({ steps, past }: RoiInput): Money => {
  const stated = steps.flatMap((step) => {
    const cost = step.kind === 'person' ? fieldsOf(step).procurement_details?.estimated_cost : undefined;
    const money = cost === undefined ? undefined : statedMoney(cost);
    return money === undefined ? [] : [{ money, text: `${step.id}: the workflow says ${cost}.` }];
  });
  const paid = past.flatMap(({ outcome }) => (outcome.cost === null ? [] : [outcome.cost]));
  const currency = stated[0]?.money.currency ?? null;
  return {
    ...sum(stated.map(({ money }) => money)),
    currency,
    basis: 'stated',
    reasons: [
      ...(stated.length === 0 ? ['Nothing has to be bought.'] : stated.map(({ text }) => text)),
      ...(stated.some(({ money }) => money.currency !== currency)
        ? ['The sum adds up several currencies as if they were one.']
        : []),
      ...(paid.length === 0
        ? []
        : [`Paid before: ${paid.map((one) => `${one.amount} ${one.currency ?? ''}`.trim()).join(', ')}.`]),
    ],
  };
};

const energyOf = (steps: readonly PlanStep[]): Estimate | null => {
  const ranges = steps.flatMap((step) => {
    const power = step.kind === 'person' ? fieldsOf(step).procurement_details?.estimated_power : undefined;
    const range = power === undefined ? undefined : yearlyEnergy(power);
    return range === undefined ? [] : [range];
  });
  return ranges.length === 0
    ? null
    : { ...sum(ranges), basis: 'stated', reasons: ['What the workflow says that it draws, all year.'] };
};

const problemsAtStake = ({ steps, problems }: RoiInput): ProblemAtStake[] => {
  const refs = steps.filter(isChange).map(({ effect }) => effect.ref);
  const pools = new Set(refs.map(poolOfRef).filter((pool) => pool !== undefined));
  return problems
    .filter(({ ref }) => refs.includes(ref) || pools.has(poolOfRef(ref) ?? ''))
    .map(({ ref, text }) => ({ ref, text }));
};

/**
 * What a plan is expected to bring and to cost, each with its uncertainty and its reasons, and one score with the sum
 * that it comes from. First model: stated and assumed numbers, put right by what past runs of the workflow came to. Pure.
 */
export const estimateRoi = (input: RoiInput): RoiEstimate => {
  const persons = personsWork(input.steps);
  const alone = byHand(input);
  const answered = answer(input);
  const withPersons = (estimate: Estimate): Estimate => ({ ...estimate, ...sum([estimate, persons]) });
  const byHandMinutes = withPersons(alone);
  const peopleMinutes = {
    ...withPersons(answered),
    reasons: [...answered.reasons, ...persons.reasons],
  };
  const parts = {
    byHandMinutes,
    peopleMinutes,
    cost: costOf(input),
    learning: rateLearning(input.annotations.learning, input.past),
    complexity: rateComplexity(input.steps),
    risk: rateRisk(input.risk, input.riskReasons, input.past),
    problems: problemsAtStake(input),
  };
  const forecast: RoiForecast = {
    ...parts,
    // What a person does either way is no gain and no loss.
    savedMinutes: {
      low: alone.low - answered.high,
      likely: alone.likely - answered.likely,
      high: alone.high - answered.low,
    },
    machineMinutes: machineTime(input),
    energyKwhPerYear: energyOf(input.steps),
    score: roiScore(parts),
  };
  return {
    minutesSaved: Math.round(forecast.savedMinutes.likely),
    reasons: [
      `By hand: ${minutesRange(byHandMinutes)}. ${byHandMinutes.reasons.join(' ')}`,
      `Of people: ${minutesRange(peopleMinutes)}. ${peopleMinutes.reasons.join(' ')}`,
      ...(parts.cost.high === 0 ? [] : [`Money: ${moneyText(parts.cost)}. ${parts.cost.reasons.join(' ')}`]),
      ...(parts.problems.length === 0
        ? []
        : [`It may put in order: ${parts.problems.map(({ text }) => text).join('; ')}.`]),
    ],
    forecast,
  };
};
