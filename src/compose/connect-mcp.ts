import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createMcpClients } from '../mcp/clients.ts';
import type { McpDeps } from '../mcp/mcp-deps.ts';
import { createMcpOverHttp } from '../mcp/mcp-over-http.ts';
import type { OpenedStore } from '../store/open-store.ts';
import { createRoiMemory } from '../workflow/record/roi-memory.ts';
import type { ConnectedTracker } from './connect-tracker.ts';
import type { Engine } from './engine.ts';
import { stewardVersion } from './version.ts';

/** Somebody at the command line of this machine: whoever may use the control socket. */
const thisMachine = { name: 'this machine', scope: 'propose', patienceMs: 110_000 } as const;

interface McpSurroundings {
  readonly store: OpenedStore;
  readonly tracker: Pick<ConnectedTracker, 'tracker'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the MCP server answers from, out of everything that runs. */
const mcpDepsOf = (
  { conversation, inventory, runner, approvals, workflows, workflowDesk }: Engine,
  { store, tracker, clock, log }: McpSurroundings,
): McpDeps => ({
  version: stewardVersion,
  conversation,
  inventory,
  runs: runner.list,
  approvals: (limit) => approvals.list({ limit }),
  approvalOf: approvals.get,
  ledger: store.journal.ledger,
  pastRoi: createRoiMemory(store.keyValue).past,
  workflows: () => workflows,
  workflowDesk,
  tracker: tracker.tracker,
  calls: store.mcpCalls,
  clock,
  log: log.child('mcp'),
});

/** MCP for programs elsewhere, by their tokens, and for the command line. Costs nothing before the first call. */
export const connectMcp = (
  {
    mcp_clients: clients,
    mcp_home_assistant: letsHomeAssistantIn,
  }: Pick<Options, 'mcp_clients' | 'mcp_home_assistant'>,
  /** Address of the paired Home Assistant while it is connected. */
  homeAssistantAddress: () => string | undefined,
  engine: Engine,
  surroundings: McpSurroundings,
) => {
  const deps = mcpDepsOf(engine, surroundings);
  const known = createMcpClients({
    clients,
    homeAssistantAddress: () => (letsHomeAssistantIn ? homeAssistantAddress() : undefined),
    clock: deps.clock,
  });
  const network = createMcpOverHttp(deps, ({ headers, socket }) =>
    known.admit(headers.authorization, socket.remoteAddress ?? ''),
  );
  const local = createMcpOverHttp(deps, () => ({ kind: 'admitted', client: thisMachine }));
  return {
    network: network.handle,
    local: local.handle,
    close: async () => {
      await Promise.all([network.close(), local.close()]);
    },
  };
};
