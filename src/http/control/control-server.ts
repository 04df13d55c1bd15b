import { chmodSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { Approvals } from '../../approvals/approvals.ts';
import { StewardError } from '../../core/errors.ts';
import type { Inventory } from '../../core/inventory.ts';
import type { Log } from '../../core/log.ts';
import type { McpCall } from '../../core/mcp-calls.ts';
import type { Overview } from '../../core/overview.ts';
import type { Person } from '../../core/people.ts';
import type { Conversation } from '../../core/reply.ts';
import type { Runner } from '../../workflow/runner.ts';
import { createServer } from '../create-server.ts';
import { addMcpRoute, type HandleMcp } from '../mcp-route.ts';
import { addEgressRoutes } from './egress-routes.ts';
import { addModelRoutes, type ModelRouteDeps } from './model-routes.ts';
import { addRunRoutes, type RunRouteDeps } from './run-routes.ts';
import { addStepUpRoute, type StepUpRouteDeps } from './step-up-route.ts';
import { addWorkflowRoutes, type WorkflowRouteDeps } from './workflow-routes.ts';

/** What the control socket answers from. */
export interface ControlDeps extends StepUpRouteDeps, WorkflowRouteDeps, RunRouteDeps {
  readonly languageModels: ModelRouteDeps;
  readonly conversation: Conversation;
  readonly approvals: Approvals;
  readonly runner: Runner;
  readonly inventory: () => Inventory;
  readonly overview: () => Overview;
  /** Who has this Home Assistant user id; undefined when nobody is known to. */
  readonly personOf: (userId: string) => Person | undefined;
  /** Copies the database now. @returns the copy's file */
  readonly copyDatabase: () => string;
  /** A fresh pairing code for the integration. */
  readonly pairingCode: () => string;
  /** Answers `/mcp`, and what was called there. Absent: there is none. */
  readonly mcp?: { readonly handle: HandleMcp; readonly calls: (limit: number) => readonly McpCall[] };
  readonly log: Log;
}

const askBody = z.strictObject({
  text: z.string().min(1).max(4000),
  language: z.string().max(16).default('en'),
  conversation: z.string().max(128).default('cli'),
  user: z.string().max(128).optional(),
});

const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(20) });

/**
 * The socket that the `steward` command talks to: HTTP over a Unix socket in the data folder, readable and writable by
 * Steward's own user only. It reads, asks and stops; it decides nothing, so no approval goes through it.
 * @param socketPath at most 100 characters, a limit of the operating system
 */
export const startControlServer = async (
  socketPath: string,
  deps: ControlDeps,
): Promise<{ close: () => Promise<void> }> => {
  const server = createServer();

  server.post('/ask', async (request, reply) => {
    const body = askBody.parse(request.body);
    const person = body.user === undefined ? undefined : deps.personOf(body.user);
    if (body.user !== undefined && person === undefined)
      throw new StewardError(`Home Assistant knows no user ${body.user}.`, {
        code: 'control.unknown-user',
        kind: 'terminal',
      });
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const turn = {
      text: body.text,
      language: body.language,
      conversationId: body.conversation,
      requester: { channel: 'cli', ...(person === undefined ? {} : { person }) },
    } as const;
    // Whoever goes away waits for no answer: the work on it ends.
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    for await (const part of deps.conversation.handle(turn, gone.signal))
      reply.raw.write(`${JSON.stringify(part)}\n`);
    reply.raw.end();
  });

  server.get('/approvals', (request) => deps.approvals.list({ limit: listQuery.parse(request.query).limit }));
  server.get('/runs', (request) => deps.runner.list(listQuery.parse(request.query).limit));
  addRunRoutes(server, deps);
  addStepUpRoute(server, deps);
  addWorkflowRoutes(server, deps);
  addModelRoutes(server, deps.languageModels);
  addEgressRoutes(server, deps.languageModels.sent);
  server.get('/inventory', () => [...deps.inventory().objects.values()]);
  server.get('/overview', () => deps.overview());
  const { mcp } = deps;
  if (mcp !== undefined) {
    addMcpRoute(server, mcp.handle);
    server.get('/mcp-calls', (request) => mcp.calls(listQuery.parse(request.query).limit));
  }
  server.post('/backup', () => ({ file: deps.copyDatabase() }));
  server.post('/pairing-code', () => ({ code: deps.pairingCode() }));

  server.setErrorHandler((thrown, _request, reply) => {
    const message =
      thrown instanceof z.ZodError ? z.prettifyError(thrown) : String((thrown as Error).message);
    deps.log.warn('A control request failed.', { error: message });
    return reply.code(400).send({ message });
  });

  // A socket that is left over from a killed process refuses to be bound again.
  rmSync(socketPath, { force: true });
  await server.listen({ path: socketPath });
  chmodSync(socketPath, 0o600);
  return { close: () => server.close() };
};
