import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ToIntegration } from '../../src/homeassistant/protocol/to-integration.ts';
import { type Received, type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { createPipeline, processConversation, runPipeline, setPreferredPipeline } from './support/assist.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { addIntegration, complaints, connected, customComponents, message } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';

type Turn = Received<'turn'>;
type Final = Extract<ToIntegration, { type: 'reply-final' }>;

interface ChatLog {
  readonly content: readonly { readonly role: string; readonly content?: string }[];
}

const agentId = 'conversation.homelab_steward';

describe.skipIf(missingPeers('home-assistant').length > 0)('Steward as the agent in Assist', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;
  let alice: LabUser;
  let client: HomeAssistantClient;
  let onTurn: (turn: Turn) => void;

  const final = (turn: Turn, speech: string, fields: Partial<Final> = {}) =>
    steward.send({
      type: 'reply-final',
      id: turn.id,
      speech,
      continueConversation: false,
      outcome: 'query',
      approvalId: null,
      data: {},
      ...fields,
    });
  const delta = (turn: Turn, text: string) => steward.send({ type: 'reply-delta', id: turn.id, text });
  const delegate = (turn: Turn) => final(turn, '', { outcome: 'delegate' });
  const lightIs = async (state: string) =>
    (await client.states()).get('light.kitchen_light')?.state === state;
  /** What was said, as an administrator sees it: nothing may stand there twice. */
  const chatLog = async (conversationId: string) => {
    const logs: ChatLog[] = [];
    const stop = await homeAssistant
      .owner()
      .subscribe<{ event_type: string; data: ChatLog }>(
        { type: 'conversation/chat_log/subscribe', conversation_id: conversationId },
        (event) => {
          if (event.event_type === 'initial_state') logs.push(event.data);
        },
      );
    const log = await waitFor('the chat log', () => logs[0]);
    await stop();
    return log.content
      .filter(({ role, content }) => role !== 'system' && content !== undefined)
      .map(({ role, content }) => `${role}: ${content}`);
  };

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({
      customComponents,
      automations: [
        {
          alias: 'Evening',
          triggers: [{ trigger: 'event', event_type: 'lab_evening' }],
          actions: [{ action: 'conversation.process', data: { text: 'is tank ok?', agent_id: agentId } }],
        },
      ],
    });
    await addIntegration(homeAssistant, steward);
    alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-users' });
    client = await homeAssistant.connect(alice.token);
    const pipeline = await createPipeline(homeAssistant.owner(), { name: 'S', conversationEngine: agentId });
    await setPreferredPipeline(homeAssistant.owner(), pipeline);
    steward.onMessage = (received) => {
      if (received.type === 'turn') onTurn(received);
    };
  });

  beforeEach(() => {
    onTurn = (turn) => final(turn, `You said: ${turn.text}`);
  });

  afterAll(async () => {
    await client?.close();
    await homeAssistant?.stop();
    await steward?.stop();
  });

  it('is listed by its name', async () => {
    const { agents } = await client.send<{ agents: unknown[] }>('conversation/agent/list');
    expect(agents).toContainEqual({ id: agentId, name: 'Homelab Steward', supported_languages: '*' });
  });

  it('streams the reply piece by piece, and says that it answered a question', async () => {
    onTurn = (turn) => {
      delta(turn, 'still-fawn ');
      delta(turn, 'is fine.');
      final(turn, 'still-fawn is fine.');
    };
    const turn = await runPipeline(client, 'is still-fawn ok?');
    expect(turn).toMatchObject({
      speech: 'still-fawn is fine.',
      responseType: 'query_answer',
      continueConversation: false,
      deltas: ['still-fawn ', 'is fine.'],
      processedLocally: false,
    });
    expect(await chatLog(turn.conversationId)).toEqual([
      'user: is still-fawn ok?',
      'assistant: still-fawn is fine.',
    ]);
  });

  it('speaks a reply that comes in one piece or has a rest, and keeps listening when it asks', async () => {
    expect(await runPipeline(client, 'hello there')).toMatchObject({ deltas: ['You said: hello there'] });
    onTurn = (turn) => {
      delta(turn, 'Which one: ');
      final(turn, 'Which one: a or b?', { continueConversation: true, outcome: 'action' });
    };
    const turn = await runPipeline(client, 'restart it');
    expect(turn).toMatchObject({
      speech: 'Which one: a or b?',
      deltas: ['Which one: ', 'a or b?'],
      continueConversation: true,
      responseType: 'action_done',
    });
    onTurn = (next) => final(next, 'Thank you.');
    await runPipeline(client, 'the first', { conversationId: turn.conversationId });
    expect((await message(steward, 'turn', ({ text }) => text === 'the first')).conversationId).toBe(
      turn.conversationId,
    );
  });

  it('says who speaks, and passes on claims of device, satellite and room as such', async () => {
    const claims = { deviceId: 'made-up', satelliteId: 'light.kitchen_light' };
    await processConversation(client, 'one', { agentId, ...claims });
    expect(await message(steward, 'turn', ({ text }) => text === 'one')).toMatchObject({
      language: 'en',
      caller: { userId: alice.userId, parentContextId: null, automation: null },
      deviceId: 'made-up',
      satelliteId: 'light.kitchen_light',
      area: 'Kitchen',
    });
    await processConversation(homeAssistant.owner(), 'two', { agentId });
    const two = await message(steward, 'turn', ({ text }) => text === 'two');
    expect(two.caller.userId).not.toBe(alice.userId);
    expect(two).toMatchObject({ deviceId: null, satelliteId: null, area: null });
  });

  it('names the automation that speaks', async () => {
    await homeAssistant.owner().send('fire_event', { event_type: 'lab_evening' });
    const turn = await message(steward, 'turn', ({ text }) => text === 'is tank ok?');
    expect(turn.caller).toMatchObject({ userId: null, automation: 'Evening' });
    expect(turn.caller.parentContextId).toBeTypeOf('string');
  });

  it('passes on what Steward could not do as an error', async () => {
    onTurn = (turn) => final(turn, 'Proxmox does not answer.', { outcome: 'error' });
    expect(await runPipeline(client, 'restart paperless')).toMatchObject({
      speech: 'Proxmox does not answer.',
      responseType: 'error',
    });
  });

  it('leaves the house to Home Assistant’s own agent, as the person who said it', async () => {
    onTurn = delegate;
    const turn = await runPipeline(client, 'turn on the kitchen light');
    expect(turn).toMatchObject({ speech: 'Turned on the light', responseType: 'action_done' });
    expect((await client.states()).get('light.kitchen_light')).toMatchObject({
      state: 'on',
      context: { user_id: alice.userId },
    });
    expect(await chatLog(turn.conversationId)).toEqual([
      'user: turn on the kitchen light',
      'assistant: Turned on the light',
    ]);
    const off = await processConversation(client, 'turn off the kitchen light', { agentId });
    expect(off.speech).toBe('Turned off the light');
    expect(await lightIs('off')).toBe(true);
  });

  it('continues a conversation across both agents, whoever answers', async () => {
    onTurn = delegate;
    const first = await runPipeline(client, 'turn on the kitchen light');
    onTurn = (turn) => final(turn, 'All is well.');
    const second = await runPipeline(client, 'what is down?', { conversationId: first.conversationId });
    onTurn = delegate;
    const third = await runPipeline(client, 'turn off the kitchen light', {
      conversationId: first.conversationId,
    });
    expect([second.conversationId, third.conversationId]).toEqual([
      first.conversationId,
      first.conversationId,
    ]);
    expect(await chatLog(first.conversationId)).toEqual([
      'user: turn on the kitchen light',
      'assistant: Turned on the light',
      'user: what is down?',
      'assistant: All is well.',
      'user: turn off the kitchen light',
      'assistant: Turned off the light',
    ]);
  });

  it('passes on that Home Assistant does not understand either', async () => {
    onTurn = delegate;
    expect(await runPipeline(client, 'colourless green ideas sleep')).toMatchObject({
      speech: "Sorry, I couldn't understand that",
      responseType: 'error',
    });
  });

  it('cancels a turn whose listener has gone', async () => {
    let started = false;
    onTurn = () => {
      started = true;
    };
    const impatient = await homeAssistant.connect(alice.token);
    runPipeline(impatient, 'take your time').catch(() => undefined);
    await waitFor('the turn', () => started);
    const { id } = await message(steward, 'turn', ({ text }) => text === 'take your time');
    await impatient.close();
    expect(await message(steward, 'cancel-turn')).toEqual({ type: 'cancel-turn', id });
  });

  it('says that an answer was lost, and does not ask again', async () => {
    onTurn = () => steward.drop();
    const turn = await runPipeline(client, 'restart the paperless container');
    expect(turn).toMatchObject({
      responseType: 'error',
      speech: expect.stringContaining('The connection to Steward broke before it had answered.'),
    });
    await connected(steward);
    expect(
      steward.received
        .filter(({ type }) => type === 'turn')
        .filter((each) => 'text' in each && each.text.startsWith('restart the')),
    ).toHaveLength(1);
  });

  it('says that Steward answered what is not in the protocol', async () => {
    onTurn = (turn) => steward.sendRaw(JSON.stringify({ type: 'reply-final', id: turn.id, speech: 1 }));
    expect((await runPipeline(client, 'one two three')).speech).toContain('does not understand');
    onTurn = (turn) =>
      steward.send({ type: 'message-refused', id: turn.id, code: 'invalid', message: 'Too odd.' });
    expect((await runPipeline(client, 'four five six')).speech).toContain('Too odd.');
  });

  it('still switches the house without Steward, and says of the homelab that Steward cannot be reached', async () => {
    await steward.stop();
    await waitFor('the connection to be gone', () => !steward.isConnected);
    const on = await runPipeline(client, 'turn on the kitchen light');
    expect(on).toMatchObject({ speech: 'Turned on the light', responseType: 'action_done' });
    expect(await lightIs('on')).toBe(true);
    expect(await chatLog(on.conversationId)).toEqual([
      'user: turn on the kitchen light',
      'assistant: Turned on the light',
    ]);
    expect(await runPipeline(client, 'is still-fawn ok?')).toMatchObject({
      responseType: 'error',
      speech: expect.stringMatching(/^Steward can't be reached\./),
    });
    await steward.start();
    await connected(steward);
    expect((await runPipeline(client, 'again')).speech).toBe('You said: again');
  });

  it('made Home Assistant complain about nothing but the message that broke the protocol', () => {
    expect(steward.violations).toEqual([]);
    expect(complaints(homeAssistant)).toEqual([
      expect.stringContaining("message 'reply-final' is not valid"),
      expect.stringContaining('refused a message (invalid): Too odd.'),
    ]);
  });
});
