import type { WebSocket as ServerSocket } from 'ws';
import { WebSocket } from 'ws';
import { isKeptCommand } from './manifest-rights.ts';

/** The Home Assistant behind the proxy. */
export interface CoreAccess {
  /** e.g. `http://127.0.0.1:8123` */
  readonly url: string;
  /** The Supervisor's own token: of an administrator, whoever the app's person is. */
  readonly token: string;
}

/** What {@link bridgeCoreSocket} is given. */
export interface CoreSocketOptions {
  readonly core: CoreAccess | undefined;
  /** The app's SUPERVISOR_TOKEN, the only one that is taken. */
  readonly appToken: string;
  readonly onRefusal: (what: string) => void;
}

interface Message {
  readonly type?: string;
  readonly id?: number;
  readonly access_token?: string;
  readonly ha_version?: string;
}

const parse = (data: unknown): Message => JSON.parse(String(data)) as Message;

/**
 * `ws://supervisor/core/websocket`: asks for the app's token as Home Assistant asks for one, logs in to Home Assistant
 * with the Supervisor's own, and passes on everything but the commands that are the Supervisor's.
 */
export const bridgeCoreSocket = (
  app: ServerSocket,
  { core, appToken, onRefusal }: CoreSocketOptions,
): void => {
  const toApp = (message: unknown) => app.send(JSON.stringify(message));
  let home: WebSocket | undefined;
  let isLoggedIn = false;
  const waiting: string[] = [];

  const connectHome = (access: CoreAccess) => {
    home = new WebSocket(`${access.url.replace(/^http/, 'ws')}/api/websocket`);
    home.on('message', (data) => {
      const message = parse(data);
      if (isLoggedIn) return app.send(String(data));
      if (message.type === 'auth_required')
        return home?.send(JSON.stringify({ type: 'auth', access_token: access.token }));
      if (message.type !== 'auth_ok') return app.close(1011, 'Home Assistant refused the Supervisor');
      isLoggedIn = true;
      toApp({ type: 'auth_ok', ha_version: message.ha_version });
      for (const held of waiting.splice(0)) home?.send(held);
    });
    home.on('close', () => app.close());
    home.on('error', () => app.close(1011));
  };

  toApp({ type: 'auth_required', ha_version: '2026.11.0' });
  app.once('message', (data) => {
    const { type, access_token: token } = parse(data);
    if (type !== 'auth' || token !== appToken) {
      onRefusal('a login to /core/websocket with another token');
      toApp({ type: 'auth_invalid', message: 'Invalid access' });
      return app.close();
    }
    if (core === undefined) return app.close(1013, 'Home Assistant is not running');
    connectHome(core);
    app.on('message', (later) => {
      const message = parse(later);
      if (isKeptCommand(message.type)) {
        onRefusal(`the command ${message.type}`);
        return toApp({
          id: message.id,
          type: 'result',
          success: false,
          error: { code: 'unauthorized', message: 'Unauthorized' },
        });
      }
      if (isLoggedIn) home?.send(String(later));
      else waiting.push(String(later));
    });
  });
  app.on('close', () => home?.close());
};
