import { afterAll, describe, expect, it } from 'vitest';
import type { Gateway, GatewayPart, RouteDecision } from '../../src/llm/gateway.ts';
import { converse, createHomeParts, speaker } from '../book/book-home.ts';
import { createRealDesk } from '../book/real-desk.ts';

const decisionFor = (model: string): RouteDecision => ({
  target: 'local',
  model,
  class: 'internal',
  costUsd: 0,
  reason: 'it is there',
  passedOver: [],
  fallbacks: [],
});

describe('an answer that one model failed to give', async () => {
  const parts = await createHomeParts();
  afterAll(() => parts.store.close());
  let broken = true;
  const gateway: Gateway = {
    route: () => decisionFor('large'),
    stream: async function* (): AsyncGenerator<GatewayPart> {
      yield { kind: 'routed', decision: decisionFor('large') };
      if (broken) {
        yield { kind: 'failed-over', from: 'large', code: 'model.unreachable' };
        yield { kind: 'routed', decision: decisionFor('small') };
      }
      yield { kind: 'text', text: 'Its database is small.' };
      yield { kind: 'end', reason: 'stop' };
    },
  };
  const conversation = converse(parts, createRealDesk(parts, gateway));
  const say = async (text: string, conversationId = 'c', language = 'en') => {
    const progress: string[] = [];
    let speech = '';
    const turn = { text, language, conversationId, requester: speaker('panel') };
    for await (const part of conversation.handle(turn))
      if (part.kind === 'progress') progress.push(part.text);
      else if (part.kind === 'final') speech = part.speech;
    return { progress, speech };
  };

  it('says once in a conversation that another one gave it', async () => {
    const first = await say('should I buy a disk for the server');
    expect(first.progress).toContain('the model large does not answer, asking the next');
    expect(first.speech).toBe('Its database is small. The model large did not answer, so another one did.');
    expect((await say('and should I buy another disk')).speech).toBe('Its database is small.');
  });

  it('says so in the language of the question', async () => {
    const { speech, progress } = await say('soll ich noch eine Festplatte für den Server kaufen', 'd', 'de');
    expect(speech).toMatch(/Das Modell large hat nicht geantwortet, darum ein anderes\.$/u);
    expect(progress).toContain('das Modell large antwortet nicht, das nächste wird gefragt');
  });

  it('says nothing of it when the first one answers', async () => {
    broken = false;
    expect((await say('should I buy a disk for the server', 'e')).speech).toBe('Its database is small.');
  });
});
