import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A loopback server in the place of the vendor's push service (FCM, APNs through Home Assistant's relay). */
export interface PushReceiver {
  /** For `app_data.push_url` of a registration. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a receiver; `onPush` gets the body that Home Assistant posts: message, title, data, push_token, registration_info. */
export const startPushReceiver = async (
  onPush: (push: Readonly<Record<string, unknown>>) => void,
): Promise<PushReceiver> => {
  const server = createServer(async (request, response) => {
    onPush(JSON.parse(await text(request)));
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The push receiver got no TCP port');
  return {
    url: `http://127.0.0.1:${address.port}/push`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
