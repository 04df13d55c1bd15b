import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Conversation } from '../../core/reply.ts';
import type { KeyValueStore } from '../../core/stores.ts';
import type { Texts } from '../../core/texts/texts.ts';
import { encodeEvent } from './event.ts';
import { createHints } from './hints.ts';
import { errorEvent, serveConnection } from './serve-connection.ts';

/** Where the server listens. */
export interface WyomingServerOptions {
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** 0 is any free one. */
  readonly port: number;
}

/** What {@link startWyomingServer} is given. */
export interface WyomingServerDeps {
  readonly conversation: Conversation;
  readonly keyValue: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly texts: Texts;
  /** Steward's own version, e.g. `0.1.0`; shown to Wyoming clients. */
  readonly stewardVersion: string;
}

/** A running Wyoming server. */
export interface WyomingServer {
  readonly port: number;
  /** Breaks every connection off, and resolves when all are closed and the port is free. */
  close(): Promise<void>;
}

/** Most connections at a time. Home Assistant opens one for each turn. */
const mostConnections = 32;

const busy = new StewardError(`There are ${mostConnections} connections already.`, {
  code: 'wyoming.busy',
  kind: 'retry',
  mend: 'Try again soon.',
});

const bind = async (server: ReturnType<typeof createServer>, host: string, port: number): Promise<void> => {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause;
    throw new StewardError(`Port ${port} (STEWARD_WYOMING_PORT) is in use by another program.`, {
      code: 'wyoming.port-in-use',
      kind: 'terminal',
      mend: 'End that program, set STEWARD_WYOMING_PORT to another port, or turn the option wyoming off.',
      cause,
    });
  }
};

/**
 * Offers the conversation to Home Assistant's Wyoming integration, which needs nothing installed. Wyoming does not say
 * who speaks, so every turn has the rights of an unknown speaker.
 * @throws StewardError `wyoming.port-in-use`
 */
export const startWyomingServer = async (
  { host = '127.0.0.1', port }: WyomingServerOptions,
  deps: WyomingServerDeps,
): Promise<WyomingServer> => {
  const { log } = deps;
  const hints = createHints(deps);
  const connections = new Set<Socket>();

  // Some clients end their side as soon as they have asked, and still wait for the answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (connections.size >= mostConnections) {
      log.warn('A Wyoming connection was refused.', { code: busy.code, reason: busy.message });
      socket.on('error', () => {});
      socket.end(encodeEvent(errorEvent(busy)));
      socket.destroySoon();
      return;
    }
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    void serveConnection(socket, { ...deps, hints });
  });
  await bind(server, host, port);
  server.on('error', (error) => log.error('The Wyoming server has a fault.', { error: error.message }));

  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
};
