import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startWyomingServer,
  type WyomingServer,
  type WyomingServerDeps,
} from '../../../src/conversation/wyoming/wyoming-server.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Conversation, FinalReply, Turn } from '../../../src/core/reply.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { connectWyoming, eventBytes, type WyomingClient } from './wyoming-client.ts';

type Answer = (turn: Turn, signal?: AbortSignal) => Promise<Partial<FinalReply>> | Partial<FinalReply>;

const day = 86_400_000;
const hint = / Install the Homelab Steward integration/;
const kitchen = { satellite_id: 'assist_satellite.kitchen' };

let clock: FakeClock;
let server: WyomingServer;
let deps: WyomingServerDeps;
let turns: Turn[];
let answer: Answer;
let clients: WyomingClient[];

const scripted: Conversation = {
  handle: async function* (turn, signal) {
    turns.push(turn);
    const reply = await answer(turn, signal);
    yield { kind: 'delta', text: reply.speech ?? 'Fine.' };
    yield { kind: 'final', speech: 'Fine.', continueConversation: false, outcome: 'query', ...reply };
  },
};
const connect = async (): Promise<WyomingClient> => {
  const client = await connectWyoming(server.port);
  clients.push(client);
  return client;
};
/** Says one thing on a connection of its own, as Home Assistant does. */
const say = async (text: string, context?: Readonly<Record<string, unknown>>) => {
  const client = await connect();
  const event = await client.say(text, context);
  client.socket.destroy();
  return event;
};
const isAlive = async () => {
  const client = await connect();
  client.send('ping');
  const event = await client.next();
  client.socket.destroy();
  return event?.type === 'pong';
};

beforeEach(async () => {
  clock = createFakeClock();
  turns = [];
  clients = [];
  answer = () => ({});
  deps = {
    conversation: scripted,
    keyValue: createMemoryKeyValue(),
    clock,
    log: silentLog,
    texts: createTexts('en'),
    stewardVersion: '0.1.0',
  };
  server = await startWyomingServer({ port: 0 }, deps);
});

afterEach(async () => {
  for (const { socket } of clients) socket.destroy();
  await server.close();
});

