import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { systemClock } from '../../../src/core/clock.ts';
import { createCertificateAuthority, type ServerCertificate } from '../certificate-authority.ts';
import { standardAccess } from './access.ts';
import { applyBefore, applyToReply } from './apply-faults.ts';
import { createTickets } from './authentication.ts';
import { demoHomelab } from './demo-homelab.ts';
import { createFaultBox, type Fault } from './faults.ts';
import { type ApiRequest, type ApiWorld, handleCall } from './handle-call.ts';
import { startLiveliness } from './liveliness.ts';
import { createRefusals, describeRefusals } from './refusals.ts';
import { matchMethod } from './schema.ts';
import { sendReply, type WireReply } from './send-reply.ts';
import type { LoggedRequest, ProxmoxStandIn, ProxmoxStandInOptions } from './standin.ts';
import type { HomelabState } from './state.ts';
import { createTasks } from './tasks.ts';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** The log of a stand-in that runs for weeks stays this short. */
const longestLog = 20_000;

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
    if (requests.length > longestLog) requests.splice(0, longestLog / 2);
    const send = async (reply: WireReply, met: readonly Fault[]) => {
      const isLost = met.some(({ kind }) => kind === 'drop-after' || kind === 'silence');
      if (!isLost) logged.status = reply.status;
      const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      const waitMs = reply.status === 401 ? (options.unauthorizedDelayMs ?? 0) : 0;
      if (waitMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs));
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
    const instead = applyBefore(met, {
      access,
      tickets,
      holdBack: (times) => {
        stale = { state: structuredClone(state), left: times };
      },
    });
    if (instead !== undefined) {
      await send(instead, met);
      return;
    }
    const apiRequest: ApiRequest = { method, path, query: url.searchParams, headers: request.headers, body };
    const outcome = met.find((fault) => fault.kind === 'task')?.outcome;
    const reply = handleCall(world, apiRequest, outcome);
    Object.assign(logged, { parameters: reply.parameters, user: reply.who });
    const swap = met.find((fault) => fault.kind === 'certificate-swap');
    if (swap !== undefined) {
      await rotateCertificate(swap.authority);
      response.shouldKeepAlive = false;
    }
    await send(applyToReply(met, reply), met);
  };

  const server = createServer(
    { cert: certificate.certificate, key: certificate.privateKey },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        if (!request.complete) return;
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

export type { LoggedRequest, ProxmoxStandIn, ProxmoxStandInOptions } from './standin.ts';
