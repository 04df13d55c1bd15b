import type { EndState } from '../core/run.ts';
import { describeDifferences } from './changes-since-approval.ts';
import type { StepOutcome } from './run-step.ts';

/** The end of a run, for records and people. */
export interface Ending {
  readonly state: EndState;
  readonly result: string;
}

/** Heading of the last comment on the issue. */
export const endingHeading: Readonly<Record<Ending['state'], string>> = {
  succeeded: 'Validation: verified',
  'rolled-back': 'Rolled back: everything is as it was',
  failed: 'Validation: failed',
  unknown: 'Validation: inconclusive',
  invalidated: 'Not done: something had changed',
  cancelled: 'Cancelled',
};

/** How a run ends on a step that was not done, with what was done before it. */
export const endingOf = (
  outcome: Exclude<StepOutcome, { kind: 'done' }>,
  title: string,
  statements: readonly string[],
): Ending => {
  const before = statements.length === 0 ? '' : ` Before that: ${statements.join(' ')}`;
  switch (outcome.kind) {
    case 'failed':
      return {
        state: 'failed',
        result: `${title} failed: ${outcome.reason}${outcome.isUntouched ? ' Nothing was changed by it.' : ''}${before}`,
      };
    case 'unknown':
      return {
        state: 'unknown',
        result: `The outcome of "${title}" is not known: ${outcome.reason} Look at it before you ask again.${before}`,
      };
    case 'changed':
      return {
        state: 'invalidated',
        result: `Nothing was done, because something changed after the approval: ${describeDifferences(outcome.differences)}.${before}`,
      };
  }
};
