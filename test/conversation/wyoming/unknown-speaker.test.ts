import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWyomingServer, type WyomingServer } from '../../../src/conversation/wyoming/wyoming-server.ts';
import { silentLog } from '../../../src/core/log.ts';
import { describeRequester } from '../../../src/core/people.ts';
import { createTexts } from '../../../src/core/texts/texts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createSmallHome, type SmallHome } from './small-home.ts';
import { connectWyoming } from './wyoming-client.ts';

let home: SmallHome;
let server: WyomingServer;

const say = async (text: string, conversationId = 'c1') => {
  const client = await connectWyoming(server.port);
  const context = { conversation_id: conversationId, satellite_id: 'assist_satellite.kitchen' };
  const event = await client.say(text, context);
  client.socket.destroy();
  return event;
};

beforeEach(async () => {
  const clock = createFakeClock();
  home = await createSmallHome(clock);
  const { conversation, store } = home;
  server = await startWyomingServer(
    { port: 0 },
    {
      conversation,
      keyValue: store.keyValue,
      clock,
      log: silentLog,
      texts: createTexts('en'),
      stewardVersion: '0.1.0',
    },
  );
});

afterEach(async () => {
  await server.close();
  home.store.close();
});

it('gets answers, and goes on with a conversation over new connections', async () => {
  expect((await say('is still-fawn ok?'))?.data['text']).toMatch(/^still-fawn is online/);
  expect((await say('what about its memory?'))?.data['text']).toBe(
    'still-fawn uses 16 GB of 64 GB memory, 25%.',
  );
});

it('may ask for a restart, which is named as asked by an unknown speaker and changes nothing yet', async () => {
  const event = await say('restart paperless');
  expect(event).toEqual({
    type: 'handled',
    data: { text: expect.stringMatching(/asked Alice for approval, and said that I do not know who is/) },
  });
  const [approval, ...more] = home.approvals.list();
  expect(more).toEqual([]);
  expect(approval).toMatchObject({ state: 'requested', requester: { channel: 'wyoming' } });
  expect(approval?.requester.person).toBeUndefined();
  expect(approval && describeRequester(approval.requester)).toBe(
    'an unknown speaker, by its own claim in assist_satellite.kitchen',
  );
  expect(home.proxmox.writes).toEqual([]);
});

it('cannot approve', async () => {
  await say('restart paperless');
  for (const words of ['yes', 'approve it', 'approve the restart']) await say(words);
  expect(home.approvals.list()).toMatchObject([{ state: 'requested' }]);
});

it('is refused what would destroy data, with the reason', async () => {
  expect(await say('roll paperless back to the last snapshot')).toEqual({
    type: 'handled',
    data: { text: expect.stringMatching(/would destroy data, and I do not know who is speaking/) },
  });
  expect(home.approvals.list()).toEqual([]);
});

it('hears that a sentence about the house was not understood', async () => {
  expect(await say('turn on the kitchen light')).toEqual({
    type: 'not-handled',
    data: { text: 'I did not understand that.' },
  });
});

it('does not reach into a conversation that was held in Assist', async () => {
  const requester = {
    channel: 'assist',
    person: { userId: 'alice', name: 'Alice', isAdmin: false },
  } as const;
  const turn = { text: 'is still-fawn ok?', language: 'en', conversationId: 'c1', requester };
  for await (const _ of home.conversation.handle(turn)) {
    // Alice hears the answer.
  }
  expect((await say('what about its memory?', 'c1'))?.data['text']).not.toMatch(/still-fawn/);
});
