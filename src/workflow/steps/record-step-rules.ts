import { issueActionOf } from './github-integration.ts';

interface NamedStep {
  readonly name: string;
  readonly type: string;
  readonly dependencies: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

const recordTypes: ReadonlySet<string> = new Set(['git-commit', 'auto-documentation', 'github-integration']);

/** Whether a step stands for the end of the record: its documentation, or the closing of the issue. */
const isClosing = (step: NamedStep): boolean =>
  step.type === 'github-integration' ? issueActionOf(step) === 'close' : recordTypes.has(step.type);

/** A step that stands where it cannot be done, and why. */
export interface RecordStepProblem {
  readonly step: string;
  /** A whole sentence. */
  readonly text: string;
}

/**
 * Steps that would have to be done after the documentation was committed or the issue closed. The record is written when
 * everything else is over, so only record steps may depend on its closing ones. Pure; for steps without a cycle.
 */
export const recordStepProblems = (steps: readonly NamedStep[]): readonly RecordStepProblem[] => {
  const byName = new Map(steps.map((step) => [step.name, step]));
  return steps.flatMap((step) => {
    if (recordTypes.has(step.type)) return [];
    const closing = step.dependencies
      .map((name) => byName.get(name))
      .find((one) => one !== undefined && isClosing(one));
    return closing === undefined
      ? []
      : [
          {
            step: step.name,
            text: `${step.name} depends on ${closing.name}, but documentation and closing come after everything else. Let it depend on what ${closing.name} depends on.`,
          },
        ];
  });
};
