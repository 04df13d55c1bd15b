import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { silentLog } from '../../../src/core/log.ts';
import type { Requester } from '../../../src/core/people.ts';
import type { Conversation, Turn } from '../../../src/core/reply.ts';
import { type AssistBridge, createAssistBridge } from '../../../src/homeassistant/assist/assist-bridge.ts';
import { type ToIntegration, toIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import type { IntegrationDeps } from '../../../src/http/integration/integration-deps.ts';
import {
  type IntegrationServer,
  startIntegrationServer,
} from '../../../src/http/integration/integration-server.ts';
import { createPairingDesk } from '../../../src/http/integration/pairing-desk.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';

const alice = { userId: 'alice', name: 'Alice', isAdmin: true };
const caller = { userId: 'alice', parentContextId: null, automation: null };
const hello = (token: string, change = {}) => ({
  type: 'hello',
  protocol: 1,
  token,
  integrationVersion: '0.1.0',
  homeAssistantVersion: '2026.11.0',
  language: 'en',
  ...change,
});
const turn = (change = {}) => ({
  type: 'turn',
  id: 't1',
  text: 'is still-fawn ok?',
  language: 'en',
  conversationId: 'c1',
  caller,
  deviceId: null,
  satelliteId: null,
  area: null,
  ...change,
});

let server: IntegrationServer;
let desk: ReturnType<typeof createPairingDesk>;
const turns: Turn[] = [];
const aborted: string[] = [];
const proposals: { workflow: string; requester: Requester; reason: string }[] = [];
const directories: unknown[] = [];
let isAttached = false;
let clock: FakeClock;
let assist: AssistBridge;
let overviewChanged: (() => void) | undefined;

const conversation: Conversation = {
  handle: async function* (given, signal) {
    turns.push(given);
    if (given.text === 'wait') {
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
      aborted.push(given.conversationId);
      return;
    }
    yield { kind: 'delta', text: 'It is ' };
    yield { kind: 'delta', text: 'fine.' };
    yield { kind: 'final', speech: 'It is fine.', continueConversation: false, outcome: 'query' };
  },
};

beforeEach(async () => {
  clock = createFakeClock();
  assist = createAssistBridge({ clock });
  desk = createPairingDesk(createMemoryKeyValue(), clock, silentLog);
  turns.length = aborted.length = proposals.length = directories.length = 0;
  const deps: IntegrationDeps = {
    stewardVersion: '0.1.0',
    stewardId: 'steward-1',
    name: 'Homelab Steward',
    isDemo: false,
    desk,
    conversation,
    people: () => [alice],
    setDirectory: (directory) => directories.push(directory),
    propose: async (workflow, _parameters, requester, reason) => {
      proposals.push({ workflow, requester, reason });
      return workflow === 'nothing'
        ? {
            isOk: false,
            response: {},
            error: { code: 'workflow.unknown', message: 'No.', mend: 'Name one.' },
          }
        : { isOk: true, response: { result: 'requested', approval_id: 'a1' } };
    },
    press: (entityKey) =>
      entityKey.endsWith('/restart')
        ? Promise.resolve({ isOk: true, response: { result: 'requested' } })
        : undefined,
    report: (subject) => ({ subject }),
    entities: {
      attach: (send) => {
        isAttached = true;
        send({
          type: 'entities',
          isFull: true,
          devices: [],
          entities: [],
          states: {},
          removedDevices: [],
          removedEntities: [],
        });
      },
      detach: () => {
        isAttached = false;
      },
    },
    assist: assist.link,
    overview: () => ({ summary: 'fine' }) as never,
    onOverviewChange: (listener) => {
      overviewChanged = listener;
      return () => {
        overviewChanged = undefined;
      };
    },
    repairs: () => [],
    onRepairsChange: () => () => {},
    clock,
    log: silentLog,
  };
  server = await startIntegrationServer({ host: '127.0.0.1', port: 0 }, deps);
});

afterEach(() => server.close());

const connect = async (headers: Record<string, string> = {}, autoPong = true) => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/integration`, { headers, autoPong });
  const messages: ToIntegration[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    // Whatever Steward sends is as the protocol has it.
    messages.push(toIntegration.parse(JSON.parse(String(data))));
    for (const look of [...waiting]) look();
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  closed.catch(() => {});
  await once(socket, 'open');
  return {
    closed,
    messages,
    close: () => socket.close(),
    send: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: <Type extends ToIntegration['type']>(type: Type) =>
      new Promise<Extract<ToIntegration, { type: Type }>>((resolve) => {
        const look = () => {
          const found = messages.find((message) => message.type === type);
          if (found === undefined) return;
          waiting.delete(look);
          messages.splice(messages.indexOf(found), 1);
          resolve(found as Extract<ToIntegration, { type: Type }>);
        };
        waiting.add(look);
        look();
      }),
  };
};

const paired = async (autoPong = true) => {
  const link = await connect({}, autoPong);
  link.send(hello(desk.tokenForDiscovery()));
  await link.next('welcome');
  return link;
};

describe('before anybody is trusted', () => {
  it('says what is there, and pairs by the code', async () => {
    const base = `http://127.0.0.1:${server.port}/integration`;
    expect(await (await fetch(`${base}/about`)).json()).toMatchObject({
      product: 'homelab-steward',
      protocol: 1,
    });
    const post = (body: unknown) =>
      fetch(`${base}/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const code = desk.code();
    expect(
      (await post({ code: code === '00000000' ? '11111111' : '00000000', homeAssistantName: 'x' })).status,
    ).toBe(403);
    expect((await post({ code: 'abc', homeAssistantName: 'x' })).status).toBe(400);
    const answer = (await (await post({ code, homeAssistantName: 'x' })).json()) as { token: string };
    expect(desk.accepts(answer.token)).toBe(true);
  });

  it.each([
    ['a wrong token', hello('guess'), 'auth-failed'],
    ['a protocol from the future', hello('guess', { protocol: 99 }), 'protocol-unsupported'],
    ['anything but hello', turn(), 'hello-expected'],
    ['no JSON', 'hello?', 'hello-expected'],
  ])('refuses %s, says why, and hangs up', async (_, message, code) => {
    const link = await connect();
    link.send(message);
    expect(await link.next('refused')).toMatchObject({ code, supportedProtocols: [1] });
    expect(await link.closed).toBe(4003);
    expect(turns).toEqual([]);
  });

  it('does not talk to a page in a browser at all', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/integration`, {
      origin: 'https://evil.example',
    });
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('404');
  });
});

