import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maximumMessageBytes } from '../../../src/http/panel/messages.ts';
import { registerPanel } from '../../../src/http/panel/panel.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { demoOverview, restartRequest } from './demo-overview.ts';
import { openLivePage, refusedUpgrade } from './live-page.ts';
import { createScriptedEngine, owner, type ScriptedEngine } from './scripted-engine.ts';

let server: FastifyInstance;
let engine: ScriptedEngine;
let port: number;

const start = async (options: { trustedProxyAddress?: string }, made: ScriptedEngine): Promise<void> => {
  engine = made;
  server = fastify();
  registerPanel(server, options, engine.deps);
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as AddressInfo).port;
};

beforeEach(() => start({}, createScriptedEngine(demoOverview(Date.now()), { demoOwner: owner })));
afterEach(() => server.close());

const open = (headers: Record<string, string> = {}) => openLivePage(port, headers);

const decision = {
  type: 'decide',
  id: 'd1',
  approvalId: 'approval_restart',
  answer: 'approve',
  planDigest: restartRequest(0).planDigest,
};

describe('the panel’s page', () => {
  it('is served with a policy that lets nothing in from elsewhere', async () => {
    const reply = await server.inject({ url: '/', headers: { host: 'localhost' } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-cache');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it('names its files relative to itself, by digest, so that they work under ingress and may be kept', async () => {
    const page = await server.inject({ url: '/', headers: { host: 'localhost' } });
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(file).toMatch(/^\.\//);
      const reply = await server.inject({ url: file.slice(1), headers: { host: 'localhost' } });
      expect(reply.statusCode).toBe(200);
      if (file.includes('/assets/')) expect(reply.headers['cache-control']).toContain('immutable');
      const again = await server.inject({
        url: file.slice(1),
        headers: { host: 'localhost', 'if-none-match': String(reply.headers.etag) },
      });
      expect(again.statusCode).toBe(304);
    }
  });

  it('tells a visitor under a forged name how to open it, and nothing else', async () => {
    const reply = await server.inject({ url: '/', headers: { host: 'rebound.example' } });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('http://localhost');
    expect(reply.body).not.toContain('rebound.example');
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(engine.securityEntries).toHaveLength(1);
  });

  it('does not start without its built files', () => {
    expect(() => registerPanel(fastify(), { staticFolder: temporaryFolder() }, engine.deps)).toThrow(
      expect.objectContaining({ code: 'panel.not-built', mend: expect.stringContaining('npm run build') }),
    );
  });
});

describe('a live connection', () => {
  it.each<[string, () => Record<string, string>]>([
    ['from another site', () => ({ origin: 'https://evil.example' })],
    ['without an origin', () => ({})],
    [
      'under a name pointed at this machine',
      () => ({ origin: `http://rebound:${port}`, host: `rebound:${port}` }),
    ],
    [
      'that the browser calls cross-site',
      () => ({ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'with a spoofed user through a proxy',
      () => ({
        origin: `http://127.0.0.1:${port}`,
        'x-remote-user-id': 'alice',
        'x-forwarded-for': '172.30.32.2',
      }),
    ],
  ])('is refused %s', async (_, headers) => {
    expect((await refusedUpgrade(port, headers())).status).toBe(403);
    expect(engine.securityEntries).toHaveLength(1);
  });

  it('begins with who one is and the whole overview', async () => {
    const { next } = await open();
    expect(await next('welcome')).toEqual({
      type: 'welcome',
      person: { userId: 'd3m0', name: 'Alice', isAdmin: true },
      isDemo: true,
      takesPictures: true,
      workflows: [
        { name: 'restart-guest', title: 'Restart a guest' },
        { name: 'snapshot-guest', title: 'Take a snapshot of a guest' },
      ],
    });
    expect((await next('overview')).overview).toEqual(engine.current());
  });

  it('shows each change', async () => {
    const { next } = await open();
    await next('overview');
    engine.show({ ...engine.current(), summary: 'Everything is fine.' });
    expect((await next('overview')).overview.summary).toBe('Everything is fine.');
  });

  it('streams the answer to a question, asked as the person who looks', async () => {
    const { next, send } = await open();
    send({
      type: 'ask',
      id: 'q1',
      text: 'how full is tank?',
      conversationId: 'conversation-1',
      language: 'en',
    });
    expect(await next('reply-delta')).toMatchObject({
      id: 'q1',
      text: 'tank on pumped-piglet is 78 % full, ',
    });
    expect(await next('reply-final')).toMatchObject({
      id: 'q1',
      outcome: 'query',
      continueConversation: false,
    });
    expect(engine.turns).toEqual([
      {
        text: 'how full is tank?',
        language: 'en',
        conversationId: 'panel:d3m0:conversation-1',
        requester: { channel: 'panel', person: owner },
      },
    ]);
  });

  it('stops an answer', async () => {
    const release = engine.holdNextTurn();
    const { next, send } = await open();
    send({ type: 'ask', id: 'q1', text: 'how full is tank?', conversationId: 'conversation-1' });
    await next('reply-delta');
    send({ type: 'cancel', id: 'q1' });
    send({ type: 'cancel', id: 'nobody-knows-this' });
    send({ type: 'cancel-request', id: 'c1', approvalId: 'approval_restart' });
    await next('done');
    release();
    expect(await next('reply-cancelled')).toEqual({ type: 'reply-cancelled', id: 'q1' });
  });

  it('answers four questions at once and refuses the fifth', async () => {
    const { next, send } = await open();
    const releases: (() => void)[] = [];
    for (const id of ['1', '2', '3', '4']) {
      releases.push(engine.holdNextTurn());
      send({ type: 'ask', id, text: 'hello', conversationId: 'conversation-1' });
      await next('reply-delta');
    }
    send({ type: 'ask', id: '5', text: 'hello', conversationId: 'conversation-1' });
    expect(await next('refused')).toMatchObject({ id: '5', code: 'panel.busy' });
    for (const release of releases) release();
  });

  it('hands a decision on with the person and the digest that they saw', async () => {
    const { next, send } = await open();
    send({ ...decision, stepUp: { method: 'pin', code: '4711' } });
    expect(await next('done')).toEqual({ type: 'done', id: 'd1' });
    expect(engine.actions).toEqual([
      {
        type: 'decide',
        approvalId: 'approval_restart',
        answer: 'approve',
        person: owner,
        planDigest: decision.planDigest,
        stepUp: { method: 'pin', code: '4711' },
      },
    ]);
  });

  it('says why a decision was not taken', async () => {
    engine.answerNextWith({
      ok: false,
      code: 'other-plan',
      message: 'The plan has changed.',
      mend: 'Look again.',
    });
    const { next, send } = await open();
    send(decision);
    expect(await next('refused')).toEqual({
      type: 'refused',
      id: 'd1',
      code: 'other-plan',
      message: 'The plan has changed.',
      mend: 'Look again.',
    });
  });

  it('refuses what it does not understand and goes on', async () => {
    const { next, send, socket } = await open();
    socket.send('nonsense');
    expect(await next('refused')).toMatchObject({ code: 'panel.message-unreadable' });
    send({ ...decision, planDigest: undefined });
    expect(await next('refused')).toMatchObject({ id: 'd1', code: 'panel.message-invalid' });
    expect(engine.actions).toEqual([]);
    send(decision);
    await next('done');
  });

  it('ends on a message that is too large', async () => {
    const { socket } = await open();
    socket.send('x'.repeat(maximumMessageBytes + 1));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  it('closes when Steward stops', async () => {
    const { socket } = await open();
    const closed = once(socket, 'close');
    await server.close();
    expect((await closed)[0]).toBe(1001);
  });
});

describe('a live connection through ingress', () => {
  const ingress = () => ({
    origin: 'https://ha.example',
    'x-forwarded-host': 'ha.example',
    'x-remote-user-id': 'b0b',
    'x-ingress-path': '/api/hassio_ingress/token',
  });
  const bob = { userId: 'b0b', name: 'Bob', isAdmin: false };
  let people = [bob];

  beforeEach(async () => {
    await server.close();
    people = [bob];
    const made = createScriptedEngine(demoOverview(Date.now()));
    const deps = { ...made.deps, directory: () => ({ isKnown: true, people }) };
    // The test itself stands at the Supervisor's address.
    await start({ trustedProxyAddress: '127.0.0.1' }, { ...made, deps });
  });

  it('belongs to the user whom the Supervisor names', async () => {
    const { next, send } = await open(ingress());
    expect(await next('welcome')).toMatchObject({ type: 'welcome', person: { name: 'Bob' }, isDemo: false });
    send(decision);
    await next('done');
    expect(engine.actions[0]?.person).toEqual(bob);
  });

  it('is refused to a page of another site, whatever its user may do', async () => {
    const { status, body } = await refusedUpgrade(port, { ...ingress(), origin: 'https://evil.example' });
    expect(status).toBe(403);
    expect(body).toContain('Host');
  });

  it('decides nothing any more once Home Assistant has removed the user', async () => {
    const { next, send } = await open(ingress());
    await next('overview');
    people = [];
    send(decision);
    expect(await next('refused')).toMatchObject({ code: 'panel.user-unknown' });
    expect(engine.actions).toEqual([]);
    expect(engine.securityEntries).toHaveLength(1);
  });
});
