import { afterEach } from 'vitest';
import { endGrant, makeGrant } from '../../../src/approvals/grants.ts';
import { type Clock, systemClock } from '../../../src/core/clock.ts';
import { emptyInventory, type Inventory } from '../../../src/core/inventory.ts';
import type { Json } from '../../../src/core/json.ts';
import { silentLog } from '../../../src/core/log.ts';
import { type ChangeStep, effectsOf, type Plan, type PlanStep } from '../../../src/core/plan.ts';
import type { Planning, StepContext, StepReport } from '../../../src/core/step.ts';
import { createSshHost } from '../../../src/infra/ssh/ssh-host.ts';
import { createSshHosts, type SshHosts } from '../../../src/infra/ssh/ssh-hosts.ts';
import { createSshStandIn, type SshStandIn } from '../../standins/ssh/ssh-standin.ts';

const password = 'correct horse';
const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export interface HostBench {
  readonly standIn: SshStandIn;
  readonly hosts: SshHosts;
}

/** still-fawn of the demo homelab over real SSH on loopback. Closed after the test. */
export const createHostBench = async (clock: Clock = systemClock): Promise<HostBench> => {
  const standIn = await createSshStandIn({ accounts: [{ user: 'root', password }] });
  closers.push(() => standIn.close());
  const host = createSshHost(
    { name: 'still-fawn', address: '127.0.0.1', port: standIn.port, password, hostKey: standIn.fingerprint },
    { clock, log: silentLog },
  );
  closers.push(() => host.close());
  return { standIn, hosts: createSshHosts([host]) };
};

/** Planning after some steps. */
export const planningAfter = (
  steps: readonly PlanStep[] = [],
  inventory: Inventory = emptyInventory(0),
): Planning => ({
  clock: systemClock,
  inventory,
  workflow: 'storage expansion',
  parameters: {},
  steps,
  predicted: () => ({}),
});

/** A clock whose waits are over at once. */
export const hurriedClock = (): Clock => {
  let nowMs = Date.UTC(2026, 10, 23);
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      // Limits of the connection stay real; only waits between looks are hurried.
      if (delayMs > 5_000) return systemClock.setTimeout(callback, delayMs);
      nowMs += delayMs;
      return systemClock.setTimeout(callback, 0);
    },
    clearTimeout: systemClock.clearTimeout,
  };
};

/** A plan of nothing but steps. */
export const planOf = (steps: readonly PlanStep[]): Plan => ({
  version: 2,
  workflow: 'storage-expansion-workflow',
  workflowDigest: '0'.repeat(64),
  undoes: null,
  title: 'Expand the storage',
  purpose: 'More room',
  parameters: {},
  steps,
  skipped: [],
  risk: 'destructive',
  riskReasons: [],
  observed: [],
  affected: [],
  roi: { minutesSaved: 0, reasons: [] } as never,
  documentationPages: [],
});

/** The context of a step in a run. */
export const contextOf = (
  steps: readonly PlanStep[],
  given: {
    readonly outputs?: Readonly<Record<string, Json>>;
    readonly reports?: Readonly<Record<string, readonly StepReport[]>>;
    readonly clock?: Clock;
  } = {},
): StepContext => ({
  runId: 'run-1',
  plan: planOf(steps),
  clock: given.clock ?? hurriedClock(),
  signal: new AbortController().signal,
  startedAtMs: 0,
  outputs: given.outputs ?? {},
  reports: given.reports ?? {},
  progress: () => {},
});

/** A genuine Grant for all that these steps may do. */
export const grantOf = (steps: readonly PlanStep[]) =>
  makeGrant({
    approvalId: 'approval-1',
    runId: 'run-1',
    planDigest: 'a'.repeat(64),
    effects: effectsOf(planOf(steps)),
  });

export { endGrant };

/** The step as a change. */
export const asChange = (step: PlanStep | undefined): ChangeStep => {
  if (step?.effect == null) throw new Error('no such change');
  return step as ChangeStep;
};
