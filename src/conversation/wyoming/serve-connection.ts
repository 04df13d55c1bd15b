import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { asStewardError, explain, type StewardError } from '../../core/errors.ts';
import { type AnswerEventDeps, answerEvent } from './answer-event.ts';
import { encodeEvent, type OutgoingEvent } from './event.ts';
import { createEventDecoder } from './event-decoder.ts';

/** What a connection is served with. */
export interface ServeConnectionDeps extends AnswerEventDeps {
  readonly clock: Clock;
}

/** How long a connection may take for one event, from its first byte until its answer is taken. */
const idleMs = 60_000;
/** How long whoever was refused has to read why. */
const lingerMs = 1_000;

/** The protocol's `error` event. */
export const errorEvent = (error: StewardError): OutgoingEvent => ({
  type: 'error',
  data: { text: explain(error), code: error.code },
});

/** Waits until the bytes have left, so that whoever does not read is not written to. */
const send = (socket: Socket, event: OutgoingEvent): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(encodeEvent(event), (error) => (error ? reject(error) : resolve()));
  });

/**
 * Answers the events of one connection in order, one at a time, until the other side ends it, is silent for a minute, or
 * breaks the protocol. Never rejects.
 */
export const serveConnection = async (socket: Socket, deps: ServeConnectionDeps): Promise<void> => {
  const { clock, log } = deps;
  const conversationId = `wyoming:${randomUUID()}`;
  const decoder = createEventDecoder();
  const gone = new AbortController();
  let deadline: unknown;
  const endAfter = (delayMs: number): void => {
    clock.clearTimeout(deadline);
    deadline = clock.setTimeout(() => socket.destroy(), delayMs);
  };
  socket.on('close', () => {
    clock.clearTimeout(deadline);
    gone.abort();
  });
  // Without a listener a reset connection would end the process; reading rejects with the same error.
  socket.on('error', () => {});
  endAfter(idleMs);

  let isRefused = false;
  const answerAll = async (chunk: Buffer): Promise<void> => {
    for (const event of decoder.push(chunk)) {
      const answer = await answerEvent(deps, event, conversationId, gone.signal);
      if (answer !== undefined) await send(socket, answer);
      endAfter(idleMs);
    }
  };

  try {
    for await (const chunk of socket) {
      // What was refused is still read to its end: closing with bytes unread would take the error event back.
      if (isRefused) continue;
      try {
        await answerAll(chunk as Buffer);
      } catch (thrown) {
        if (socket.destroyed || socket.errored !== null) throw thrown;
        const error = asStewardError(thrown);
        isRefused = true;
        log.warn('A Wyoming connection was refused.', { code: error.code, reason: error.message });
        endAfter(lingerMs);
        socket.end(encodeEvent(errorEvent(error)));
      }
    }
  } catch (thrown) {
    // The other side went away, or the deadline passed: nobody is left to be told.
    log.debug('A Wyoming connection broke off.', { reason: asStewardError(thrown).message });
  } finally {
    socket.destroy();
  }
};
