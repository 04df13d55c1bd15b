import { afterAll, describe, expect, it } from 'vitest';
import type { ConfiguredModel } from '../../../src/llm/model.ts';
import { createProvider } from '../../../src/llm/providers/create-provider.ts';
import { createLocalFetch } from '../../../src/llm/providers/local-fetch.ts';
import { createScriptedProvider } from '../../../src/llm/providers/scripted.ts';
import { collect, simpleRequest, wordsOf } from '../../contract/model-provider.ts';
import { startOllamaStandIn } from '../../standins/ollama/ollama-standin.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const local = createLocalFetch();
afterAll(() => local.close());

const clock = createFakeClock();
const deps = { fetch: local.fetch, clock, ids: createCountedIds() };
const never = { signal: new AbortController().signal };
const configured = (more: Partial<ConfiguredModel>): ConfiguredModel => ({
  name: 'local',
  provider: 'ollama',
  model: 'qwen3:4b',
  isLocal: true,
  contextTokens: 8_192,
  price: { inputUsd: 0, outputUsd: 0 },
  ...more,
});

describe('the provider of a configured model', () => {
  it('speaks the interface that the options name', async () => {
    const standIn = await startOllamaStandIn();
    try {
      standIn.answer({ text: ['It ', 'runs.'] });
      const provider = createProvider(configured({ url: standIn.url }), deps);
      expect(wordsOf(await collect(provider.stream(simpleRequest(), never)))).toBe('It runs.');
      const embedding = createProvider(configured({ url: standIn.url, model: 'embeddinggemma' }), deps);
      expect(await embedding.embed?.(['disk'], never)).toHaveLength(1);
      standIn.assertNoRefusals();
    } finally {
      await standIn.close();
    }
  });

  it.each([
    ['ollama', true],
    ['openai', true],
    ['anthropic', false],
  ] as const)(
    'is there without asking anybody, with vectors where the vendor has them: %s',
    (name, hasVectors) => {
      const provider = createProvider(configured({ provider: name, url: 'http://127.0.0.1:1' }), deps);
      expect(['stream' in provider, 'embed' in provider]).toEqual([true, hasVectors]);
    },
  );

  it('is the script of a scripted model', () => {
    const script = createScriptedProvider([], { clock });
    const model = configured({ provider: 'scripted', name: 'test-book' });
    expect(createProvider(model, { ...deps, scripted: { 'test-book': script } })).toBe(script);
    expect(() => createProvider(model, deps)).toThrow('nothing that speaks for the model test-book');
  });
});