describe('a turn', () => {
  it('streams, and carries the real person and what the caller claims of the place', async () => {
    const link = await paired();
    link.send(turn({ satelliteId: 'assist_satellite.kitchen', deviceId: 'd1', area: 'Kitchen' }));
    expect((await link.next('reply-delta')).text).toBe('It is ');
    expect((await link.next('reply-delta')).text).toBe('fine.');
    expect(await link.next('reply-final')).toMatchObject({
      id: 't1',
      speech: 'It is fine.',
      outcome: 'query',
    });
    expect(turns[0]?.requester).toEqual({
      channel: 'assist',
      person: alice,
      claimedDeviceId: 'd1',
      claimedSatelliteId: 'assist_satellite.kitchen',
      claimedArea: 'Kitchen',
    });
  });

  it.each([
    ['no user', { ...caller, userId: null }, { channel: 'assist' }],
    ['a user whom nobody knows', { ...caller, userId: 'mallory' }, { channel: 'assist' }],
    [
      'an automation',
      { userId: null, parentContextId: 'p', automation: 'Night' },
      { channel: 'automation', automation: 'Night' },
    ],
    [
      'an automation in a person’s name',
      { userId: 'alice', parentContextId: 'p', automation: null },
      { channel: 'automation' },
    ],
  ])('of %s is nobody’s word but that', async (_, from, requester) => {
    const link = await paired();
    link.send(turn({ caller: from }));
    await link.next('reply-final');
    expect(turns[0]?.requester).toEqual(requester);
  });

  it('ends when it is cancelled', async () => {
    const link = await paired();
    link.send(turn({ text: 'wait' }));
    link.send({ type: 'cancel-turn', id: 't1' });
    link.send(turn({ id: 't2' }));
    await link.next('reply-final');
    expect(aborted).toEqual(['c1']);
  });

  it('ends when the connection does', async () => {
    const link = await paired();
    link.send(turn({ text: 'wait' }));
    link.send(turn({ id: 't2' }));
    await link.next('reply-final');
    link.close();
    await link.closed;
    await expect.poll(() => aborted).toEqual(['c1']);
    expect(isAttached).toBe(false);
  });
});

describe('an action', () => {
  it('proposes in the name of its automation, and answers with the request or the error', async () => {
    const link = await paired();
    const from = { userId: null, parentContextId: 'p', automation: 'Nightly maintenance' };
    const propose = {
      type: 'propose',
      id: 'p1',
      workflow: 'restart-guest',
      parameters: { guest: 'nas' },
      reason: 'monthly',
      caller: from,
    };
    link.send(propose);
    expect(await link.next('action-result')).toMatchObject({
      id: 'p1',
      isOk: true,
      response: { approval_id: 'a1' },
    });
    expect(proposals[0]).toMatchObject({
      reason: 'monthly',
      requester: { channel: 'automation', automation: 'Nightly maintenance' },
    });
    link.send({ ...propose, id: 'p2', workflow: 'nothing' });
    expect(await link.next('action-result')).toMatchObject({
      id: 'p2',
      isOk: false,
      error: { code: 'workflow.unknown' },
    });
  });

  it('asks and reports', async () => {
    const link = await paired();
    link.send({ type: 'ask', id: 'q1', text: 'what is down?', language: 'en', caller });
    expect(await link.next('action-result')).toMatchObject({ id: 'q1', response: { answer: 'It is fine.' } });
    link.send({ type: 'report', id: 'r1', subject: 'runs', caller });
    expect(await link.next('action-result')).toMatchObject({ id: 'r1', response: { subject: 'runs' } });
  });

  it('presses restart buttons and nothing else', async () => {
    const link = await paired();
    link.send({ type: 'press', id: 'b1', entityKey: 'proxmox:home/guest/101/restart', caller });
    expect(await link.next('action-result')).toMatchObject({ id: 'b1', isOk: true });
    link.send({ type: 'press', id: 'b2', entityKey: 'proxmox:home/guest/101/cpu', caller });
    expect(await link.next('action-result')).toMatchObject({ id: 'b2', isOk: false });
  });

  it.each(['approve', 'deny', 'decide'])('called %s does not exist', async (type) => {
    const link = await paired();
    link.send({ type, id: 'x1', approvalId: 'a1', caller });
    expect(await link.next('message-refused')).toMatchObject({ id: 'x1', code: 'unknown-type' });
  });
});

