import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { bridgeCoreSocket, type CoreAccess } from './core-socket.ts';
import { type AppManifest, denialFor, isKeptFromCore } from './manifest-rights.ts';

/** A service that the app has announced. */
export interface Discovery {
  readonly uuid: string;
  readonly addon: string;
  readonly service: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Somebody who is logged in to Home Assistant and opens the app's panel. */
export interface IngressPerson {
  readonly id: string;
  readonly name: string;
}

/** What the stand-in plays. */
export interface SupervisorOptions {
  readonly token: string;
  readonly manifest: AppManifest;
  /** The Home Assistant behind `/core`; none means it is not running. */
  readonly core?: CoreAccess;
}

/** A Supervisor for one app, strict where the real one is. */
export interface SupervisorStandin {
  /** In place of `http://supervisor`. */
  readonly url: string;
  readonly discoveries: () => readonly Discovery[];
  /** What the real one would have refused; a test ends with none. */
  readonly refusals: () => readonly string[];
  /** A person's request to the app's panel, as ingress passes it on. */
  openPanel(panelUrl: string, path: string, person: IngressPerson): Promise<Response>;
  stop(): Promise<void>;
}

const discoveryKeys = ['service', 'config'];
const longestBodyBytes = 1024 * 1024;

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (body.length > longestBodyBytes) throw new Error('too large');
  return body.toString('utf8');
};

/** Starts a Supervisor on 127.0.0.1. */
export const startSupervisor = async ({
  token,
  manifest,
  core,
}: SupervisorOptions): Promise<SupervisorStandin> => {
  const discoveries: Discovery[] = [];
  const refusals: string[] = [];
  const slug = `local_${manifest.slug}`;

  const proxyToCore = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    path: string,
    access: CoreAccess,
  ) => {
    const { authorization: _ours, host: _host, ...headers } = incoming.headers;
    const forwarded = request(
      `${access.url}${path.replace('/core', '')}`,
      { method: incoming.method ?? 'GET', headers: { ...headers, authorization: `Bearer ${access.token}` } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  };

  /** Takes an announcement, or says why not. */
  const announce = (text: string): { uuid: string } | { refused: string } => {
    const body = JSON.parse(text) as Record<string, unknown>;
    const { service, config } = body;
    const surplus = Object.keys(body).find((key) => !discoveryKeys.includes(key));
    if (surplus !== undefined) return { refused: `extra keys not allowed @ data['${surplus}']` };
    if (typeof service !== 'string' || manifest.discovery?.includes(service) !== true)
      return { refused: `${String(service)} is not in the discovery list of the app` };
    if (typeof config !== 'object' || config === null || Array.isArray(config))
      return { refused: "expected a dictionary for dictionary value @ data['config']" };
    const known = discoveries.findIndex((each) => each.service === service);
    const uuid = discoveries[known]?.uuid ?? randomUUID().replaceAll('-', '');
    const discovery = { uuid, addon: slug, service, config: config as Discovery['config'] };
    if (known === -1) discoveries.push(discovery);
    else discoveries[known] = discovery;
    return { uuid };
  };

  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://supervisor').pathname;
    const answer = (status: number, body: unknown) => {
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const refuse = (status: number, message: string) => {
      refusals.push(`${incoming.method} ${path}: ${message}`);
      answer(status, { result: 'error', message });
    };
    const give = (data: unknown) => answer(200, { result: 'ok', data });

    if (incoming.headers.authorization !== `Bearer ${token}`) return refuse(401, 'no valid token');
    const denial = denialFor(manifest, path);
    if (denial !== undefined) return refuse(denial.status, denial.message);
    if (path.startsWith('/core/api/')) {
      if (isKeptFromCore(path)) return refuse(403, 'forbidden');
      return core === undefined
        ? refuse(502, 'Home Assistant is not running')
        : proxyToCore(incoming, outgoing, path, core);
    }
    switch (`${incoming.method} ${path}`) {
      case 'GET /info':
        return give({
          supervisor: '2026.11.1',
          homeassistant: '2026.11.0',
          arch: 'amd64',
          hostname: 'homeassistant',
          state: 'running',
        });
      case 'GET /addons/self/info':
        return give({
          name: manifest.name,
          slug,
          version: manifest.version,
          hostname: slug.replaceAll('_', '-'),
          state: 'started',
          ingress: manifest.ingress === true,
          ingress_entry: '/api/hassio_ingress/secret-of-the-entry',
        });
      case 'GET /discovery':
        return give({ discovery: discoveries, services: {} });
      case 'POST /discovery':
        readBody(incoming)
          .then((text) => {
            const outcome = announce(text);
            if ('refused' in outcome) refuse(400, outcome.refused);
            else give(outcome);
          })
          .catch(() => refuse(400, 'invalid JSON'));
        return;
      default:
        return refuse(404, 'no such path');
    }
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (incoming, socket, head) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://supervisor');
    if (pathname !== '/core/websocket' || manifest.homeassistant_api !== true) {
      refusals.push(`WebSocket ${pathname}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(incoming, socket, head, (app) =>
      bridgeCoreSocket(app, { core, appToken: token, onRefusal: (what) => refusals.push(what) }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    discoveries: () => discoveries,
    refusals: () => refusals,
    openPanel: (panelUrl, path, person) =>
      fetch(`${panelUrl}${path}`, {
        redirect: 'manual',
        headers: {
          'x-ingress-path': '/api/hassio_ingress/secret-of-the-entry',
          'x-remote-user-id': person.id,
          'x-remote-user-name': person.name.toLowerCase(),
          'x-remote-user-display-name': person.name,
        },
      }),
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
