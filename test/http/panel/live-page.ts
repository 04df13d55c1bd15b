import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ToPanel } from '../../../src/http/panel/messages.ts';

/** An open page without a browser. */
export interface LivePage {
  readonly socket: WebSocket;
  /** The next message of a type, those that came before it is asked for included. */
  next<Type extends ToPanel['type']>(type: Type): Promise<Extract<ToPanel, { type: Type }>>;
  send(message: unknown): void;
  /** Sends an action and waits for its own answer. */
  act(action: object): Promise<Extract<ToPanel, { type: 'done' | 'refused' }>>;
}

/** Opens a page on this machine. */
export const openLivePage = async (
  port: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<LivePage> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/panel/live`, {
    headers: { origin: `http://127.0.0.1:${port}`, ...headers },
  });
  let inbox: ToPanel[] = [];
  const wakes = new Set<() => void>();
  socket.on('message', (data) => {
    inbox.push(JSON.parse(String(data)) as ToPanel);
    for (const wake of [...wakes]) wake();
  });
  const find = async (isWanted: (message: ToPanel) => boolean): Promise<ToPanel> => {
    for (;;) {
      const found = inbox.find(isWanted);
      if (found !== undefined) {
        inbox = inbox.filter((message) => message !== found);
        return found;
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          wakes.delete(wake);
          resolve();
        };
        wakes.add(wake);
      });
    }
  };
  let count = 0;
  const page: LivePage = {
    socket,
    next: async (type) => (await find((message) => message.type === type)) as never,
    send: (message) => socket.send(JSON.stringify(message)),
    act: async (action) => {
      count += 1;
      const id = `act-${count}`;
      page.send({ ...action, id });
      return (await find((message) => 'id' in message && message.id === id)) as never;
    },
  };
  await once(socket, 'open');
  return page;
};

/** What an upgrade is refused with. */
export const refusedUpgrade = (
  port: number,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/panel/live`, { headers });
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (piece) => {
        body += String(piece);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    socket.on('open', () => reject(new Error('The upgrade was let in.')));
    socket.on('error', reject);
  });
