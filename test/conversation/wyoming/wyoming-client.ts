import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An event as a client gets it. */
export interface ReceivedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A Wyoming client that can also misbehave. */
export interface WyomingClient {
  readonly socket: Socket;
  /** Sends an event as Home Assistant does: the data after the header. */
  send(type: string, data?: Readonly<Record<string, unknown>>): void;
  sendBytes(bytes: string | Uint8Array): void;
  /** The next event, or undefined when the server ended the connection first. */
  next(): Promise<ReceivedEvent | undefined>;
  /** Sends a transcript and waits for its answer. */
  say(text: string, context?: Readonly<Record<string, unknown>>): Promise<ReceivedEvent | undefined>;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<unknown>;
}

/** The bytes of an event as Home Assistant's library writes them. */
export const eventBytes = (type: string, data?: Readonly<Record<string, unknown>>, payload = ''): Buffer => {
  const body = Buffer.from(data === undefined ? '' : JSON.stringify(data));
  const header = {
    type,
    version: '1.10.0',
    ...(data === undefined ? {} : { data_length: body.length }),
    ...(payload === '' ? {} : { payload_length: Buffer.byteLength(payload) }),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body, Buffer.from(payload)]);
};

/** Takes one whole event off the front. */
const takeEvent = (bytes: Buffer): { event: ReceivedEvent; rest: Buffer } | undefined => {
  const end = bytes.indexOf('\n');
  if (end === -1) return undefined;
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as { type: string; data_length?: number };
  const after = end + 1 + (header.data_length ?? 0);
  if (bytes.length < after) return undefined;
  const body = bytes.toString('utf8', end + 1, after);
  return {
    event: { type: header.type, data: body === '' ? {} : JSON.parse(body) },
    rest: bytes.subarray(after),
  };
};

/** Connects to a server on loopback. */
export const connectWyoming = async (port: number, host = '127.0.0.1'): Promise<WyomingClient> => {
  const socket = connect({ port, host, noDelay: true });
  await once(socket, 'connect');
  let bytes: Buffer = Buffer.alloc(0);
  let isEnded = false;
  let wake = () => {};
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  const closed = new Promise((resolve) => {
    socket.on('close', () => {
      isEnded = true;
      wake();
      resolve(undefined);
    });
  });
  socket.on('error', () => {});
  const next = async (): Promise<ReceivedEvent | undefined> => {
    for (;;) {
      const taken = takeEvent(bytes);
      if (taken !== undefined) {
        bytes = taken.rest;
        return taken.event;
      }
      if (isEnded) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const send = (type: string, data?: Readonly<Record<string, unknown>>) => {
    socket.write(eventBytes(type, data));
  };
  return {
    socket,
    send,
    sendBytes: (data) => {
      socket.write(data);
    },
    next,
    say: (text, context = {}) => {
      send('transcript', { text, language: 'en', context });
      return next();
    },
    closed,
  };
};
