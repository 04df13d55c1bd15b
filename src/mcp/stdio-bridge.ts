import { request } from 'node:http';
import { Readable } from 'node:stream';

/** A `fetch` over a Unix socket, as far as a client of MCP needs one. */
const fetchOver =
  (socketPath: string): typeof fetch =>
  (input, init = {}) =>
    new Promise((resolve, reject) => {
      const asked = new Request(input instanceof Request ? input : String(input), init);
      const outgoing = request(
        {
          socketPath,
          path: new URL(asked.url).pathname,
          method: asked.method,
          headers: Object.fromEntries(asked.headers),
        },
        (answer) => {
          const status = answer.statusCode ?? 500;
          const headers = new Headers();
          for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
          const hasBody = status !== 204 && status !== 304;
          if (!hasBody) answer.resume();
          resolve(
            new Response(hasBody ? (Readable.toWeb(answer) as ReadableStream) : null, { status, headers }),
          );
        },
      );
      outgoing.on('error', reject);
      asked.signal.addEventListener('abort', () => outgoing.destroy(asked.signal.reason));
      asked.text().then((body) => outgoing.end(body), reject);
    });

/**
 * Passes MCP between standard input and output and the running Steward, until the input ends. One message a line.
 * @param socketPath of the running Steward's control socket
 * @throws the error of the first connection, where no Steward is running
 */
export const bridgeStdio = async (socketPath: string): Promise<void> => {
  const [{ StdioServerTransport }, { StreamableHTTPClientTransport }] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/stdio.js'),
    import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
  ]);
  const here = new StdioServerTransport();
  const there = new StreamableHTTPClientTransport(new URL('http://steward/mcp'), {
    fetch: fetchOver(socketPath),
  });
  const ended = Promise.withResolvers<void>();
  here.onmessage = (message) => {
    there.send(message).catch((thrown: unknown) => {
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      if ('id' in message && 'method' in message)
        void here.send({ jsonrpc: '2.0', id: message.id, error: { code: -32_603, message: text } });
    });
  };
  there.onmessage = (message) => {
    // The protocol that both agreed on has to stand in every further request.
    if ('result' in message && typeof message.result['protocolVersion'] === 'string')
      there.setProtocolVersion(message.result['protocolVersion']);
    void here.send(message);
  };
  here.onclose = () => ended.resolve();
  process.stdin.on('end', () => ended.resolve());
  await there.start();
  await here.start();
  await ended.promise;
  await there.terminateSession().catch(() => {});
  await there.close();
};
