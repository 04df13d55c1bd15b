import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UnknownOutcomeError } from '../../../src/core/errors.ts';
import {
  createHomeAssistant,
  type HomeAssistantClient,
  supervisorWebSocketUrl,
  webSocketUrl,
} from '../../../src/homeassistant/client/client.ts';
import type { HomeAssistantEvent } from '../../../src/homeassistant/home-assistant.ts';
import { createFastClock, createKeptLog } from '../../infra/proxmox/support.ts';
import {
  type HomeAssistantStandIn,
  startHomeAssistantStandIn,
} from '../../standins/home-assistant/home-assistant-standin.ts';

let standIn: HomeAssistantStandIn;
let client: HomeAssistantClient;
let kept: ReturnType<typeof createKeptLog>;

const connect = (token = standIn.token) => {
  kept = createKeptLog();
  client = createHomeAssistant(
    { webSocketUrl: webSocketUrl(standIn.url), token, tokenMend: 'Make a new token.' },
    { clock: createFastClock(50), log: kept.log },
  );
  client.start();
  return client;
};

const tap = (user: string): HomeAssistantEvent => ({
  event_type: 'mobile_app_notification_action',
  data: { action: 'X' },
  origin: 'REMOTE',
  time_fired: '2026-11-22T20:00:00Z',
  context: { id: 'c', parent_id: null, user_id: user },
});

beforeEach(async () => {
  standIn = await startHomeAssistantStandIn();
});

afterEach(async () => {
  client.stop();
  await standIn.close();
});

it('knows where Home Assistant has its WebSocket, outside and inside the Supervisor', () => {
  connect();
  expect(webSocketUrl('https://ha.example:8123/')).toBe('wss://ha.example:8123/api/websocket');
  expect(supervisorWebSocketUrl).toBe('ws://supervisor/core/websocket');
});

it('calls a service once, and gives the refusal of one that is not there', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  await client.callService('notify', 'mobile_app_pixel', { message: 'hello' });
  expect(standIn.calls).toEqual([
    { domain: 'notify', service: 'mobile_app_pixel', data: { message: 'hello' } },
  ]);
  await expect(client.callService('notify', 'mobile_app_gone', {})).rejects.toMatchObject({
    code: 'home-assistant.refused',
    message: 'Home Assistant refused notify.mobile_app_gone: Service notify.mobile_app_gone not found.',
  });
});

it('hears events with their origin and context whole, and hears them after the connection was lost too', async () => {
  connect();
  const heard: HomeAssistantEvent[] = [];
  const stop = client.onEvent('mobile_app_notification_action', (event) => heard.push(event));
  await expect.poll(() => client.state().kind).toBe('connected');
  standIn.fire(tap('u-alice'));
  await expect.poll(() => heard).toEqual([tap('u-alice')]);
  standIn.drop();
  await expect.poll(() => standIn.logins(), { timeout: 10_000 }).toBe(2);
  await expect.poll(() => client.state().kind).toBe('connected');
  await vi.waitFor(() => {
    standIn.fire(tap('u-bob'));
    expect(heard.at(-1)).toEqual(tap('u-bob'));
  });
  stop();
  const count = heard.length;
  standIn.fire(tap('u-alice'));
  await client.callService('notify', 'mobile_app_pixel', { message: 'a round trip later' });
  expect(heard).toHaveLength(count);
});

it('says of a call whose reply was lost that it may have run, and does not send it again', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  standIn.loseNextReply();
  const error = await client
    .callService('notify', 'mobile_app_pixel', { message: 'once' })
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(UnknownOutcomeError);
  expect(error).toMatchObject({ code: 'home-assistant.lost-reply' });
  await expect.poll(() => standIn.logins(), { timeout: 10_000 }).toBe(2);
  await expect.poll(() => client.state().kind).toBe('connected');
  expect(standIn.calls).toHaveLength(1);
});

it('says of a call that was never sent that it was not', async () => {
  connect();
  await expect(client.callService('notify', 'mobile_app_pixel', {})).rejects.toMatchObject({
    code: 'home-assistant.not-connected',
    kind: 'retry',
  });
});

it('names what to do when the token is refused, without naming the token, and goes on when it is accepted again', async () => {
  connect('a-secret-that-is-wrong');
  expect(await client.firstAnswer(1_000_000)).toEqual({
    kind: 'refused',
    reason: 'Home Assistant does not accept the token.',
    mend: 'Make a new token.',
  });
  expect(kept.text()).toContain('Make a new token.');
  expect(kept.text()).not.toContain('a-secret-that-is-wrong');
  standIn.token = 'a-secret-that-is-wrong';
  await expect.poll(() => client.state().kind, { timeout: 10_000 }).toBe('connected');
});

it('notices a token that is revoked while it is connected', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  standIn.token = 'another';
  standIn.drop();
  await expect.poll(() => client.state().kind, { timeout: 10_000 }).toBe('refused');
});

it('notices a connection that died without a word', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  standIn.goSilent();
  await expect.poll(() => client.state(), { timeout: 10_000 }).toMatchObject({ kind: 'waiting' });
});

it('says the addresses that its network settings name, and none that is not set', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  expect(await client.ownAddresses()).toEqual(['https://home.example']);
  expect(standIn.refusals).toEqual([]);
});

it('lists the people who can log in, and which of them are administrators', async () => {
  connect();
  await expect.poll(() => client.state().kind).toBe('connected');
  expect(await client.listUsers()).toEqual([
    { userId: 'u-alice', name: 'Alice', isAdmin: true },
    { userId: 'u-bob', name: 'Bob', isAdmin: false },
  ]);
  expect(standIn.refusals).toEqual([]);
});
