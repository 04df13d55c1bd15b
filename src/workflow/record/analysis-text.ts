import type { Approval } from '../../core/approval.ts';
import type { Interpretation } from '../../core/interpreter.ts';
import type { Json } from '../../core/json.ts';
import type { Plan } from '../../core/plan.ts';
import { type Basis, minutesRange, moneyText, type RoiForecast } from '../../core/roi.ts';
import { blocks, bullets, inlineValue, plainText, table } from './markdown.ts';

const sureness: Readonly<Record<Basis, string>> = {
  measured: 'measured in past runs',
  stated: 'stated by the workflow',
  assumed: 'assumed',
};

const reasonsText = (reasons: readonly string[]): string => reasons.map(plainText).join(' ');

const forecastRows = (forecast: RoiForecast): string[][] => {
  const { byHandMinutes, peopleMinutes, machineMinutes, cost, energyKwhPerYear: energy } = forecast;
  return [
    [
      'by hand',
      minutesRange(byHandMinutes),
      sureness[byHandMinutes.basis],
      reasonsText(byHandMinutes.reasons),
    ],
    [
      "people's time",
      minutesRange(peopleMinutes),
      sureness[peopleMinutes.basis],
      reasonsText(peopleMinutes.reasons),
    ],
    ["people's time saved", minutesRange(forecast.savedMinutes), '', ''],
    [
      'machine time',
      minutesRange(machineMinutes),
      sureness[machineMinutes.basis],
      reasonsText(machineMinutes.reasons),
    ],
    ['money', moneyText(cost), cost.high === 0 ? '' : sureness[cost.basis], reasonsText(cost.reasons)],
    ...(energy === null
      ? []
      : [
          [
            'energy',
            `${Math.round(energy.likely)} kWh a year`,
            sureness[energy.basis],
            reasonsText(energy.reasons),
          ],
        ]),
    ['learning', forecast.learning.level, '', reasonsText(forecast.learning.reasons)],
    ['complexity', forecast.complexity.level, '', reasonsText(forecast.complexity.reasons)],
    ['risk', forecast.risk.level, '', reasonsText(forecast.risk.reasons)],
  ];
};

/** Return on investment as it is expected, with what it is worked out from. */
export const forecastText = ({ roi }: Plan): string => {
  const { forecast } = roi;
  if (forecast === undefined)
    return blocks(
      `**Return on investment:** about ${roi.minutesSaved} minutes of a person's time saved.`,
      bullets(roi.reasons.map(plainText)),
    );
  const { score, problems } = forecast;
  return blocks(
    `**Return on investment: ${score.likely} of 100** (${score.low} to ${score.high}; 50 gives back as much as it takes).`,
    table(['what', 'forecast', 'how sure', 'why'], forecastRows(forecast)),
    problems.length === 0
      ? ''
      : `It may put in order:\n\n${bullets(problems.map(({ text }) => plainText(text)))}`,
    `Worked out as ${plainText(score.formula)}.`,
  );
};

/** A digest says that something is the same and nothing else; its beginning says as much. */
const shortDigest = (value: Json): Json =>
  typeof value === 'string' && /^[0-9a-f]{32,}$/.test(value) ? `${value.slice(0, 8)}…` : value;

/** First comment: risk, who is affected, ROI, and what was observed. */
export const analysisText = ({ plan }: Approval): string =>
  blocks(
    '## Analysis',
    `**Risk: ${plan.risk}.**`,
    bullets(plan.riskReasons.map(plainText)),
    `**Affected:** ${plan.affected.length === 0 ? 'nobody.' : `${plan.affected.map(plainText).join('; ')}.`}`,
    forecastText(plan),
    plan.observed.length === 0 ? '' : '**Observed when the plan was made:**',
    bullets(
      plan.observed.map(
        (state) =>
          `${plainText(state.name)}: ${Object.entries(state.facts)
            .filter(([fact, value]) => value !== null && fact !== 'name')
            .map(([fact, value]) => `${plainText(fact)} ${inlineValue(shortDigest(value))}`)
            .join(', ')}`,
      ),
    ),
  );

/** A comment of its own: what a model makes of the analysis, said to be that. */
export const interpretationText = ({ text, model }: Interpretation): string =>
  blocks(
    '## In words',
    `_Written by the language model ${inlineValue(model)} from the analysis above; every number in it stands there._`,
    plainText(text),
  );
