import { afterAll } from 'vitest';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { createOpenaiProvider } from '../../../src/llm/providers/openai.ts';
import { testModelProvider } from '../../contract/model-provider.ts';
import { type OpenaiFaultName, openaiFaults } from '../../standins/openai/faults.ts';
import { startOpenaiStandIn } from '../../standins/openai/openai-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

testModelProvider(
  'for the interface of OpenAI',
  async () => {
    const standIn = await startOpenaiStandIn({ dialect: 'compatible', apiKey: 'key-1' });
    const clock = createFakeClock();
    const provider = createOpenaiProvider(
      {
        name: 'rack',
        provider: 'openai',
        model: 'gpt-9-mini',
        url: standIn.url,
        apiKey: 'key-1',
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
          ...(thinking && { reasoning: thinking }),
          ...(calls && { calls }),
          ...(isTooLong && { finishReason: 'length' }),
          usage,
        }),
      fail: (name) => standIn.fail(openaiFaults[name as OpenaiFaultName].fault),
      sent: () => standIn.requests.map(({ text }) => text),
      arrived: standIn.arrived,
      idle: standIn.idle,
      close: async () => {
        await standIn.close();
        standIn.assertNoRefusals();
      },
    };
  },
  Object.entries(openaiFaults)
    // The client in the house ends at a redirect, before anybody reads its status.
    .filter(([name]) => name !== 'proxy that sends elsewhere')
    .map(([name, { code, isSilent }]) => ({ name, code, isSilent })),
);
