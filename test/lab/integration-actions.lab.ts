import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromIntegration } from '../../src/homeassistant/protocol/from-integration.ts';
import type { ToIntegration } from '../../src/homeassistant/protocol/to-integration.ts';
import { type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { createAsyncQueue } from './support/async-queue.ts';
import { deleteEntry } from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import {
  addIntegration,
  complaints,
  connected,
  customComponents,
  domain,
  message,
} from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';

describe.skipIf(missingPeers('home-assistant').length > 0)('the actions of the integration', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;
  let bob: LabUser;
  let client: HomeAssistantClient;
  let entryId: string;

  type Result = Partial<Extract<ToIntegration, { type: 'action-result' }>>;
  /** Answers every action; nothing: never. */
  let answer: (received: FromIntegration) => Result | undefined;

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({
      customComponents,
      automations: [
        {
          alias: 'Nightly question',
          triggers: [{ trigger: 'event', event_type: 'lab_night' }],
          actions: [
            {
              action: 'homelab_steward.ask',
              data: { text: 'how full is tank?' },
              response_variable: 'tank',
            },
            { event: 'lab_answer', event_data: { text: '{{ tank.answer }}' } },
          ],
        },
        {
          alias: 'Weekly maintenance',
          triggers: [{ trigger: 'time_pattern', seconds: '/1' }],
          conditions: [{ condition: 'state', entity_id: 'input_boolean.kitchen_light_power', state: 'on' }],
          actions: [{ action: 'script.maintain' }],
        },
      ],
      scripts: {
        maintain: {
          alias: 'Maintain',
          sequence: [
            {
              action: 'homelab_steward.propose',
              data: { workflow: 'restart-guest', parameters: { guest: 'paperless' }, reason: 'Maintenance' },
            },
          ],
        },
      },
    });
    bob = await homeAssistant.createUser({ name: 'Bob', group: 'system-users' });
    client = await homeAssistant.connect(bob.token);
    answer = () => ({ response: {} });
    steward.onMessage = (received) => {
      const fields = 'id' in received ? answer(received) : undefined;
      if (fields === undefined || !('id' in received)) return;
      steward.send({
        type: 'action-result',
        id: received.id,
        isOk: true,
        response: {},
        error: null,
        ...fields,
      });
    };
    entryId = await addIntegration(homeAssistant, steward);
  });

  afterAll(async () => {
    await client?.close();
    await homeAssistant?.stop();
    await steward?.stop();
  });

  describe('actions', () => {
    const call = <T = unknown>(action: string, data: Readonly<Record<string, unknown>>) =>
      client.callService<T>(domain, action, data, { returnResponse: true });

    it('ask Steward as the person who calls, and answer with what it says', async () => {
      answer = () => ({
        response: { answer: 'tank is 78 % full.', outcome: 'query', approval_id: null, data: {} },
      });
      expect(await call('ask', { text: 'how full is tank?' })).toEqual({
        answer: 'tank is 78 % full.',
        outcome: 'query',
        approval_id: null,
        data: {},
      });
      expect(await message(steward, 'ask')).toMatchObject({
        text: 'how full is tank?',
        language: 'en',
        caller: { userId: bob.userId, parentContextId: null, automation: null },
      });
    });

    it('propose a change, and report', async () => {
      answer = () => ({ response: { approval_id: '0198' } });
      const parameters = { guest: 'paperless', force: false, timeout: 1.5 };
      expect(await call('propose', { workflow: 'restart-guest', parameters })).toEqual({
        approval_id: '0198',
      });
      expect(await message(steward, 'propose')).toMatchObject({
        workflow: 'restart-guest',
        parameters,
        reason: null,
        caller: { userId: bob.userId },
      });
      expect(await call('report', { subject: 'problems' })).toEqual({ approval_id: '0198' });
      expect(await message(steward, 'report')).toMatchObject({ subject: 'problems' });
    });

    it('refuse what is not theirs', async () => {
      await expect(call('report', { subject: 'secrets' })).rejects.toThrow();
      await expect(call('propose', { workflow: 'x', parameters: { a: ['b'] } })).rejects.toThrow();
      await expect(call('ask', { text: '' })).rejects.toThrow();
      await expect(call('ask', { text: 'hi', user_id: 'somebody' })).rejects.toThrow();
    });

    it('offer nothing that approves', async () => {
      const services = await client.send<Record<string, Record<string, unknown>>>('get_services');
      expect(Object.keys(services[domain] ?? {}).sort()).toEqual(['ask', 'propose', 'report']);
    });

    it('say what Steward refused and what to do', async () => {
      const error = {
        code: 'planner.unknown-workflow',
        message: 'There is no such workflow.',
        mend: 'Look.',
      };
      answer = () => ({ isOk: false, error });
      await expect(call('propose', { workflow: 'x' })).rejects.toThrow('There is no such workflow. Look.');
    });

    it('say that an answer was lost, and do not ask again', async () => {
      answer = () => {
        steward.drop();
        return undefined;
      };
      const before = steward.received.filter(({ type }) => type === 'propose').length;
      await expect(call('propose', { workflow: 'restart-guest' })).rejects.toThrow(
        'The connection to Steward broke before it had answered.',
      );
      answer = () => ({});
      await waitFor('the connection', () => steward.isConnected);
      expect(steward.received.filter(({ type }) => type === 'propose')).toHaveLength(before + 1);
    });

    it('serve automations, under their name', async () => {
      const answers = createAsyncQueue<{ data: { text: string } }>('the answer');
      await homeAssistant
        .owner()
        .subscribe({ type: 'subscribe_events', event_type: 'lab_answer' }, answers.push);
      answer = () => ({ response: { answer: 'tank is 78 % full.' } });
      await homeAssistant.owner().send('fire_event', { event_type: 'lab_night' });
      expect((await answers.next()).data.text).toBe('tank is 78 % full.');
      expect((await message(steward, 'ask')).caller).toMatchObject({
        userId: null,
        automation: 'Nightly question',
      });
    });

    it('name the automation behind a script, and the script that a person runs', async () => {
      await client.callService('script', 'maintain');
      expect(await message(steward, 'propose', ({ reason }) => reason === 'Maintenance')).toMatchObject({
        caller: { userId: bob.userId, automation: 'Maintain' },
      });
      const kitchen = { target: { entity_id: 'input_boolean.kitchen_light_power' } };
      await client.callService('input_boolean', 'turn_on', {}, kitchen);
      const { caller } = await message(
        steward,
        'propose',
        ({ caller: each }) => each.automation === 'Weekly maintenance',
      );
      await client.callService('input_boolean', 'turn_off', {}, kitchen);
      expect(caller).toEqual({ userId: null, parentContextId: null, automation: 'Weekly maintenance' });
    });
  });

  it('says that nothing is set up when it is removed', async () => {
    await deleteEntry({ url: homeAssistant.url, token: homeAssistant.ownerToken }, entryId);
    await expect(client.callService(domain, 'ask', { text: 'hi' })).rejects.toThrow('is not set up');
    await expect(
      client.subscribe({ type: `${domain}/overview/subscribe` }, () => undefined),
    ).rejects.toMatchObject({ code: 'not_found' });
    await addIntegration(homeAssistant, steward);
    await connected(steward);
  });

  it('made Home Assistant complain about nothing but what was asked for', () => {
    expect(steward.violations).toEqual([]);
    expect(complaints(homeAssistant)).toEqual([
      expect.stringContaining('homelab_steward.propose: There is no such workflow.'),
      expect.stringContaining('homelab_steward.propose: The connection to Steward broke'),
    ]);
  });
});
