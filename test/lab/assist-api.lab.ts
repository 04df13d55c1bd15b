import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAssistApiTool } from '../../src/agent/tools/assist-api-tool.ts';
import { type AssistCall, type AssistToolName, assistReadTools } from '../../src/core/assist-api.ts';
import { systemClock } from '../../src/core/clock.ts';
import { type AssistBridge, createAssistBridge } from '../../src/homeassistant/assist/assist-bridge.ts';
import { type Received, type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { processConversation } from './support/assist.ts';
import { startConfigFlow, submitFlow } from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { addIntegration, complaints, customComponents, message } from './support/integration.ts';
import { listLlmTools } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';

const live: AssistToolName = 'homeassistant__GetLiveContext';
const agentId = 'conversation.homelab_steward';
const signal = new AbortController().signal;

/** Sensors beside those of the lab, as a large house has them. */
const sensors = 3_000;

describe.skipIf(missingPeers('home-assistant').length > 0)(
  'the Assist LLM API, through the integration',
  () => {
    let homeAssistant: HomeAssistant;
    let steward: StewardStandIn;
    let bridge: AssistBridge;
    let alice: LabUser;
    let onTurn: (turn: Received<'turn'>) => void = () => undefined;

    const call = (tool: AssistToolName, given: AssistCall['arguments'] = {}, conversationId?: string) =>
      bridge.api.call({
        tool,
        arguments: given,
        language: 'en',
        ...(conversationId === undefined ? {} : { conversationId }),
        signal,
      });
    const names = () => bridge.api.tools().map(({ name }) => name);
    /** Sends what Steward itself never would, and gives the integration's answer. */
    const callAnything = async (tool: string, given: Readonly<Record<string, unknown>>) => {
      const id = `any-${tool}`;
      steward.send({
        type: 'call-assist-tool',
        id,
        tool,
        arguments: given,
        language: 'en',
        conversationId: null,
        timeoutMs: 5_000,
      });
      return message(steward, 'assist-result', (result) => result.id === id);
    };
    const light = async () => (await homeAssistant.owner().states()).get('light.kitchen_light')?.state;
    const expose = (entityIds: readonly string[]) =>
      homeAssistant.owner().send('homeassistant/expose_entity', {
        assistants: ['conversation'],
        entity_ids: entityIds,
        should_expose: true,
      });

    beforeAll(async () => {
      bridge = createAssistBridge({ clock: systemClock });
      steward = await startStewardStandIn();
      steward.onMessage = (received) => {
        if (received.type === 'assist-tools' || received.type === 'assist-result') bridge.link.take(received);
        if (received.type === 'turn') onTurn(received);
      };
      bridge.link.attach((sent) => steward.send(sent));
      homeAssistant = await startHomeAssistant({
        customComponents,
        scripts: { open_the_gate: { alias: 'Open the gate', sequence: [] } },
      });
      await addIntegration(homeAssistant, steward);
      alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-users' });
      await waitFor('the tools', () => names().length > 0);
    });

    beforeEach(() => {
      onTurn = () => undefined;
    });

    afterAll(async () => {
      await homeAssistant?.stop();
      await steward?.stop();
    });

    it('has its live context, and nothing that acts, though Home Assistant has that', async () => {
      await expose(['script.open_the_gate']);
      const all = await listLlmTools(homeAssistant.owner(), 'assist');
      expect(all).toEqual(expect.arrayContaining([live, expect.stringContaining('HassTurnOn')]));
      const reading: readonly string[] = assistReadTools;
      expect(names()).toContain(live);
      expect(names().filter((name) => !reading.includes(name))).toEqual([]);
      for (const tool of all.filter((name) => !reading.includes(name))) {
        expect(await callAnything(tool, { name: 'Kitchen light' }), tool).toMatchObject({
          data: null,
          error: { code: 'refused' },
        });
      }
      expect(await light()).toBe('off');
    });

    it('tells states as they are, with filters as without', async () => {
      expect(await call(live, { name: 'kitchen LIGHT' })).toMatchObject({
        kind: 'data',
        data: { result: expect.stringMatching(/names: Kitchen light\n {2}domain: light\n {2}state: 'off'/) },
      });
      expect(await call(live, { area: 'Atlantis' })).toEqual({
        kind: 'found-nothing',
        message: "Area 'Atlantis' does not exist",
      });
      expect(await call(live, { domain: ['light'] })).toMatchObject({ kind: 'data' });
      expect(await callAnything(live, { surprise: true })).toMatchObject({ error: { code: 'invalid' } });
    });

    it('tells nothing that is not exposed', async () => {
      const answer = await call(live);
      const result = answer.kind === 'data' ? answer.data['result'] : '';
      expect(result).toContain('Kitchen light');
      expect(result).not.toContain('Power of the kitchen light');
    });

    it('reads lists and calendars from the moment when they are exposed', async () => {
      const { ownerAccess } = homeAssistant;
      const todo = await startConfigFlow(ownerAccess, 'local_todo');
      await submitFlow(ownerAccess, todo.flow_id, { todo_list_name: 'Spare parts' });
      const calendar = await startConfigFlow(ownerAccess, 'local_calendar');
      await submitFlow(ownerAccess, calendar.flow_id, { calendar_name: 'House' });
      await waitFor('both', async () => {
        const states = await homeAssistant.owner().states();
        return states.has('todo.spare_parts') && states.has('calendar.house');
      });
      await expose(['todo.spare_parts', 'calendar.house']);
      await waitFor('the tools', () => names().length === 3);
      await homeAssistant
        .owner()
        .callService('todo', 'add_item', { entity_id: 'todo.spare_parts', item: 'SSD 2 TB' });
      expect(await call('todo__get_items', { todo_list: 'Spare parts' })).toMatchObject({
        data: { items: [{ summary: 'SSD 2 TB', status: 'needs_action' }] },
      });
      expect(await call('calendar__get_events', { calendar: 'House', range: 'week' })).toMatchObject({
        data: { events: [] },
      });
      expect(await callAnything('todo__HassListAddItem', { item: 'x', name: 'Spare parts' })).toMatchObject({
        error: { code: 'refused' },
      });
    });

    it('is asked in the name of the turn while that is open, and by nobody afterwards', async () => {
      const answers: unknown[] = [];
      let conversationId = '';
      onTurn = async (turn) => {
        conversationId = turn.conversationId;
        answers.push(await call('todo__get_items', { todo_list: 'Spare parts' }, turn.conversationId));
        steward.send({
          type: 'reply-final',
          id: turn.id,
          speech: 'One.',
          continueConversation: false,
          outcome: 'query',
          approvalId: null,
          data: {},
        });
      };
      const callers: (string | null)[] = [];
      const stop = await homeAssistant
        .owner()
        .subscribe<{ data: { domain: string }; context: { user_id: string | null } }>(
          { type: 'subscribe_events', event_type: 'call_service' },
          ({ data, context }) => {
            if (data.domain === 'todo') callers.push(context.user_id);
          },
        );
      const client = await homeAssistant.connect(alice.token);
      expect((await processConversation(client, 'what parts are missing?', { agentId })).speech).toBe('One.');
      answers.push(await call('todo__get_items', { todo_list: 'Spare parts' }, conversationId));
      expect(answers).toEqual([
        expect.objectContaining({ kind: 'data' }),
        expect.objectContaining({ kind: 'data' }),
      ]);
      await waitFor('both calls', () => callers.length === 2);
      expect(callers).toEqual([alice.userId, null]);
      await stop();
      await client.close();
    });

    it('finds one among thousands of sensors in time', async () => {
      const { url, ownerToken } = homeAssistant;
      const setState = async (index: number) => {
        const response = await fetch(`${url}/api/states/sensor.room_${index}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${ownerToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            state: String(index / 100),
            attributes: {
              friendly_name: `Room ${index} temperature`,
              unit_of_measurement: '°C',
              device_class: 'temperature',
            },
          }),
        });
        if (!response.ok) throw new Error(`Home Assistant answered ${response.status}`);
      };
      for (let index = 0; index < sensors; index += 50)
        await Promise.all(Array.from({ length: 50 }, (_, more) => setState(index + more)));
      const tool = createAssistApiTool({ api: bridge.api, people: () => ['Alice'], clock: systemClock })();
      const context = { signal, language: 'en', request: 'how warm is it in room 1234?' };
      const found = await tool?.read({}, context);
      expect(found?.parts[0]?.text.split('\n')[0]).toBe('Room 1234 temperature (sensor): 12.34 °C');
      expect(found?.note).toMatch(/ of 3\d\d\d/);
      const exact = await tool?.read({ name: 'room 77 temperature' }, context);
      expect(exact?.parts.map(({ text }) => text)).toEqual(['Room 77 temperature (sensor): 0.77 °C']);
    });

    it('answers every one of many calls at once, some with "too many"', async () => {
      const all = await Promise.allSettled(
        Array.from({ length: 20 }, () => call(live, { name: 'Kitchen light' })),
      );
      const codes = all.map((each) => (each.status === 'fulfilled' ? each.value.kind : each.reason.code));
      expect(codes.filter((code) => code === 'data').length).toBeGreaterThanOrEqual(8);
      expect(codes.filter((code) => code !== 'data' && code !== 'home-assistant.assist-late')).toEqual([]);
    });

    it('made Home Assistant complain about nothing but what Steward may not have called', () => {
      expect(steward.violations).toEqual([]);
      expect(
        complaints(homeAssistant).filter((line) => !line.includes('is not a tool that only reads')),
      ).toEqual([]);
    });

    it('is not told again to a Steward that does not know of it', async () => {
      steward.onMessage = (received) => {
        if (received.type !== 'assist-tools') return;
        steward.send({ type: 'message-refused', id: received.id, code: 'unknown-type', message: 'Older.' });
      };
      steward.drop();
      await waitFor('the integration to understand', () =>
        homeAssistant.log().includes('This Homelab Steward does not use the Assist LLM API'),
      );
      expect(complaints(homeAssistant).join()).not.toContain('Older.');
    });
  },
);
