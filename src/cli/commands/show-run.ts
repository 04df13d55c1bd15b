import { isoTime } from '../../core/clock.ts';
import type { Difference } from '../../core/difference.ts';
import { isUnderWay, type StepProgress } from '../../core/run.ts';
import type { RunDetails, RunReplay } from '../../http/control/run-routes.ts';

/** States of steps as people read them. */
const stateWords: Readonly<Record<StepProgress['state'], string>> = {
  waiting: 'to come',
  observing: 'looking',
  applying: 'writing',
  verifying: 'verifying',
  held: 'waits',
  done: 'done',
  skipped: 'left out',
  failed: 'FAILED',
  unknown: 'UNKNOWN',
  undone: 'undone',
};

const stepLines = (step: StepProgress): string[] => {
  const told = step.attention ?? step.detail;
  return [
    `  ${stateWords[step.state].padEnd(9)}  ${step.id}: ${step.title}`,
    ...(told === undefined ? [] : [`             ${told}`]),
  ];
};

const differenceLine = ({ name, field, before, after }: Difference): string =>
  `  ${name}: ${field} was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`;

/** A run for people: its steps with their states, what it waits for, its rollback, and what remains different. */
export const showRun = (run: RunDetails): string[] => {
  const own = run.steps.filter((step) => step.undoes === undefined);
  const undoing = run.steps.filter((step) => step.undoes !== undefined);
  const { issue, commit, result } = run;
  return [
    `${run.id}  ${run.state}  ${run.title}`,
    `Asked by ${run.requestedBy}: ${run.requestText}`,
    ...(run.approvedBy === null ? [] : [`Approved by ${run.approvedBy}`]),
    `Started ${isoTime(run.startedAtMs)}${run.endedAtMs === undefined ? `, ${run.progressPercent}% done` : `, ended ${isoTime(run.endedAtMs)}`}`,
    ...(run.undoes === null ? [] : [`Undoes ${run.undoes}`]),
    ...(run.undoneBy.length === 0 ? [] : [`Undone by ${run.undoneBy.join(', ')}`]),
    'Steps:',
    ...own.flatMap(stepLines),
    ...run.skipped.map(({ id, reason }) => `  ${stateWords.skipped.padEnd(9)}  ${id}: ${reason}`),
    ...(undoing.length === 0 ? [] : ['Rollback:', ...undoing.flatMap(stepLines)]),
    ...(run.behind.length === 0 ? [] : [`Waits until this is over: ${run.behind.join(', ')}`]),
    ...(run.remaining.length === 0
      ? []
      : ['What is not as it was before:', ...run.remaining.map(differenceLine)]),
    ...(result === undefined || isUnderWay(run.state) ? [] : [`Result: ${result}`]),
    ...(issue === undefined ? [] : [`Issue #${issue}${commit === undefined ? '' : `, commit ${commit}`}`]),
  ];
};

/** What came of a replay, for people. */
export const showReplay = ({ runId, entries, isSame, deviations }: RunReplay): string[] =>
  isSame
    ? [`${runId}: ${entries} entries replayed. Every decision would be the same today.`]
    : [
        `${runId}: ${entries} entries replayed. ${deviations.length === 1 ? '1 decision would be another' : `${deviations.length} decisions would be others`} today:`,
        ...deviations.map(
          ({ sequence, recorded, decided }) => `  entry ${sequence}: ${recorded}; today: ${decided}`,
        ),
      ];
