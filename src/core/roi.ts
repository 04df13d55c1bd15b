import type { ObjectRef } from './inventory.ts';
import type { EndState } from './run.ts';

/** A number that is not known exactly: the least, the most likely and the most that it may be. `low <= likely <= high`. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * Where a number comes from, from the best to the least sure. `measured`: from the records of past runs; `stated`:
 * somebody wrote it into the workflow; `assumed`: a default of Steward's own, and said to be one.
 */
export type Basis = 'measured' | 'stated' | 'assumed';

/** A number with its uncertainty, and why it is what it is. */
export interface Estimate extends Range {
  readonly basis: Basis;
  readonly reasons: readonly string[];
}

/** A quality that is not a number. */
export type Level = 'low' | 'medium' | 'high';

/** A level, and why. */
export interface Rating {
  readonly level: Level;
  readonly reasons: readonly string[];
}

/** Money, in the currency in which somebody stated it. */
export interface Money extends Estimate {
  /** ISO 4217, e.g. `USD`; null when nothing is paid. */
  readonly currency: string | null;
}

/** A problem in the inventory that is there now and lies with an object that the plan changes. */
export interface ProblemAtStake {
  readonly ref: ObjectRef;
  /** A sentence without its full stop, as the inventory says it. */
  readonly text: string;
}

/** One number for comparing changes, 0 to 100: 50 gives back as much as it takes. */
export interface RoiScore extends Range {
  /** The sum as it was worked out, to be read by people. */
  readonly formula: string;
}

/** What a change is expected to bring and to cost, before it is done. */
export interface RoiForecast {
  /** Minutes of a person who would do it by hand. */
  readonly byHandMinutes: Estimate;
  /** Minutes that people still spend: reading and approving the plan, and the steps that a person does. */
  readonly peopleMinutes: Estimate;
  /** `byHandMinutes` less `peopleMinutes`; may be negative. */
  readonly savedMinutes: Range;
  /** Minutes that machines take, from the steps' usual durations. */
  readonly machineMinutes: Estimate;
  /** Parts to be bought. */
  readonly cost: Money;
  /** Energy of what is added, in kWh a year; null when nothing is said about it. */
  readonly energyKwhPerYear: Estimate | null;
  readonly learning: Rating;
  readonly complexity: Rating;
  readonly risk: Rating;
  /** What may be put in order by it. */
  readonly problems: readonly ProblemAtStake[];
  readonly score: RoiScore;
}

/** What a run brought and cost, measured from its records after its end. */
export interface RoiOutcome {
  readonly runId: string;
  readonly workflow: string;
  readonly state: EndState;
  readonly finishedAtMs: number;
  /** Time in which a step that is no person's was under way. Minutes. */
  readonly machineMinutes: number;
  /** From the request to the decision; it is mostly waiting, and so an upper bound of anybody's work. Minutes. */
  readonly approvalMinutes: number;
  /** Steps that waited for a person, from their beginning to their end; an upper bound as well. Minutes. */
  readonly personStepMinutes: number;
  /** How many people decided or reported something. */
  readonly people: number;
  /** What people said that it cost; null when nobody said anything. */
  readonly cost: { readonly amount: number; readonly currency: string | null } | null;
  /** Problems of the forecast that are gone, and those that are there still; null when the inventory could not tell. */
  readonly problems: {
    readonly gone: readonly ProblemAtStake[];
    readonly left: readonly ProblemAtStake[];
  } | null;
}

/** One line of a comparison of what was expected with what came. */
export interface RoiLine {
  readonly what: string;
  readonly forecast: string;
  readonly outcome: string;
  readonly verdict: 'as expected' | 'better' | 'worse' | 'not known';
}

