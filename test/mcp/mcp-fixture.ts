import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FreeTask, TaskDesk, TaskOutcome, TaskPart } from '../../src/agent/task.ts';
import { silentLog } from '../../src/core/log.ts';
import { createMcpClients } from '../../src/mcp/clients.ts';
import type { McpDeps } from '../../src/mcp/mcp-deps.ts';
import { createMcpOverHttp } from '../../src/mcp/mcp-over-http.ts';
import { createWorkflowDesk } from '../../src/planner/workflow-desk.ts';
import { converse, createHomeParts, type HomeParts } from '../book/book-home.ts';
import { createMemoryTracker, emptyTrackerRecords } from '../support/memory-tracker.ts';

export const readToken = 'r'.repeat(40);
export const proposeToken = 'p'.repeat(40);

/** What the task desk of a test says to a task. */
export type Say = (task: FreeTask, signal: AbortSignal) => AsyncIterable<TaskPart>;

/** The end of a task, said in whole and then over. */
export const ending = function* (speech: string, outcome: TaskOutcome): Generator<TaskPart> {
  yield { kind: 'text', text: speech };
  yield { kind: 'done', speech, outcome };
};

/** An MCP server on loopback, over the homelab of the book. */
export interface McpFixture {
  readonly url: URL;
  readonly parts: HomeParts;
  readonly deps: McpDeps;
  /** What the task desk was asked. */
  readonly asked: FreeTask[];
  say: Say;
  /** Address from which Home Assistant may call without a token. */
  homeAssistant: string | undefined;
  connect(token: string | undefined, capabilities?: object): Promise<Client>;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export const startMcpFixture = async (): Promise<McpFixture> => {
  const parts = await createHomeParts();
  const { clock, inventory, handlers, proposer, approvals, store } = parts;
  const workflows = new Map(parts.workflows);
  const tasks: TaskDesk = {
    canThink: () => true,
    process: (task, { signal }) => {
      fixture.asked.push(task);
      return fixture.say(task, signal);
    },
  };
  const deps: McpDeps = {
    version: '0.1.0',
    conversation: converse(parts, tasks),
    inventory,
    runs: () => [],
    approvals: (limit) => approvals.list({ limit }),
    approvalOf: approvals.get,
    ledger: store.journal.ledger,
    pastRoi: () => [],
    workflows: () => workflows,
    workflowDesk: createWorkflowDesk({
      workflows,
      handlers,
      planning: () => ({ inventory: inventory.current(), clock, handlers, workflows }),
      proposer,
      userFolder: undefined,
    }),
    tracker: createMemoryTracker(emptyTrackerRecords(), clock),
    calls: store.mcpCalls,
    clock,
    log: silentLog,
  };
  const clients = createMcpClients({
    clients: [
      { name: 'laptop', token: readToken, scope: 'read' },
      { name: 'desk', token: proposeToken, scope: 'propose' },
    ],
    homeAssistantAddress: () => fixture.homeAssistant,
    clock,
  });
  const mcp = createMcpOverHttp(deps, ({ headers, socket }) =>
    clients.admit(headers.authorization, socket.remoteAddress ?? ''),
  );
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => void mcp.handle(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
  const open: Client[] = [];
  const fixture: McpFixture = {
    url,
    parts,
    deps,
    asked: [],
    say: async function* () {
      yield* ending('All is well.', { kind: 'answered', evidence: [] });
    },
    homeAssistant: undefined,
    connect: async (token, capabilities = {}) => {
      const client = new Client({ name: 'test', version: '1' }, { capabilities });
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }) as never);
      open.push(client);
      return client;
    },
    post: (body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          authorization: `Bearer ${readToken}`,
          ...headers,
        },
        body,
      }),
    close: async () => {
      for (const client of open) await client.close();
      await mcp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
  return fixture;
};
