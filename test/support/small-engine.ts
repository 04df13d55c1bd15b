import { join } from 'node:path';
import type { Approval } from '../../src/core/approval.ts';
import type { KillSwitch, StopState } from '../../src/core/kill-switch.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { Run } from '../../src/core/run.ts';
import type { Tracker } from '../../src/core/tracker.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createCountedIds } from './counted-ids.ts';
import { alice } from './engine.ts';
import { beginEngineLife, type EngineLife } from './engine-life.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeProxmox } from './fake-proxmox.ts';
import { createMemoryTracker, emptyTrackerRecords } from './memory-tracker.ts';
import { proofOf } from './proof.ts';
import type { SmallSystem } from './small-system.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The engine over a {@link SmallSystem}, for plans of many steps. */
export interface SmallEngine {
  readonly clock: FakeClock;
  readonly tracker: Tracker;
  life: EngineLife;
  /** Digests of workflow files as they are now; a test changes them under a run. */
  readonly digests: Map<string, string>;
  /** Pulls and releases the kill switch. */
  stopEverything(isStopped: boolean): void;
  stopped(): StopState | undefined;
  /** Alice asks for this plan and approves it. */
  approve(plan: Plan): Approval;
  /** Ends this life and begins another, after so much time. Default: at once. */
  restart(afterMs?: number): Promise<void>;
  /** Lets time pass until nothing is under way but what waits. */
  settleRuns(): Promise<void>;
  lastRun(): Run | undefined;
}

/** Sets it up in a fresh folder. */
export const createSmallEngine = async (system: SmallSystem): Promise<SmallEngine> => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const ids = createCountedIds();
  const tracker = createMemoryTracker(emptyTrackerRecords(), clock);
  const digests = new Map([['test', 'test']]);
  const listeners = new Set<(state: StopState | undefined) => void>();
  let stopped: StopState | undefined;
  const killSwitch: KillSwitch = {
    isOn: () => stopped,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const begin = async (): Promise<EngineLife> =>
    beginEngineLife({
      store: await openStore({ folder: join(folder), clock, log: silentLog }),
      clock,
      ids,
      proxmox: createFakeProxmox(),
      tracker,
      approvers: [{ userId: 'alice', name: 'Alice', pin: '2468' }],
      extra: { handlers: system.handlers, digests },
      killSwitch,
    });
  const engine: SmallEngine = {
    clock,
    tracker,
    digests,
    life: await begin(),
    stopped: () => stopped,
    stopEverything: (isStopped) => {
      stopped = isStopped ? { sinceMs: clock.now(), by: 'Alice', reason: 'stop' } : undefined;
      for (const listener of listeners) listener(stopped);
    },
    approve: (plan) => {
      const { approvals } = engine.life;
      const taken = approvals.request({
        plan,
        requester: { channel: 'assist', person: alice },
        requestText: 'please',
      });
      if (taken.kind !== 'taken') throw new Error(taken.reason);
      const { approval } = taken;
      const answered = approvals.approve(approval.id, {
        userId: 'alice',
        channel: 'panel',
        device: 'panel',
        planDigest: approval.planDigest,
        stepUp: proofOf('alice', `approve ${approval.id}`),
      });
      if (answered.kind !== 'taken') throw new Error(answered.reason);
      return approval;
    },
    restart: async (afterMs = 0) => {
      engine.life.approvals.stop();
      await engine.life.recorder.stop();
      await engine.life.runner.stop();
      engine.life.store.close();
      await clock.advance(afterMs);
      engine.life = await begin();
    },
    settleRuns: async () => {
      for (let quiet = 0; quiet < 4; ) {
        await clock.advance(1_000);
        await new Promise((resolve) => setTimeout(resolve, 1));
        const isBusy =
          engine.life.runner
            .list(50)
            .some((run) => run.state === 'running' || run.state === 'rolling-back') ||
          engine.life.approvals.list({ states: ['approved'] }).length > 0;
        quiet = isBusy ? 0 : quiet + 1;
        if (clock.now() > 1e15) throw new Error('a run does not end');
      }
    },
    lastRun: () => engine.life.runner.list(1)[0],
  };
  return engine;
};
