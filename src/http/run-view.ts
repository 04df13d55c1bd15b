import type { Approval } from '../core/approval.ts';
import type { PersonWait, RunView } from '../core/overview.ts';
import { compareRoi, type RoiRecord } from '../core/roi.ts';
import { isUnderWay, type Run } from '../core/run.ts';
import { type ExternalTaskFields, personTasks } from '../workflow/steps/external-task.ts';

const waitsFor = (run: Run, approval: Approval | undefined): PersonWait[] =>
  run.steps
    .filter((step) => step.state === 'held')
    .flatMap((step) => approval?.plan.steps.find(({ id }) => id === step.id) ?? [])
    .filter((step) => step.kind === 'person')
    .map((step) => {
      const fields = step.fields as unknown as ExternalTaskFields;
      return { stepId: step.id, tasks: personTasks(fields, step.id), report: fields.report ?? [] };
    });

/** Whether a step that is done can be taken back, in a run that is over and was itself no undoing. */
const canUndo = (run: Run, approval: Approval | undefined): boolean =>
  !isUnderWay(run.state) &&
  approval?.plan.undoes === null &&
  approval.plan.steps.some(
    ({ id, compensation }) =>
      compensation !== null && run.steps.some((step) => step.id === id && step.state === 'done'),
  );

/** A run as the panel and the card show it. Pure. */
export const runView = (run: Run, approval: Approval | undefined, roi: RoiRecord | undefined): RunView => {
  const { workflow: _workflow, ...shown } = run;
  return {
    ...shown,
    waitsFor: waitsFor(run, approval),
    canUndo: canUndo(run, approval),
    ...(roi === undefined || roi.forecast === null ? {} : { roi: compareRoi(roi.forecast, roi.outcome) }),
  };
};
