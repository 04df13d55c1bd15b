import { createSearchHomeTool } from '../../src/agent/tools/home-tools.ts';
import type { HomeEntity } from '../../src/core/home-entities.ts';
import type { ModelRequest } from '../../src/llm/model.ts';
import { guest, node } from '../support/inventory.ts';
import type { BookConversation } from './book.ts';
import { bookObjects, converse, createHomeParts, speaker } from './book-home.ts';
import { callOfAct } from './call-of-act.ts';
import { createRealDesk } from './real-desk.ts';
import { createScriptedModel } from './scripted-model.ts';

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

/**
 * The homelab of the book among 500 guests, 50 nodes and 3,000 entities of Home Assistant's. `play` holds a conversation
 * with the book's model and gives what the model was asked.
 */
export const createLargeHome = async () => {
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

  const play = async ({ language, channel, turns, name }: BookConversation): Promise<ModelRequest[]> => {
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
  return { play, close: () => parts.store.close() };
};
