import type { Plan } from '../../core/plan.ts';
import { compareRoi, minutesRange, minutesText, moneyText, type RoiOutcome } from '../../core/roi.ts';
import { blocks, bullets, plainText, table } from './markdown.ts';

/** What a request that never ran had promised: forecast and outcome also where there is nothing to measure. */
export const notDoneOutcomeText = ({ roi: { forecast, minutesSaved } }: Plan): string =>
  forecast === undefined
    ? `Forecast: about ${minutesSaved} minutes of a person's time saved. Outcome: none, since it was not done.`
    : `Forecast: ${minutesRange(forecast.savedMinutes)} of people's time saved, cost ${moneyText(forecast.cost)}, score ${forecast.score.likely} of 100. Outcome: none saved and nothing spent, since it was not done.`;

const measuredText = (outcome: RoiOutcome): string =>
  bullets([
    `Machine time: ${minutesText(outcome.machineMinutes)}.`,
    `From request to approval: ${minutesText(outcome.approvalMinutes)}.`,
    ...(outcome.personStepMinutes === 0
      ? []
      : [`Steps that waited for people: ${minutesText(outcome.personStepMinutes)}.`]),
    `People who decided or reported: ${outcome.people}.`,
  ]);

/** Comment at the end: what was expected, and what came. */
export const outcomeText = (plan: Plan, outcome: RoiOutcome): string => {
  const { forecast } = plan.roi;
  const comparison =
    forecast === undefined
      ? `Forecast: about ${plan.roi.minutesSaved} minutes of a person's time saved; there is nothing further to compare with.`
      : table(
          ['what', 'forecast', 'outcome', ''],
          compareRoi(forecast, outcome).map((line) =>
            [line.what, line.forecast, line.outcome, line.verdict].map(plainText),
          ),
        );
  return blocks('## Forecast and outcome', comparison, 'Measured:', measuredText(outcome));
};
