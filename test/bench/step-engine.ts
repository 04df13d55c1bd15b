import { systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { observedDigest, type Plan, type PlanStep, planDigest } from '../../src/core/plan.ts';
import { isUnderWay, type JournalEntry } from '../../src/core/run.ts';
import type { ChangeHandler, StepHandler } from '../../src/core/step.ts';
import { openStore } from '../../src/store/open-store.ts';
import { beginEngineLife } from '../support/engine-life.ts';
import { createFakeProxmox } from '../support/fake-proxmox.ts';
import { createMemoryTracker, emptyTrackerRecords } from '../support/memory-tracker.ts';
import { changeStep, planOf } from '../support/plans.ts';
import { sampleApproval } from '../support/records.ts';

const alice = { userId: 'alice', name: 'Alice' };
const digest = '0'.repeat(64);

/** A write that takes no time, so that what remains is the engine's own. */
const instantly: ChangeHandler = {
  observe: async () => ({ observed: [], isDone: false, baseline: null }),
  apply: async () => ({ receipt: true }),
  settle: async () => ({ kind: 'absent' }),
  verify: async () => ({ kind: 'verified', statement: 'It was done.', evidence: {} }),
};

const handlerOf = (type: string, does: Pick<StepHandler, 'change' | 'perform'>): StepHandler => ({
  type,
  fields: { safeParse: () => ({ success: true, data: {} }) } as never,
  plan: async () => [],
  ...does,
});

/** How the steps of a benchmarked run stand to each other, and whether they write. */
export interface StepShape {
  readonly kind: 'change' | 'check';
  readonly isSideBySide: boolean;
  /** Steps in each run. */
  readonly steps: number;
}

const planOfShape = ({ kind, isSideBySide, steps }: StepShape): Plan =>
  planOf(
    Array.from({ length: steps }, (_, index): PlanStep => {
      // A system of its own for each: how many calls one system bears is not measured here.
      const step = changeStep(`s${index}`, `bench-${index}/object`, 'bench.change', {
        dependsOn: isSideBySide || index === 0 ? [] : [`s${index - 1}`],
      });
      return kind === 'change'
        ? { ...step, type: 'bench-change' }
        : { ...step, type: 'bench-check', kind, effect: null, compensation: null };
    }),
    { workflow: 'bench', workflowDigest: digest },
  );

/** The real runner, store and recorder in front of steps that take no time. */
export interface StepEngine {
  /** Carries out one run. @returns milliseconds from the first entry of its steps to the last, and their number */
  run(shape: StepShape): Promise<{ readonly stepsMs: number; readonly entries: number }>;
  close(): Promise<void>;
}

/** Starts it on a folder of its own. */
export const startStepEngine = async (folder: string): Promise<StepEngine> => {
  const opened = await openStore({ folder, clock: systemClock, log: silentLog });
  let entries = 0;
  let startedAtMs: number | undefined;
  let endedAtMs = 0;
  const noted = <Result>(count: number, write: () => Result): Result => {
    startedAtMs ??= performance.now();
    const result = write();
    entries += count;
    endedAtMs = performance.now();
    return result;
  };
  const isOfStep = ({ type }: Pick<JournalEntry, 'type'>) => type.startsWith('step-');
  const life = beginEngineLife({
    store: {
      ...opened,
      transaction: (work) => noted(0, () => opened.transaction(work)),
      journal: {
        ...opened.journal,
        append: (entry) =>
          isOfStep(entry) ? noted(1, () => opened.journal.append(entry)) : opened.journal.append(entry),
      },
    },
    clock: systemClock,
    ids: randomIds,
    proxmox: createFakeProxmox(),
    tracker: createMemoryTracker(emptyTrackerRecords(), systemClock),
    approvers: [alice],
    extra: {
      handlers: [
        handlerOf('bench-change', { change: instantly }),
        handlerOf('bench-check', {
          perform: async () => ({ kind: 'done', statement: 'It is so.', output: {} }),
        }),
      ],
      digests: new Map([['bench', digest]]),
    },
  });
  return {
    run: async (shape) => {
      entries = 0;
      startedAtMs = undefined;
      const id = randomIds.recordId('approval', systemClock.now());
      const finished = Promise.withResolvers<void>();
      const unsubscribe = life.runner.onChange((run) => {
        if (run.approvalId !== id || isUnderWay(run.state)) return;
        if (run.state === 'succeeded') finished.resolve();
        else finished.reject(new Error(`The run ended as ${run.state}: ${run.result}`));
      });
      const plan = planOfShape(shape);
      const nowMs = systemClock.now();
      opened.approvals.create(
        sampleApproval(id, {
          plan,
          planDigest: planDigest(plan),
          observedDigest: observedDigest(plan.observed),
          requestedAtMs: nowMs,
          expiresAtMs: nowMs + 3_600_000,
        }),
      );
      const taken = life.approvals.approve(id, {
        userId: alice.userId,
        channel: 'panel',
        device: 'panel',
        planDigest: planDigest(plan),
      });
      if (taken.kind !== 'taken') throw new Error(taken.reason);
      await finished.promise;
      unsubscribe();
      return { stepsMs: endedAtMs - (startedAtMs ?? 0), entries };
    },
    close: async () => {
      await life.runner.stop();
      life.approvals.stop();
      await life.recorder.stop();
      opened.close();
    },
  };
};
