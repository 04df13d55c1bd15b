import { afterAll } from 'vitest';
import { createAnthropicProvider } from '../../../src/llm/providers/anthropic.ts';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { testModelProvider } from '../../contract/model-provider.ts';
import { startAnthropicStandIn } from '../../standins/anthropic/anthropic-standin.ts';
import { type AnthropicFaultName, anthropicFaults } from '../../standins/anthropic/faults.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

testModelProvider(
  'for Anthropic',
  async () => {
    const standIn = await startAnthropicStandIn();
    const clock = createFakeClock();
    const provider = createAnthropicProvider(
      {
        name: 'cloud',
        provider: 'anthropic',
        model: 'claude-sonnet-5-5',
        url: standIn.url,
        apiKey: 'key-1',
        isLocal: false,
        contextTokens: 200_000,
        price: { inputUsd: 2, outputUsd: 10 },
      },
      { fetch: local.fetch, clock, ids: createCountedIds(), limits: { firstPartMs: 30_000, idleMs: 10_000 } },
    );
    return {
      provider,
      clock,
      patienceMs: 60_000,
      answer: ({ text, thinking, calls, isTooLong, usage }) =>
        standIn.answer({
          blocks: [
            ...(thinking ? [{ type: 'thinking', pieces: thinking, signature: 'EqQBCkYIBRgC' } as const] : []),
            ...(text ? [{ type: 'text', pieces: text } as const] : []),
            ...(calls ?? []).map(
              ({ name, arguments: input }) => ({ type: 'tool_use', name, input }) as const,
            ),
          ],
          ...(isTooLong && { stopReason: 'max_tokens' }),
          usage,
        }),
      fail: (name) => standIn.fail(anthropicFaults[name as AnthropicFaultName].fault),
      sent: () => standIn.requests.map(({ text }) => text),
      arrived: standIn.arrived,
      idle: standIn.idle,
      close: async () => {
        await standIn.close();
        standIn.assertNoRefusals();
      },
    };
  },
  Object.entries(anthropicFaults)
    // The client in the house ends at a redirect, before anybody reads its status.
    .filter(([name]) => name !== 'proxy that sends elsewhere')
    .map(([name, { code, isSilent }]) => ({ name, code, isSilent })),
);
