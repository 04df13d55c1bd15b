import type { Approval } from '../../core/approval.ts';
import { isPending } from '../../core/approval.ts';
import type { Plan } from '../../core/plan.ts';
import { isUnderWay, type Run, type StepProgress } from '../../core/run.ts';
import type { SlotValue } from '../../intents/recognizer.ts';
import { isSameThing } from '../../workflow/measured/pool-reading.ts';
import type { AnswerContext } from './answer.ts';

/** The workflow behind each action that people name: "the restart of paperless". */
export const workflowOfAction: Readonly<Record<string, string>> = {
  restart: 'restart-guest',
  start: 'start-guest',
  stop: 'stop-guest',
  snapshot: 'snapshot-guest',
  rollback: 'roll-back-guest',
};

type Named = Pick<AnswerContext, 'slots'>;

const workflowSaid = ({ slots }: Named): string | undefined =>
  slots['workflow']?.value ?? workflowOfAction[slots['action']?.value ?? ''];

const objectSaid = ({ slots }: Named): SlotValue | undefined => slots['guest'] ?? slots['pool'];

/** Whether a sentence says which change it is about. */
export const isChangeNamed = (context: Named): boolean =>
  workflowSaid(context) !== undefined || objectSaid(context) !== undefined;

/** Whether a plan is what a sentence speaks of; a sentence that names nothing speaks of any. */
export const isMeant = (plan: Plan, context: Named): boolean => {
  const workflow = workflowSaid(context);
  const object = objectSaid(context);
  return (
    (workflow === undefined || plan.workflow === workflow) &&
    (object === undefined || plan.observed.some(({ ref }) => isSameThing(ref, object.value)))
  );
};

/** A run with the request that it came from. */
export interface ApprovedRun {
  readonly run: Run;
  readonly approval: Approval;
}

type Records = Pick<AnswerContext, 'runner' | 'approvals' | 'unfinishedRuns'>;

const withApproval = (run: Run | undefined, { approvals }: Records): ApprovedRun[] => {
  const approval = run === undefined ? undefined : approvals.get(run.approvalId);
  return run === undefined || approval === undefined ? [] : [{ run, approval }];
};

/** More than anybody could be told; the newest count. */
const mostUnderWay = 200;
/** How far back a change is looked for by its name. */
const newestRuns = 50;

/** Every run under way, also one that has waited for months; the last to be started first. */
export const runsUnderWay = (context: Records): ApprovedRun[] =>
  context
    .unfinishedRuns()
    .slice(-mostUnderWay)
    .reverse()
    .flatMap((id) => withApproval(context.runner.get(id), context))
    .filter(({ run }) => isUnderWay(run.state));

/** Runs under way and the newest that are over, the last to be started first. */
export const recentRuns = (context: Records): ApprovedRun[] => {
  const underWay = runsUnderWay(context);
  const known = new Set(underWay.map(({ run }) => run.id));
  const others = context.runner
    .list(newestRuns)
    .filter((run) => !known.has(run.id))
    .flatMap((run) => withApproval(run, context));
  return [...underWay, ...others].sort((a, b) => b.run.startedAtMs - a.run.startedAtMs);
};

/** The newest run that a sentence names, under way or over. */
export const runNamed = (context: AnswerContext): ApprovedRun | undefined =>
  recentRuns(context).find(({ approval }) => isMeant(approval.plan, context));

/** The requests that a sentence names and that wait for an answer. */
export const pendingNamed = (context: AnswerContext): Approval[] =>
  context.approvals
    .list({ states: ['requested', 'presented'] })
    .filter((approval) => isPending(approval) && isMeant(approval.plan, context));

/** Steps that wait for a person or a thing, and not for the release of the kill switch. */
export const stepsThatWait = ({ run, approval }: ApprovedRun): StepProgress[] =>
  run.steps.filter(
    (step) =>
      step.state === 'held' &&
      step.undoes === undefined &&
      approval.plan.steps.some(({ id, effect }) => id === step.id && effect === null),
  );

/** The run's steps that are being done at this moment. */
export const stepsBeingDone = (run: Run): StepProgress[] =>
  run.steps.filter(({ state }) => state === 'observing' || state === 'applying' || state === 'verifying');
