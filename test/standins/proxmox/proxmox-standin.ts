import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Clock, systemClock } from '../../../src/core/clock.ts';
import { createCertificateAuthority, type ServerCertificate } from '../certificate-authority.ts';
import { type AccessState, standardAccess } from './access.ts';
import { createTickets } from './authentication.ts';
import { demoHomelab } from './demo-homelab.ts';
import { createFaultBox, type Fault, type FaultRule, type InjectedFault } from './faults.ts';
import { type ApiReply, type ApiRequest, type ApiWorld, handleCall } from './handle-call.ts';
import { type Liveliness, startLiveliness } from './liveliness.ts';
import { createRefusals, describeRefusals, type Refusal, type RefusalKind } from './refusals.ts';
import { matchMethod } from './schema.ts';
import { sendReply, type WireReply } from './send-reply.ts';
import type { GuestState, HomelabState } from './state.ts';
import { createTasks, type Task } from './tasks.ts';

/** How a stand-in is set up. */
export interface ProxmoxStandInOptions {
  /** What it serves; taken over, not copied, so that a test can change it. Default: the demo homelab. */
  readonly state?: HomelabState;
  /** Default: `standardAccess()`, whose credentials are `standardCredentials`. */
  readonly access?: AccessState;
  /** On 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Drives tasks, tickets, uptimes and delays. Default: the machine's. */
  readonly clock?: Clock;
  /** How long a task runs. Default 2,000. */
  readonly taskDurationMs?: number;
  /** Lets loads and traffic move gently, from a seed. Default: they stand still. */
  readonly liveliness?: Liveliness;
}

/** A request as it came in and how it was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Below `/api2/json`, without the query. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds on the stand-in's clock. */
  readonly atMs: number;
  readonly user: string | undefined;
  /** 0 when nothing was answered. */
  status: number;
}

