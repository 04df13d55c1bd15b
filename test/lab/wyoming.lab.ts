import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWyomingServer, type WyomingServer } from '../../src/conversation/wyoming/wyoming-server.ts';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { describeRequester } from '../../src/core/people.ts';
import { createTexts } from '../../src/core/texts/texts.ts';
import { createSmallHome, type SmallHome } from '../conversation/wyoming/small-home.ts';
import { createPipeline, processConversation, runPipeline } from './support/assist.ts';
import { configEntries, type FlowStep, startConfigFlow, submitFlow } from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

const agentId = 'conversation.homelab_steward';
const host = '127.0.0.1';

describe.skipIf(missingPeers('home-assistant').length > 0)('Wyoming, without the integration', () => {
  let home: SmallHome;
  let server: WyomingServer;
  let homeAssistant: HomeAssistant;
  let step: FlowStep;

  const start = (port: number) =>
    startWyomingServer(
      { host, port },
      {
        conversation: home.conversation,
        keyValue: home.store.keyValue,
        clock: systemClock,
        log: silentLog,
        texts: createTexts('en'),
        stewardVersion: '0.1.0',
      },
    );
  const say = (text: string, satelliteId?: string) =>
    processConversation(homeAssistant.owner(), text, {
      agentId,
      language: 'en',
      ...(satelliteId === undefined ? {} : { satelliteId }),
    });

  beforeAll(async () => {
    home = await createSmallHome(systemClock);
    server = await start(0);
    homeAssistant = await startHomeAssistant();
    const form = await startConfigFlow(homeAssistant.ownerAccess, 'wyoming');
    step = await submitFlow(homeAssistant.ownerAccess, form.flow_id, { host, port: server.port });
    await waitFor('the agent', async () => (await homeAssistant.owner().states()).get(agentId));
  });

  afterAll(async () => {
    await homeAssistant?.stop();
    await server?.close();
    home?.store.close();
  });

  it('is set up with nothing but its address', async () => {
    expect(step).toMatchObject({ type: 'create_entry', title: 'homelab-steward' });
    expect(await configEntries(homeAssistant.owner(), 'wyoming')).toMatchObject([{ state: 'loaded' }]);
  });

  it('is listed as an agent for English', async () => {
    const { agents } = await homeAssistant.owner().send<{ agents: unknown[] }>('conversation/agent/list');
    expect(agents).toContainEqual(
      expect.objectContaining({ id: agentId, supported_languages: expect.arrayContaining(['en']) }),
    );
  });

  it('answers, and says once how to get more', async () => {
    const first = await say('is still-fawn ok?');
    expect(first.speech).toMatch(/^still-fawn is online, .+ Install the Homelab Steward integration/);
    expect((await say('is still-fawn ok?')).speech).toMatch(/^still-fawn is online, .+ in use\.$/);
  });

  it('answers in a pipeline, whose own sentences still reach the house', async () => {
    const pipelineId = await createPipeline(homeAssistant.owner(), {
      name: 'Wyoming',
      conversationEngine: agentId,
      preferLocalIntents: true,
    });
    const homelab = await runPipeline(homeAssistant.owner(), 'is paperless running?', { pipelineId });
    expect(homelab).toMatchObject({
      speech: expect.stringMatching(/^paperless-ngx is running/),
      processedLocally: false,
    });
    const house = await runPipeline(homeAssistant.owner(), 'turn on the kitchen light', { pipelineId });
    expect(house.processedLocally).toBe(true);
    await waitFor(
      'the light',
      async () => (await homeAssistant.owner().states()).get('light.kitchen_light')?.state === 'on',
    );
  });

  it('takes a request for a restart even from the owner as one of an unknown speaker', async () => {
    const { speech } = await say('restart paperless', 'assist_satellite.kitchen');
    expect(speech).toMatch(/I have asked Alice for approval, and said that I do not know who is speaking/);
    const [approval] = home.approvals.list();
    expect(approval?.requester).toEqual({
      channel: 'wyoming',
      claimedSatelliteId: 'assist_satellite.kitchen',
    });
    expect(approval && describeRequester(approval.requester)).toBe(
      'an unknown speaker, by its own claim in assist_satellite.kitchen',
    );
    expect(home.proxmox.writes).toEqual([]);
  });

  it('says what it refuses, and what it did not understand', async () => {
    const refused = await say('roll paperless back to the last snapshot');
    expect(refused.speech).toMatch(/would destroy data, and I do not know who is speaking/);
    expect(await say('sing me a song')).toMatchObject({
      speech: 'I did not understand that.',
      responseType: 'error',
    });
  });

  it('answers again after Steward was restarted, without anything to do in Home Assistant', async () => {
    const { port } = server;
    await server.close();
    expect((await say('is still-fawn ok?')).responseType).toBe('error');
    server = await start(port);
    expect((await say('is still-fawn ok?')).speech).toMatch(/^still-fawn is online/);
  });
});
