import { afterAll, describe, expect, it } from 'vitest';
import { inputTokens } from '../../src/agent/limits.ts';
import { estimateTokens } from '../../src/llm/estimate-tokens.ts';
import type { ModelRequest } from '../../src/llm/model.ts';
import { readBook } from '../book/book.ts';
import { createLargeHome } from '../book/large-home.ts';

/** Context of a small model, less what it answers. */
const smallContext = 8_192;

const textOf = ({ messages }: ModelRequest): string =>
  messages
    .flatMap(({ content }) => content.map((part) => (part.kind === 'text' ? part.text : '')))
    .join('\n');

describe('what a model is asked in a homelab of 500 guests, 50 nodes and 3,000 entities', async () => {
  const { play, close } = await createLargeHome();
  afterAll(close);
  const book = readBook();

  it('stays under the budget of a small model in every request of the book, and holds what is needed', async () => {
    let count = 0;
    for (const entry of book) {
      const requests = await play(entry);
      count += requests.length;
      for (const request of requests) {
        expect(estimateTokens(request), entry.name).toBeLessThanOrEqual(inputTokens);
        expect(estimateTokens(request) + request.maxOutputTokens, entry.name).toBeLessThanOrEqual(
          smallContext,
        );
      }
      const shown = requests.map(textOf).join('\n');
      const needed = entry.turns.flatMap(({ model, expect: { looked, guest: named } }) =>
        model === undefined || model.length === 0 ? [] : [...looked, ...(named === undefined ? [] : [named])],
      );
      for (const name of needed) expect(shown, `${entry.name}: ${name}`).toContain(`${name}: `);
    }
    expect(count).toBeGreaterThan(120);
  });

  it('stays under it however much the model looks up', async () => {
    const searches = ['temperature', 'power', 'battery', 'light', 'room'].map((words) => ({
      call: 'search_home',
      arguments: { words },
    }));
    const greedy = [
      ...searches,
      { call: 'search_homelab', arguments: { words: 'stopped containers' } },
      { call: 'search_homelab', arguments: { words: 'snapshots' } },
      { call: 'how_to_draft', arguments: {} },
    ];
    const requests = await play({
      name: 'greedy',
      language: 'en',
      channel: 'assist',
      turns: [
        { say: 'why is the server so slow', model: greedy, expect: {} as never },
        { say: 'please plan what to do about the server', model: greedy, expect: {} as never },
      ],
    });
    expect(requests.length).toBeGreaterThan(8);
    for (const request of requests)
      expect(estimateTokens(request) + request.maxOutputTokens).toBeLessThanOrEqual(smallContext);
  });
});
