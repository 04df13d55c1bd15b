import {
  startWyomingServer,
  type WyomingServer,
  type WyomingServerDeps,
} from '../../../src/conversation/wyoming/wyoming-server.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { FinalReply, Turn } from '../../../src/core/reply.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { connectWyoming, type ReceivedEvent, type WyomingClient } from './wyoming-client.ts';

/** A Wyoming server over a conversation that says what the test wants said. */
export interface ScriptedServer {
  readonly clock: FakeClock;
  readonly deps: WyomingServerDeps;
  /** What was said, in order. */
  readonly turns: readonly Turn[];
  /** Clients made by {@link ScriptedServer.connect}, in order. */
  readonly clients: readonly WyomingClient[];
  server: WyomingServer;
  /** The reply to the next turns; by default "Fine." to a question. */
  answer: (turn: Turn, signal?: AbortSignal) => Promise<Partial<FinalReply>> | Partial<FinalReply>;
  connect(): Promise<WyomingClient>;
  /** Says one thing on a connection of its own, as Home Assistant does. */
  say(text: string, context?: Readonly<Record<string, unknown>>): Promise<ReceivedEvent | undefined>;
  /** Whether a new connection is served. */
  isAlive(): Promise<boolean>;
  /** Closes the server and starts another with the same memory, or with other parts. */
  restart(change?: Partial<WyomingServerDeps>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one on a free port. */
export const startScriptedServer = async (): Promise<ScriptedServer> => {
  const turns: Turn[] = [];
  const clients: WyomingClient[] = [];
  const clock = createFakeClock();
  const deps: WyomingServerDeps = {
    conversation: {
      handle: async function* (turn, signal) {
        turns.push(turn);
        const reply = await scripted.answer(turn, signal);
        yield { kind: 'delta', text: reply.speech ?? 'Fine.' };
        yield { kind: 'final', speech: 'Fine.', continueConversation: false, outcome: 'query', ...reply };
      },
    },
    keyValue: createMemoryKeyValue(),
    clock,
    log: silentLog,
    texts: createTexts('en'),
    stewardVersion: '0.1.0',
  };
  const connect = async (): Promise<WyomingClient> => {
    const client = await connectWyoming(scripted.server.port);
    clients.push(client);
    return client;
  };
  const scripted: ScriptedServer = {
    clock,
    deps,
    turns,
    clients,
    server: await startWyomingServer({ port: 0 }, deps),
    answer: () => ({}),
    connect,
    say: async (text, context) => {
      const client = await connect();
      const event = await client.say(text, context);
      client.socket.destroy();
      return event;
    },
    isAlive: async () => {
      const client = await connect();
      client.send('ping');
      const event = await client.next();
      client.socket.destroy();
      return event?.type === 'pong';
    },
    restart: async (change = {}) => {
      await scripted.server.close();
      scripted.server = await startWyomingServer({ port: 0 }, { ...deps, ...change });
    },
    stop: async () => {
      for (const { socket } of clients) socket.destroy();
      await scripted.server.close();
    },
  };
  return scripted;
};
