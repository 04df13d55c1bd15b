import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approvals } from '../../src/approvals/approvals.ts';
import type { Approver } from '../../src/approvals/approvers.ts';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import type { Approval } from '../../src/core/approval.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { Hosts } from '../../src/core/hosts.ts';
import type { IdSource } from '../../src/core/ids.ts';
import { emptyInventory, type InventorySource } from '../../src/core/inventory.ts';
import type { KillSwitch } from '../../src/core/kill-switch.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Person } from '../../src/core/people.ts';
import type { Proxmox } from '../../src/core/proxmox.ts';
import type { StepHandler } from '../../src/core/step.ts';
import type { Store } from '../../src/core/stores.ts';
import type { Tracker } from '../../src/core/tracker.ts';
import { makePlan } from '../../src/planner/plan/make-plan.ts';
import {
  loadWorkflows,
  parseWorkflow,
  type Workflow,
  type WorkflowCatalogue,
} from '../../src/planner/workflow-file/workflow-file.ts';
import { createRecorder, type Recorder } from '../../src/workflow/record/recorder.ts';
import { createRunner, type Runner } from '../../src/workflow/runner.ts';
import { createHostCommands } from '../../src/workflow/steps/host-commands/host-commands.ts';
import { withHostCommands } from '../../src/workflow/steps/host-commands/with-host-commands.ts';
import { createProxmoxTask, type ProxmoxTaskTiming } from '../../src/workflow/steps/proxmox-task.ts';
import { createStepHandlers } from '../../src/workflow/steps/step-handlers.ts';
import { createSystemCheck } from '../../src/workflow/steps/system-check/system-check.ts';
import { createFakeInventory } from './inventory.ts';
import { createMemoryHosts } from './memory-host.ts';
import { neverStopped } from './never-stopped.ts';

/** One life of the engine: what a restart throws away. */
export interface EngineLife {
  readonly store: Store;
  readonly approvals: Approvals;
  readonly recorder: Recorder;
  readonly runner: Runner;
  readonly workflows: WorkflowCatalogue;
  /** Asks for a workflow. Throws when it is refused or there is nothing to do. */
  request(workflow: string, parameters: Record<string, string>, requester: Person): Promise<Approval>;
}

/** What a life is made of: everything that outlives it. */
export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly proxmox: Proxmox;
  readonly tracker: Tracker;
  readonly approvers: readonly Approver[];
  /** Default: none. */
  readonly hosts?: Hosts;
  /** What plans are made from. Default: nothing is in it. */
  readonly inventory?: InventorySource;
  /** Names of `workflows/examples/` that are loaded as well. Default: none. */
  readonly examples?: readonly string[];
  /** Step types of a test's own, and the digests of workflows that only the test knows. */
  readonly extra?: {
    readonly handlers: readonly StepHandler[];
    readonly digests: ReadonlyMap<string, string>;
  };
  readonly killSwitch?: KillSwitch;
}

const timing: ProxmoxTaskTiming = {
  verifyIntervalMs: 1_000,
  verifyLimitMs: 20_000,
  settleIntervalMs: 1_000,
  settleLooks: 3,
  taskLimitMs: 900_000,
};

/** The project's own workflows. */
export const workflowFolder = join(import.meta.dirname, '../../workflows');

const catalogues = new Map<string, WorkflowCatalogue>();

/** Read once for each set of step types: a test that begins a thousand lives reads the files no thousand times. */
const workflowsFor = (
  handlers: ReadonlyMap<string, StepHandler>,
  examples: readonly string[],
): WorkflowCatalogue => {
  const types = [...handlers.keys(), ...examples].join(' ');
  const known =
    catalogues.get(types) ??
    new Map([
      ...loadWorkflows(workflowFolder, handlers),
      ...examples.map((name): [string, Workflow] => {
        const file = join(workflowFolder, 'examples', `${name}.yaml`);
        return [name, parseWorkflow(file, readFileSync(file, 'utf8'), handlers)];
      }),
    ]);
  catalogues.set(types, known);
  return known;
};

/** Composes the engine and starts it, as Steward does at its start. */
export const beginEngineLife = ({
  store,
  clock,
  ids,
  proxmox,
  tracker,
  approvers,
  hosts = createMemoryHosts([]),
  inventory = createFakeInventory(emptyInventory(clock.now())),
  examples = [],
  extra,
  killSwitch = neverStopped,
}: EngineParts): EngineLife => {
  const { pastDurations } = store.journal;
  const handlers = new Map(
    createStepHandlers({
      inventory,
      hosts: hosts.all.map(({ reader }) => reader),
      observeGuest: proxmox.reader.observeGuest,
      ledger: store.journal.ledger,
      clock,
      systems: [
        withHostCommands(
          createProxmoxTask({ proxmoxOf: () => proxmox, pastDurations, timing }),
          createHostCommands({ hosts, pastDurations }),
        ),
        createSystemCheck({ hosts }),
      ],
    }),
  );
  for (const handler of extra?.handlers ?? []) handlers.set(handler.type, handler);
  const workflows = workflowsFor(handlers, examples);
  const approvals = createApprovals(
    { expiryMs: 3_600_000, policy: defaultRequestPolicy },
    { store, clock, ids, log: silentLog, approvers: () => approvers, killSwitch },
  );
  const recorder = createRecorder({ tracker, approvals, keyValue: store.keyValue, clock, log: silentLog });
  const runner = createRunner({
    killSwitch,
    store,
    approvals,
    recorder,
    handlers,
    workflowDigest: (name) => workflows.get(name)?.digest ?? extra?.digests.get(name),
    clock,
    ids,
    log: silentLog,
  });
  approvals.start();
  recorder.start();
  runner.start();
  return {
    store,
    approvals,
    recorder,
    runner,
    workflows,
    request: async (name, parameters, person) => {
      const workflow = workflows.get(name);
      if (workflow === undefined) throw new Error(`no workflow ${name}`);
      const planned = await makePlan(workflow, parameters, {
        inventory: inventory.current(),
        clock,
        handlers,
        workflows,
      });
      if (planned.kind !== 'plan') throw new Error(planned.statement);
      const taken = approvals.request({
        plan: planned.plan,
        requester: { channel: 'assist', person },
        requestText: `please ${name}`,
      });
      if (taken.kind !== 'taken') throw new Error(taken.reason);
      return taken.approval;
    },
  };
};
