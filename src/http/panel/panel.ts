import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Person } from '../../core/people.ts';
import type { HouseholdDirectory } from '../../core/phones.ts';
import { type RequestFacts, supervisorAddress, type Visitor, whoIs } from './identity.ts';
import { openLiveSession, type PanelEngine } from './live-session.ts';
import { maximumMessageBytes } from './messages.ts';
import { createOverviewFeed, type LiveOverview } from './overview-feed.ts';
import { refusalHeaders, refusalPage, refusalText } from './refusal-page.ts';
import { isSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

/** Settings of the panel. */
export interface PanelOptions {
  /** Address of the only proxy whose word on the user counts. Default: the Supervisor's, 172.30.32.2. */
  readonly trustedProxyAddress?: string;
  /** Folder with the built panel. Default: the one beside this file. */
  readonly staticFolder?: string;
}

/** What {@link registerPanel} is given. */
export interface PanelDeps extends LiveOverview, PanelEngine {
  /** The people whom Home Assistant knows, as of now. */
  directory(): Pick<HouseholdDirectory, 'isKnown' | 'people'>;
  /** In the demo: its owner, whom a browser on this machine is taken for. Undefined everywhere else. */
  readonly demoOwner: Person | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Path of the panel's WebSocket; the page asks for it relative to itself, so that it works under ingress. */
export const livePath = '/panel/live';

const mostOpenPages = 64;
/** How long a page has to take leave when Steward stops. */
const closingMs = 1_000;

const factsOf = (request: IncomingMessage): RequestFacts => ({
  remoteAddress: request.socket.remoteAddress,
  headers: request.headers,
});

const refuseUpgrade = (socket: Duplex, status: string, message: string): void => {
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\nConnection: close\r\n\r\n${message}`,
  );
};

const sendFile = (request: FastifyRequest, reply: FastifyReply, file: StaticFile): FastifyReply => {
  reply.headers({ 'cache-control': file.cacheControl, etag: file.etag, 'content-type': file.contentType });
  return request.headers['if-none-match'] === file.etag ? reply.code(304).send() : reply.send(file.body);
};

/**
 * Adds the panel to a server: its page at `/`, its files, and the WebSocket {@link livePath}. The page shows nothing to
 * a visitor whom nobody vouches for, and the WebSocket is the only way to decide.
 * @throws StewardError `panel.not-built` when the built panel is missing
 */
export const registerPanel = (server: FastifyInstance, options: PanelOptions, deps: PanelDeps): void => {
  const log = deps.log.child('panel');
  const files = readStaticFiles(options.staticFolder);
  const feed = createOverviewFeed(deps, deps.clock);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessageBytes,
    clientTracking: true,
  });

  const visitorOf = (request: IncomingMessage): Visitor =>
    whoIs(factsOf(request), {
      trustedProxyAddress: options.trustedProxyAddress ?? supervisorAddress,
      directory: deps.directory(),
      demoOwner: deps.demoOwner,
    });

  server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const visitor = visitorOf(request.raw);
      reply.headers(visitor.kind === 'person' ? securityHeaders : refusalHeaders);
      if (visitor.kind === 'person') return;
      log.security('refused a visitor of the panel', {
        reason: visitor.reason,
        address: request.raw.socket.remoteAddress,
      });
      return reply.code(403).type('text/html; charset=utf-8').send(refusalPage(visitor.reason));
    });
    for (const [path, file] of files)
      scope.get(path === '/index.html' ? '/' : path, (request, reply) => sendFile(request, reply, file));
  });

  const admit = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const visitor = visitorOf(request);
    const facts = { address: request.socket.remoteAddress, origin: request.headers.origin };
    if (visitor.kind === 'nobody') {
      log.security('refused a connection to the panel', { reason: visitor.reason, ...facts });
      const { message, mend } = refusalText(visitor.reason);
      return refuseUpgrade(socket, '403 Forbidden', `${message} ${mend}`);
    }
    if (!isSameOrigin(request.headers, visitor.through)) {
      log.security('refused a connection to the panel from another site', facts);
      return refuseUpgrade(
        socket,
        '403 Forbidden',
        'The connection did not come from the panel’s own page. Behind a reverse proxy, let it pass the Host header on.',
      );
    }
    if (sockets.clients.size >= mostOpenPages)
      return refuseUpgrade(socket, '503 Service Unavailable', 'Too many panels are open. Close one.');
    sockets.handleUpgrade(request, socket, head, (live) =>
      openLiveSession(live, {
        engine: deps,
        feed,
        person: () => {
          const now = visitorOf(request);
          return now.kind === 'person' ? now.person : undefined;
        },
        isDemo: deps.demoOwner !== undefined,
        clock: deps.clock,
        log,
      }),
    );
  };

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== livePath) return;
    socket.on('error', () => socket.destroy());
    admit(request, socket, head);
  });
  server.addHook('preClose', async () => {
    for (const live of sockets.clients) live.close(1001, 'Steward stops.');
    deps.clock.setTimeout(() => {
      for (const live of sockets.clients) live.terminate();
    }, closingMs);
    sockets.close();
  });
};
