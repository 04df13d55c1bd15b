import { isPending } from '../../src/core/approval.ts';
import { asStewardError } from '../../src/core/errors.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { isUnderWay } from '../../src/core/run.ts';
import { openStore } from '../../src/store/open-store.ts';
import { alice } from '../support/engine.ts';
import { beginEngineLife, type EngineLife } from '../support/engine-life.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryTracker } from '../support/memory-tracker.ts';
import { proofOf } from '../support/proof.ts';
import type { Scenario } from './scenarios.ts';
import { type Watcher, watchedProxmox, watchedStore, watchedTracker } from './watched.ts';
import type { World } from './world.ts';

/** What is the same in the end, however often Steward died on the way. */
export interface FinalState {
  readonly effects: readonly unknown[];
  readonly guest: unknown;
  readonly approvals: readonly unknown[];
  readonly runs: readonly unknown[];
  readonly ledger: readonly string[];
  readonly issues: readonly unknown[];
  readonly commits: readonly unknown[];
  readonly files: readonly string[];
}

/** Longest that a life takes, in seconds of its clock. */
const longestLifeSeconds = 600;
/** What is still to be recorded after the end of a run is recorded by then. */
const quietSeconds = 3;

const finalState = (world: World, { store, runner }: EngineLife): FinalState => {
  const approvals = store.approvals.list();
  return {
    effects: world.proxmox.writes,
    guest: world.proxmox.guest,
    approvals: approvals.map(({ id }) => store.approvals.events(id).map(({ state }) => state)),
    runs: runner.list(10).map(({ state, result, steps, remaining }) => ({
      state,
      result,
      remaining,
      steps: steps.map((step) => [step.id, step.state]),
    })),
    ledger: store.journal.ledger().map(({ statement }) => statement),
    issues: world.tracker.issues.map(({ number, state, closedAs, labels, comments, closedByCommit }) => ({
      number,
      state,
      closedAs,
      labels,
      isClosedByCommit: closedByCommit !== undefined,
      // Keys begin with the record's id.
      comments: comments.map(({ key }) => key.replace(/^[^/]*/, '')),
    })),
    commits: world.tracker.commits.map(({ message, paths }) => ({
      message: message.replaceAll(/\brun_\w+/g, 'the run'),
      paths,
    })),
    files: Object.keys(world.tracker.files).sort(),
  };
};

/** What people do: ask if there is no request, approve what waits. @returns whether everything has come to its end */
const actAsPeople = async (life: EngineLife, workflow: string, scenario: Scenario): Promise<boolean> => {
  const [approval] = life.approvals.list();
  if (approval === undefined) {
    await life.request(workflow, scenario.parameters, alice);
    return false;
  }
  if (isPending(approval)) {
    const { id, planDigest } = approval;
    life.approvals.approve(id, {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest,
      stepUp: proofOf('alice', `approve ${id}`),
    });
    return false;
  }
  const [run] = life.runner.list(1);
  return run !== undefined && !isUnderWay(run.state);
};

/** Whoever is told that nothing can be recorded tries again a moment later. */
const askAgain = (thrown: unknown): boolean => {
  if (asStewardError(thrown).code === 'store.disk-full') return false;
  throw thrown;
};

/**
 * Steward wakes up in a world, whatever is in it, and lives until the workflow has come to its end.
 * @param nowMs what its clock shows when it wakes up
 */
export const live = async (
  world: World,
  workflow: string,
  scenario: Scenario,
  nowMs: number,
  watch: (instant: string, nowMs: number) => void = () => {},
): Promise<FinalState> => {
  const clock = createFakeClock(nowMs);
  const watchNow: Watcher = (instant) => watch(instant, clock.now());
  const opened = await openStore({ folder: world.folder, clock, log: silentLog });
  const life = beginEngineLife({
    store: watchedStore(opened, watchNow),
    clock,
    ids: randomIds,
    proxmox: watchedProxmox(world.proxmox, watchNow),
    tracker: watchedTracker(createMemoryTracker(world.tracker, clock), watchNow),
    approvers: [{ userId: 'alice', name: 'Alice', pin: '2468' }],
  });
  try {
    for (let second = 0, quiet = 0; quiet < quietSeconds; second += 1) {
      if (second > longestLifeSeconds) throw new Error(`${workflow} does not come to its end`);
      await clock.advance(1_000);
      quiet = (await actAsPeople(life, workflow, scenario).catch(askAgain)) ? quiet + 1 : 0;
    }
    return finalState(world, life);
  } finally {
    await life.runner.stop();
    life.approvals.stop();
    await life.recorder.stop();
    opened.close();
  }
};
