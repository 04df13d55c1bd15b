import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guest } from '../support/inventory.ts';
import { ending, type McpFixture, proposeToken, readToken, startMcpFixture } from './mcp-fixture.ts';

let mcp: McpFixture;
beforeEach(async () => {
  mcp = await startMcpFixture();
});
afterEach(() => mcp.close());

const textOf = (result: object): string =>
  ((result as { content?: { text?: string }[] }).content ?? []).map(({ text = '' }) => text).join('\n');

describe('a client with a token', () => {
  it('sees few tools, with what each is for, and none that approves', async () => {
    const { tools } = await (await mcp.connect(proposeToken)).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'process_any_task',
      'make_workflow',
      'get_inventory',
      'get_runs',
      'get_requests',
      'get_roi',
      'lint_workflow',
    ]);
    for (const { name, description = '', annotations } of tools) {
      expect(description.length, name).toBeGreaterThan(40);
      expect(annotations?.destructiveHint, name).toBe(false);
      expect(name).not.toMatch(/approve|deny|decide|report/);
    }
  });

  it('that may only look sees none that proposes, and its questions never propose', async () => {
    const client = await mcp.connect(readToken);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('make_workflow');
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    await client.callTool({ name: 'process_any_task', arguments: { request: 'plan an upgrade' } });
    expect(mcp.asked[0]).toMatchObject({
      mayPropose: false,
      requester: { channel: 'mcp', mcpClient: 'laptop' },
    });
    expect(await client.callTool({ name: 'make_workflow', arguments: { goal: 'x' } })).toMatchObject({
      isError: true,
    });
    expect(mcp.asked).toHaveLength(1);
  });

  it('asks in plain words, and hears on the way what is being done', async () => {
    mcp.say = async function* () {
      yield { kind: 'progress', text: 'reading the log of paperless-ngx' };
      yield { kind: 'progress', text: 'asking the next' };
      const evidence = [{ id: 'E1', source: 'proxmox:home/guest/101', atMs: 5 }];
      yield* ending('It is at 5 percent.', { kind: 'answered', evidence });
    };
    const client = await mcp.connect(proposeToken);
    const heard: unknown[] = [];
    const result = await client.callTool(
      {
        name: 'process_any_task',
        arguments: { request: 'warum ist paperless langsam', language: 'de', conversation: 'a' },
      },
      undefined,
      { onprogress: ({ progress, message }) => heard.push([progress, message]) },
    );
    expect(textOf(result)).toBe('It is at 5 percent.');
    expect(result.structuredContent).toMatchObject({
      outcome: { kind: 'answered', evidence: [{ source: 'proxmox:home/guest/101' }] },
    });
    expect(heard).toEqual([
      [1, 'reading the log of paperless-ngx'],
      [2, 'asking the next'],
    ]);
    expect(mcp.asked[0]).toMatchObject({ language: 'de', conversationId: 'mcp desk a', mayPropose: true });
  });

  it('is asked back where something is missing, and the answer goes on with the same task', async () => {
    mcp.say = async function* ({ text }) {
      yield* text === 'immich'
        ? ending('I have asked Alice.', { kind: 'proposed', approvalId: 'a', summary: 'Restart immich' })
        : ending('Which one?', { kind: 'asked', question: 'Which one?' });
    };
    const client = await mcp.connect(proposeToken, { elicitation: {} });
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      expect(params.message).toBe('Which one?');
      return { action: 'accept', content: { answer: 'immich' } };
    });
    const result = await client.callTool({
      name: 'process_any_task',
      arguments: { request: 'make it faster' },
    });
    expect(textOf(result)).toBe('I have asked Alice.');
    expect(new Set(mcp.asked.map(({ conversationId }) => conversationId)).size).toBe(1);
  });

  it('gets the question itself where its client cannot ask anybody', async () => {
    mcp.say = async function* () {
      yield* ending('Which one?', { kind: 'asked', question: 'Which one?' });
    };
    const result = await (await mcp.connect(proposeToken)).callTool({
      name: 'process_any_task',
      arguments: { request: 'restart it' },
    });
    expect(result.structuredContent).toEqual({ answer: 'Which one?', outcome: { kind: 'asked' } });
  });

  it('is answered without any model what the sentences cover, asked back as well', async () => {
    const client = await mcp.connect(proposeToken, { elicitation: {} });
    const asked: string[] = [];
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      asked.push(params.message);
      return { action: 'accept', content: { answer: 'the last one' } };
    });
    const process = (request: string) =>
      client.callTool({ name: 'process_any_task', arguments: { request } });
    mcp.parts.setObjects((nowMs) => [
      guest(101, 'web', nowMs),
      guest(103, 'web', nowMs, { guestType: 'vm' }),
      guest(104, 'paperless-ngx', nowMs),
    ]);
    const answered = await process('is paperless running?');
    expect(textOf(answered)).toContain('paperless-ngx is running');
    expect(answered.structuredContent).toMatchObject({
      outcome: { kind: 'answered', about: { kind: 'guest', name: 'paperless-ngx' } },
    });
    const { structuredContent } = await process('restart web');
    expect(asked).toEqual([expect.stringMatching(/which/iu)]);
    const [approval] = mcp.parts.approvals.list({});
    expect(structuredContent).toMatchObject({ outcome: { kind: 'proposed', approvalId: approval?.id } });
    expect(approval).toMatchObject({ plan: { title: expect.stringContaining('103') } });
    expect(approval).toMatchObject({ requester: { channel: 'mcp', mcpClient: 'desk' } });
    expect(mcp.asked).toEqual([]);
  });

  it('that may only look is refused every change, in sentences too', async () => {
    const client = await mcp.connect(readToken);
    for (const request of [
      'restart paperless',
      'roll back immich',
      'stop everything',
      'cancel that',
      'undo the last change',
    ]) {
      const result = await client.callTool({ name: 'process_any_task', arguments: { request } });
      expect(result, request).toMatchObject({ isError: true });
      expect(textOf(result), request).toBe('You may look at the homelab here, and not ask for changes.');
    }
    expect(mcp.parts.approvals.list({})).toEqual([]);
    expect(mcp.asked).toEqual([]);
  });

  it('cancels, and the work ends', async () => {
    const ended = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    mcp.say = async function* (_task, signal) {
      begun.resolve();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      ended.resolve();
      yield { kind: 'done', speech: '', outcome: { kind: 'failed', code: 'task.too-long', message: '' } };
    };
    const client = await mcp.connect(proposeToken);
    const giveUp = new AbortController();
    const call = client.callTool({ name: 'process_any_task', arguments: { request: 'why' } }, undefined, {
      signal: giveUp.signal,
    });
    call.catch(() => {});
    await begun.promise;
    giveUp.abort();
    await ended.promise;
    await expect(call).rejects.toThrow();
  });

  it('looks at the inventory, requests, worth and workflow files', async () => {
    const client = await mcp.connect(readToken);
    const call = async (name: string, args: Record<string, unknown> = {}) =>
      client.callTool({ name, arguments: args });
    expect(textOf(await call('get_inventory', { words: 'paperless' }))).toContain('memory 1 GB of 2 GB used');
    expect((await call('get_inventory')).structuredContent).toMatchObject({ count: 9 });
    expect(textOf(await call('get_requests'))).toBe('Nothing was asked for yet.');
    expect(textOf(await call('get_runs'))).toBe('Nothing was done yet.');
    expect(textOf(await call('get_roi', { workflow: 'restart-guest' }))).toContain('saves about 5 minutes');
    expect((await call('get_roi', { workflow: 'nothing' })).isError).toBe(true);
    expect((await call('lint_workflow', { workflow: 'kind: Pod' })).structuredContent).toMatchObject({
      isValid: false,
    });
    expect(await call('get_inventory', { words: 5 })).toMatchObject({ isError: true });
  });

  it('reads documentation and runs, and nothing beside them', async () => {
    await (mcp.deps.tracker as unknown as { commit(of: object): Promise<string> }).commit({
      key: 'k',
      message: 'docs',
      files: [
        { path: 'docs/infrastructure/guests/paperless-ngx.md', update: () => '# paperless-ngx' },
        { path: 'secret.txt', update: () => 'secret' },
      ],
    });
    const client = await mcp.connect(readToken);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      'steward://documentation/docs/infrastructure/guests/paperless-ngx.md',
    ]);
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? '' });
    expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: '# paperless-ngx' }]);
    for (const uri of [
      'steward://documentation/secret.txt',
      'steward://documentation/docs/../secret.txt',
      'steward://runs/none',
      'file:///etc/passwd',
    ])
      await expect(client.readResource({ uri }), uri).rejects.toThrow();
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(2);
  });

  it('has prompts for usual jobs', async () => {
    const client = await mcp.connect(readToken);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'what_is_wrong',
      'plan_storage_expansion',
      'explain_last_run',
    ]);
    const { messages } = await client.getPrompt({
      name: 'plan_storage_expansion',
      arguments: { pool: 'tank' },
    });
    expect(JSON.stringify(messages)).toContain('Plan how tank gets more space');
  });

  it('leaves a trace of each call, without what was said', async () => {
    const client = await mcp.connect(proposeToken);
    await client.callTool({ name: 'process_any_task', arguments: { request: 'my password is hunter2' } });
    await client.callTool({ name: 'get_roi', arguments: { workflow: 'nothing' } });
    const calls = mcp.deps.calls.list(10);
    expect(calls.map(({ client: by, method, name, outcome }) => [by, method, name, outcome])).toEqual([
      ['desk', 'tools/call', 'get_roi', 'error'],
      ['desk', 'tools/call', 'process_any_task', 'ok'],
    ]);
    expect(JSON.stringify(calls)).not.toContain('hunter2');
  });
});

