import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import type { Clock, TimerHandle } from '../../core/clock.ts';
import { ExchangeFailure } from './exchange-failure.ts';

/** One HTTP request, ready to be sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly host: string;
  readonly port: number;
  /** With query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Form-encoded; absent for requests without a body. */
  readonly body?: string;
}

/** A complete answer. */
export interface HttpReply {
  readonly status: number;
  /** The reason phrase, which is where Proxmox puts its error text. */
  readonly reason: string;
  readonly contentType: string;
  readonly body: string;
}

/** How long things may take, and who may give up. */
export interface SendLimits {
  readonly agent: Agent;
  readonly clock: Clock;
  /** Until the head of the answer, and again from there until its end. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A cluster of 5,000 guests answers `/cluster/resources` with about 2 MB. */
const largestBodyBytes = 64 * 1024 * 1024;

/**
 * Sends one request, once.
 * @throws ExchangeFailure when no complete answer came; it says whether the request may have left
 */
export const sendRequest = (message: HttpRequest, limits: SendLimits): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const { agent, clock, timeoutMs, signal } = limits;
    let mayBeSent = false;
    let timer: TimerHandle;
    const outgoing = request({
      agent,
      method: message.method,
      host: message.host,
      port: message.port,
      path: message.path,
      headers: message.headers,
    });

    const stop = (): void => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (failure: ExchangeFailure): void => {
      stop();
      outgoing.destroy();
      reject(failure);
    };
    const failLost = (error: Error): void =>
      fail(
        error instanceof ExchangeFailure
          ? error
          : new ExchangeFailure(
              'lost',
              mayBeSent,
              `the connection ended before the answer did: ${error.message}`,
              error,
            ),
      );
    const expectWithin = (what: string): void => {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(
        () => fail(new ExchangeFailure('timeout', mayBeSent, `${what} did not come within ${timeoutMs} ms`)),
        timeoutMs,
      );
    };
    const onAbort = (): void => fail(new ExchangeFailure('aborted', mayBeSent, 'the caller gave up'));

    const receive = (incoming: IncomingMessage): void => {
      expectWithin('the end of the answer');
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestBodyBytes)
          fail(new ExchangeFailure('too-large', true, `the answer exceeds ${largestBodyBytes} bytes`));
        else chunks.push(chunk);
      });
      incoming.on('error', failLost);
      incoming.on('end', () => {
        stop();
        resolve({
          status: incoming.statusCode ?? 0,
          reason: incoming.statusMessage ?? '',
          contentType: incoming.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    };

    outgoing.on('socket', () => {
      mayBeSent = true;
      expectWithin('the answer');
    });
    outgoing.on('response', receive);
    outgoing.on('error', failLost);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    outgoing.end(message.body);
  });
