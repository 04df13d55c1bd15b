import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FromIntegration, fromIntegration } from '../../src/homeassistant/protocol/from-integration.ts';
import { pairingRequest } from '../../src/homeassistant/protocol/pairing.ts';
import { type ToIntegration, toIntegration } from '../../src/homeassistant/protocol/to-integration.ts';
import { protocolVersion } from '../../src/homeassistant/protocol/version.ts';

/** A message of one kind from the integration. */
export type Received<Type extends FromIntegration['type']> = Extract<FromIntegration, { type: Type }>;

/** How the stand-in behaves; all of it can be changed while it runs. */
export interface StewardStandInState {
  stewardId: string;
  name: string;
  /** The token that is accepted, and that pairing gives out. */
  token: string;
  /** The pairing code that is accepted. */
  code: string;
  /** Answer every pairing with 429. */
  isFlooded: boolean;
  /** The protocol that it says it speaks. */
  protocol: number;
  /** Whether it refuses every hello, as one does that does not know the integration's version. */
  refusesVersion: boolean;
}

/**
 * Steward's side of the protocol with the integration, as far as a test scripts it: it validates everything that it
 * receives and everything that it is told to send by the protocol's own schemas.
 */
export interface StewardStandIn {
  /** e.g. `http://127.0.0.1:8098` */
  readonly url: string;
  readonly port: number;
  readonly state: StewardStandInState;
  /** Every message that came, also what broke the protocol (then under `violations` too). */
  readonly received: readonly FromIntegration[];
  /** What came and is not in the protocol: a test ends with this being empty. */
  readonly violations: readonly string[];
  /** How often a connection was welcomed. */
  readonly connections: number;
  readonly isConnected: boolean;
  /** Called with each message, to answer it. */
  onMessage: (message: FromIntegration) => void;
  /** Sends a message. @throws ZodError when the protocol does not allow it. */
  send(message: ToIntegration): void;
  /** Sends exactly this text. */
  sendRaw(text: string): void;
  /** Closes the connection, as a network does. */
  drop(): void;
  /** Stops listening, as an app that is stopped. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Starts the stand-in on a free port of the loopback interface. */
export const startStewardStandIn = async (
  overrides: Partial<StewardStandInState> = {},
): Promise<StewardStandIn> => {
  const state: StewardStandInState = {
    stewardId: '0198-lab-steward',
    name: 'Homelab Steward',
    token: 'lab-token-that-must-not-be-logged',
    code: '12345678',
    isFlooded: false,
    protocol: protocolVersion,
    refusesVersion: false,
    ...overrides,
  };
  const received: FromIntegration[] = [];
  const violations: string[] = [];
  let connections = 0;
  let current: WebSocket | undefined;
  let port = 0;

  const pair = async (request: IncomingMessage, response: ServerResponse) => {
    const body = pairingRequest.safeParse(await readBody(request));
    if (!body.success) violations.push(`pairing: ${body.error.message}`);
    if (state.isFlooded) return reply(response, 429, {});
    if (body.data?.code !== state.code) return reply(response, 403, {});
    return reply(response, 200, {
      token: state.token,
      stewardId: state.stewardId,
      name: state.name,
      protocol: state.protocol,
    });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET' && request.url === '/integration/about') {
      return reply(response, 200, {
        product: 'homelab-steward',
        stewardVersion: '0.1.0',
        stewardId: state.stewardId,
        protocol: state.protocol,
        name: state.name,
      });
    }
    if (request.method === 'POST' && request.url === '/integration/pair') return pair(request, response);
    return reply(response, 404, {});
  };

  const refuse = (socket: WebSocket, code: Extract<ToIntegration, { type: 'refused' }>['code']) => {
    const message = { type: 'refused', code, message: `Refused: ${code}`, mend: 'Mend it.' };
    socket.send(JSON.stringify({ ...message, supportedProtocols: [state.protocol] }));
    socket.close();
  };

  const standIn: StewardStandIn = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    state,
    received,
    violations,
    get connections() {
      return connections;
    },
    get isConnected() {
      return current !== undefined;
    },
    onMessage: () => undefined,
    send: (message) => standIn.sendRaw(JSON.stringify(toIntegration.parse(message))),
    sendRaw: (text) => {
      if (current === undefined) throw new Error('The integration is not connected');
      current.send(text);
    },
    drop: () => current?.terminate(),
    start: async () => {
      const server = createServer((request, response) => {
        serve(request, response).catch((error) => {
          violations.push(String(error));
          response.destroy();
        });
      });
      const sockets = new WebSocketServer({ server, path: '/integration' });
      sockets.on('connection', (socket) => {
        socket.on('message', (data) => {
          const message = fromIntegration.safeParse(JSON.parse(data.toString()));
          if (!message.success) {
            violations.push(`${data}: ${message.error.message}`);
            return;
          }
          received.push(message.data);
          if (message.data.type !== 'hello') {
            standIn.onMessage(message.data);
            return;
          }
          if (state.refusesVersion) refuse(socket, 'protocol-unsupported');
          else if (message.data.token !== state.token) refuse(socket, 'auth-failed');
          else {
            connections += 1;
            current = socket;
            const { stewardId, protocol } = state;
            const welcome = { type: 'welcome', protocol, stewardVersion: '0.1.0', stewardId, isDemo: false };
            socket.send(JSON.stringify(welcome));
          }
        });
        socket.on('close', () => {
          if (current === socket) current = undefined;
        });
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
      standIn.stop = async () => {
        for (const socket of sockets.clients) socket.terminate();
        sockets.close();
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      };
    },
    stop: async () => undefined,
  };
  await standIn.start();
  return standIn;
};
