import {
  type Auth,
  type Connection,
  createConnection,
  createLongLivedTokenAuth,
} from 'home-assistant-js-websocket';
import { type Clock, delay } from '../../core/clock.ts';
import { StewardError, UnknownOutcomeError } from '../../core/errors.ts';
import { createChannel } from '../../core/events.ts';
import type { Log } from '../../core/log.ts';
import type { HomeAssistant, HomeAssistantEvent, HomeAssistantState } from '../home-assistant.ts';
import { asCallError, invalidAuth } from './socket-error.ts';

/** How Home Assistant is reached. */
export interface HomeAssistantOptions {
  /** `ws://` or `wss://` address of its WebSocket. See {@link webSocketUrl}. */
  readonly webSocketUrl: string;
  /** Long-lived access token of an administrator, or the Supervisor's token. */
  readonly token: string;
  /** What a person does when the token is refused. */
  readonly tokenMend: string;
}

/** A client that can be started and stopped. */
export interface HomeAssistantClient extends HomeAssistant {
  /** Begins to connect, and keeps doing so. */
  start(): void;
  stop(): void;
  /** The addresses under which people open Home Assistant, as its network settings say; those that are set. */
  ownAddresses(): Promise<readonly string[]>;
  /**
   * Sends one command that reads, and gives its result as Home Assistant has it.
   * @throws StewardError `home-assistant.*`
   */
  query<Result>(type: string, fields?: Readonly<Record<string, unknown>>): Promise<Result>;
  /** Resolves at the first connection or refusal, or after `limitMs`. */
  firstAnswer(limitMs: number): Promise<HomeAssistantState>;
}

/** Address of the WebSocket of a Home Assistant at `http(s)://host:port`. */
export const webSocketUrl = (url: string): string =>
  `${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/api/websocket`;

/** The same inside an app (add-on), where Supervisor passes it on. */
export const supervisorWebSocketUrl = 'ws://supervisor/core/websocket';

const heartbeatMs = 30_000;
const heartbeatPatienceMs = 10_000;
/** Home Assistant's own limit for a service call is 10 s; a slow push service may take a little longer. */
const callPatienceMs = 30_000;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
const refusedRetryMs = 60_000;

const authFor = ({ webSocketUrl: url, token }: HomeAssistantOptions): Auth => {
  const auth = createLongLivedTokenAuth(url, token);
  // The library builds the address from Home Assistant's own; Supervisor's proxy has another path.
  Object.defineProperty(auth, 'wsUrl', { value: url });
  return auth;
};

interface UserRow {
  readonly id: string;
  readonly name: string | null;
  readonly is_active: boolean;
  readonly system_generated: boolean;
  readonly is_owner: boolean;
  readonly group_ids: readonly string[];
}