describe('the Assist LLM API', () => {
  const tool = { name: 'homeassistant__GetLiveContext', description: 'States.', parameters: {} };
  const call = () =>
    assist.api.call({
      tool: 'homeassistant__GetLiveContext',
      arguments: { area: 'Cellar' },
      language: 'en',
      conversationId: 'c1',
      signal: new AbortController().signal,
    });

  it('is asked over the connection, once the integration has said what it has', async () => {
    const link = await paired();
    expect(assist.api.tools()).toEqual([]);
    link.send({ type: 'assist-tools', id: 'a1', tools: [tool] });
    await expect.poll(() => assist.api.tools()).toEqual([tool]);
    const answer = call();
    const asked = await link.next('call-assist-tool');
    expect(asked).toMatchObject({
      tool: 'homeassistant__GetLiveContext',
      arguments: { area: 'Cellar' },
      conversationId: 'c1',
    });
    link.send({ type: 'assist-result', id: asked.id, data: { result: '- names: Rack' }, error: null });
    expect(await answer).toEqual({ kind: 'data', data: { result: '- names: Rack' } });
  });

  it('is gone with the connection, and with it what was being asked', async () => {
    const link = await paired();
    link.send({ type: 'assist-tools', id: 'a1', tools: [tool] });
    await expect.poll(() => assist.api.tools()).toHaveLength(1);
    const answer = expect(call()).rejects.toMatchObject({ code: 'home-assistant.not-connected' });
    await link.next('call-assist-tool');
    link.close();
    await answer;
    expect(assist.api.tools()).toEqual([]);
  });
});

it('refuses a message that is not as the protocol has it, and goes on', async () => {
  const link = await paired();
  link.send(turn({ surprise: true }));
  expect(await link.next('message-refused')).toMatchObject({ id: 't1', code: 'invalid' });
  link.send(turn());
  await link.next('reply-final');
});

it('lets a newer connection take the place of an older one', async () => {
  const first = await paired();
  await paired();
  expect(await first.next('refused')).toMatchObject({ code: 'replaced' });
  await first.closed;
  expect(server.isConnected()).toBe(true);
});

it('takes the household that the integration describes', async () => {
  const link = await paired();
  link.send({ type: 'directory', people: [alice], phones: [] });
  link.send(turn());
  await link.next('reply-final');
  expect(directories).toEqual([{ people: [alice], phones: [] }]);
});

it('says which port is in use', async () => {
  await expect(
    startIntegrationServer({ host: '127.0.0.1', port: server.port }, { desk } as unknown as IntegrationDeps),
  ).rejects.toMatchObject({
    code: 'start.port-in-use',
    message: expect.stringContaining('STEWARD_INTEGRATION_PORT'),
  });
});

describe('time', () => {
  it('sends away who does not say who it is, and nobody else', async () => {
    const known = await paired();
    const stranger = await connect();
    await clock.advance(10_000);
    expect(await stranger.closed).toBe(4003);
    known.send({ type: 'report', id: 'r1', subject: 'problems', caller });
    expect(await known.next('action-result')).toMatchObject({ id: 'r1', isOk: true });
  });

  it('gives up a connection that does not answer a ping', async () => {
    const link = await paired(false);
    await clock.advance(60_000);
    expect(await link.closed).toBe(1006);
  });

  it('sends the overview only while it is wanted, and at most once a second', async () => {
    const link = await paired();
    link.send({ type: 'overview-subscription', isWanted: true });
    await link.next('overview');
    for (let change = 0; change < 20; change += 1) overviewChanged?.();
    await clock.advance(1_000);
    await link.next('overview');
    link.send({ type: 'overview-subscription', isWanted: false });
    link.send({ type: 'report', id: 'r1', subject: 'problems', caller });
    await link.next('action-result');
    expect(overviewChanged).toBeUndefined();
    expect(link.messages.filter(({ type }) => type === 'overview')).toEqual([]);
  });
});
