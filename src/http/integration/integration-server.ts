import { WebSocketServer } from 'ws';
import { pairingRequest } from '../../homeassistant/protocol/pairing.ts';
import { protocolVersion } from '../../homeassistant/protocol/version.ts';
import { createServer } from '../create-server.ts';
import { listen } from '../listen.ts';
import { addMcpRoute } from '../mcp-route.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { type IntegrationSession, openIntegrationSession } from './integration-session.ts';

/** A directory of a big household and its phones stays far below this. Bytes. */
const largestMessage = 1024 * 1024;
const heartbeatMs = 30_000;
/** Whoever has not said who it is by then is sent away. */
const helloPatienceMs = 10_000;

/** A running server. */
export interface IntegrationServer {
  readonly port: number;
  /** Whether an integration is connected at this moment. */
  isConnected(): boolean;
  /** Where it is connected from; undefined while none is. */
  peerAddress(): string | undefined;
  close(): Promise<void>;
}

/**
 * The server that the Home Assistant integration talks to: what there is (`GET /integration/about`), pairing
 * (`POST /integration/pair`) and the WebSocket `/integration`. One integration at a time: a newer connection takes the
 * place of an older one.
 * @throws StewardError `start.port-in-use`
 */
export const startIntegrationServer = async (
  { host, port }: { readonly host: string; readonly port: number },
  deps: IntegrationDeps,
): Promise<IntegrationServer> => {
  const { desk, clock, log } = deps;
  const server = createServer({ forceCloseConnections: true, bodyLimit: 4096 });

  server.get('/integration/about', () => ({
    product: 'homelab-steward',
    stewardVersion: deps.stewardVersion,
    stewardId: deps.stewardId,
    protocol: protocolVersion,
    name: deps.name,
  }));

  server.post('/integration/pair', (request, reply) => {
    const body = pairingRequest.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ message: 'A code of eight digits is needed.' });
    const result = desk.redeem(body.data.code, body.data.homeAssistantName);
    if (result.kind === 'too-many-tries')
      return reply
        .code(429)
        .header('retry-after', String(result.retryAfterSeconds))
        .send({ message: 'Too many wrong codes. Wait, and use the new code.' });
    if (result.kind === 'wrong-code')
      return reply
        .code(403)
        .send({ message: 'That code is wrong or too old. `steward pair` shows the present one.' });
    return reply.send({
      token: result.token,
      stewardId: deps.stewardId,
      name: deps.name,
      protocol: protocolVersion,
    });
  });

  if (deps.mcp !== undefined) addMcpRoute(server, deps.mcp);

  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  let ready: { session: IntegrationSession; address: string | undefined; close: () => void } | undefined;

  server.server.on('upgrade', (request, socket, head) => {
    // A browser always sends Origin; the integration never does. No page may talk to this socket.
    if (request.url !== '/integration' || request.headers.origin !== undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = openIntegrationSession(
        {
          send: (text) => webSocket.send(text),
          close: (code, reason) => webSocket.close(code, reason),
        },
        deps,
        (own) => {
          ready?.session.end('replaced');
          ready?.close();
          ready = {
            session: own,
            address: request.socket.remoteAddress,
            close: () => webSocket.close(4009, 'replaced'),
          };
        },
      );
      const helloTimer = clock.setTimeout(() => {
        if (ready?.session !== session) webSocket.close(4003, 'hello-expected');
      }, helloPatienceMs);
      let isAlive = true;
      const beat = () => {
        if (!isAlive) return webSocket.terminate();
        isAlive = false;
        webSocket.ping();
        timer = clock.setTimeout(beat, heartbeatMs);
      };
      let timer = clock.setTimeout(beat, heartbeatMs);
      webSocket.on('pong', () => {
        isAlive = true;
      });
      webSocket.on('message', (data, isBinary) => {
        if (!isBinary) session.receive(data.toString());
      });
      webSocket.on('error', (error) =>
        log.warn('The integration’s socket failed.', { error: error.message }),
      );
      webSocket.on('close', () => {
        clock.clearTimeout(timer);
        clock.clearTimeout(helloTimer);
        session.end('closed');
        if (ready?.session === session) {
          ready = undefined;
          log.info('The integration has disconnected.');
        }
      });
    });
  });

  const boundPort = await listen(server, host, port, 'STEWARD_INTEGRATION_PORT');
  return {
    port: boundPort,
    isConnected: () => ready !== undefined,
    peerAddress: () => ready?.address,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      await server.close();
    },
  };
};
