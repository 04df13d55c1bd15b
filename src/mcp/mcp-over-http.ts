import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { McpClients } from './clients.ts';
import { createMcpServer } from './create-mcp-server.ts';
import type { McpClient, McpDeps } from './mcp-deps.ts';

/** MCP over streamable HTTP. */
export interface McpOverHttp {
  /** Answers one request. The body as it came, at most a megabyte. */
  handle(request: IncomingMessage, response: ServerResponse, body: string): Promise<void>;
  close(): Promise<void>;
}

interface Session {
  readonly client: string;
  readonly transport: StreamableHTTPServerTransport;
  lastMs: number;
}

const mostSessions = 64;
const idleMs = 30 * 60_000;

const refuse = (
  response: ServerResponse,
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }));
};

/** Names that nobody can register: a page cannot make its own name lead here and then be taken for this server. */
const isPrivateName = (name: string): boolean =>
  isIP(name.replace(/^\[|\]$/gu, '')) > 0 ||
  !name.includes('.') ||
  /\.(?:local|internal|home\.arpa)$/u.test(name);

/** A page in a browser may be anybody's: only one from this machine or from this very address may call. */
const isForeignPage = ({ headers }: IncomingMessage): boolean => {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const page = new URL(origin);
  const isHere = page.host === host && isPrivateName(page.hostname);
  return !isHere && !['localhost', '127.0.0.1', '[::1]'].includes(page.hostname);
};

/** Makes it. Each session belongs to the client that began it; a client without sessions begins one with each call. */
export const createMcpOverHttp = (
  deps: McpDeps,
  admit: (request: IncomingMessage) => ReturnType<McpClients['admit']>,
): McpOverHttp => {
  const { clock, log } = deps;
  const sessions = new Map<string, Session>();

  const end = (id: string): void => {
    const session = sessions.get(id);
    sessions.delete(id);
    void session?.transport.close().catch(() => {});
  };
  const makeRoom = (): void => {
    for (const [id, { lastMs }] of sessions) if (clock.now() - lastMs > idleMs) end(id);
    for (const id of sessions.keys()) {
      if (sessions.size < mostSessions) break;
      end(id);
    }
  };

  const begin = async (client: McpClient): Promise<StreamableHTTPServerTransport> => {
    const { StreamableHTTPServerTransport: Transport } = await import(
      '@modelcontextprotocol/sdk/server/streamableHttp.js'
    );
    const transport: StreamableHTTPServerTransport = new Transport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        makeRoom();
        sessions.set(id, { client: client.name, transport, lastMs: clock.now() });
      },
      onsessionclosed: (id) => void sessions.delete(id),
    });
    const server = await createMcpServer(client, deps);
    await server.connect(transport);
    return transport;
  };

  const messageOf = (body: string): { readonly message?: unknown; readonly isBroken: boolean } => {
    if (body === '') return { isBroken: false };
    try {
      return { message: JSON.parse(body), isBroken: false };
    } catch {
      return { isBroken: true };
    }
  };

  return {
    handle: async (request, response, body) => {
      if (isForeignPage(request))
        return refuse(response, 403, -32_000, 'No page of another site may call this.');
      const admitted = admit(request);
      if (admitted.kind === 'refused')
        return admitted.status === 401
          ? refuse(response, 401, -32_001, 'A token of the option mcp_clients is needed, as Bearer token.', {
              'www-authenticate': 'Bearer realm="Homelab Steward"',
            })
          : refuse(response, 429, -32_002, 'Too many calls. Wait, then go on.', {
              'retry-after': String(admitted.retryAfterSeconds ?? 60),
            });
      const { client } = admitted;
      const { message, isBroken } = messageOf(body);
      if (isBroken) return refuse(response, 400, -32_700, 'That is no JSON.');
      const id = request.headers['mcp-session-id'];
      const session = typeof id === 'string' ? sessions.get(id) : undefined;
      // Somebody else's session is none that there is.
      if (id !== undefined && session?.client !== client.name)
        return refuse(response, 404, -32_003, 'There is no such session. Begin a new one.');
      try {
        if (session !== undefined) session.lastMs = clock.now();
        const transport = session?.transport ?? (await begin(client));
        await transport.handleRequest(request, response, message);
      } catch (thrown) {
        log.warn('A request over MCP failed.', {
          error: thrown instanceof Error ? thrown.message : String(thrown),
        });
        if (!response.headersSent) refuse(response, 500, -32_603, 'That failed inside Steward.');
      }
    },
    close: async () => {
      for (const id of [...sessions.keys()]) end(id);
    },
  };
};
