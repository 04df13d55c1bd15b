import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GithubStandIn } from './github-standin.ts';

/** Serves a stand-in on loopback. A lost answer is a closed connection here. */
export const serveGithub = async (
  standIn: GithubStandIn,
): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const body = Buffer.concat(chunks);
      try {
        const answer = await standIn.fetch(`http://${incoming.headers.host}${incoming.url}`, {
          method: incoming.method ?? 'GET',
          headers: Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
            typeof value === 'string' && name !== 'content-length' && name !== 'connection'
              ? [[name, value]]
              : [],
          ),
          ...(body.length === 0 ? {} : { body }),
        });
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
        outgoing.end(Buffer.from(await answer.arrayBuffer()));
      } catch {
        outgoing.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
