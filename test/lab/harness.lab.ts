import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPipeline, processConversation, runPipeline, setPreferredPipeline } from './support/assist.ts';
import { createAsyncQueue } from './support/async-queue.ts';
import { axe, launchChromium, openFrontend, screenshot } from './support/chromium.ts';
import {
  configEntries,
  deleteEntry,
  discoverBySupervisor,
  reloadEntry,
  startConfigFlow,
  submitFlow,
} from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { callLlmTool } from './support/llm-tools.ts';
import { missingPeers } from './support/peers.ts';
import type { Phone } from './support/phone.ts';
import { seal } from './support/secret-box.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';

interface FiredEvent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly origin: string;
  readonly context: { readonly user_id: string | null; readonly parent_id: string | null };
}

describe.skipIf(missingPeers('home-assistant').length > 0)('a real Home Assistant', () => {
  let homeAssistant: HomeAssistant;
  let alice: LabUser;
  let bob: LabUser;

  beforeAll(async () => {
    homeAssistant = await startHomeAssistant({
      automations: [
        {
          alias: 'Greeting',
          triggers: [{ trigger: 'conversation', command: 'good morning lab' }],
          actions: [{ set_conversation_response: 'Good morning to you' }],
        },
      ],
      scripts: { ring: { sequence: [{ event: 'lab_rang' }] } },
      extraConfiguration: 'input_boolean:\n  extra:\n    name: Extra\n',
    });
    alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-admin' });
    bob = await homeAssistant.createUser({ name: 'Bob', group: 'system-users' });
  });

  afterAll(() => homeAssistant?.stop());

  it('starts with what the test configured', async () => {
    const states = await homeAssistant.owner().states();
    expect(states.get('automation.greeting')?.state).toBe('on');
    expect([...states.keys()]).toEqual(expect.arrayContaining(['script.ring', 'input_boolean.extra']));
  });

  it('gives each user their own rights', async () => {
    const bobsClient = await homeAssistant.connect(bob.token);
    await expect(bobsClient.send('config/auth/list')).rejects.toMatchObject({ code: 'unauthorized' });
    const users = await homeAssistant.owner().send<{ id: string; name: string }[]>('config/auth/list');
    expect(users).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: alice.userId, name: 'Alice' })]),
    );
    await expect(homeAssistant.connect('nonsense')).rejects.toMatchObject({ code: 'auth_invalid' });
    await bobsClient.close();
  });

  it('switches the kitchen light through Assist, with the rights of the person who said it', async () => {
    const client = await homeAssistant.connect(alice.token);
    const pipelineId = await createPipeline(homeAssistant.owner(), {
      name: 'Built-in',
      conversationEngine: 'conversation.home_assistant',
    });
    await setPreferredPipeline(homeAssistant.owner(), pipelineId);

    const turn = await runPipeline(client, 'turn on the kitchen light');

    expect(turn).toMatchObject({ speech: 'Turned on the light', responseType: 'action_done' });
    expect(turn.events.map(({ type }) => type)).toEqual([
      'run-start',
      'intent-start',
      'intent-end',
      'run-end',
    ]);
    const light = (await client.states()).get('light.kitchen_light');
    expect(light).toMatchObject({ state: 'on', context: { user_id: alice.userId } });
    await client.close();
  });

  it('lets a sentence trigger answer before any agent', async () => {
    const turn = await runPipeline(homeAssistant.owner(), 'good morning lab');
    expect(turn).toMatchObject({ speech: 'Good morning to you', processedLocally: true });
  });

  it('answers without a pipeline too', async () => {
    const turn = await processConversation(homeAssistant.owner(), 'turn off the kitchen light');
    expect(turn.speech).toBe('Turned off the light');
  });

  it('walks through a config flow, reloads and removes the entry', async () => {
    const access = homeAssistant.ownerAccess;
    const form = await startConfigFlow(access, 'local_todo');
    expect(form).toMatchObject({ type: 'form', step_id: 'user' });
    const created = await submitFlow(access, form.flow_id, { todo_list_name: 'Chores' });
    const entryId = created.result?.entry_id ?? '';
    expect((await reloadEntry(access, entryId)).status).toBe(200);
    expect(await configEntries(homeAssistant.owner(), 'local_todo')).toMatchObject([
      { title: 'Chores', state: 'loaded' },
    ]);
    await deleteEntry(access, entryId);
    expect(await configEntries(homeAssistant.owner(), 'local_todo')).toEqual([]);
  });

  it('starts a flow for what the Supervisor discovered', async () => {
    const flow = await discoverBySupervisor(homeAssistant.owner(), {
      domain: 'wyoming',
      config: { uri: 'tcp://127.0.0.1:9' },
      name: 'Some app',
      slug: 'local_some_app',
    });
    expect(flow).toMatchObject({
      handler: 'wyoming',
      step_id: 'hassio_confirm',
      context: { source: 'hassio' },
    });
  });

  it('runs an action that a language model asks for as the person who talks to it', async () => {
    const calls = createAsyncQueue<FiredEvent>('a service call');
    await homeAssistant
      .owner()
      .subscribe<FiredEvent>({ type: 'subscribe_events', event_type: 'lab_rang' }, calls.push);
    const client = await homeAssistant.connect(alice.token);
    await callLlmTool(client, 'homeassistant', 'homeassistant__call_action', { action: 'script.ring' });
    expect(await calls.next()).toMatchObject({
      origin: 'LOCAL',
      context: { user_id: alice.userId },
    });
    await client.close();
  });

  describe('with phones', () => {
    let plain: Phone;
    let encrypted: Phone;
    let away: Phone;
    let client: HomeAssistantClient;
    const taps = createAsyncQueue<FiredEvent>('a tap');

    const notify = (phone: Phone, message: string, data: Readonly<Record<string, unknown>>) =>
      client.callService('notify', phone.notifyService, { title: 'Lab', message, data });

    beforeAll(async () => {
      plain = await homeAssistant.registerPhone({ token: bob.token, name: 'Bob Pixel', encrypted: false });
      encrypted = await homeAssistant.registerPhone({
        token: alice.token,
        name: 'Alice iPhone',
        system: 'ios',
      });
      away = await homeAssistant.registerPhone({
        token: alice.token,
        name: 'Alice Tablet',
        encrypted: false,
        websocketPush: false,
        pushUrl: true,
      });
      client = await homeAssistant.connect(homeAssistant.ownerToken);
      await client.subscribe<FiredEvent>(
        { type: 'subscribe_events', event_type: 'mobile_app_notification_action' },
        taps.push,
      );
    });

    afterAll(async () => {
      for (const phone of [plain, encrypted, away]) await phone?.close();
      await client?.close();
    });

    it.each([
      ['an Android phone without encryption', () => plain, () => bob],
      ['an encrypted iPhone', () => encrypted, () => alice],
      ['a tablet with a push service only', () => away, () => alice],
    ])('shows actions on %s, and its tap comes back as its owner', async (_name, phone, owner) => {
      const action = randomUUID();
      await notify(phone(), 'Restart paperless?', {
        tag: action,
        actions: [{ action, title: 'Approve' }],
        action_data: { run: 1 },
      });
      expect(await phone().notifications.next(({ data }) => data?.tag === action)).toMatchObject({
        title: 'Lab',
        message: 'Restart paperless?',
        data: { actions: [{ action, title: 'Approve' }] },
        by: phone() === away ? 'push-url' : 'channel',
      });

      expect(await phone().tap(action, { reply: 'go on' })).toEqual({
        status: 200,
        body: expect.any(String),
      });

      expect(await taps.next(({ data }) => data['action'] === action)).toMatchObject({
        origin: 'REMOTE',
        context: { user_id: owner().userId, parent_id: null },
        data: { reply_text: 'go on', action_data: { run: 1 } },
      });
    });

    it('replaces a notification of the same tag and clears it', async () => {
      await notify(encrypted, 'Restarting', { tag: 'run-1', progress: 10, progress_max: 100 });
      await notify(encrypted, 'Restarting', { tag: 'run-1', progress: 60, progress_max: 100 });
      await encrypted.notifications.next(({ data }) => data?.['progress'] === 60);
      expect(encrypted.latest('run-1')?.data).toMatchObject({ progress: 60, progress_max: 100 });

      await notify(encrypted, 'clear_notification', { tag: 'run-1' });
      await encrypted.notifications.next(({ message }) => message === 'clear_notification');
      expect(encrypted.latest('run-1')).toBeUndefined();
    });

    it('refuses plaintext for an encrypted phone and ignores another key', async () => {
      const event = { event_type: 'mobile_app_notification_action', event_data: { action: 'forged' } };
      expect(await encrypted.rawWebhook({ type: 'fire_event', data: event })).toMatchObject({
        status: 400,
        body: expect.stringContaining('encryption_required'),
      });
      const wrongKey = { type: 'fire_event', encrypted: true, encrypted_data: seal('00'.repeat(32), event) };
      expect((await encrypted.rawWebhook(wrongKey)).status).toBe(200);
      await plain.tap('genuine');
      await taps.next(({ data }) => data['action'] === 'genuine');
      expect(taps.all.filter(({ data }) => data['action'] === 'forged')).toEqual([]);
    });

    it('tells the caller the webhook id of a phone that is away and has no push service', async () => {
      await plain.closeChannel();
      await expect(
        waitFor('the channel to be gone', () =>
          notify(plain, 'Anybody there?', {}).then(
            () => undefined,
            (error: Error) => error.message,
          ),
        ),
      ).resolves.toContain(plain.webhookId);
      await plain.openChannel();
      await notify(plain, 'Back again', { tag: 'back' });
      await plain.notifications.next(({ data }) => data?.tag === 'back');
    });
  });

  it('comes back from a restart with everything it had', async () => {
    await homeAssistant.restart();
    const users = await homeAssistant.owner().send<{ name: string }[]>('config/auth/list');
    expect(users.map(({ name }) => name)).toContain('Alice');
  });

  describe.skipIf(missingPeers('chromium').length > 0)('in Chromium', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchChromium();
    });

    afterAll(() => browser?.close());

    it.each([
      ['phone', 'dark'],
      ['desktop', 'light'],
    ] as const)('is drawn on a %s, %s', async (viewport, colorScheme) => {
      const page = await openFrontend(browser, homeAssistant.url, alice.token, { viewport, colorScheme });
      await page.getByText('Welcome Alice').waitFor();
      const file = join(tmpdir(), `${randomUUID()}.png`);
      await screenshot(page, file);
      expect((await readFile(file)).byteLength).toBeGreaterThan(5_000);
      await rm(file);
      await page.context().close();
    });

    it('is looked through by axe, shadow roots included', async () => {
      const page = await browser.newPage();
      const open = (image: string) => {
        const shadow = `<x-a><template shadowrootmode="open">${image}</template></x-a>`;
        const html = `<html lang="en"><title>Page</title><main><h1>Page</h1>${shadow}</main></html>`;
        return page.goto(`data:text/html,${encodeURIComponent(html)}`);
      };
      await open('<img src="data:,">');
      expect(await axe(page)).toMatchObject([{ rule: 'image-alt' }]);
      expect(await axe(page, { include: ['x-a', 'img'] })).toMatchObject([{ rule: 'image-alt' }]);
      await open('<img src="data:," alt="a picture">');
      expect(await axe(page)).toEqual([]);
      await page.close();
    });
  });
});
