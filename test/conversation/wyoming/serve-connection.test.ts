import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import { connectWyoming, eventBytes } from './wyoming-client.ts';

let scripted: ScriptedServer;
beforeEach(async () => {
  scripted = await startScriptedServer();
});
afterEach(() => scripted.stop());

it.each([
  ['what is no Wyoming', 'GET / HTTP/1.1\r\n\r\n', 'wyoming.malformed'],
  ['a transcript without text', eventBytes('transcript', { language: 'en' }), 'wyoming.malformed'],
  ['a text that nobody says', eventBytes('transcript', { text: 'x'.repeat(4001) }), 'wyoming.malformed'],
  ['an endless header', 'x'.repeat(70_000), 'wyoming.too-large'],
  ['data that are too large', '{"type":"describe","data_length":1000001}\n', 'wyoming.too-large'],
])('refuses %s, says why, and hangs up', async (_, bytes, code) => {
  const client = await scripted.connect();
  client.sendBytes(bytes);
  expect(await client.next()).toEqual({ type: 'error', data: { text: expect.any(String), code } });
  expect(await client.next()).toBeUndefined();
  expect(scripted.turns).toEqual([]);
});

it('hangs up on whoever is refused and does not', async () => {
  const client = await scripted.connect();
  client.socket.allowHalfOpen = true;
  client.sendBytes('nonsense\n');
  expect(await client.next()).toMatchObject({ type: 'error' });
  await scripted.clock.advance(1_000);
  const isCutOff = () => {
    client.sendBytes('and more of it');
    return client.socket.destroyed;
  };
  await expect.poll(isCutOff, { interval: 1 }).toBe(true);
});

it('hangs up after a minute without an event, even if bytes trickle in', async () => {
  const client = await scripted.connect();
  client.send('ping');
  await client.next();
  await scripted.clock.advance(59_000);
  client.send('ping');
  expect(await client.next()).toMatchObject({ type: 'pong' });
  client.sendBytes('{"type"');
  await scripted.clock.advance(59_999);
  expect(client.socket.destroyed).toBe(false);
  await scripted.clock.advance(1);
  expect(await client.next()).toBeUndefined();
});

it('gives up a turn whose speaker is gone', async () => {
  const aborted = Promise.withResolvers<void>();
  scripted.answer = (_, signal) => {
    signal?.addEventListener('abort', () => aborted.resolve());
    scripted.clients[0]?.socket.resetAndDestroy();
    return new Promise(() => {});
  };
  const client = await scripted.connect();
  client.send('transcript', { text: 'hello' });
  await aborted.promise;
  expect(await scripted.isAlive()).toBe(true);
});

it('takes 32 connections, tells the next one to wait, and takes more when one ends', async () => {
  for (let index = 0; index < 32; index += 1) {
    const client = await scripted.connect();
    client.send('ping');
    await client.next();
  }
  const refused = await scripted.connect();
  expect(await refused.next()).toMatchObject({ type: 'error', data: { code: 'wyoming.busy' } });
  await refused.closed;
  scripted.clients[0]?.socket.end();
  await scripted.clients[0]?.closed;
  await expect.poll(scripted.isAlive).toBe(true);
});

it('survives any garbage', async () => {
  const garbage = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 500 }),
    fc.json().map((json) => Buffer.from(`${json}\n`)),
    fc
      .tuple(
        fc.constantFrom('transcript', 'describe', 'ping', 'info'),
        fc.dictionary(fc.string(), fc.jsonValue()),
      )
      .map(([type, data]) => eventBytes(type, data)),
    fc.jsonValue().map((context) => eventBytes('transcript', { text: 'hello', language: context, context })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(garbage, { minLength: 1, maxLength: 4 }), async (pieces) => {
      const client = await connectWyoming(scripted.server.port);
      for (const piece of pieces) client.sendBytes(piece);
      client.socket.end();
      for (let event = await client.next(); event !== undefined; event = await client.next())
        expect(['error', 'handled', 'info', 'pong']).toContain(event.type);
    }),
    { numRuns: 150 },
  );
  expect(await scripted.isAlive()).toBe(true);
});
