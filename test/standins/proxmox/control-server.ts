import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { proxmoxFaults } from './fault-catalogue.ts';
import type { Fault, FaultMatch } from './faults.ts';
import type { ProxmoxStandIn } from './proxmox-standin.ts';
import type { GuestState, HomelabState } from './state.ts';

/** A control port for tests that run in another process than the stand-in. Plain HTTP on loopback, JSON both ways. */
export interface ControlServer {
  /** e.g. `http://127.0.0.1:35002` */
  readonly url: string;
  close(): Promise<void>;
}

/** Body of `POST /control/fault`: a fault, or the name of one in the catalogue, and the calls that it meets. */
interface FaultOrder {
  readonly name?: string;
  readonly fault?: Fault;
  /** As {@link FaultMatch}; a regular expression is given as text in `pathPattern`. */
  readonly match?: Omit<FaultMatch, 'path' | 'times'> & {
    path?: string;
    pathPattern?: string;
    times?: number | 'all';
  };
}

class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Body = Record<string, unknown>;
type Control = (standIn: ProxmoxStandIn, body: Body) => unknown;

/** Lays a patch over one thing of the state; null takes a key away. */
const patch = (thing: object | undefined, what: string, changes: unknown): object => {
  if (thing === undefined) throw new ControlError(404, `There is no ${what}.`);
  for (const [key, value] of Object.entries((changes ?? {}) as Body)) {
    if (value === null) delete (thing as Body)[key];
    else (thing as Body)[key] = value;
  }
  return thing;
};

const toFault = ({ name, fault }: FaultOrder): Fault => {
  if (fault !== undefined) return fault;
  const known = Object.entries(proxmoxFaults).find(([one]) => one === name)?.[1];
  if (known === undefined) throw new ControlError(400, `There is no fault named ${name}.`);
  return known.fault;
};

const toMatch = ({ match = {} }: FaultOrder): FaultMatch => {
  const { pathPattern, times, path, ...rest } = match;
  return {
    ...rest,
    ...(path === undefined ? {} : { path }),
    ...(pathPattern === undefined ? {} : { path: new RegExp(pathPattern) }),
    ...(times === undefined ? {} : { times: times === 'all' ? Number.POSITIVE_INFINITY : times }),
  };
};

const byName = <Thing extends { name: string }>(list: readonly Thing[], body: Body): Thing | undefined =>
  list.find(
    (one) =>
      one.name === body['name'] &&
      (body['node'] === undefined || (one as Body & Thing)['node'] === body['node']),
  );

const removeGuest = (state: HomelabState, vmid: unknown): void => {
  const index = state.guests.findIndex((guest) => guest.vmid === vmid);
  if (index < 0) throw new ControlError(404, `There is no guest ${String(vmid)}.`);
  state.guests.splice(index, 1);
};

const controls: Readonly<Record<string, Control>> = {
  'GET /control/requests': ({ requests }) => requests,
  'GET /control/writes': (standIn) => standIn.writes(),
  'GET /control/refusals': ({ refusals }) => refusals,
  'GET /control/tasks': ({ tasks }) => tasks,
  'GET /control/state': ({ state }) => state,
  'GET /control/certificate': ({ caCertificate, fingerprint }) => ({ caCertificate, fingerprint }),
  'POST /control/refusals/take': (standIn) => standIn.takeRefusals(),
  'POST /control/guest': ({ state }, { vmid, patch: changes }) =>
    patch(
      state.guests.find((guest) => guest.vmid === vmid),
      `guest ${String(vmid)}`,
      changes,
    ),
  'POST /control/guest/add': ({ state }, { guest }) => {
    const added = guest as GuestState;
    if (state.guests.some(({ vmid }) => vmid === added.vmid))
      throw new ControlError(409, `There is a guest ${added.vmid} already.`);
    state.guests.push(added);
    return added;
  },
  'POST /control/guest/remove': ({ state }, { vmid }) => removeGuest(state, vmid),
  'POST /control/node': ({ state }, body) =>
    patch(byName(state.nodes, body), `node ${String(body['name'])}`, body['patch']),
  'POST /control/pool': ({ state }, body) =>
    patch(byName(state.pools, body), `pool ${String(body['name'])}`, body['patch']),
  'POST /control/storage': ({ state }, body) =>
    patch(byName(state.storages, body), `storage ${String(body['name'])}`, body['patch']),
  'POST /control/fault': (standIn, body) => {
    standIn.inject({ match: toMatch(body as FaultOrder), fault: toFault(body as FaultOrder) });
  },
  'POST /control/faults/clear': (standIn) => standIn.clearFaults(),
  'POST /control/token/revoke': (standIn, { tokenId }) => standIn.revokeToken(String(tokenId)),
  'POST /control/tickets/expire': (standIn) => standIn.expireTickets(),
  'POST /control/certificate/rotate': async (standIn, { authority }) => {
    await standIn.rotateCertificate(authority === 'other' ? 'other' : 'same');
    return { caCertificate: standIn.caCertificate, fingerprint: standIn.fingerprint };
  },
};

const readBody = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Body);
};

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body ?? null));
};

/** Starts a control port for a stand-in. @param port on 127.0.0.1; default 0: any free one */
export const createControlServer = async (standIn: ProxmoxStandIn, port = 0): Promise<ControlServer> => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const control = controls[`${request.method} ${request.url}`];
    if (control === undefined)
      throw new ControlError(404, `There is no control ${request.method} ${request.url}.`);
    send(response, 200, await control(standIn, await readBody(request)));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const status = error instanceof ControlError ? error.status : 500;
      send(response, status, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
