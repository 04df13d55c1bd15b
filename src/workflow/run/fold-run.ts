import type { Approval } from '../../core/approval.ts';
import type { Difference } from '../../core/difference.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { JournalEntry, Run, RunState, StepProgress, StepState } from '../../core/run.ts';
import { decide } from './decide.ts';
import { pictureOf, type RunPicture } from './run-picture.ts';
import { dataField, entriesByStep, isOver, type StepStatus } from './step-status.ts';
import { undoIdOf } from './undo-step.ts';

const stateBegun = (own: readonly JournalEntry[]): StepState => {
  const last = own.findLast((entry) =>
    ['step-started', 'step-observed', 'step-applying', 'step-applied'].includes(entry.type),
  );
  if (last?.type === 'step-applying') return 'applying';
  return last?.type === 'step-applied' ? 'verifying' : 'observing';
};

const stateOf = (status: StepStatus, own: readonly JournalEntry[]): StepState => {
  switch (status.kind) {
    case 'untouched':
      return 'waiting';
    case 'begun':
      return stateBegun(own);
    case 'held':
    case 'done':
    case 'skipped':
    case 'failed':
    case 'unknown':
      return status.kind;
  }
};

const textOf = (entry: JournalEntry | undefined): string | undefined => {
  const text = dataField(entry, 'text');
  return typeof text === 'string' ? text : undefined;
};

const foldStep = (
  step: { readonly id: string; readonly title: string; readonly undoes?: string },
  own: readonly JournalEntry[],
  status: StepStatus,
  wasUndone: boolean,
): StepProgress => {
  const detail = textOf(
    own.findLast((entry) => entry.type !== 'step-attention' && textOf(entry) !== undefined),
  );
  const attention =
    status.kind === 'held' ? textOf(own.findLast((entry) => entry.type === 'step-attention')) : undefined;
  return {
    ...step,
    state: wasUndone ? 'undone' : stateOf(status, own),
    ...(own[0] === undefined ? {} : { startedAtMs: own[0].atMs }),
    ...(isOver(status) && own.length > 0 ? { endedAtMs: own.at(-1)?.atMs ?? 0 } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(attention === undefined ? {} : { attention }),
  };
};

/** The steps of the plan, and after them the undoing of those that are or were to be undone. */
const foldSteps = (steps: readonly PlanStep[], picture: RunPicture): StepProgress[] => {
  const byStep = entriesByStep(picture.entries);
  const own = (id: string) => byStep.get(id) ?? [];
  const undoing = picture.entries
    .filter((entry) => entry.type === 'rollback-started')
    .flatMap((entry) => (dataField(entry, 'steps') ?? []) as readonly string[]);
  return [
    ...steps.map(({ id, title }) =>
      foldStep({ id, title }, own(id), picture.statusOf(id), picture.statusOf(undoIdOf(id)).kind === 'done'),
    ),
    ...undoing.flatMap((id) => {
      const step = steps.find((candidate) => candidate.id === id);
      const undoId = undoIdOf(id);
      return step?.compensation == null
        ? []
        : [
            foldStep(
              { id: undoId, title: step.compensation.title, undoes: id },
              own(undoId),
              picture.statusOf(undoId),
              false,
            ),
          ];
    }),
  ];
};

/** Share of a step that is over when it enters a state; while a system works, time does the rest. */
const shareDone: Record<StepState, number> = {
  waiting: 0,
  observing: 0.05,
  applying: 0.1,
  verifying: 0.2,
  held: 0.1,
  done: 1,
  skipped: 1,
  failed: 1,
  unknown: 1,
  undone: 1,
};
/** A step that takes longer than expected stays here until it is over. */
const mostWhileVerifying = 0.95;

const shareOf = (step: StepProgress, expectedDurationMs: number, nowMs: number): number => {
  if (step.state !== 'verifying' || step.startedAtMs === undefined) return shareDone[step.state];
  const elapsed = Math.max(0, nowMs - step.startedAtMs) / Math.max(1, expectedDurationMs);
  return Math.min(mostWhileVerifying, shareDone.verifying + elapsed * (1 - shareDone.verifying));
};

const percentOf = (plan: readonly PlanStep[], steps: readonly StepProgress[], nowMs: number): number => {
  const expected = plan.map((step) => Math.max(1, step.expectedDurationMs));
  const total = expected.reduce((sum, each) => sum + each, 0);
  const done = plan.reduce((sum, _, index) => {
    const step = steps[index];
    return step === undefined
      ? sum
      : sum + shareOf(step, expected[index] ?? 1, nowMs) * (expected[index] ?? 1);
  }, 0);
  return Math.min(99, Math.round((done / Math.max(1, total)) * 98));
};

const stateUnderWay = (picture: RunPicture): RunState => {
  if (picture.entries.some((entry) => entry.type === 'rollback-started')) return 'rolling-back';
  const decision = decide(picture);
  return decision.kind === 'work' &&
    decision.steps.length > 0 &&
    decision.steps.every((step) => picture.statusOf(step.id).kind === 'held')
    ? 'waiting'
    : 'running';
};

/** A run as its journal has it at `nowMs`. `entries` hold at least `run-started`. */
export const foldRun = (approval: Approval, entries: readonly JournalEntry[], nowMs: number): Run => {
  const { plan } = approval;
  const [first] = entries;
  const picture = pictureOf(plan, entries);
  const finished = entries.find((entry) => entry.type === 'run-finished');
  const steps = foldSteps(plan.steps, picture);
  const state = finished === undefined ? stateUnderWay(picture) : String(dataField(finished, 'state'));
  const result = dataField(finished, 'result');
  const remaining = dataField(finished, 'remaining') as unknown as readonly Difference[] | undefined;
  const opened = entries.find((entry) => entry.type === 'issue-opened');
  const stoppedBy = dataField(
    entries.find((entry) => entry.type === 'cancel-requested'),
    'by',
  );
  const issue = opened === undefined ? approval.issue : dataField(opened, 'issue');
  const commit = dataField(
    entries.find((entry) => entry.type === 'documentation-committed'),
    'commit',
  );
  return {
    id: first?.runId ?? '',
    approvalId: approval.id,
    workflow: plan.workflow,
    title: plan.title,
    state: state as RunState,
    steps,
    startedAtMs: first?.atMs ?? 0,
    ...(finished === undefined ? {} : { endedAtMs: finished.atMs }),
    ...(typeof result === 'string' ? { result } : {}),
    ...(remaining === undefined || remaining.length === 0 ? {} : { remaining }),
    ...(typeof stoppedBy === 'string' ? { stoppedBy } : {}),
    ...(typeof issue === 'number' ? { issue } : {}),
    ...(typeof commit === 'string' ? { commit } : {}),
    progressPercent: finished !== undefined ? 100 : percentOf(plan.steps, steps, nowMs),
  };
};
