import { afterAll } from 'vitest';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { createOllamaProvider } from '../../../src/llm/providers/ollama.ts';
import { testModelProvider } from '../../contract/model-provider.ts';
import { type OllamaFaultName, ollamaFaults } from '../../standins/ollama/faults.ts';
import { startOllamaStandIn } from '../../standins/ollama/ollama-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

testModelProvider(
  'for Ollama',
  async () => {
    const standIn = await startOllamaStandIn();
    const clock = createFakeClock();
    const provider = createOllamaProvider(
      {
        name: 'local',
        provider: 'ollama',
        model: 'qwen3:4b',
        url: standIn.url,
        isLocal: true,
        contextTokens: 8_192,
        price: { inputUsd: 0, outputUsd: 0 },
      },
      { fetch: local.fetch, clock, ids: createCountedIds(), limits: { firstPartMs: 30_000, idleMs: 10_000 } },
    );
    return {
      provider,
      clock,
      patienceMs: 60_000,
      answer: ({ text, thinking, calls, isTooLong, usage }) =>
        standIn.answer({
          ...(text && { text }),
          ...(thinking && { thinking }),
          ...(calls && { calls }),
          ...(isTooLong && { doneReason: 'length' }),
          usage,
        }),
      fail: (name) => standIn.fail(ollamaFaults[name as OllamaFaultName].fault),
      sent: () => standIn.chats().map((body) => JSON.stringify(body)),
      arrived: standIn.arrived,
      idle: standIn.idle,
      close: async () => {
        await standIn.close();
        standIn.assertNoRefusals();
      },
    };
  },
  Object.entries(ollamaFaults).map(([name, { code, isSilent }]) => ({ name, code, isSilent })),
);
