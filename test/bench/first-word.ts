import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimateTextTokens } from '../../src/llm/estimate-tokens.ts';
import { admitModel } from '../lab/support/admitted-model.ts';
import { createPipeline } from '../lab/support/assist.ts';
import {
  rest,
  startConfigFlow,
  startSubentryFlow,
  submitFlow,
  submitSubentryFlow,
} from '../lab/support/config-entries.ts';
import type { HomeAssistantClient } from '../lab/support/home-assistant-client.ts';
import { waitFor } from '../lab/support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from '../lab/support/whole-house.ts';
import { startOllamaStandIn } from '../standins/ollama/ollama-standin.ts';
import { type Bench, quantile } from './measure.ts';
import { productionEnvironment } from './steward-setup.ts';

const warmUpTurns = 5;
const turns = 60;
/** Fifty tokens a second, as a graphics card has with a model of 4B. Milliseconds. */
const paceMs = 20;
/** Sensors that Home Assistant shows to Assist, beside those of the lab. */
const sensors = 3_000;

const question = 'why is paperless so slow today';
const tokens = [
  'The ',
  'container ',
  'has ',
  'little ',
  'memory ',
  'left ',
  'over ',
  'for ',
  'its ',
  'database.',
];

/** Home Assistant's own agent over the same model server, with the Assist API. @returns its entity id */
const addOwnAgent = async ({ homeAssistant }: WholeHouse, url: string): Promise<string> => {
  const { ownerAccess } = homeAssistant;
  const form = await startConfigFlow(ownerAccess, 'ollama');
  const entry = await submitFlow(ownerAccess, form.flow_id, { url });
  const part = await startSubentryFlow(ownerAccess, entry.result?.entry_id ?? '', 'conversation');
  await submitSubentryFlow(ownerAccess, part.flow_id, {
    name: 'Own agent',
    model: 'qwen3:4b',
    llm_hass_api: ['assist'],
    num_ctx: 8_192,
    max_history: 20,
    keep_alive: -1,
    think: false,
  });
  return waitFor('the own agent', async () => {
    const { agents } = await homeAssistant
      .owner()
      .send<{ agents: { id: string }[] }>('conversation/agent/list');
    return agents.find(({ id }) => /ollama|own_agent/.test(id))?.id;
  });
};

/** Sends a question and gives the time at which the first word of the answer came. `performance.now()`. */
const firstWordAt = async (client: HomeAssistantClient, pipelineId: string): Promise<number> => {
  let firstMs: number | undefined;
  const ended = Promise.withResolvers<void>();
  const leave = await client.subscribe<{ type: string; data: Record<string, unknown> }>(
    {
      type: 'assist_pipeline/run',
      start_stage: 'intent',
      end_stage: 'intent',
      input: { text: question },
      pipeline: pipelineId,
    } as { type: string },
    ({ type, data }) => {
      const delta = data?.['chat_log_delta'] as { content?: string } | undefined;
      if (type === 'intent-progress' && (delta?.content ?? '').trim() !== '') firstMs ??= performance.now();
      if (type === 'run-end') ended.resolve();
      if (type === 'error') ended.reject(new Error(`${data['code']}: ${data['message']}`));
    },
  );
  await ended.promise;
  await leave();
  if (firstMs === undefined) throw new Error('Nothing was streamed.');
  return firstMs;
};

/**
 * From the first token that a model writes to the first word that Assist shows, and how long a prompt each agent sends to
 * the same model server, in a house that shows 3,000 sensors to Assist: Steward beside Home Assistant's own agent.
 */
export const firstWord: Bench = {
  limitMs: 300_000,
  run: async (print) => {
    const ollama = await startOllamaStandIn();
    const dataFolder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
    await admitModel(dataFolder);
    const house = await startWholeHouse({
      environment: productionEnvironment,
      dataFolder,
      options: { models: [{ name: 'local', provider: 'ollama', model: 'qwen3:4b', url: ollama.url }] },
    });
    try {
      const owner = house.homeAssistant.owner();
      const ownAgent = await addOwnAgent(house, ollama.url);
      const pipelines = {
        steward: await createPipeline(owner, { name: 'Steward', conversationEngine: house.agentId }),
        own: await createPipeline(owner, { name: 'Own', conversationEngine: ownAgent }),
      };
      const samples = { steward: [] as number[], own: [] as number[] };
      for (let turn = -warmUpTurns; turn < turns; turn += 1)
        for (const name of ['steward', 'own'] as const) {
          ollama.answer({ text: tokens, paceMs });
          const heardMs = await firstWordAt(owner, pipelines[name]);
          if (turn >= 0) samples[name].push(heardMs - ollama.firstTokenAtMs);
        }
      for (const share of [0.5, 0.95])
        print({
          name: `first_word_p${share * 100}`,
          value: quantile(samples.steward, share),
          unit: 'ms',
          ...(share === 0.95 ? { target: 50 } : {}),
          peer: { name: "Home Assistant's own agent", value: quantile(samples.own, share) },
        });

      for (let index = 0; index < sensors; index += 50)
        await Promise.all(
          Array.from({ length: 50 }, (_, more) =>
            rest(house.homeAssistant.ownerAccess, 'POST', `/api/states/sensor.meter_${index + more}`, {
              state: String(index),
              attributes: { friendly_name: `Meter ${index + more}`, device_class: 'temperature' },
            }),
          ),
        );
      await owner.send('homeassistant/expose_entity', {
        assistants: ['conversation'],
        entity_ids: Array.from({ length: sensors }, (_, index) => `sensor.meter_${index}`),
        should_expose: true,
      });
      const promptTokens = async (pipelineId: string): Promise<number> => {
        ollama.answer({ text: tokens });
        const before = ollama.chats().length;
        await firstWordAt(owner, pipelineId).catch(() => 0);
        const body = ollama.chats()[before];
        return estimateTextTokens(JSON.stringify([body?.messages, body?.tools]));
      };
      print({
        name: 'prompt_tokens_3000_entities',
        value: await promptTokens(pipelines.steward),
        unit: 'count',
        target: 6_000,
        peer: { name: "Home Assistant's own agent", value: await promptTokens(pipelines.own) },
      });
      ollama.assertNoRefusals();
    } catch (thrown) {
      ollama.assertNoRefusals();
      throw thrown;
    } finally {
      await house.stop();
      await ollama.close();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};