/** A running stand-in. */
export interface ProxmoxStandIn {
  /** e.g. `https://127.0.0.1:35001` */
  readonly url: string;
  readonly port: number;
  /** PEM of the authority that signed the certificate; changes with {@link rotateCertificate} to `other`. */
  readonly caCertificate: string;
  /** SHA-256 of the certificate now served, upper-case hexadecimal with colons. */
  readonly fingerprint: string;
  readonly state: HomelabState;
  readonly access: AccessState;
  readonly requests: readonly LoggedRequest[];
  readonly refusals: readonly Refusal[];
  /** Newest first. */
  readonly tasks: readonly Task[];
  /** Requests that change something (any but GET), tickets left out. */
  writes(): readonly LoggedRequest[];
  /** The guest by its number. @throws Error when there is none */
  guest(vmid: number): GuestState;
  inject(rule: FaultRule): InjectedFault;
  clearFaults(): void;
  /** Takes refusals that a test expects off the list. */
  takeRefusals(kind?: RefusalKind): readonly Refusal[];
  /** @throws Error that lists the refusals, if there are any */
  assertNoRefusals(): void;
  expireTickets(): void;
  /** @param tokenId e.g. `steward@pve!agent` */
  revokeToken(tokenId: string): void;
  /** Serves a new certificate from the next connection on; open connections are closed. */
  rotateCertificate(authority?: 'same' | 'other'): Promise<void>;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const apiPath = /^\/api2\/+json(\/.*)?$/;

/** Starts a stand-in for Proxmox VE 9.1 on loopback, over TLS with a throw-away certificate authority. */
export const createProxmoxStandIn = async (options: ProxmoxStandInOptions = {}): Promise<ProxmoxStandIn> => {
  const clock = options.clock ?? systemClock;
  const state = options.state ?? demoHomelab({ nowMs: clock.now() });
  const access = options.access ?? standardAccess();
  const tickets = createTickets(clock);
  const tasks = createTasks(
    { durationMs: () => options.taskDurationMs ?? 2_000, past: state.pastTasks },
    clock,
  );
  const refusals = createRefusals();
  const faults = createFaultBox();
  const requests: LoggedRequest[] = [];
  const sockets = new Set<Socket>();
  let stale: { state: HomelabState; left: number } | undefined;
  let authority = await createCertificateAuthority('Proxmox Virtual Environment');
  let certificate: ServerCertificate = await authority.issue();

  const world: ApiWorld = {
    access,
    tickets,
    tasks,
    clock,
    liveState: state,
    refusals,
    readableState: (method, path) => {
      if (stale === undefined || method !== 'GET' || path.includes('/tasks')) return state;
      const { state: old } = stale;
      stale = stale.left > 1 ? { state: old, left: stale.left - 1 } : undefined;
      return old;
    },
  };

  const rotateCertificate = async (which: 'same' | 'other' = 'same'): Promise<void> => {
    if (which === 'other') authority = await createCertificateAuthority('Proxmox Virtual Environment');
    certificate = await authority.issue();
    server.setSecureContext({ cert: certificate.certificate, key: certificate.privateKey });
    server.closeIdleConnections();
  };

  const revokeToken = (tokenId: string): void => {
    const [user = '', name = ''] = tokenId.split('!');
    delete access.users[user]?.tokens[name];
  };

  /** What happens before a call is looked at. @returns the reply, when a fault answers instead */
  const beforeCall = (met: readonly Fault[]): WireReply | undefined => {
    for (const fault of met) {
      if (fault.kind === 'ticket-expiry') tickets.expireAll();
      if (fault.kind === 'token-revoked')
        for (const user of Object.values(access.users))
          for (const name of Object.keys(user.tokens)) delete user.tokens[name];
      if (fault.kind === 'stale-reads') stale = { state: structuredClone(state), left: fault.times };
      if (fault.kind === 'redirect')
        return {
          status: fault.status ?? 302,
          reason: 'Found',
          body: undefined,
          headers: { Location: fault.location },
        };
      if (fault.kind === 'status') {
        const { status, reason, body, contentType } = fault;
        return {
          status,
          reason,
          body: body === null ? undefined : (body ?? JSON.stringify({ data: null, message: `${reason}\n` })),
          ...(contentType === undefined ? {} : { contentType }),
        };
      }
    }
    return undefined;
  };

  const overlay = (reply: ApiReply, met: readonly Fault[]): WireReply => {
    const fault = met.find((one) => one.kind === 'body');
    if (fault === undefined) return reply;
    const { status = 200, body, contentType } = fault;
    return { status, reason: 'OK', body, ...(contentType === undefined ? {} : { contentType }) };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const method = request.method ?? 'GET';
    const path = apiPath.exec(url.pathname)?.[1] ?? (apiPath.test(url.pathname) ? '/' : undefined);
    const body = await bodyOf(request);
    const logged: LoggedRequest = {
      method,
      path: path ?? url.pathname,
      parameters: {},
      atMs: clock.now(),
      user: undefined,
      status: 0,
    };
    requests.push(logged);
    const send = async (reply: WireReply, met: readonly Fault[]) => {
      const isLost = met.some(({ kind }) => kind === 'drop-after' || kind === 'silence');
      if (!isLost) logged.status = reply.status;
      const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      await sendReply(response, reply, { faults: met, acceptsGzip, clock });
    };

    if (path === undefined) {
      refusals.add({ kind: 'contract', method, path: url.pathname, why: 'no such uri' });
      await send({ status: 501, reason: 'no such uri', body: undefined }, []);
      return;
    }
    const met = faults.take(method, path, templateOf(method, path));
    if (met.some(({ kind }) => kind === 'drop-before')) {
      response.destroy();
      return;
    }
    const instead = beforeCall(met);
    if (instead !== undefined) {
      await send(instead, met);
      return;
    }
    const apiRequest: ApiRequest = { method, path, query: url.searchParams, headers: request.headers, body };
    const outcome = met.find((fault) => fault.kind === 'task')?.outcome;
    const reply = handleCall(world, apiRequest, outcome);
    Object.assign(logged, { parameters: reply.parameters, user: reply.who });
    await send(overlay(reply, met), met);
    const swap = met.find((fault) => fault.kind === 'certificate-swap');
    if (swap !== undefined) {
      await rotateCertificate(swap.authority);
      request.socket.end();
    }
  };

  const server = createServer(
    { cert: certificate.certificate, key: certificate.privateKey },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        refusals.add({
          kind: 'own-reply',
          method: request.method ?? '',
          path: request.url ?? '',
          why: String(error),
        });
        response.destroy();
      });
    },
  );
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stopLiveliness =
    options.liveliness === undefined ? undefined : startLiveliness(state, options.liveliness, clock);

  return {
    url: `https://127.0.0.1:${port}`,
    port,
    get caCertificate() {
      return authority.certificate;
    },
    get fingerprint() {
      return certificate.fingerprint;
    },
    state,
    access,
    requests,
    refusals: refusals.list,
    get tasks() {
      return tasks.all();
    },
    writes: () => requests.filter(({ method, path }) => method !== 'GET' && path !== '/access/ticket'),
    guest: (vmid) => {
      const guest = state.guests.find((one) => one.vmid === vmid);
      if (guest === undefined) throw new Error(`The stand-in has no guest ${vmid}.`);
      return guest;
    },
    inject: faults.inject,
    clearFaults: faults.clear,
    takeRefusals: refusals.take,
    assertNoRefusals: () => {
      if (refusals.list.length > 0)
        throw new Error(`The Proxmox stand-in refused:\n${describeRefusals(refusals.list)}`);
    },
    expireTickets: tickets.expireAll,
    revokeToken,
    rotateCertificate,
    close: async () => {
      stopLiveliness?.();
      tasks.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};

const templateOf = (method: string, path: string): string | undefined => {
  try {
    return matchMethod(method, path)?.path;
  } catch {
    return undefined;
  }
};
