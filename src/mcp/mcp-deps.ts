import type { Approval } from '../core/approval.ts';
import type { Clock } from '../core/clock.ts';
import type { InventorySource } from '../core/inventory.ts';
import type { Log } from '../core/log.ts';
import type { McpCallStore } from '../core/mcp-calls.ts';
import type { Conversation } from '../core/reply.ts';
import type { RoiRecord } from '../core/roi.ts';
import type { LedgerEntry, Run } from '../core/run.ts';
import type { Tracker } from '../core/tracker.ts';
import type { WorkflowDesk } from '../planner/workflow-desk.ts';
import type { WorkflowCatalogue } from '../planner/workflow-file/workflow.ts';

/** A program that is let in. */
export interface McpClient {
  /** As in the options. */
  readonly name: string;
  /** `read`: it may look; `propose`: it may also ask for changes, which people then approve. */
  readonly scope: 'read' | 'propose';
  /** How long it waits for an answer. Milliseconds. */
  readonly patienceMs: number;
}

/** What the MCP server answers from. Nothing of it approves, denies or changes anything. */
export interface McpDeps {
  readonly version: string;
  /** Takes requests in plain words, as from a person who types. */
  readonly conversation: Conversation;
  readonly inventory: InventorySource;
  readonly runs: (limit: number) => readonly Run[];
  readonly approvals: (limit: number) => readonly Approval[];
  readonly approvalOf: (id: string) => Approval | undefined;
  readonly ledger: (options: { readonly runId: string }) => readonly LedgerEntry[];
  readonly pastRoi: (workflow: string) => readonly RoiRecord[];
  readonly workflows: () => WorkflowCatalogue;
  readonly workflowDesk: Pick<WorkflowDesk, 'plan'>;
  readonly tracker: Pick<Tracker, 'readFile'>;
  readonly calls: McpCallStore;
  readonly clock: Clock;
  readonly log: Log;
}
