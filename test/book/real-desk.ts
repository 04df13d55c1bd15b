import { createTaskDesk } from '../../src/agent/create-task-desk.ts';
import { retrieve } from '../../src/agent/retrieval/retrieve.ts';
import type { TaskDesk } from '../../src/agent/task.ts';
import { createDraftingGuideTool } from '../../src/agent/tools/drafting-guide.ts';
import { createLookAtTool, createSearchHomelabTool } from '../../src/agent/tools/inventory-tools.ts';
import type { ReadTool } from '../../src/agent/tools/read-tool.ts';
import { silentLog } from '../../src/core/log.ts';
import { createNamedObjects } from '../../src/intents/named-objects.ts';
import type { Gateway } from '../../src/llm/gateway.ts';
import { createWorkflowDesk } from '../../src/planner/workflow-desk.ts';
import type { Workflow } from '../../src/planner/workflow-file/workflow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { HomeParts } from './book-home.ts';

const noAliases = {};

/** The task desk as the product makes it, over the home of the book. */
export const createRealDesk = (
  parts: HomeParts,
  gateway: Gateway,
  more: readonly ReadTool[] = [],
): TaskDesk => {
  const { clock, inventory, handlers, proposer, approvals, store } = parts;
  const find = createNamedObjects(() => noAliases);
  const namedObjects = (text: string) => find(text, inventory.current());
  // Kept drafts are there for the proposer, too.
  const workflows = parts.workflows as Map<string, Workflow>;
  const readers = [
    createSearchHomelabTool({ inventory, namedObjects, clock }),
    createLookAtTool({ inventory, namedObjects, clock }),
    ...more,
  ];
  return createTaskDesk({
    gateway,
    clock,
    log: silentLog,
    draftingGuide: createDraftingGuideTool({ handlers, clock }),
    readers: () => readers,
    retrieve: ({ text }, named) => retrieve(text, named, inventory.current(), clock.now()),
    namedObjects,
    inventory,
    proposer,
    workflows: () => workflows,
    workflowDesk: createWorkflowDesk({
      workflows,
      handlers,
      planning: () => ({ inventory: inventory.current(), clock, handlers, workflows }),
      proposer,
      userFolder: temporaryFolder(),
    }),
    approvers: (approval) => approvals.mayApprove(approval).map(({ name }) => name),
    confirmed: () => store.journal.ledger({ limit: 20 }).map(({ statement }) => statement),
  });
};
