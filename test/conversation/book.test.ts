import { beforeEach, describe, expect, it } from 'vitest';
import type { TaskPart } from '../../src/agent/task.ts';
import type { Conversation, FinalReply } from '../../src/core/reply.ts';
import { type BookConversation, readBook } from '../book/book.ts';
import { converse, createHomeParts, type HomeParts, speaker } from '../book/book-home.ts';
import { playConversation } from '../book/play-conversation.ts';
import { createScriptedModel } from '../book/scripted-model.ts';
import { createScriptedDesk, saying } from '../support/scripted-desk.ts';

const book = readBook();
let parts: HomeParts;
beforeEach(async () => {
  parts = await createHomeParts();
});

const say = async (
  conversation: Conversation,
  { name, language, channel }: BookConversation,
  text: string,
): Promise<FinalReply> => {
  const turn = { text, language, conversationId: name, requester: speaker(channel) };
  for await (const part of conversation.handle(turn)) if (part.kind === 'final') return part;
  throw new Error(`no end to: ${text}`);
};

describe('the book of conversations', () => {
  it('has at least 120 requests in five languages, and no name twice', () => {
    expect(book.flatMap(({ turns }) => turns).length).toBeGreaterThanOrEqual(120);
    expect(new Set(book.map(({ language }) => language)).size).toBe(5);
    expect(new Set(book.map(({ name }) => name)).size).toBe(book.length);
  });

  it('asks a model for exactly what no sentence covers and is about the homelab', async () => {
    const wrong: string[] = [];
    for (const entry of book) {
      const desk = createScriptedDesk(parts.clock);
      desk.answer = saying('So it is.');
      const conversation = converse(parts, desk);
      for (const turn of entry.turns) {
        const before = desk.asked.length;
        const final = await say(conversation, entry, turn.say);
        const isAsked = desk.asked.length > before;
        // Without acts it is a yes to what another desk asked back.
        if (turn.model?.length !== 0 && isAsked !== (turn.model !== undefined))
          wrong.push(`${turn.say}: ${final.speech}`);
        if (turn.expect.kind === 'delegate' && final.outcome !== 'delegate')
          wrong.push(`${turn.say}: ${final.outcome}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('ends as it is written wherever it needs no model', async () => {
    const wrong: string[] = [];
    const model = createScriptedModel(() => undefined);
    const plain = book.filter(({ turns }) => turns.every((turn) => turn.model === undefined));
    for (const entry of plain)
      wrong.push(
        ...(await playConversation(entry, { conversation: converse(parts, undefined), model, parts })),
      );
    expect(plain.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  });

  it('says once in each conversation that there is no model, and answers the rest as ever', async () => {
    const reason = 'No model is set up for free words.';
    const none: readonly TaskPart[] = [
      { kind: 'text', text: reason },
      { kind: 'done', speech: reason, outcome: { kind: 'no-model', reason } },
    ];
    for (const entry of book) {
      const desk = createScriptedDesk(parts.clock);
      desk.answer = none;
      const conversation = converse(parts, desk);
      let told = 0;
      for (const turn of entry.turns) {
        const { speech } = await say(conversation, entry, turn.say);
        if (speech.includes(reason)) told += 1;
        else if (turn.expect.kind === 'sentence' && told === 0)
          for (const words of turn.expect.says) expect(speech, turn.say).toContain(words);
      }
      expect(told, entry.name).toBe(entry.turns.some(({ model }) => model !== undefined) ? 1 : 0);
      for (const { id } of parts.approvals.list({ states: ['requested', 'presented'] }))
        parts.approvals.cancel(id, speaker('panel'));
    }
    expect(parts.proxmox.writes).toEqual([]);
  });
});
