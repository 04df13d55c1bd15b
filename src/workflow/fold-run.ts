import type { Approval } from '../core/approval.ts';
import type { Json } from '../core/plan.ts';
import type { JournalEntry, Run, RunState, StepProgress, StepState } from '../core/run.ts';

const stateAfter: Partial<Record<JournalEntry['type'], StepState>> = {
  'step-observed': 'observing',
  'step-applying': 'applying',
  'step-applied': 'verifying',
  'step-verified': 'done',
  'step-failed': 'failed',
  'step-unknown': 'unknown',
};

/** A text field of an entry's data, if it has one. */
export const textOf = (data: Json, field: string): string | undefined => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const value = (data as { readonly [key: string]: Json })[field];
  return typeof value === 'string' ? value : undefined;
};

const numberOf = (data: Json, field: string): number | undefined => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const value = (data as { readonly [key: string]: Json })[field];
  return typeof value === 'number' ? value : undefined;
};

const foldStep = (
  step: { readonly id: string; readonly title: string },
  entries: readonly JournalEntry[],
): StepProgress => {
  const own = entries.filter((entry) => entry.step === step.id);
  const state = own.reduce<StepState>((current, entry) => stateAfter[entry.type] ?? current, 'waiting');
  const isOver = state === 'done' || state === 'failed' || state === 'unknown';
  const detail = own.map((entry) => textOf(entry.data, 'text')).findLast((text) => text !== undefined);
  return {
    id: step.id,
    title: step.title,
    state,
    ...(own[0] === undefined ? {} : { startedAtMs: own[0].atMs }),
    ...(isOver && own.at(-1) !== undefined ? { endedAtMs: own.at(-1)?.atMs ?? 0 } : {}),
    ...(detail === undefined ? {} : { detail }),
  };
};

/** Share of a step that is over when it enters a state; while Proxmox works, time does the rest. */
const shareDone: Record<StepState, number> = {
  waiting: 0,
  observing: 0.05,
  applying: 0.1,
  verifying: 0.2,
  held: 0.2,
  done: 1,
  skipped: 1,
  undone: 1,
  failed: 1,
  unknown: 1,
};
/** A step that takes longer than expected stays here until it is over. */
const mostWhileVerifying = 0.95;

const shareOf = (step: StepProgress, expectedDurationMs: number, nowMs: number): number => {
  if (step.state !== 'verifying' || step.startedAtMs === undefined) return shareDone[step.state];
  const elapsed = Math.max(0, nowMs - step.startedAtMs) / Math.max(1, expectedDurationMs);
  return Math.min(mostWhileVerifying, shareDone.verifying + elapsed * (1 - shareDone.verifying));
};

const percentOf = (approval: Approval, steps: readonly StepProgress[], nowMs: number): number => {
  const expected = approval.plan.steps.map((step) => Math.max(1, step.expectedDurationMs));
  const total = expected.reduce((sum, each) => sum + each, 0);
  const done = steps.reduce(
    (sum, step, index) => sum + shareOf(step, expected[index] ?? 1, nowMs) * (expected[index] ?? 1),
    0,
  );
  return Math.min(99, Math.round((done / total) * 98));
};

/** A run as its journal has it at `nowMs`. `entries` hold at least `run-started`. */
export const foldRun = (approval: Approval, entries: readonly JournalEntry[], nowMs: number): Run => {
  const [first] = entries;
  const finished = entries.find((entry) => entry.type === 'run-finished');
  const steps = approval.plan.steps.map((step) => foldStep(step, entries));
  const state = finished === undefined ? 'running' : (textOf(finished.data, 'state') as RunState | undefined);
  const result = finished === undefined ? undefined : textOf(finished.data, 'result');
  const issueEntry = entries.find((entry) => entry.type === 'issue-opened');
  const issue = issueEntry === undefined ? approval.issue : numberOf(issueEntry.data, 'issue');
  const commitEntry = entries.find((entry) => entry.type === 'documentation-committed');
  const commit = commitEntry === undefined ? undefined : textOf(commitEntry.data, 'commit');
  return {
    id: first?.runId ?? '',
    approvalId: approval.id,
    workflow: approval.plan.workflow,
    title: approval.plan.title,
    state: state ?? 'unknown',
    steps,
    startedAtMs: first?.atMs ?? 0,
    ...(finished === undefined ? {} : { endedAtMs: finished.atMs }),
    ...(result === undefined ? {} : { result }),
    ...(issue === undefined ? {} : { issue }),
    ...(commit === undefined ? {} : { commit }),
    progressPercent: finished !== undefined ? 100 : percentOf(approval, steps, nowMs),
  };
};