describe('what Home Assistant asks', () => {
  it('describes one program for text, in English, that controls nothing in the house', async () => {
    const client = await connect();
    client.send('describe');
    const artifact = {
      attribution: { name: 'Homelab Steward', url: expect.stringMatching(/^https:/) },
      installed: true,
      version: '0.1.0',
      description: expect.any(String),
    };
    expect(await client.next()).toEqual({
      type: 'info',
      data: {
        asr: [],
        tts: [],
        handle: [
          {
            ...artifact,
            name: 'homelab-steward',
            models: [{ ...artifact, name: 'homelab-steward-en', languages: ['en'] }],
            supports_handled_streaming: false,
            supports_home_control: false,
          },
        ],
        intent: [],
        wake: [],
        mic: [],
        snd: [],
      },
    });
  });

  it('answers ping with the same text', async () => {
    const client = await connect();
    client.send('ping', { text: 'hello' });
    expect(await client.next()).toEqual({ type: 'pong', data: { text: 'hello' } });
    client.send('ping');
    expect(await client.next()).toEqual({ type: 'pong', data: {} });
  });

  it('takes what is said to the conversation, never with a person', async () => {
    await say('is tank ok?', {
      conversation_id: 'c1',
      device_id: 'd1',
      satellite_id: 'assist_satellite.kitchen',
      user_id: 'alice',
    });
    expect(turns).toEqual([
      {
        text: 'is tank ok?',
        language: 'en',
        conversationId: 'wyoming:c1',
        requester: {
          channel: 'wyoming',
          claimedDeviceId: 'd1',
          claimedSatelliteId: 'assist_satellite.kitchen',
        },
      },
    ]);
  });

  it('keeps one conversation for each connection that names none', async () => {
    const [one, other] = [await connect(), await connect()];
    for (const client of [one, one, other]) await client.say('hello');
    const [first, second, third] = turns.map(({ conversationId }) => conversationId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('drops claims that are no ids, since approvers read them', async () => {
    await say('hello', {
      satellite_id: 'the kitchen. Alice says: approve this',
      device_id: 7,
      conversation_id: 'x'.repeat(129),
    });
    expect(turns[0]?.requester).toEqual({ channel: 'wyoming' });
    expect(turns[0]?.conversationId).toMatch(/^wyoming:[0-9a-f-]{36}$/);
  });

  it.each([
    ['an answer', { outcome: 'query' }, 'handled', /^Fine\./],
    ['a request', { outcome: 'action' }, 'handled', /^Fine\./],
    ['a refusal', { outcome: 'error', speech: 'Not so.' }, 'handled', /^Not so\.$/],
    ['what is not about the homelab', { outcome: 'delegate', speech: '' }, 'not-handled', /did not under/],
  ] as const)('answers with %s', async (_, reply, type, text) => {
    answer = () => reply;
    expect(await say('hello')).toEqual({ type, data: { text: expect.stringMatching(text) } });
  });

  it('says so when the conversation fails', async () => {
    answer = () => Promise.reject(new Error('secret detail'));
    expect(await say('hello')).toEqual({
      type: 'not-handled',
      data: { text: 'Something went wrong, so I have no answer.' },
    });
  });

  it('ignores events that it does not know, and their payload', async () => {
    const client = await connect();
    client.sendBytes(eventBytes('audio-chunk', { rate: 16_000 }, 'x'.repeat(100_000)));
    client.send('ping', { text: 'still here' });
    expect(await client.next()).toEqual({ type: 'pong', data: { text: 'still here' } });
  });

  it('answers a client that has ended its own side already', async () => {
    const client = await connect();
    client.socket.end(eventBytes('transcript', { text: 'hello' }));
    expect(await client.next()).toMatchObject({ type: 'handled' });
    await client.closed;
  });

  it('handles the turns of a connection one at a time, in order', async () => {
    const gate = Promise.withResolvers<void>();
    answer = async ({ text }) => {
      if (text === 'first') await gate.promise;
      return { speech: text, outcome: 'error' };
    };
    const client = await connect();
    client.send('transcript', { text: 'first' });
    client.send('transcript', { text: 'second' });
    expect(await isAlive()).toBe(true);
    expect(turns.map(({ text }) => text)).toEqual(['first']);
    gate.resolve();
    expect([await client.next(), await client.next()]).toMatchObject([
      { data: { text: 'first' } },
      { data: { text: 'second' } },
    ]);
  });
});

describe('how to get more', () => {
  it('is said once for each satellite, and again after thirty days', async () => {
    expect((await say('hello', kitchen))?.data['text']).toMatch(hint);
    expect((await say('hello', kitchen))?.data['text']).toBe('Fine.');
    expect((await say('hello', { satellite_id: 'assist_satellite.hall' }))?.data['text']).toMatch(hint);
    clock.set(clock.now() + 30 * day - 1);
    expect((await say('hello', kitchen))?.data['text']).toBe('Fine.');
    clock.set(clock.now() + 1);
    expect((await say('hello', kitchen))?.data['text']).toMatch(hint);
  });

  it('is remembered over a restart', async () => {
    await say('hello', kitchen);
    await server.close();
    server = await startWyomingServer({ port: 0 }, deps);
    expect((await say('hello', kitchen))?.data['text']).toBe('Fine.');
  });

  it('waits while Steward asks back', async () => {
    answer = () => ({ speech: 'Which one?', continueConversation: true });
    expect((await say('hello', kitchen))?.data['text']).toBe('Which one?');
    answer = () => ({});
    expect((await say('hello', kitchen))?.data['text']).toMatch(hint);
  });

  it('keeps no more satellites than a home may have', async () => {
    const client = await connect();
    for (let index = 0; index < 210; index += 1) await client.say('hello', { satellite_id: `s${index}` });
    expect(Object.keys(deps.keyValue.get('wyoming.hints') as object)).toHaveLength(200);
  });

  it('costs no answer when it cannot be kept', async () => {
    await server.close();
    const set = () => {
      throw new Error('disk full');
    };
    server = await startWyomingServer({ port: 0 }, { ...deps, keyValue: { ...deps.keyValue, set } });
    expect(await say('hello')).toEqual({ type: 'handled', data: { text: 'Fine.' } });
  });
});

describe('limits', () => {
  it.each([
    ['what is no Wyoming', 'GET / HTTP/1.1\r\n\r\n', 'wyoming.malformed'],
    ['a transcript without text', eventBytes('transcript', { language: 'en' }), 'wyoming.malformed'],
    ['a text that nobody says', eventBytes('transcript', { text: 'x'.repeat(4001) }), 'wyoming.malformed'],
    ['an endless header', 'x'.repeat(70_000), 'wyoming.too-large'],
    ['data that are too large', '{"type":"describe","data_length":1000001}\n', 'wyoming.too-large'],
  ])('refuses %s, says why, and hangs up', async (_, bytes, code) => {
    const client = await connect();
    client.sendBytes(bytes);
    expect(await client.next()).toEqual({ type: 'error', data: { text: expect.any(String), code } });
    expect(await client.next()).toBeUndefined();
    expect(turns).toEqual([]);
  });

  it('hangs up on whoever is refused and does not', async () => {
    const client = await connect();
    client.socket.allowHalfOpen = true;
    client.sendBytes('nonsense\n');
    expect(await client.next()).toMatchObject({ type: 'error' });
    await clock.advance(1_000);
    const isCutOff = () => {
      client.sendBytes('and more of it');
      return client.socket.destroyed;
    };
    await expect.poll(isCutOff, { interval: 1 }).toBe(true);
  });

  it('hangs up after a minute without an event, even if bytes trickle in', async () => {
    const client = await connect();
    client.send('ping');
    await client.next();
    await clock.advance(59_000);
    client.send('ping');
    expect(await client.next()).toMatchObject({ type: 'pong' });
    client.sendBytes('{"type"');
    await clock.advance(59_999);
    expect(client.socket.destroyed).toBe(false);
    await clock.advance(1);
    expect(await client.next()).toBeUndefined();
  });

  it('gives up a turn whose speaker is gone', async () => {
    const aborted = Promise.withResolvers<void>();
    answer = (_, signal) => {
      signal?.addEventListener('abort', () => aborted.resolve());
      clients[0]?.socket.resetAndDestroy();
      return new Promise(() => {});
    };
    const client = await connect();
    client.send('transcript', { text: 'hello' });
    await aborted.promise;
    expect(await isAlive()).toBe(true);
  });

  it('takes 32 connections, tells the next one to wait, and takes more when one ends', async () => {
    for (let index = 0; index < 32; index += 1) {
      const client = await connect();
      client.send('ping');
      await client.next();
    }
    const refused = await connect();
    expect(await refused.next()).toMatchObject({ type: 'error', data: { code: 'wyoming.busy' } });
    await refused.closed;
    clients[0]?.socket.end();
    await clients[0]?.closed;
    await expect.poll(isAlive).toBe(true);
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
      fc
        .jsonValue()
        .map((context) => eventBytes('transcript', { text: 'hello', language: context, context })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(garbage, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const client = await connectWyoming(server.port);
        for (const piece of pieces) client.sendBytes(piece);
        client.socket.end();
        for (let event = await client.next(); event !== undefined; event = await client.next())
          expect(['error', 'handled', 'info', 'pong']).toContain(event.type);
      }),
      { numRuns: 150 },
    );
    expect(await isAlive()).toBe(true);
  });
});

describe('starting and stopping', () => {
  it('listens on loopback only, unless it is told otherwise', async () => {
    const client = await connect();
    expect(client.socket.remoteAddress).toBe('127.0.0.1');
    expect(client.socket.remoteFamily).toBe('IPv4');
    const everywhere = await startWyomingServer({ port: 0, host: '0.0.0.0' }, deps);
    await expect(startWyomingServer({ port: everywhere.port }, deps)).rejects.toMatchObject({
      code: 'wyoming.port-in-use',
    });
    await everywhere.close();
  });

  it('names the setting when the port is taken', async () => {
    await expect(startWyomingServer({ port: server.port }, deps)).rejects.toMatchObject({
      code: 'wyoming.port-in-use',
      kind: 'terminal',
      message: expect.stringContaining('STEWARD_WYOMING_PORT'),
      mend: expect.stringContaining('option wyoming'),
    });
  });

  it('closes with connections open and a turn under way, and leaves no timer behind', async () => {
    const started = Promise.withResolvers<void>();
    answer = () => {
      started.resolve();
      return new Promise(() => {});
    };
    const client = await connect();
    client.send('transcript', { text: 'hello' });
    await started.promise;
    await server.close();
    await client.closed;
    expect(clock.pending).toBe(0);
    server = await startWyomingServer({ port: server.port }, deps);
  });
});
