import { createInterpreter } from '../agent/interpreter.ts';
import type { ReadTool } from '../agent/tools/read-tool.ts';
import { createPictureReader } from '../agent/vision/picture-reader.ts';
import type { Approver } from '../approvals/approvers.ts';
import type { Options } from '../config/options.ts';
import { createConversation } from '../conversation/conversation.ts';
import type { Clock } from '../core/clock.ts';
import { randomIds } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { problemsOf } from '../core/problems.ts';
import type { Tracker } from '../core/tracker.ts';
import { createRecognizer } from '../intents/recognizer.ts';
import type { Gateway } from '../llm/gateway.ts';
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
import { composeApprovals } from './approvals.ts';
import { configuredSystems } from './configured-systems.ts';
import { connectAgent } from './connect-agent.ts';
import { connectHomelab } from './connect-homelab.ts';
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
  /** The way to the language models. */
  readonly gateway: Gateway;
  /** What a model may look up beyond what is put together here. */
  readonly moreTools: () => readonly ReadTool[];
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
  gateway,
  moreTools,
  clock,
  log,
}: EngineParts) => {
  const interpreter = createInterpreter({ gateway, clock, log: log.child('interpreter') });
  const usage = createUsageHistory(store.keyValue);
  const { systems, hosts, inventory, handlers } = connectHomelab({
    options,
    clock,
    log,
    records: store.journal,
    usage,
    interpreter,
  });
  inventory.onChange((current) => usage.note(poolsOfInventory(current, clock.now()).pools, clock.now()));
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
    interpreter,
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
  const pictures = createPictureReader({ gateway, clock });
  const aliases = () => preferences.read().names;
  const tasks = connectAgent({
    gateway,
    inventory,
    aliases,
    systems,
    approvals,
    runner,
    journal: store.journal,
    tracker,
    proposer,
    workflowDesk,
    handlers,
    workflows: () => workflows,
    problems,
    pastRoi,
    moreTools,
    readPictures: pictures.read,
    clock,
    log: log.child('agent'),
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
    aliases,
    workflows: () => [...workflows.values()],
    tasks,
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
    tasks,
    takesPictures: pictures.canRead,
    conversation,
  };
};

/** The engine as {@link composeEngine} makes it. */
export type Engine = ReturnType<typeof composeEngine>;
