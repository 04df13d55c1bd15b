import { join } from 'node:path';
import type { Approvals } from '../../src/approvals/approvals.ts';
import type { Approver } from '../../src/approvals/approvers.ts';
import type { Approval } from '../../src/core/approval.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Person } from '../../src/core/people.ts';
import type { Tracker } from '../../src/core/tracker.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { createCountedIds } from './counted-ids.ts';
import { beginEngineLife, type EngineLife } from './engine-life.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeProxmox, type FakeProxmox, paperless } from './fake-proxmox.ts';
import { proofOf } from './proof.ts';
import { temporaryFolder } from './temporary-folder.ts';

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

/** Who asks, unless somebody else is named. */
export const alice: Person = { userId: 'alice', name: 'Alice', isAdmin: true };

/** Sets the engine up in a fresh folder. Alice is the only approver, unless others are named. */
export const createTestEngine = async (
  approvers: readonly Approver[] = [{ userId: 'alice', name: 'Alice', pin: '2468' }],
): Promise<TestEngine> => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const ids = createCountedIds();
  const proxmox = createFakeProxmox();
  const tracker = await createLocalTracker({ folder: join(folder, 'tracker'), clock, log: silentLog });
  const begin = async (): Promise<EngineLife> =>
    beginEngineLife({
      store: await openStore({ folder, clock, log: silentLog }),
      clock,
      ids,
      proxmox,
      tracker,
      approvers,
    });
  const engine: TestEngine = {
    clock,
    proxmox,
    tracker,
    life: await begin(),
    request: (workflow, parameters = {}, requester = alice) =>
      engine.life.request(workflow, { guest: paperless.ref, ...parameters }, requester),
    approve: (approval) =>
      engine.life.approvals.approve(approval.id, {
        userId: 'alice',
        channel: 'panel',
        device: 'panel',
        planDigest: approval.planDigest,
        stepUp: proofOf('alice', `approve ${approval.id}`),
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
          engine.life.runner
            .list(50)
            .some((run) => run.state === 'running' || run.state === 'rolling-back') ||
          engine.life.approvals.list({ states: ['approved'] }).length > 0;
        if (turn > 3 && !isBusy) return;
      }
      throw new Error('a run does not end');
    },
  };
  return engine;
};
