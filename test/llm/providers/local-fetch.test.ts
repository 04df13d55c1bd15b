import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalFetch, type LocalFetch } from '../../../src/llm/providers/local-fetch.ts';

describe('the fetch for models in the house', () => {
  let local: LocalFetch;
  let url: string;
  let close: () => Promise<void>;
  const seen: { readonly path: string; readonly body: string; readonly type: string | undefined }[] = [];
  /** Resolves when a connection without answer is closed by the client. */
  let letGo: PromiseWithResolvers<void>;
  let silent: PromiseWithResolvers<void>;

  beforeEach(async () => {
    local = createLocalFetch();
    letGo = Promise.withResolvers();
    silent = Promise.withResolvers();
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString('utf8');
      });
      request.on('end', () => {
        const path = request.url ?? '';
        seen.push({ path, body, type: request.headers['content-type'] });
        if (path === '/silent') {
          response.on('close', () => letGo.resolve());
          silent.resolve();
        } else if (path === '/elsewhere') response.writeHead(307, { location: '/stolen' }).end();
        else response.writeHead(200, { 'content-type': 'text/plain' }).end('größer');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    seen.length = 0;
  });
  afterEach(async () => {
    await local.close();
    await close();
  });

  it('sends and receives as any other', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await local.fetch(`${url}/a`, { method: 'POST', headers, body: '{"a":"ü"}' });
    expect([answer.status, await answer.text()]).toEqual([200, 'größer']);
    await local.fetch(new Request(`${url}/b`, { method: 'POST', headers, body: '{}' }));
    expect(seen).toEqual([
      { path: '/a', body: '{"a":"ü"}', type: 'application/json' },
      { path: '/b', body: '{}', type: 'application/json' },
    ]);
  });

  it('takes a prompt nowhere else', async () => {
    await expect(local.fetch(`${url}/elsewhere`, { method: 'POST', body: 'prompt' })).rejects.toThrow();
    expect(seen.map(({ path }) => path)).toEqual(['/elsewhere']);
  });

  it('closes its connection when it is aborted before the header', async () => {
    const caller = new AbortController();
    const outcome = expect(local.fetch(`${url}/silent`, { signal: caller.signal })).rejects.toThrow();
    await silent.promise;
    caller.abort();
    await outcome;
    await letGo.promise;
  });

  it('ends what is under way when it is closed', async () => {
    const outcome = expect(local.fetch(`${url}/silent`)).rejects.toThrow();
    await silent.promise;
    await local.close();
    await outcome;
    await letGo.promise;
  });
});
