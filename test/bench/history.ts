import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { observedDigest, type Plan, planDigest } from '../../src/core/plan.ts';
import type { JournalType } from '../../src/core/run.ts';
import type { Store } from '../../src/core/stores.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sampleApproval, samplePlan } from '../support/records.ts';

const minuteMs = 60_000;
/** Runs in one transaction. */
const batch = 1_000;

/** A plan that waits for a person before it goes on. */
const waitingPlan: Plan = {
  ...samplePlan,
  steps: samplePlan.steps.map((step) => ({
    ...step,
    type: 'external-task',
    kind: 'person',
    effect: null,
    compensation: null,
  })),
};

interface Entry {
  readonly type: JournalType;
  readonly step?: string;
  readonly data: { readonly [field: string]: string | number | object | null };
}

const before: readonly Entry[] = [
  { type: 'issue-opened', data: { issue: 1 } },
  { type: 'analysis-recorded', data: { issue: 1 } },
  { type: 'approval-recorded', data: {} },
];

const step = samplePlan.steps[0]?.id ?? '';

const finished: readonly Entry[] = [
  ...before,
  {
    type: 'step-observed',
    step,
    data: { baseline: { status: 'running', uptimeSeconds: 86_400, knownTasks: [], atMs: 1 } },
  },
  { type: 'step-applying', step, data: {} },
  {
    type: 'step-applied',
    step,
    data: { receipt: { upid: 'UPID:still-fawn:0001:vzreboot:101:steward@pve!steward:' } },
  },
  { type: 'step-progress', step, data: { text: 'The container is coming up.' } },
  {
    type: 'step-verified',
    step,
    data: { text: 'paperless-ngx was restarted and is running again.', output: { status: 'running' } },
  },
  { type: 'progress-recorded', data: {} },
  { type: 'validation-recorded', data: {} },
  { type: 'documentation-committed', data: { commit: 'a'.repeat(40) } },
  { type: 'issue-closed', data: { issue: 1 } },
  {
    type: 'run-finished',
    data: { state: 'succeeded', result: 'paperless-ngx was restarted and is running again.' },
  },
];

const waiting: readonly Entry[] = [
  ...before,
  { type: 'step-started', step, data: {} },
  { type: 'step-waiting', step, data: { text: 'Waiting for somebody to install the disk.' } },
];

const addRun = (store: Store, number: number, atMs: number, plan: Plan, entries: readonly Entry[]): void => {
  const id = `approval_${String(number).padStart(20, '0')}`;
  const runId = `run_${String(number).padStart(20, '0')}`;
  store.approvals.create(
    sampleApproval(id, {
      state: 'approved',
      plan,
      planDigest: planDigest(plan),
      observedDigest: observedDigest(plan.observed),
      requestedAtMs: atMs,
      expiresAtMs: atMs + 60 * minuteMs,
      issue: number,
    }),
  );
  store.approvals.consume(
    { approvalId: id, atMs, state: 'consumed', change: { runId } },
    { runId, sequence: 1, atMs, type: 'run-started', data: { approvalId: id } },
  );
  store.journal.appendAll(entries.map((entry) => ({ ...entry, runId, atMs: atMs + minuteMs }) as never));
  store.keyValue.set(`recorded/${id}`, 'pending');
  if (entries === finished)
    store.journal.confirm({
      runId,
      step,
      ref: 'proxmox:home/guest/101',
      action: 'guest.restart',
      statement: 'paperless-ngx was restarted and is running again.',
      evidence: { status: 'running' },
      confirmedAtMs: atMs + minuteMs,
    });
};

/** Writes a history into a data folder: finished runs one minute apart, then runs that wait for a person. */
export const writeHistory = async (
  folder: string,
  counts: { readonly finished: number; readonly waiting: number },
): Promise<void> => {
  const store = await openStore({ folder, clock: systemClock, log: silentLog });
  const total = counts.finished + counts.waiting;
  const startMs = systemClock.now() - total * minuteMs;
  try {
    for (let first = 0; first < total; first += batch)
      store.transaction(() => {
        for (let number = first; number < Math.min(total, first + batch); number += 1) {
          const isFinished = number < counts.finished;
          const atMs = startMs + number * minuteMs;
          addRun(store, number, atMs, isFinished ? samplePlan : waitingPlan, isFinished ? finished : waiting);
        }
      });
  } finally {
    store.close();
  }
};