describe('whoever has no token', () => {
  it('is not let in, whatever they send', async () => {
    for (const headers of [
      { authorization: '' },
      { authorization: 'Bearer wrong' },
      { authorization: `Basic ${readToken}` },
    ]) {
      const answer = await mcp.post('{"jsonrpc":"2.0","id":1,"method":"tools/list"}', headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    await expect(mcp.connect(undefined)).rejects.toThrow();
  });

  it('has to wait after too many wrong tokens, the right one as well, and not for ever', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      await mcp.post('{}', { authorization: `Bearer wrong${tries}` });
    expect((await mcp.post('{}')).status).toBe(429);
    await mcp.parts.clock.advance(61_000);
    expect((await mcp.post('{}')).status).not.toBe(429);
  });

  it('may look if it is the paired Home Assistant and the options say so, and no more', async () => {
    mcp.homeAssistant = '192.0.2.1';
    await expect(mcp.connect(undefined)).rejects.toThrow();
    mcp.homeAssistant = '127.0.0.1';
    const { tools } = await (await mcp.connect(undefined)).listTools();
    expect(tools.map(({ name }) => name)).not.toContain('make_workflow');
  });

  it('cannot use the session of somebody else', async () => {
    const begun = await mcp.post(
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
      }),
      { authorization: `Bearer ${proposeToken}` },
    );
    const session = begun.headers.get('mcp-session-id') ?? '';
    expect(session).not.toBe('');
    await begun.text();
    const stolen = await mcp.post('{"jsonrpc":"2.0","id":2,"method":"tools/list"}', {
      'mcp-session-id': session,
    });
    expect(stolen.status).toBe(404);
  });

  it('is no page of another site', async () => {
    expect((await mcp.post('{}', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await mcp.post('{}', { origin: 'null' })).status).toBe(403);
    expect((await mcp.post('{}', { origin: 'http://localhost:3000' })).status).not.toBe(403);
  });
});
