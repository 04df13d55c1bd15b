import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnthropicStandIn, startAnthropicStandIn } from './anthropic-standin.ts';

const text = (said: string) => [{ type: 'text', text: said }];
const user = { role: 'user', content: text('Up?') };
const call = { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'look', input: {} }] };
const result = { type: 'tool_result', tool_use_id: 'a', content: text('up') };
const tools = [{ name: 'look', input_schema: { type: 'object' } }];
const good = {
  model: 'claude-sonnet-5-5',
  max_tokens: 10,
  stream: true,
  messages: [user, call, { role: 'user', content: [result, ...text('And?')] }],
  tools,
};
const said = (...messages: object[]) => ({ ...good, messages });
const marked = text('Rules.').map((block) => ({ ...block, cache_control: { type: 'ephemeral' } }));

let standIn: AnthropicStandIn;
beforeEach(async () => {
  standIn = await startAnthropicStandIn();
});
afterEach(() => standIn.close());

const headers = {
  'content-type': 'application/json',
  authorization: 'Bearer key-1',
  'anthropic-version': '2026-10-21',
};
const send = async (body: unknown, more: { path?: string; headers?: Record<string, string> } = {}) => {
  const answer = await fetch(`${standIn.url}${more.path ?? '/v1/messages'}`, {
    method: 'POST',
    headers: more.headers ?? headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
};

describe('the stand-in for Anthropic', () => {
  it('answers what Anthropic takes, to the end', async () => {
    const answer = await send(good);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/event: message_stop\s+data: \{"type":"message_stop"\}\s+$/);
    standIn.assertNoRefusals();
  });

  it.each<[string, object]>([
    ['a field that is not there', { ...good, temperature: 0 }],
    ['an empty text', said({ role: 'user', content: text(' ') })],
    ['one role twice', said(user, user)],
    ['an assistant who begins', said(call, { role: 'user', content: [result] })],
    ['an assistant who comes last', said(user, { role: 'assistant', content: text('It') })],
    ['a call without its result', said(user, call, user)],
    ['a result without its call', said({ role: 'user', content: [result] })],
    ['a result after something else', said(user, call, { role: 'user', content: [...text('So?'), result] })],
    ['two results of one call', said(user, call, { role: 'user', content: [result, result] })],
    ['calls without tools', { ...good, tools: undefined }],
    [
      'thinking that it did not give out',
      said(
        user,
        {
          role: 'assistant',
          content: [{ type: 'thinking', thinking: 'hm', signature: 'Eq' }, ...text('Yes.')],
        },
        user,
      ),
    ],
    [
      'a model that thinks and has to call',
      { ...good, thinking: { type: 'adaptive' }, tool_choice: { type: 'any' } },
    ],
    ['more thinking than answer', { ...good, thinking: { type: 'enabled', budget_tokens: 1_024 } }],
    [
      'an open schema',
      { ...good, output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
    ],
    ['five marks for the cache', { ...good, system: [marked, marked, marked, marked, marked].flat() }],
  ])('refuses %s, and remembers it', async (_, body) => {
    expect((await send(body)).status).toBe(400);
    expect(() => standIn.assertNoRefusals()).toThrow('refused');
  });

  it('refuses other calls, other types, other keys and requests of no version', async () => {
    expect((await send(good, { path: '/v1/complete' })).status).toBe(404);
    expect((await send(good, { headers: { ...headers, 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await send(good, { headers: { ...headers, authorization: 'Bearer key-2' } })).status).toBe(401);
    expect((await send(good, { headers: { ...headers, 'anthropic-version': '' } })).status).toBe(400);
    expect(standIn.takeRefusals()).toHaveLength(3);
  });
});
