import { describe, expect, it } from 'vitest';
import { inputTokens } from '../../src/agent/limits.ts';
import { createSearchHomeTool } from '../../src/agent/tools/home-tools.ts';
import type { HomeEntity } from '../../src/core/home-entities.ts';
import { estimateTokens } from '../../src/llm/estimate-tokens.ts';
import type { ModelRequest } from '../../src/llm/model.ts';
import { type BookConversation, readBook } from '../book/book.ts';
import { bookObjects, converse, createHomeParts, speaker } from '../book/book-home.ts';
import { callOfAct } from '../book/call-of-act.ts';
import { createRealDesk } from '../book/real-desk.ts';
import { createScriptedModel } from '../book/scripted-model.ts';
import { guest, node } from '../support/inventory.ts';

/** Context of a small model, less what it answers. */
const smallContext = 8_192;

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'haze', 'iris', 'jade'];
const nameOf = (index: number): string =>
  `${words[index % 10]}-${words[Math.floor(index / 10) % 10]}-${Math.floor(index / 100)}`;

const entities = Array.from({ length: 3_000 }, (_, index): HomeEntity => {
  const kind = ['temperature', 'power', 'battery', 'light', 'motion'][index % 5] as string;
  return {
    entityId: `sensor.${nameOf(index).replaceAll('-', '_')}_${kind}`,
    name: `${nameOf(index)} ${kind}`,
    aliases: [],
    area: `Room ${index % 30}`,
    state: String(index),
    changedAtMs: 0,
  };
});

const textOf = ({ messages }: ModelRequest): string =>
  messages
    .flatMap(({ content }) => content.map((part) => (part.kind === 'text' ? part.text : '')))
    .join('\n');

describe('what a model is asked in a homelab of 500 guests, 50 nodes and 3,000 entities', async () => {
  const parts = await createHomeParts();
  parts.setObjects((nowMs) => [
    ...bookObjects(nowMs),
    ...Array.from({ length: 50 }, (_, index) => node(`node-${nameOf(index)}`)),
    ...Array.from({ length: 500 }, (_, index) =>
      guest(1_000 + index, nameOf(index), nowMs, {
        status: index % 7 === 0 ? 'stopped' : 'running',
        snapshots: index % 3 === 0 ? [{ name: 'before-upgrade', takenAtMs: nowMs }] : [],
      }),
    ),
  ]);
  const home = { all: async () => entities, picture: () => Promise.reject(new Error('no camera')) };
  const readers = [createSearchHomeTool({ home, people: () => ['Alice'], clock: parts.clock })];

  const model = createScriptedModel(callOfAct);
  const conversation = converse(parts, createRealDesk(parts, model, readers));

  const play = async ({ language, channel, turns, name }: BookConversation) => {
    const before = model.asked.length;
    for (const { say, model: acts = [] } of turns) {
      model.play(acts.filter((act) => !('fails' in act)));
      const turn = { text: say, language, conversationId: name, requester: speaker(channel) };
      for await (const _part of conversation.handle(turn));
    }
    for (const { id } of parts.approvals.list({ states: ['requested', 'presented'] }))
      parts.approvals.cancel(id, speaker('panel'));
    return model.asked.slice(before).map(({ request }) => request);
  };

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
