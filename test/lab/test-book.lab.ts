import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Conversation, FinalReply } from '../../src/core/reply.ts';
import { createAssistBridge } from '../../src/homeassistant/assist/assist-bridge.ts';
import {
  type IntegrationServer,
  startIntegrationServer,
} from '../../src/http/integration/integration-server.ts';
import { createPairingDesk } from '../../src/http/integration/pairing-desk.ts';
import { readBook } from '../book/book.ts';
import { converse, createHomeParts, type HomeParts } from '../book/book-home.ts';
import { callOfAct } from '../book/call-of-act.ts';
import { playConversation } from '../book/play-conversation.ts';
import { createRealDesk } from '../book/real-desk.ts';
import { createScriptedModel, type ScriptedModel } from '../book/scripted-model.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { createPipeline, runPipeline } from './support/assist.ts';
import { startConfigFlow, submitFlow } from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { customComponents, domain } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

/** A conversation as it goes through Assist: what Home Assistant streams and says, and what Steward made of it. */
const throughAssist = (
  client: HomeAssistantClient,
  ends: Map<string, FinalReply>,
  pipelineOf: (language: string) => string | undefined,
): Conversation => ({
  handle: async function* ({ text, conversationId, language }) {
    const pipelineId = pipelineOf(language);
    if (pipelineId === undefined) throw new Error(`No pipeline speaks ${language}.`);
    const turn = await runPipeline(client, text, { conversationId, pipelineId });
    if (turn.processedLocally) throw new Error(`Home Assistant itself answered: ${text}`);
    const end = ends.get(conversationId);
    if (end === undefined) throw new Error(`Steward was not asked: ${text}`);
    ends.delete(conversationId);
    if (end.outcome === 'delegate') return yield end;
    for (const delta of turn.deltas) yield { kind: 'delta', text: delta };
    yield { ...end, speech: turn.speech };
  },
});

const book = readBook();

describe.skipIf(missingPeers('home-assistant').length > 0)('the book, through Assist', () => {
  let homeAssistant: HomeAssistant;
  let client: HomeAssistantClient;
  let server: IntegrationServer;
  let parts: HomeParts;
  let model: ScriptedModel;
  let direct: Conversation;
  let assisted: Conversation;

  beforeAll(async () => {
    parts = await createHomeParts();
    model = createScriptedModel(callOfAct);
    direct = converse(parts, createRealDesk(parts, model));
    const ends = new Map<string, FinalReply>();
    const observed: Conversation = {
      handle: async function* (turn, signal) {
        for await (const part of direct.handle(turn, signal)) {
          if (part.kind === 'final') ends.set(turn.conversationId, part);
          yield part;
        }
      },
    };
    const desk = createPairingDesk(createMemoryKeyValue(), systemClock, silentLog);
    const nothing = {
      type: 'entities',
      isFull: true,
      devices: [],
      entities: [],
      states: {},
      removedDevices: [],
      removedEntities: [],
    } as const;
    let people: readonly { userId: string; name: string; isAdmin: boolean }[] = [];
    server = await startIntegrationServer(
      { host: '127.0.0.1', port: 0 },
      {
        stewardVersion: '0.1.0',
        stewardId: 'book',
        name: 'Homelab Steward',
        isDemo: false,
        desk,
        conversation: observed,
        people: () => people,
        setDirectory: (directory) => {
          people = directory.people;
        },
        propose: async () => ({ isOk: false, response: {} }),
        press: () => undefined,
        report: () => ({}),
        entities: {
          attach: (send) =>
            send({ ...nothing, devices: [], entities: [], removedDevices: [], removedEntities: [] }),
          detach: () => {},
        },
        assist: createAssistBridge({ clock: systemClock }).link,
        overview: () => ({}) as never,
        onOverviewChange: () => () => {},
        repairs: () => [],
        onRepairsChange: () => () => {},
        clock: systemClock,
        log: silentLog,
      },
    );
    homeAssistant = await startHomeAssistant({ customComponents });
    const form = await startConfigFlow(homeAssistant.ownerAccess, domain);
    const entry = await submitFlow(homeAssistant.ownerAccess, form.flow_id, {
      url: `http://127.0.0.1:${server.port}`,
      code: desk.code(),
    });
    expect(entry.result).toBeDefined();
    const agentId = await waitFor('the agent', async () => {
      const { agents } = await homeAssistant
        .owner()
        .send<{ agents: { id: string }[] }>('conversation/agent/list');
      return agents.find(({ id }) => id.includes('steward'))?.id;
    });
    const pipelines = new Map<string, string>();
    for (const language of new Set(book.map((written) => written.language))) {
      const options = { name: language, conversationEngine: agentId, language };
      pipelines.set(language, await createPipeline(homeAssistant.owner(), options));
    }
    const alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-users' });
    client = await homeAssistant.connect(alice.token);
    assisted = throughAssist(client, ends, (language) => pipelines.get(language));
  });

  afterAll(async () => {
    await client?.close();
    await homeAssistant?.stop();
    await server?.close();
    await parts?.store.close();
  });

  it.each(book)('ends as written: $name', async (written) => {
    const conversation = written.channel === 'assist' ? assisted : direct;
    expect(await playConversation(written, { conversation, model, parts, takesTime: true })).toEqual([]);
  });
});