/** Connects to Home Assistant over its WebSocket, and connects again whenever that ends. */
export const createHomeAssistant = (
  options: HomeAssistantOptions,
  deps: { readonly clock: Clock; readonly log: Log },
): HomeAssistantClient => {
  const { clock, log } = deps;
  const stopping = new AbortController();
  const states = createChannel<HomeAssistantState>((thrown) =>
    log.error('A listener of the connection failed.', { error: String(thrown) }),
  );
  const listeners: { eventType: string; listener: (event: HomeAssistantEvent) => void }[] = [];
  let state: HomeAssistantState = { kind: 'waiting', reason: 'not connected yet' };
  let connection: Connection | undefined;

  const enter = (next: HomeAssistantState): void => {
    if (next.kind === state.kind && next.kind !== 'refused') return;
    state = next;
    if (next.kind === 'connected') log.info('Connected to Home Assistant.');
    else if (next.kind === 'refused') log.error(`${next.reason} ${next.mend}`);
    else log.warn('Home Assistant is not connected; it is tried again.', { reason: next.reason });
    states.emit(next);
  };

  const refuse = (): void =>
    enter({ kind: 'refused', reason: 'Home Assistant does not accept the token.', mend: options.tokenMend });

  const subscribe = async (to: Connection, entry: (typeof listeners)[number]): Promise<void> => {
    const { eventType, listener } = entry;
    await to.subscribeEvents<HomeAssistantEvent>((event) => {
      try {
        if (listeners.includes(entry)) listener(event);
      } catch (thrown) {
        log.error('A listener of Home Assistant’s events failed.', {
          event: eventType,
          error: String(thrown),
        });
      }
    }, eventType);
  };

  /** Resolves when this connection is beyond the library's own reconnecting, or Steward stops. */
  const untilOver = (own: Connection): Promise<void> =>
    new Promise((resolve) => {
      stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      own.addEventListener('ready', () => enter({ kind: 'connected' }));
      own.addEventListener('disconnected', () =>
        enter({ kind: 'waiting', reason: 'the connection was lost' }),
      );
      own.addEventListener('reconnect-error', (_, error) => {
        if (error === invalidAuth) refuse();
        resolve();
      });
    });

  /** The library has no heartbeat, and a connection can die without a word. */
  const beat = async (own: Connection, until: AbortSignal): Promise<void> => {
    while (await delay(clock, heartbeatMs, until)) {
      if (!own.connected) continue;
      const answered = await Promise.race([
        own.ping().then(
          () => true,
          () => true,
        ),
        delay(clock, heartbeatPatienceMs, until).then((passed) => !passed),
      ]);
      if (answered) continue;
      enter({ kind: 'waiting', reason: 'no answer to a ping' });
      own.reconnect(true);
    }
  };

  const connectOnce = async (): Promise<void> => {
    const own = await createConnection({ auth: authFor(options), setupRetry: 0 });
    const over = new AbortController();
    connection = own;
    try {
      const ended = untilOver(own);
      for (const each of listeners) await subscribe(own, each);
      enter({ kind: 'connected' });
      void beat(own, AbortSignal.any([over.signal, stopping.signal]));
      await ended;
    } finally {
      over.abort();
      connection = undefined;
      own.close();
    }
  };

  const keepConnected = async (): Promise<void> => {
    for (let attempt = 0; !stopping.signal.aborted; ) {
      try {
        await connectOnce();
        attempt = 0;
      } catch (thrown) {
        attempt += 1;
        if (thrown === invalidAuth) refuse();
        else enter({ kind: 'waiting', reason: 'it does not answer' });
      }
      const waitMs =
        state.kind === 'refused'
          ? refusedRetryMs
          : Math.min(firstRetryMs * 2 ** Math.max(0, attempt - 1), longestRetryMs);
      await delay(clock, waitMs, stopping.signal);
    }
  };

  const connected = (what: string): Connection => {
    if (connection === undefined || !connection.connected)
      throw new StewardError(`Home Assistant is not connected, so ${what} was not sent.`, {
        code: 'home-assistant.not-connected',
        kind: 'retry',
      });
    return connection;
  };

  const call = async <Result>(what: string, send: (to: Connection) => Promise<Result>): Promise<Result> => {
    const to = connected(what);
    const patience = new AbortController();
    try {
      return await Promise.race([
        send(to).catch((thrown: unknown) => {
          throw asCallError(thrown, what);
        }),
        delay(clock, callPatienceMs, patience.signal).then((hasPassed): Promise<never> => {
          if (!hasPassed) return new Promise(() => {});
          throw new UnknownOutcomeError(`Home Assistant did not answer ${what} in time: it may have run.`, {
            code: 'home-assistant.lost-reply',
            kind: 'retry',
          });
        }),
      ]);
    } finally {
      patience.abort();
    }
  };

  return {
    callService: async (domain, service, data) => {
      await call(`${domain}.${service}`, (to) =>
        to.sendMessagePromise({ type: 'call_service', domain, service, service_data: data }),
      );
    },
    onEvent: (eventType, listener) => {
      const entry = { eventType, listener };
      listeners.push(entry);
      if (connection?.connected === true)
        subscribe(connection, entry).catch((thrown: unknown) =>
          log.error('An event could not be subscribed.', {
            event: eventType,
            error: asCallError(thrown, eventType).message,
          }),
        );
      return () => {
        const index = listeners.indexOf(entry);
        if (index >= 0) listeners.splice(index, 1);
      };
    },
    listUsers: async () => {
      const rows = await call('the list of users', (to) =>
        to.sendMessagePromise<readonly UserRow[]>({ type: 'config/auth/list' }),
      );
      return rows
        .filter((row) => row.is_active && !row.system_generated)
        .map((row) => ({
          userId: row.id,
          name: row.name ?? row.id,
          isAdmin: row.is_owner || row.group_ids.includes('system-admin'),
        }));
    },
    ownAddresses: async () => {
      const { external_url, internal_url } = await call('the question for its addresses', (to) =>
        to.sendMessagePromise<{
          readonly external_url?: string | null;
          readonly internal_url?: string | null;
        }>({ type: 'get_config' }),
      );
      return [external_url, internal_url].filter((address) => typeof address === 'string');
    },
    query: <Result>(type: string, fields: Readonly<Record<string, unknown>> = {}) =>
      call(`the question ${type}`, (to) => to.sendMessagePromise<Result>({ ...fields, type })),
    state: () => state,
    onState: states.on,
    start: () => {
      void keepConnected();
    },
    stop: () => {
      stopping.abort();
      connection?.close();
    },
    firstAnswer: (limitMs) =>
      new Promise((resolve) => {
        const give = () => {
          unsubscribe();
          clock.clearTimeout(timer);
          resolve(state);
        };
        const unsubscribe = states.on(give);
        const timer = clock.setTimeout(give, limitMs);
        if (state.kind !== 'waiting') give();
      }),
  };
};
