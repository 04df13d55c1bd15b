import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenaiStandIn, startOpenaiStandIn } from './openai-standin.ts';

const call = (id: string) => ({ id, type: 'function', function: { name: 'look', arguments: '{}' } });
const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
const user = { role: 'user', content: 'Up?' };
const good = {
  model: 'gpt-9-mini',
  stream: true,
  max_completion_tokens: 10,
  messages: [
    user,
    { role: 'assistant', tool_calls: [call('a')] },
    { role: 'tool', tool_call_id: 'a', content: '' },
  ],
  tools,
};

let standIn: OpenaiStandIn;
beforeEach(async () => {
  standIn = await startOpenaiStandIn({ apiKey: 'key-1' });
});
afterEach(() => standIn.close());

const send = async (
  body: unknown,
  { path = '/chat/completions', ...init }: RequestInit & { path?: string } = {},
) => {
  const answer = await fetch(`${standIn.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer key-1' },
    body: JSON.stringify(body),
    ...init,
  });
  return { status: answer.status, text: await answer.text() };
};

describe('the stand-in for OpenAI', () => {
  it('answers what OpenAI takes, to the end', async () => {
    const { status, text } = await send(good);
    expect(status).toBe(200);
    expect(text).toMatch(/data: \[DONE\]\s+$/);
    standIn.assertNoRefusals();
  });

  it.each<[string, object]>([
    ['a field that is not there', { ...good, maxTokens: 10 }],
    ['a field of other servers', { ...good, chat_template_kwargs: { enable_thinking: false } }],
    ['a message of another kind', { ...good, messages: [{ role: 'human', content: 'Up?' }] }],
    [
      'a result without its call',
      { ...good, messages: [user, { role: 'tool', tool_call_id: 'a', content: '' }] },
    ],
    ['a call without its result', { ...good, messages: [...good.messages.slice(0, 2), user] }],
    ['a call without its result at the end', { ...good, messages: good.messages.slice(0, 2) }],
    [
      'arguments that are no JSON',
      {
        ...good,
        messages: [
          user,
          { role: 'assistant', tool_calls: [{ ...call('a'), function: { name: 'look', arguments: '{' } }] },
        ],
      },
    ],
    [
      'an assistant that says nothing',
      { ...good, messages: [user, { role: 'assistant', content: null }, user] },
    ],
    ['a choice among no tools', { model: 'gpt-9-mini', stream: true, messages: [user], tool_choice: 'auto' }],
    ['a temperature out of range', { ...good, temperature: 3 }],
  ])('refuses %s, and remembers it', async (_, body) => {
    expect((await send(body)).status).toBe(400);
    expect(() => standIn.assertNoRefusals()).toThrow('refused');
  });

  it('refuses other calls, other types and other keys', async () => {
    expect((await send(good, { path: '/completions' })).status).toBe(404);
    expect((await send(good, { method: 'PUT' })).status).toBe(404);
    const headers = { 'content-type': 'text/plain', authorization: 'Bearer key-1' };
    expect((await send(good, { headers })).status).toBe(415);
    expect((await send(good, { headers: { 'content-type': 'application/json' } })).status).toBe(401);
    expect(standIn.takeRefusals()).toHaveLength(3);
  });
});
