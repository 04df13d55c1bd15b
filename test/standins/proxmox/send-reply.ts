import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Clock } from '../../../src/core/clock.ts';
import type { Fault } from './faults.ts';

/** What goes over the wire. */
export interface WireReply {
  readonly status: number;
  readonly reason: string;
  readonly body: string | undefined;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const jsonType = 'application/json;charset=UTF-8';

/** The vendor compresses what is longer. */
const compressFromBytes = 1024;

const head = (
  response: ServerResponse,
  reply: WireReply,
  bytes: Buffer | undefined,
  isCompressed: boolean,
): void => {
  const isError = reply.status >= 400;
  response.writeHead(reply.status, reply.reason.split('\n')[0], {
    Server: 'pve-api-daemon/3.0',
    'Cache-Control': 'max-age=0',
    Pragma: 'no-cache',
    Connection: isError || !response.shouldKeepAlive ? 'close' : 'keep-alive',
    'Content-Length': bytes?.length ?? 0,
    ...(bytes === undefined ? {} : { 'Content-Type': reply.contentType ?? jsonType }),
    ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    ...reply.headers,
  });
};

const pause = (clock: Clock, delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    clock.setTimeout(resolve, delayMs);
  });

const sendInPieces = async (
  response: ServerResponse,
  bytes: Buffer,
  { delayMs, pieces }: { delayMs: number; pieces: number },
  clock: Clock,
): Promise<void> => {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let from = 0; from < bytes.length && !response.destroyed; from += size) {
    response.write(bytes.subarray(from, from + size));
    await pause(clock, delayMs / pieces);
  }
  response.end();
};

/** Sends a reply as the faults that meet it say. */
export const sendReply = async (
  response: ServerResponse,
  reply: WireReply,
  { faults, acceptsGzip, clock }: { faults: readonly Fault[]; acceptsGzip: boolean; clock: Clock },
): Promise<void> => {
  const plain = reply.body === undefined ? undefined : Buffer.from(reply.body);
  const isCompressed = acceptsGzip && plain !== undefined && plain.length > compressFromBytes;
  const bytes = isCompressed ? gzipSync(plain) : plain;
  for (const fault of faults) {
    if (fault.kind === 'silence') return;
    if (fault.kind === 'slow-header') await pause(clock, fault.delayMs);
    if (fault.kind === 'drop-after') {
      response.destroy();
      return;
    }
    if (fault.kind === 'cut-body') {
      const whole = bytes ?? Buffer.from('{"data":null}');
      head(response, reply, whole, isCompressed);
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.destroy());
      return;
    }
    if (fault.kind === 'slow-body' && bytes !== undefined) {
      head(response, reply, bytes, isCompressed);
      await sendInPieces(response, bytes, { delayMs: fault.delayMs, pieces: fault.pieces ?? 4 }, clock);
      return;
    }
  }
  if (response.destroyed) return;
  head(response, reply, bytes, isCompressed);
  response.end(bytes);
};
