import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventFault } from './event-fault.ts';
import { sendEvents } from './send-events.ts';

/** A request as it came. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The exact bytes of the body, which are text. */
  readonly text: string;
  readonly body: unknown;
}

/** What a vendor answers: JSON, or events. */
export type VendorReply =
  | { readonly kind: 'json'; readonly status: number; readonly body: object }
  | { readonly kind: 'events'; readonly events: readonly string[] };

/** How a vendor takes requests. */
export interface VendorRules {
  /** Why the vendor does not take a request, as it would say it; undefined where it does. Counted as a fault of the client's. */
  readonly refusal: (
    request: ReceivedRequest,
  ) => { readonly status: number; readonly reason: string } | undefined;
  /** How the vendor says what is wrong. */
  readonly error: (status: number, message: string) => object;
  /** The answer to a request that it takes. */
  readonly reply: (request: ReceivedRequest) => VendorReply;
  /** A sign of life between events: one event, or a comment. */
  readonly ping: string;
}

/** A vendor on loopback. */
export interface EventServer {
  readonly origin: string;
  /** Every request so far, also those that were refused. */
  readonly requests: readonly ReceivedRequest[];
  /** The next request that is not refused meets this. */
  fail(fault: EventFault): void;
  /** Waits until as many requests have come that were not refused, from the start. */
  arrived(count: number): Promise<void>;
  /** Waits until nobody is being answered any more. */
  idle(): Promise<void>;
  /** How many clients went away before their answer was whole. */
  readonly abandoned: number;
  /** Throws where a request was not what the vendor takes. */
  assertNoRefusals(): void;
  /** For a test that means them: what was refused so far, which counts no more. */
  takeRefusals(): readonly string[];
  close(): Promise<void>;
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Starts one. */
export const startEventServer = async (rules: VendorRules): Promise<EventServer> => {
  const requests: ReceivedRequest[] = [];
  const refusals: string[] = [];
  const faults: EventFault[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const idlers: (() => void)[] = [];
  let arrivals = 0;
  let active = 0;
  let abandoned = 0;

  const handle = async (incoming: IncomingMessage, response: ServerResponse, text: string): Promise<void> => {
    const request: ReceivedRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      text,
      body: parsed(text),
    };
    requests.push(request);
    const refusal = rules.refusal(request);
    if (refusal !== undefined) {
      // A key that is wrong is an answer of the vendor's and no fault of the client's.
      if (refusal.status !== 401) refusals.push(`${request.method} ${request.path}: ${refusal.reason}`);
      return json(response, refusal.status, rules.error(refusal.status, refusal.reason));
    }
    arrivals += 1;
    const turn = arrivals;
    for (const each of waiting.filter(({ count }) => count <= arrivals)) each.resolve();
    const fault = faults.shift();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'drop') return void response.destroy();
    if (fault?.kind === 'status') {
      response.writeHead(fault.status, {
        'content-type': fault.type ?? 'application/json; charset=utf-8',
        ...fault.headers,
      });
      return void response.end(fault.body);
    }
    const reply = rules.reply(request);
    if (reply.kind === 'json') return json(response, reply.status, reply.body);
    await sendEvents(response, reply.events, fault, { ping: rules.ping, turn });
  };

  const server = createServer((incoming, response) => {
    active += 1;
    response.on('close', () => {
      active -= 1;
      if (!response.writableFinished) abandoned += 1;
      if (active === 0) for (const resolve of idlers.splice(0)) resolve();
    });
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => void handle(incoming, response, Buffer.concat(pieces).toString('utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (fault) => void faults.push(fault),
    arrived: (count) =>
      new Promise((resolve) => (arrivals >= count ? resolve() : waiting.push({ count, resolve }))),
    idle: () => new Promise((resolve) => (active === 0 ? resolve() : idlers.push(resolve))),
    get abandoned() {
      return abandoned;
    },
    assertNoRefusals: () => {
      if (refusals.length > 0) throw new Error(`the stand-in refused:\n${refusals.join('\n')}`);
    },
    takeRefusals: () => refusals.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
