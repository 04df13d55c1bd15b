import { inputTokens } from '../../src/agent/limits.ts';
import { estimateTokens } from '../../src/llm/estimate-tokens.ts';
import { readBook } from '../book/book.ts';
import { createLargeHome } from '../book/large-home.ts';
import { type Bench, quantile } from './measure.ts';

/**
 * How much a model is asked to read, for each request of the test book, in a homelab of 500 guests, 50 nodes and 3,000
 * entities. Estimated on the careful side, as the product itself does.
 */
export const promptTokens: Bench = {
  limitMs: 120_000,
  run: async (print) => {
    const home = await createLargeHome();
    const asked: number[] = [];
    for (const conversation of readBook())
      asked.push(...(await home.play(conversation)).map((request) => estimateTokens(request)));
    await home.close();
    print({ name: 'prompt_requests', value: asked.length, unit: 'count' });
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['most', 1],
    ] as const)
      print({
        name: `prompt_tokens_${name}`,
        value: quantile(asked, share),
        unit: 'count',
        ...(name === 'most' ? { target: inputTokens } : {}),
      });
  },
};
