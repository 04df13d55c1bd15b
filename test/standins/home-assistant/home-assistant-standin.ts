import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** What Steward may send to Home Assistant, exactly as Home Assistant 2026.11 takes it; anything else is refused. */
const command = z.discriminatedUnion('type', [
  z.strictObject({ id: z.int(), type: z.literal('subscribe_events'), event_type: z.string() }),
  z.strictObject({ id: z.int(), type: z.literal('unsubscribe_events'), subscription: z.int() }),
  z.strictObject({
    id: z.int(),
    type: z.literal('call_service'),
    domain: z.string(),
    service: z.string(),
    service_data: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ id: z.int(), type: z.literal('config/auth/list') }),
  z.strictObject({ id: z.int(), type: z.literal('get_config') }),
  z.strictObject({ id: z.int(), type: z.literal('ping') }),
  z.strictObject({
    id: z.int(),
    type: z.literal('supported_features'),
    features: z.record(z.string(), z.number()),
  }),
]);

/** A service call that was carried out. */
export interface ServiceCall {
  readonly domain: string;
  readonly service: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Home Assistant's WebSocket, as far as Steward uses it. */
export interface HomeAssistantStandIn {
  readonly url: string;
  readonly calls: ServiceCall[];
  /** Commands that Home Assistant would not have taken. */
  readonly refusals: string[];
  token: string;
  /** Names of notify services; a call of another one is refused. */
  readonly notifyServices: Set<string>;
  /** How often somebody logged in. */
  readonly logins: () => number;
  fire(event: { readonly event_type: string }): void;
  /** Cuts every connection. */
  drop(): void;
  /** Carries the next call out and cuts the connection instead of answering. */
  loseNextReply(): void;
  /** From now on nothing is answered any more, as by a machine that lost power. */
  goSilent(): void;
  close(): Promise<void>;
}

/** Starts it on loopback. */
export const startHomeAssistantStandIn = async (): Promise<HomeAssistantStandIn> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/api/websocket' });
  await once(server, 'listening');
  const subscriptions = new Map<WebSocket, Map<number, string>>();
  let isLosing = false;
  let isSilent = false;
  let logins = 0;

  const handle = (socket: WebSocket, text: string) => {
    const own = subscriptions.get(socket);
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    const json = JSON.parse(text) as Record<string, unknown>;
    if (own === undefined) {
      if (json['type'] !== 'auth' || json['access_token'] !== standIn.token) {
        send({ type: 'auth_invalid', message: 'Invalid access token or password' });
        socket.close();
        return;
      }
      logins += 1;
      subscriptions.set(socket, new Map());
      send({ type: 'auth_ok', ha_version: '2026.11.0' });
      return;
    }
    const parsed = command.safeParse(json);
    const refuse = (code: string, message: string) => {
      standIn.refusals.push(message);
      send({ id: json['id'], type: 'result', success: false, error: { code, message } });
    };
    if (!parsed.success) return refuse('invalid_format', z.prettifyError(parsed.error));
    const message = parsed.data;
    const result = (value: unknown) => send({ id: message.id, type: 'result', success: true, result: value });
    switch (message.type) {
      case 'subscribe_events':
        own.set(message.id, message.event_type);
        return result(null);
      case 'unsubscribe_events':
        own.delete(message.subscription);
        return result(null);
      case 'ping':
        return send({ id: message.id, type: 'pong' });
      case 'supported_features':
        return result(null);
      case 'get_config':
        return result({ version: '2026.11.0', external_url: 'https://home.example', internal_url: null });
      case 'config/auth/list':
        return result([
          {
            id: 'u-alice',
            name: 'Alice',
            is_active: true,
            system_generated: false,
            is_owner: true,
            group_ids: [],
          },
          {
            id: 'u-bob',
            name: 'Bob',
            is_active: true,
            system_generated: false,
            is_owner: false,
            group_ids: ['system-users'],
          },
          {
            id: 'u-gone',
            name: 'Gone',
            is_active: false,
            system_generated: false,
            is_owner: false,
            group_ids: [],
          },
          {
            id: 'u-system',
            name: 'Supervisor',
            is_active: true,
            system_generated: true,
            is_owner: false,
            group_ids: ['system-admin'],
          },
        ]);
      case 'call_service':
        if (message.domain !== 'notify' || !standIn.notifyServices.has(message.service))
          return refuse('not_found', `Service ${message.domain}.${message.service} not found.`);
        standIn.calls.push({ domain: message.domain, service: message.service, data: message.service_data });
        if (isLosing) {
          isLosing = false;
          socket.terminate();
          return;
        }
        return result({ context: { id: 'c', parent_id: null, user_id: 'u-alice' }, response: null });
    }
  };

  server.on('connection', (socket) => {
    if (isSilent) return;
    socket.send(JSON.stringify({ type: 'auth_required', ha_version: '2026.11.0' }));
    socket.on('message', (data) => {
      if (!isSilent) handle(socket, String(data));
    });
    socket.on('close', () => subscriptions.delete(socket));
  });

  const standIn: HomeAssistantStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    refusals: [],
    token: 'long-lived-token',
    notifyServices: new Set(['mobile_app_pixel']),
    logins: () => logins,
    fire: (event) => {
      for (const [socket, own] of subscriptions)
        for (const [id, type] of own)
          if (type === event.event_type) socket.send(JSON.stringify({ id, type: 'event', event }));
    },
    drop: () => {
      for (const client of server.clients) client.terminate();
    },
    loseNextReply: () => {
      isLosing = true;
    },
    goSilent: () => {
      isSilent = true;
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
  return standIn;
};