/** Forecast and outcome of one run, kept to learn from. */
export interface RoiRecord {
  readonly forecast: RoiForecast | null;
  readonly outcome: RoiOutcome;
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** "40 s", "5 min", "3.5 h", "12 days"; "-5 min" when negative. */
export const minutesText = (minutes: number): string => {
  if (Math.abs(minutes) < 1) return `${Math.round(minutes * 60)} s`;
  const hours = minutes / 60;
  if (Math.abs(hours) < 2) return `${Math.round(minutes)} min`;
  return Math.abs(hours) < 48 ? `${oneDecimal(hours)} h` : `${oneDecimal(hours / 24)} days`;
};

/** "5 min", or "10 min (5 to 20)" when it is not sure. */
export const minutesRange = ({ low, likely, high }: Range): string =>
  low === high ? minutesText(likely) : `${minutesText(likely)} (${minutesText(low)} to ${minutesText(high)})`;

const amountText = (amount: number, currency: string | null): string =>
  `${Math.round(amount * 100) / 100}${currency === null ? '' : ` ${currency}`}`;

/** "150 USD (120 to 180)", "nothing". */
export const moneyText = ({ low, likely, high, currency }: Money): string =>
  high === 0
    ? 'nothing'
    : low === high
      ? amountText(likely, currency)
      : `${amountText(likely, currency)} (${amountText(low, null)} to ${amountText(high, null)})`;

/** Where a measured number lies to a forecast in which less is better. */
const lessIsBetter = (measured: number, { low, high }: Range): RoiLine['verdict'] =>
  measured < low ? 'better' : measured > high ? 'worse' : 'as expected';

const costLine = (forecast: RoiForecast, { cost }: RoiOutcome): RoiLine[] => {
  if (forecast.cost.high === 0 && cost === null) return [];
  const isComparable =
    cost !== null && (forecast.cost.currency === null || forecast.cost.currency === cost.currency);
  return [
    {
      what: 'money spent',
      forecast: moneyText(forecast.cost),
      outcome: cost === null ? 'nobody said' : amountText(cost.amount, cost.currency),
      verdict: isComparable ? lessIsBetter(cost.amount, forecast.cost) : 'not known',
    },
  ];
};

const problemLine = (forecast: RoiForecast, { problems }: RoiOutcome): RoiLine[] => {
  if (forecast.problems.length === 0) return [];
  const hoped = forecast.problems.map(({ text }) => text).join('; ');
  if (problems === null)
    return [
      {
        what: 'problems that may go',
        forecast: hoped,
        outcome: 'could not be read afterwards',
        verdict: 'not known',
      },
    ];
  const left = problems.left.map(({ text }) => text).join('; ');
  return [
    {
      what: 'problems that may go',
      forecast: hoped,
      outcome: left === '' ? 'all gone' : `${problems.gone.length} gone; still there: ${left}`,
      verdict: left === '' ? 'as expected' : 'worse',
    },
  ];
};

const savedLine = (forecast: RoiForecast, outcome: RoiOutcome, people: number): RoiLine => {
  const what = "people's time saved";
  const expected = minutesRange(forecast.savedMinutes);
  if (outcome.state !== 'succeeded')
    return { what, forecast: expected, outcome: 'none, because it did not succeed', verdict: 'worse' };
  if (people > forecast.peopleMinutes.high)
    return {
      what,
      forecast: expected,
      outcome: 'not measured: waiting and work cannot be told apart',
      verdict: 'not known',
    };
  const saved = forecast.byHandMinutes.likely - people;
  return {
    what,
    forecast: expected,
    outcome: `about ${minutesText(saved)}`,
    verdict:
      saved > forecast.savedMinutes.high
        ? 'better'
        : saved < forecast.savedMinutes.low
          ? 'worse'
          : 'as expected',
  };
};

/**
 * Forecast against outcome, line by line. Waiting is never counted as work: the time of people is measured as an upper
 * bound, and judged only where that bound lies within the forecast. Pure.
 */
export const compareRoi = (forecast: RoiForecast, outcome: RoiOutcome): readonly RoiLine[] => {
  const people = outcome.approvalMinutes + outcome.personStepMinutes;
  const { low, high } = forecast.peopleMinutes;
  return [
    {
      what: 'machine time',
      forecast: minutesRange(forecast.machineMinutes),
      outcome: minutesText(outcome.machineMinutes),
      verdict: lessIsBetter(outcome.machineMinutes, forecast.machineMinutes),
    },
    {
      what: "people's time",
      forecast: minutesRange(forecast.peopleMinutes),
      outcome: `at most ${minutesText(people)}, waiting included`,
      verdict: people > high ? 'not known' : people < low ? 'better' : 'as expected',
    },
    savedLine(forecast, outcome, people),
    ...costLine(forecast, outcome),
    ...problemLine(forecast, outcome),
  ];
};
