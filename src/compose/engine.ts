import type { Approver } from '../approvals/approvers.ts';
import type { Options } from '../config/options.ts';
import { createConversation } from '../conversation/conversation.ts';
import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import { randomIds } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { problemsOf } from '../core/problems.ts';
import type { Proxmox } from '../core/proxmox.ts';
import type { Tracker } from '../core/tracker.ts';
import { createInventory } from '../infra/inventory/inventory.ts';
import { createRecognizer } from '../intents/recognizer.ts';
import { createProposer } from '../planner/proposer.ts';
import { createWorkflowDesk } from '../planner/workflow-desk.ts';
import type { OpenedStore } from '../store/open-store.ts';
import type { Preferences } from '../store/preferences.ts';
import { createUsageHistory } from '../workflow/analysis/usage-history.ts';
import { poolsOfInventory } from '../workflow/measured/pool-reading.ts';
import { createProblemsNow } from '../workflow/record/problems-now.ts';
import { createRecorder } from '../workflow/record/recorder.ts';
import { createRoiMemory } from '../workflow/record/roi-memory.ts';
import { createRunner } from '../workflow/runner.ts';
import { createHostCommands } from '../workflow/steps/host-commands/host-commands.ts';
import { withHostCommands } from '../workflow/steps/host-commands/with-host-commands.ts';
import { createProxmoxTask } from '../workflow/steps/proxmox-task.ts';
import { createStepHandlers } from '../workflow/steps/step-handlers.ts';
import { createSystemCheck } from '../workflow/steps/system-check/system-check.ts';
import { composeApprovals } from './approvals.ts';
import { configuredSystems } from './configured-systems.ts';
import { connectHosts } from './connect-hosts.ts';
import { connectProxmox } from './connect-proxmox.ts';
import { loadAllWorkflows } from './user-workflows.ts';

/** What {@link composeEngine} is given. */
export interface EngineParts {
  /** The file whose being there stops everything. */
  readonly stopFile: string;
  /** Folder of the user's own workflow files. Absent: only those that come with Steward. */
  readonly workflowFolder?: string;
  readonly options: Options;
  readonly store: OpenedStore;
  readonly preferences: Preferences;
  readonly tracker: Tracker;
  readonly approvers: () => readonly Approver[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Everything that needs neither Home Assistant nor a browser: systems, inventory, plans, approvals, runs, talk. */
export const composeEngine = ({
  stopFile,
  workflowFolder,
  options,
  store,
  preferences,
  tracker,
  approvers,
  clock,
  log,
}: EngineParts) => {
  const systems = options.proxmox.map((connection) => connectProxmox(connection, clock, log));
  const inventory = createInventory({ sources: systems, clock, log });

  const proxmoxOf = (ref: string): Proxmox => {
    const found = systems.find(({ reader }) => ref.startsWith(`${reader.system}/`));
    if (found === undefined)
      throw new StewardError(`No connected system has ${ref}.`, {
        code: 'proxmox.unknown-system',
        kind: 'terminal',
        mend: 'Add the system to the option proxmox.',
      });
    return found;
  };

  const { pastDurations } = store.journal;
  const hosts = connectHosts(options.hosts, clock, log);
  const usage = createUsageHistory(store.keyValue);
  inventory.onChange((current) => usage.note(poolsOfInventory(current, clock.now()).pools, clock.now()));
  const handlers = createStepHandlers({
    inventory,
    hosts: hosts.all.map(({ reader }) => reader),
    observeGuest: (ref, signal) => proxmoxOf(ref).reader.observeGuest(ref, signal),
    ledger: store.journal.ledger,
    usage,
    clock,
    systems: [
      withHostCommands(
        createProxmoxTask({ proxmoxOf, pastDurations }),
        createHostCommands({ hosts, pastDurations }),
      ),
      createSystemCheck({ hosts }),
    ],
  });
  const workflows = loadAllWorkflows(workflowFolder, handlers, log.child('workflows'));
  const { killSwitch, autonomy, approvals } = composeApprovals({
    options,
    stopFile,
    store,
    inventory,
    approvers,
    clock,
    log,
  });
  const recorder = createRecorder({
    tracker,
    approvals,
    keyValue: store.keyValue,
    clock,
    log: log.child('record'),
  });
  const runner = createRunner({
    killSwitch,
    store,
    approvals,
    recorder,
    handlers,
    workflowDigest: (workflow) => workflows.get(workflow)?.digest,
    problems: createProblemsNow(inventory, clock),
    clock,
    ids: randomIds,
    log: log.child('runner'),
  });
  const problems = () => problemsOf(inventory.current(), clock.now());
  const pastRoi = createRoiMemory(store.keyValue).past;
  const configured = () => configuredSystems(options);
  const proposer = createProposer({
    clock,
    workflows,
    handlers,
    inventory,
    approvals,
    problems,
    pastRoi,
    systems: configured,
    records: { run: runner.get, entries: store.journal.entries, ledger: store.journal.ledger },
  });
  const workflowDesk = createWorkflowDesk({
    workflows,
    handlers,
    proposer,
    userFolder: workflowFolder,
    planning: () => ({
      inventory: inventory.current(),
      clock,
      handlers,
      workflows,
      systems: configured(),
      problems: problems(),
      pastRoi,
    }),
  });
  const conversation = createConversation({
    recognizer: createRecognizer(),
    inventory,
    approvals,
    runner,
    ledger: store.journal.ledger,
    proposer,
    unfinishedRuns: store.journal.unfinishedRuns,
    killSwitch,
    approvers,
    aliases: () => preferences.read().names,
    workflows: [...workflows.values()],
    clock,
    log: log.child('conversation'),
  });
  return {
    systems,
    hosts,
    inventory,
    workflows,
    killSwitch,
    autonomy,
    approvals,
    recorder,
    runner,
    proposer,
    workflowDesk,
    conversation,
  };
};

/** The engine as {@link composeEngine} makes it. */
export type Engine = ReturnType<typeof composeEngine>;
