import { join } from 'node:path';
import { type Approvals, createApprovals } from '../../src/approvals/approvals.ts';
import type { Approver } from '../../src/approvals/approvers.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import type { Approval } from '../../src/core/approval.ts';
import { emptyInventory } from '../../src/core/inventory.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Person } from '../../src/core/people.ts';
import type { Store } from '../../src/core/stores.ts';
import type { Tracker } from '../../src/core/tracker.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import { loadWorkflows } from '../../src/planner/workflow-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { createRecorder, type Recorder } from '../../src/workflow/record/recorder.ts';
import { createRunner, type Runner } from '../../src/workflow/runner.ts';
import { createProxmoxTask, type ProxmoxTaskTiming } from '../../src/workflow/steps/proxmox-task.ts';
import { createCountedIds } from './counted-ids.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeProxmox, type FakeProxmox, paperless } from './fake-proxmox.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** One life of the engine: what a restart throws away. */
export interface EngineLife {
  readonly store: Store;
  readonly approvals: Approvals;
  readonly recorder: Recorder;
  readonly runner: Runner;
}

/** The whole engine over a real database and a real local tracker, with a Proxmox in memory and a clock that stands. */
export interface TestEngine {
  readonly clock: FakeClock;
  readonly proxmox: FakeProxmox;
  readonly tracker: Tracker;
  life: EngineLife;
  /** Asks for a workflow on paperless-ngx; Alice does, unless somebody else is named. */
  request(workflow: string, parameters?: Record<string, string>, requester?: Person): Promise<Approval>;
  /** Alice approves in the panel. */
  approve(approval: Approval): ReturnType<Approvals['approve']>;
  /** Ends this life without any goodbye, and begins another on the same files. */
  crashAndRestart(): Promise<void>;
  /** Lets time pass until no run is under way. */
  finishRuns(): Promise<void>;
}

const alice: Person = { userId: 'alice', name: 'Alice', isAdmin: true };

const timing: ProxmoxTaskTiming = {
  verifyIntervalMs: 1_000,
  verifyLimitMs: 20_000,
  settleIntervalMs: 1_000,
  settleLooks: 3,
  taskLimitMs: 900_000,
};

/** Sets the engine up in a fresh folder. Alice is the only approver, unless others are named. */
export const createTestEngine = async (
  approvers: readonly Approver[] = [{ userId: 'alice', name: 'Alice', pin: '2468' }],
): Promise<TestEngine> => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const ids = createCountedIds();
  const proxmox = createFakeProxmox();
  const tracker = await createLocalTracker({ folder: join(folder, 'tracker'), clock, log: silentLog });
  const begin = async (): Promise<EngineLife> => {
    const store = await openStore({ folder, clock, log: silentLog });
    const handler = createProxmoxTask({
      proxmoxOf: () => proxmox,
      pastDurations: store.journal.pastDurations,
      timing,
    });
    const handlers = new Map([[handler.type, handler]]);
    const workflows = loadWorkflows(join(import.meta.dirname, '../../workflows'), handlers);
    const approvals = createApprovals(
      { expiryMs: 3_600_000, policy: defaultRequestPolicy },
      {
        store,
        clock,
        ids,
        log: silentLog,
        approvers: () => approvers,
      },
    );
    const recorder = createRecorder({ tracker, approvals, keyValue: store.keyValue, clock, log: silentLog });
    const runner = createRunner({
      store,
      approvals,
      recorder,
      handlers,
      workflowDigest: (name) => workflows.get(name)?.digest,
      clock,
      ids,
      log: silentLog,
    });
    const life = { store, approvals, recorder, runner };
    plans.set(life, async (workflowName, parameters, person) => {
      const workflow = workflows.get(workflowName);
      if (workflow === undefined) throw new Error(`no workflow ${workflowName}`);
      const planned = await makePlan(workflow, parameters, emptyInventory(clock.now()), clock, handlers);
      if (planned.kind !== 'plan') throw new Error(planned.statement);
      const taken = approvals.request({
        plan: planned.plan,
        requester: { channel: 'assist', person },
        requestText: `please ${workflowName}`,
      });
      if (taken.kind !== 'taken') throw new Error(taken.reason);
      return taken.approval;
    });
    approvals.start();
    recorder.start();
    runner.start();
    return life;
  };
  const plans = new Map<
    EngineLife,
    (workflow: string, parameters: Record<string, string>, person: Person) => Promise<Approval>
  >();
  const engine: TestEngine = {
    clock,
    proxmox,
    tracker,
    life: await begin(),
    request: (workflow, parameters = {}, requester = alice) => {
      const plan = plans.get(engine.life);
      if (plan === undefined) throw new Error('the engine is not running');
      return plan(workflow, { guest: paperless.ref, ...parameters }, requester);
    },
    approve: (approval) =>
      engine.life.approvals.approve(approval.id, {
        userId: 'alice',
        channel: 'panel',
        device: 'panel',
        planDigest: approval.planDigest,
        pin: '2468',
      }),
    crashAndRestart: async () => {
      engine.life.approvals.stop();
      await engine.life.recorder.stop();
      engine.life.store.close();
      engine.life = await begin();
    },
    finishRuns: async () => {
      for (let turn = 0; turn < 100; turn += 1) {
        await clock.advance(1_000);
        // Git and the database take real time.
        await new Promise((resolve) => setTimeout(resolve, 5));
        const isBusy =
          engine.life.runner.list(50).some((run) => run.state === 'running') ||
          engine.life.approvals.list({ states: ['approved'] }).length > 0;
        if (turn > 3 && !isBusy) return;
      }
      throw new Error('a run does not end');
    },
  };
  return engine;
};
