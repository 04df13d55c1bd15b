/** An answer `success: false` of Home Assistant's WebSocket API, or a refused connection. */
export class HomeAssistantRefusal extends Error {
  override readonly name = 'HomeAssistantRefusal';
  /** Home Assistant's own code, e.g. `unauthorized`, `not_found`, `auth_invalid`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** State of an entity as Home Assistant sends it. */
export interface EntityState {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly last_changed: string;
  readonly context: { readonly id: string; readonly user_id: string | null };
}

/** Target and response of {@link HomeAssistantClient.callService}. */
export interface ServiceCallOptions {
  readonly target?: { readonly entity_id?: string | readonly string[]; readonly device_id?: string };
  /** Whether to ask for response data, which is then the result. */
  readonly returnResponse?: boolean;
}

/** A WebSocket connection to Home Assistant as one user. It never reconnects: a test sees what happens to it. */
export interface HomeAssistantClient {
  /**
   * Sends a command and returns its result.
   * @throws HomeAssistantRefusal with Home Assistant's code.
   */
  send<T = unknown>(type: string, payload?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Sends a command that answers with events; resolves, once accepted, with how to end it. */
  subscribe<T = unknown>(
    command: Readonly<Record<string, unknown>> & { readonly type: string },
    onEvent: (event: T) => void,
  ): Promise<() => Promise<void>>;
  /** Runs an action; with `returnResponse` the result is its response data. */
  callService<T = unknown>(
    domain: string,
    service: string,
    data?: Readonly<Record<string, unknown>>,
    options?: ServiceCallOptions,
  ): Promise<T>;
  /** All states, by entity id. */
  states(): Promise<Map<string, EntityState>>;
  /** Resolves when the connection is closed, by either side. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Connects and logs in.
 * @param wsUrl e.g. `ws://127.0.0.1:8123/api/websocket`
 * @throws HomeAssistantRefusal `auth_invalid` or `connection_lost`.
 */
export const connect = async (wsUrl: string, token: string): Promise<HomeAssistantClient> => {
  const socket = new WebSocket(wsUrl);
  const pending = new Map<number, Pending>();
  const listeners = new Map<number, (event: unknown) => void>();
  let lastId = 0;

  const lost = () => new HomeAssistantRefusal('connection_lost', `The connection to ${wsUrl} is closed`);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  void closed.then(() => {
    for (const { reject } of pending.values()) reject(lost());
    pending.clear();
  });

  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('close', () => reject(lost()));
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data));
      switch (message.type) {
        case 'auth_required':
          socket.send(JSON.stringify({ type: 'auth', access_token: token }));
          break;
        case 'auth_ok':
          resolve();
          break;
        case 'auth_invalid':
          reject(new HomeAssistantRefusal('auth_invalid', message.message));
          break;
        case 'event':
          listeners.get(message.id)?.(message.event);
          break;
        case 'result': {
          const waiting = pending.get(message.id);
          pending.delete(message.id);
          if (message.success) waiting?.resolve(message.result);
          else waiting?.reject(new HomeAssistantRefusal(message.error.code, message.error.message));
          break;
        }
      }
    });
  });

  const request = (id: number, message: Readonly<Record<string, unknown>>) =>
    new Promise<unknown>((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) {
        reject(lost());
        return;
      }
      pending.set(id, { resolve, reject });
      socket.send(JSON.stringify({ ...message, id }));
    });

  const send: HomeAssistantClient['send'] = async <T>(type: string, payload = {}) =>
    (await request(++lastId, { ...payload, type })) as T;

  return {
    send,
    subscribe: async (command, onEvent) => {
      const id = ++lastId;
      listeners.set(id, onEvent as (event: unknown) => void);
      await request(id, command).catch((error) => {
        listeners.delete(id);
        throw error;
      });
      return async () => {
        listeners.delete(id);
        await send('unsubscribe_events', { subscription: id });
      };
    },
    callService: async <T>(
      domain: string,
      service: string,
      data: Readonly<Record<string, unknown>> = {},
      { target, returnResponse = false }: ServiceCallOptions = {},
    ) => {
      const result = await send<{ response: T }>('call_service', {
        domain,
        service,
        service_data: data,
        ...(target === undefined ? {} : { target }),
        return_response: returnResponse,
      });
      return (returnResponse ? result.response : result) as T;
    },
    states: async () =>
      new Map((await send<EntityState[]>('get_states')).map((state) => [state.entity_id, state])),
    closed,
    close: async () => {
      socket.close();
      await closed;
    },
  };
};
