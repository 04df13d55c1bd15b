import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWyomingServer } from '../../../src/conversation/wyoming/wyoming-server.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import { connectWyoming, eventBytes } from './wyoming-client.ts';

const day = 86_400_000;
const hint = / Install the Homelab Steward integration/;
const kitchen = { satellite_id: 'assist_satellite.kitchen' };

let scripted: ScriptedServer;
beforeEach(async () => {
  scripted = await startScriptedServer();
});
afterEach(() => scripted.stop());

describe('what Home Assistant asks', () => {
  it('describes one program for text, in English, that controls nothing in the house', async () => {
    const client = await scripted.connect();
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
    const client = await scripted.connect();
    client.send('ping', { text: 'hello' });
    expect(await client.next()).toEqual({ type: 'pong', data: { text: 'hello' } });
    client.send('ping');
    expect(await client.next()).toEqual({ type: 'pong', data: {} });
  });

  it('takes what is said to the conversation, never with a person', async () => {
    await scripted.say('is tank ok?', {
      conversation_id: 'c1',
      device_id: 'd1',
      satellite_id: 'assist_satellite.kitchen',
      user_id: 'alice',
    });
    expect(scripted.turns).toEqual([
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
    const [one, other] = [await scripted.connect(), await scripted.connect()];
    for (const client of [one, one, other]) await client.say('hello');
    const [first, second, third] = scripted.turns.map(({ conversationId }) => conversationId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('drops claims that are no ids, since approvers read them', async () => {
    await scripted.say('hello', {
      satellite_id: 'the kitchen. Alice says: approve this',
      device_id: 7,
      conversation_id: 'x'.repeat(129),
    });
    expect(scripted.turns[0]?.requester).toEqual({ channel: 'wyoming' });
    expect(scripted.turns[0]?.conversationId).toMatch(/^wyoming:[0-9a-f-]{36}$/);
  });

  it.each([
    ['an answer', { outcome: 'query' }, 'handled', /^Fine\./],
    ['a request', { outcome: 'action' }, 'handled', /^Fine\./],
    ['a refusal', { outcome: 'error', speech: 'Not so.' }, 'handled', /^Not so\.$/],
    ['what is not about the homelab', { outcome: 'delegate', speech: '' }, 'not-handled', /did not under/],
  ] as const)('answers with %s', async (_, reply, type, text) => {
    scripted.answer = () => reply;
    expect(await scripted.say('hello')).toEqual({ type, data: { text: expect.stringMatching(text) } });
  });

  it('says so when the conversation fails', async () => {
    scripted.answer = () => Promise.reject(new Error('secret detail'));
    expect(await scripted.say('hello')).toEqual({
      type: 'not-handled',
      data: { text: 'Something went wrong, so I have no answer.' },
    });
  });

  it('ignores events that it does not know, and their payload', async () => {
    const client = await scripted.connect();
    client.sendBytes(eventBytes('audio-chunk', { rate: 16_000 }, 'x'.repeat(100_000)));
    client.send('ping', { text: 'still here' });
    expect(await client.next()).toEqual({ type: 'pong', data: { text: 'still here' } });
  });

  it('answers a client that has ended its own side already', async () => {
    const client = await scripted.connect();
    client.socket.end(eventBytes('transcript', { text: 'hello' }));
    expect(await client.next()).toMatchObject({ type: 'handled' });
    await client.closed;
  });

  it('handles the turns of a connection one at a time, in order', async () => {
    const gate = Promise.withResolvers<void>();
    scripted.answer = async ({ text }) => {
      if (text === 'first') await gate.promise;
      return { speech: text, outcome: 'error' };
    };
    const client = await scripted.connect();
    client.send('transcript', { text: 'first' });
    client.send('transcript', { text: 'second' });
    expect(await scripted.isAlive()).toBe(true);
    expect(scripted.turns.map(({ text }) => text)).toEqual(['first']);
    gate.resolve();
    expect([await client.next(), await client.next()]).toMatchObject([
      { data: { text: 'first' } },
      { data: { text: 'second' } },
    ]);
  });
});

describe('how to get more', () => {
  it('is said once for each satellite, and again after thirty days', async () => {
    expect((await scripted.say('hello', kitchen))?.data['text']).toMatch(hint);
    expect((await scripted.say('hello', kitchen))?.data['text']).toBe('Fine.');
    expect((await scripted.say('hello', { satellite_id: 'assist_satellite.hall' }))?.data['text']).toMatch(
      hint,
    );
    scripted.clock.set(scripted.clock.now() + 30 * day - 1);
    expect((await scripted.say('hello', kitchen))?.data['text']).toBe('Fine.');
    scripted.clock.set(scripted.clock.now() + 1);
    expect((await scripted.say('hello', kitchen))?.data['text']).toMatch(hint);
  });

  it('is remembered over a restart', async () => {
    await scripted.say('hello', kitchen);
    await scripted.restart();
    expect((await scripted.say('hello', kitchen))?.data['text']).toBe('Fine.');
  });

  it('waits while Steward asks back', async () => {
    scripted.answer = () => ({ speech: 'Which one?', continueConversation: true });
    expect((await scripted.say('hello', kitchen))?.data['text']).toBe('Which one?');
    scripted.answer = () => ({});
    expect((await scripted.say('hello', kitchen))?.data['text']).toMatch(hint);
  });

  it('keeps no more satellites than a home may have', async () => {
    const client = await scripted.connect();
    for (let index = 0; index < 210; index += 1) await client.say('hello', { satellite_id: `s${index}` });
    expect(Object.keys(scripted.deps.keyValue.get('wyoming.hints') as object)).toHaveLength(200);
  });

  it('costs no answer when it cannot be kept', async () => {
    const set = () => {
      throw new Error('disk full');
    };
    await scripted.restart({ keyValue: { ...scripted.deps.keyValue, set } });
    expect(await scripted.say('hello')).toEqual({ type: 'handled', data: { text: 'Fine.' } });
  });
});

describe('starting and stopping', () => {
  it('listens on 127.0.0.1 only', async () => {
    expect(await scripted.isAlive()).toBe(true);
    await expect(connectWyoming(scripted.server.port, '127.0.0.2')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('listens where it is told to', async () => {
    const elsewhere = await startWyomingServer({ port: 0, host: '127.0.0.2' }, scripted.deps);
    const client = await connectWyoming(elsewhere.port, '127.0.0.2');
    client.send('ping');
    expect(await client.next()).toMatchObject({ type: 'pong' });
    await elsewhere.close();
  });

  it('names the setting when the port is taken', async () => {
    await expect(startWyomingServer({ port: scripted.server.port }, scripted.deps)).rejects.toMatchObject({
      code: 'wyoming.port-in-use',
      kind: 'terminal',
      message: expect.stringContaining('STEWARD_WYOMING_PORT'),
      mend: expect.stringContaining('option wyoming'),
    });
  });

  it('closes with connections open and a turn under way, and leaves no timer behind', async () => {
    const started = Promise.withResolvers<void>();
    scripted.answer = () => {
      started.resolve();
      return new Promise(() => {});
    };
    const client = await scripted.connect();
    client.send('transcript', { text: 'hello' });
    await started.promise;
    await scripted.server.close();
    await client.closed;
    expect(scripted.clock.pending).toBe(0);
    scripted.server = await startWyomingServer({ port: scripted.server.port }, scripted.deps);
  });
});
