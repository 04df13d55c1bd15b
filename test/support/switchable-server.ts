import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from '../standins/certificate-authority.ts';

/** A server on this machine that can be taken away, so that connections to it are refused, and brought back. */
export interface SwitchableServer {
  readonly port: number;
  readonly url: string;
  setAway(isAway: boolean): Promise<void>;
  close(): Promise<void>;
}

const listen = async (server: Server, port: number): Promise<void> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
};

const stopListening = async (server: Server): Promise<void> => {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
};

const forward = async (
  take: typeof globalThis.fetch,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/' } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD' && chunks.length > 0;
  const answer = await take(`${origin}${url}`, {
    method,
    headers: request.headers as Record<string, string>,
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
};

/** Serves what takes requests as `fetch` does; with a certificate over HTTPS. */
export const serveSwitchably = async (
  take: typeof globalThis.fetch,
  certificate?: ServerCertificate,
): Promise<SwitchableServer> => {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    forward(take, url, request, response).catch(() => response.destroy());
  };
  const server =
    certificate === undefined
      ? createServer(listener)
      : createSecureServer({ cert: certificate.certificate, key: certificate.privateKey }, listener);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  return {
    port,
    url,
    setAway: async (isAway) => {
      if (isAway) await stopListening(server);
      else if (!server.listening) await listen(server, port);
    },
    close: () => stopListening(server),
  };
};
