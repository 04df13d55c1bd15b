import { expect } from 'vitest';
import { createRandom } from '../standins/proxmox/liveliness.ts';
import { type McpFixture, proposeToken, readToken } from './mcp-fixture.ts';

const methods = [
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'notifications/initialized',
  'notifications/cancelled',
  'sampling/createMessage',
  'approve',
  '',
  '__proto__',
];
const names = [
  'process_any_task',
  'make_workflow',
  'get_inventory',
  'get_runs',
  'lint_workflow',
  'approve',
  'constructor',
  '',
];

/** Sends so many messages, broken in every way that the dice find; each has to be answered, and a good one afterwards, too. */
export const fuzzMcp = async (mcp: McpFixture, count: number, seed: number): Promise<void> => {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const value = (depth = 0): unknown =>
    pick<() => unknown>([
      () => pick(names),
      () => Math.floor(random() * 1e12) - 5e11,
      () => null,
      () => random() < 0.5,
      () => 'x\u0000\u202e😀'.repeat(Math.floor(random() * 300)),
      () => (depth > 4 ? 0 : Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1))),
      () =>
        depth > 4
          ? {}
          : Object.fromEntries(
              [
                'request',
                'uri',
                'name',
                'arguments',
                '_meta',
                '__proto__x',
                'progressToken',
                'words',
              ].flatMap((key) => (random() < 0.4 ? [[key, value(depth + 1)]] : [])),
            ),
    ])();
  const message = (): unknown => ({
    ...(random() < 0.95 ? { jsonrpc: pick(['2.0', '2.0', '2.0', '1.0', 2]) } : {}),
    ...(random() < 0.8 ? { id: pick<unknown>([1, 'a', null, -1, 1.5, {}, Math.floor(random() * 1e6)]) } : {}),
    ...(random() < 0.95 ? { method: random() < 0.9 ? pick(methods) : value() } : { result: value() }),
    ...(random() < 0.8
      ? {
          params:
            random() < 0.6
              ? { name: pick(names), arguments: value(), uri: `steward://${pick(names)}/..` }
              : value(),
        }
      : {}),
  });
  const begin = async (token: string): Promise<string> => {
    const answer = await mcp.post(
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'f', version: '1' } },
      }),
      { authorization: `Bearer ${token}` },
    );
    await answer.text();
    return answer.headers.get('mcp-session-id') ?? '';
  };

  let session = '';
  let token = readToken;
  for (let sent = 0; sent < count; sent += 1) {
    // Calls per minute are limited; time goes on.
    if (sent % 100 === 0) {
      await mcp.parts.clock.advance(61_000);
      token = sent % 200 === 0 ? readToken : proposeToken;
      session = await begin(token);
    }
    let body = JSON.stringify(random() < 0.1 ? [message(), message()] : message());
    const dice = random();
    if (dice < 0.05) body = body.slice(0, Math.floor(random() * body.length));
    else if (dice < 0.1) body = body.replace(/["{]/, pick(['', '\u0000', '[', '\\']));
    const answer = await mcp.post(body, {
      authorization: `Bearer ${token}`,
      ...(random() < 0.8 ? { 'mcp-session-id': session } : {}),
      ...(random() < 0.05 ? { 'mcp-session-id': pick(['x', session.slice(1), '%00']) } : {}),
      ...(random() < 0.05 ? { accept: pick(['text/html', '*/*']) } : {}),
      ...(random() < 0.05 ? { 'mcp-protocol-version': pick(['1', '2099-01-01', '2025-06-18']) } : {}),
    });
    const text = await answer.text();
    expect(answer.status, body.slice(0, 200)).toBeLessThan(500);
    expect(text, body.slice(0, 200)).not.toMatch(/\bat .+\.(?:ts|js):\d+/);
  }
  await mcp.parts.clock.advance(61_000);
  const client = await mcp.connect(readToken);
  expect((await client.listTools()).tools.length).toBeGreaterThan(4);
  expect(mcp.parts.approvals.list({})).toEqual([]);
};
