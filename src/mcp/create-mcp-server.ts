import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { asStewardError, explain } from '../core/errors.ts';
import type { McpClient, McpDeps } from './mcp-deps.ts';
import { usualJobs } from './prompts.ts';
import { listPages, listRuns, readPage, readRun } from './resources.ts';
import { lookTools } from './tools/look-tools.ts';
import { taskTools } from './tools/task-tools.ts';
import type { McpTool, ToolContext } from './tools/tool.ts';

const instructions =
  'Homelab Steward knows a homelab as it is now. Ask it in plain words with process_any_task, or look with the get_ tools. It never changes anything by itself: a wish becomes a request that a person approves on their phone or in the panel, and nothing here can approve it.';

/** The tools that a client sees: one that may only look sees none that proposes. */
export const toolsFor = (client: McpClient, deps: McpDeps): readonly McpTool[] =>
  [...taskTools(client, deps), ...lookTools(deps)].filter(
    ({ isProposing }) => !isProposing || client.scope === 'propose',
  );

/** Notes who called what and how it ended, never with what. */
const audited =
  <Args extends readonly unknown[], Result extends object>(
    method: string,
    name: string,
    client: McpClient,
    { calls, clock, log }: McpDeps,
    work: (...args: Args) => Promise<Result>,
  ) =>
  async (...args: Args): Promise<Result> => {
    const atMs = clock.now();
    const note = (outcome: string): void =>
      calls.add({ atMs, client: client.name, method, name, outcome, durationMs: clock.now() - atMs });
    try {
      const result = await work(...args);
      note('isError' in result && result.isError === true ? 'error' : 'ok');
      return result;
    } catch (thrown) {
      const error = asStewardError(thrown);
      note(error.code);
      log.warn('A call over MCP failed.', { client: client.name, method, name, code: error.code });
      throw thrown;
    }
  };

/** A server for one session of one client. The SDK is loaded at the first one. */
export const createMcpServer = async (client: McpClient, deps: McpDeps): Promise<McpServer> => {
  const { McpServer: Server, ResourceTemplate } = await import('@modelcontextprotocol/sdk/server/mcp.js');
  const server = new Server(
    { name: 'homelab-steward', title: 'Homelab Steward', version: deps.version },
    { instructions },
  );

  for (const tool of toolsFor(client, deps))
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.input,
        annotations: {
          readOnlyHint: !(tool.name === 'process_any_task' && client.scope === 'propose'),
          destructiveHint: false,
          openWorldHint: false,
        },
      },
      audited('tools/call', tool.name, client, deps, async (input: unknown, extra) => {
        const token = extra._meta?.progressToken;
        let steps = 0;
        const context: ToolContext = {
          signal: AbortSignal.any([extra.signal, AbortSignal.timeout(client.patienceMs)]),
          progress: (message) => {
            if (token === undefined) return;
            steps += 1;
            void extra
              .sendNotification({
                method: 'notifications/progress',
                params: { progressToken: token, progress: steps, message },
              })
              .catch(() => {});
          },
          ask: async (question) => {
            if (server.server.getClientCapabilities()?.elicitation === undefined) return undefined;
            const { action, content } = await server.server.elicitInput(
              {
                message: question,
                requestedSchema: {
                  type: 'object',
                  properties: { answer: { type: 'string', title: 'Answer', minLength: 1 } },
                  required: ['answer'],
                },
              },
              { signal: extra.signal, relatedRequestId: extra.requestId },
            );
            const answer = content?.['answer'];
            return action === 'accept' && typeof answer === 'string' && answer.trim() !== ''
              ? answer
              : undefined;
          },
        };
        try {
          const { text, data, isError = false } = await tool.call(input as never, context);
          return { content: [{ type: 'text' as const, text }], structuredContent: data, isError };
        } catch (thrown) {
          const error = asStewardError(thrown);
          // What was not foreseen may hold anything.
          const text =
            error.code === 'internal' ? 'That failed inside Steward; its log says why.' : explain(error);
          if (error.code === 'internal')
            deps.log.error('A tool failed over MCP.', { tool: tool.name, error: error.message });
          return { content: [{ type: 'text' as const, text }], isError: true };
        }
      }),
    );

  const resource = (uri: string, mimeType: string, text: string | undefined) => {
    if (text === undefined) throw new Error(`There is nothing at ${uri}.`);
    return { contents: [{ uri, mimeType, text }] };
  };
  server.registerResource(
    'documentation',
    new ResourceTemplate('steward://documentation/{+path}', {
      list: async () => ({ resources: [...(await listPages(deps))] }),
    }),
    {
      title: 'Documentation',
      description: 'What Steward keeps written down about each thing.',
      mimeType: 'text/markdown',
    },
    audited('resources/read', 'documentation', client, deps, async (uri: URL, { path }) => ({
      ...resource(uri.href, 'text/markdown', await readPage(String(path), deps)),
    })),
  );
  server.registerResource(
    'run',
    new ResourceTemplate('steward://runs/{id}', {
      list: async () => ({ resources: [...listRuns(deps)] }),
      complete: {
        id: (start) =>
          listRuns(deps)
            .map(({ uri }) => uri.split('/').at(-1) ?? '')
            .filter((id) => id.startsWith(start))
            .slice(0, 100),
      },
    }),
    {
      title: 'Runs',
      description: 'What was changed, by whom it was approved, and what was confirmed.',
      mimeType: 'text/plain',
    },
    audited('resources/read', 'run', client, deps, async (uri: URL, { id }) => ({
      ...resource(uri.href, 'text/plain', await readRun(String(id), deps)),
    })),
  );

  for (const { name, title, description, input, text } of usualJobs)
    server.registerPrompt(
      name,
      { title, description, argsSchema: { ...input } },
      audited(
        'prompts/get',
        name,
        client,
        deps,
        async (given: Readonly<Record<string, string | undefined>>) => ({
          messages: [{ role: 'user' as const, content: { type: 'text' as const, text: text(given) } }],
        }),
      ),
    );
  return server;
};
