import { beforeAll, describe, expect, it } from 'vitest';
import type { FinalReply } from '../../src/core/reply.ts';
import { readBook } from '../book/book.ts';
import { converse, createHomeParts, type HomeParts, speaker } from '../book/book-home.ts';
import { createScriptedDesk, saying } from '../support/scripted-desk.ts';

const book = readBook();
let parts: HomeParts;
beforeAll(async () => {
  parts = await createHomeParts();
});

describe('the book of conversations', () => {
  it('has at least 120 requests, in five languages, of every kind', () => {
    const turns = book.flatMap(({ turns }) => turns);
    expect(turns.length).toBeGreaterThanOrEqual(120);
    expect(new Set(book.map(({ language }) => language)).size).toBe(5);
    expect(new Set(book.map(({ name }) => name)).size).toBe(book.length);
  });

  it('asks a model for exactly what no sentence covers and is about the homelab', async () => {
    const wrong: string[] = [];
    for (const { name, language, channel, turns } of book) {
      const desk = createScriptedDesk(parts.clock);
      desk.answer = saying('So it is.');
      const conversation = converse(parts, desk);
      for (const { say, model, expect: expected } of turns) {
        const before = desk.asked.length;
        let final: FinalReply | undefined;
        const turn = { text: say, language, conversationId: name, requester: speaker(channel) };
        for await (const part of conversation.handle(turn)) if (part.kind === 'final') final = part;
        const isAsked = desk.asked.length > before;
        if (isAsked !== (model !== undefined)) wrong.push(`${say}: ${final?.speech}`);
        if (expected.kind === 'delegate' && final?.outcome !== 'delegate')
          wrong.push(`${say}: ${final?.outcome}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
