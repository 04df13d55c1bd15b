import { afterAll, describe, expect, it } from 'vitest';
import { readBook } from './book.ts';
import { converse, createHomeParts } from './book-home.ts';
import { callOfAct } from './call-of-act.ts';
import { playConversation } from './play-conversation.ts';
import { createRealDesk } from './real-desk.ts';
import { createScriptedModel } from './scripted-model.ts';

const book = readBook();

describe('the book of conversations', async () => {
  const parts = await createHomeParts();
  const model = createScriptedModel(callOfAct);
  const conversation = converse(parts, createRealDesk(parts, model));
  afterAll(() => parts.store.close());

  it('has at least 120 requests', () => {
    expect(book.flatMap(({ turns }) => turns).length).toBeGreaterThanOrEqual(120);
  });

  it.each(book)('ends as written: $name', async (written) => {
    expect(await playConversation(written, { conversation, model, parts })).toEqual([]);
  });
});
