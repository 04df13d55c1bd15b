import { createTaskDesk } from '../agent/create-task-desk.ts';
import { retrieve } from '../agent/retrieval/retrieve.ts';
import type { TaskDesk } from '../agent/task.ts';
import { createDraftingGuideTool } from '../agent/tools/drafting-guide.ts';
import { createLookAtTool, createSearchHomelabTool } from '../agent/tools/inventory-tools.ts';
import { createListWorkflowsTool } from '../agent/tools/list-workflows.ts';
import { createReadTasksTool } from '../agent/tools/read-tasks.ts';
import type { ReadTool } from '../agent/tools/read-tool.ts';
import { createListRequestsTool, createListRunsTool } from '../agent/tools/run-tools.ts';
import { createSearchRecordsTool } from '../agent/tools/search-records.ts';
import { createWhatIsWrongTool } from '../agent/tools/what-is-wrong.ts';
import type { TaskDeskDeps } from '../agent/turn.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Clock } from '../core/clock.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import type { ProblemView } from '../core/overview.ts';
import type { Proxmox } from '../core/proxmox.ts';
import type { RoiRecord } from '../core/roi.ts';
import type { StepHandler } from '../core/step.ts';
import type { JournalStore } from '../core/stores.ts';
import type { Tracker } from '../core/tracker.ts';
import { createNamedObjects } from '../intents/named-objects.ts';
import type { Gateway } from '../llm/gateway.ts';
import type { Proposer } from '../planner/proposer.ts';
import type { WorkflowDesk } from '../planner/workflow-desk.ts';
import type { WorkflowCatalogue } from '../planner/workflow-file/workflow.ts';
import type { Runner } from '../workflow/runner.ts';

/** What {@link connectAgent} is given. */
export interface AgentParts {
  readonly gateway: Gateway;
  readonly inventory: InventorySource;
  readonly aliases: () => Readonly<Record<string, readonly string[]>>;
  readonly systems: readonly Pick<Proxmox, 'reader'>[];
  readonly approvals: Approvals;
  readonly runner: Pick<Runner, 'list'>;
  readonly journal: Pick<JournalStore, 'ledger'>;
  readonly tracker: Tracker;
  readonly proposer: Proposer;
  readonly workflowDesk: WorkflowDesk;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly workflows: () => WorkflowCatalogue;
  readonly problems: () => readonly ProblemView[];
  readonly pastRoi: (workflow: string) => readonly RoiRecord[];
  /** Tools over systems that are connected later than this is made, such as Home Assistant. */
  readonly moreTools: () => readonly ReadTool[];
  readonly readPictures?: TaskDeskDeps['readPictures'];
  readonly clock: Clock;
  readonly log: Log;
}

/** Effects that were confirmed last: only these may be told as done. */
const mostConfirmed = 50;

/** The task desk over everything that Steward knows. What is to be known besides joins by one line. */
export const connectAgent = (parts: AgentParts): TaskDesk => {
  const { gateway, inventory, approvals, runner, journal, tracker, workflows, pastRoi, clock, log } = parts;
  const find = createNamedObjects(parts.aliases);
  const namedObjects = (text: string) => find(text, inventory.current());
  const readerOf = (ref: string) =>
    parts.systems.map(({ reader }) => reader).find(({ system }) => ref.startsWith(`${system}/`));
  const runTools = {
    runs: runner.list,
    approvals: (limit: number) => approvals.list({ limit }),
    approvalOf: approvals.get,
    ledger: journal.ledger,
    clock,
  };
  const tools: readonly ReadTool[] = [
    createLookAtTool({ inventory, namedObjects, clock }),
    createSearchHomelabTool({ inventory, namedObjects, clock }),
    createWhatIsWrongTool({ problems: parts.problems, clock }),
    createReadTasksTool({ readerOf, namedObjects, clock }),
    createListRunsTool(runTools),
    createListRequestsTool(runTools),
    createSearchRecordsTool({ tracker, namedObjects, clock }),
    createListWorkflowsTool({ workflows, pastRoi, clock }),
  ];
  return createTaskDesk({
    gateway,
    draftingGuide: createDraftingGuideTool({ handlers: parts.handlers, clock }),
    readers: () => [...tools, ...parts.moreTools()],
    retrieve: ({ text }, named) => retrieve(text, named, inventory.current(), clock.now()),
    confirmed: () => journal.ledger({ limit: mostConfirmed }).map(({ statement }) => statement),
    proposer: parts.proposer,
    workflowDesk: parts.workflowDesk,
    workflows,
    inventory,
    namedObjects,
    approvers: (approval) => approvals.mayApprove(approval).map(({ name }) => name),
    ...(parts.readPictures === undefined ? {} : { readPictures: parts.readPictures }),
    clock,
    log,
  });
};
