import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { createAsyncQueue } from './support/async-queue.ts';
import { deleteEntry, reloadEntry } from './support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { addIntegration, complaints, customComponents, domain, message } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import type { LabUser } from './support/users.ts';
import { waitFor } from './support/wait-for.ts';

interface Issue {
  readonly domain: string;
  readonly translation_key: string;
  readonly severity: string;
  readonly translation_placeholders: Readonly<Record<string, string>>;
}

describe.skipIf(missingPeers('home-assistant').length > 0)('between Steward and the house', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;
  let bob: LabUser;
  let client: HomeAssistantClient;
  let entryId: string;

  const issues = async () =>
    (await homeAssistant.owner().send<{ issues: Issue[] }>('repairs/list_issues')).issues.filter(
      (issue) => issue.domain === domain,
    );

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({ customComponents });
    bob = await homeAssistant.createUser({ name: 'Bob', group: 'system-users' });
    client = await homeAssistant.connect(bob.token);
    entryId = await addIntegration(homeAssistant, steward);
  });

  afterAll(async () => {
    await client?.close();
    await homeAssistant?.stop();
    await steward?.stop();
  });

  describe('the directory', () => {
    it('has the people who can log in, and follows them', async () => {
      const { people } = await message(steward, 'directory', (each) => each.people.length === 2);
      expect(people).toContainEqual({ userId: bob.userId, name: 'Bob', isAdmin: false });
      expect(people.filter(({ isAdmin }) => isAdmin)).toHaveLength(1);
      const alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-admin' });
      const joined = await message(steward, 'directory', (each) => each.people.length === 3);
      expect(joined.people).toContainEqual({ userId: alice.userId, name: 'Alice', isAdmin: true });
      await homeAssistant.owner().send('config/auth/delete', { user_id: alice.userId });
      await message(steward, 'directory', (each) => each.people.every(({ name }) => name !== 'Alice'));
    });

    it('has the phones with what makes them safe, and nothing by which they could be forged', async () => {
      const plain = await homeAssistant.registerPhone({
        token: bob.token,
        name: 'Bob Pixel',
        encrypted: false,
      });
      const iphone = await homeAssistant.registerPhone({
        token: homeAssistant.ownerToken,
        name: 'Owner iPhone',
        system: 'ios',
        websocketPush: false,
        pushUrl: true,
      });
      const directory = await message(steward, 'directory', (each) => each.phones.length === 2);
      expect(directory.phones).toEqual([
        {
          notifyService: 'mobile_app_bob_pixel',
          deviceName: 'Bob Pixel',
          userId: bob.userId,
          operatingSystem: 'Android',
          isEncrypted: false,
          hasPushUrl: false,
          hasWebsocketPush: true,
        },
        {
          notifyService: 'mobile_app_owner_iphone',
          deviceName: 'Owner iPhone',
          userId: directory.people.find(({ isAdmin }) => isAdmin)?.userId,
          operatingSystem: 'iOS',
          isEncrypted: true,
          hasPushUrl: true,
          hasWebsocketPush: false,
        },
      ]);
      const everything = JSON.stringify(steward.received);
      for (const { webhookId, secret } of [plain, iphone]) {
        expect(everything).not.toContain(webhookId);
        if (secret !== undefined) expect(everything).not.toContain(secret);
      }
      await plain.close();
      await iphone.close();
    });

    it('is sent again after a reconnection, and not without a change', async () => {
      const sent = () => steward.received.filter(({ type }) => type === 'directory').length;
      const before = sent();
      steward.drop();
      await waitFor('the directory', () => sent() === before + 1);
      const [phone] = (
        await homeAssistant
          .owner()
          .send<{ entry_id: string }[]>('config_entries/get', { domain: 'mobile_app' })
      ).slice(0, 1);
      const access = { url: homeAssistant.url, token: homeAssistant.ownerToken };
      await deleteEntry(access, phone?.entry_id ?? '');
      await message(steward, 'directory', ({ phones }) => phones.length === 1);
      expect(sent()).toBe(before + 2);
    });
  });

  it('raises in Repairs what Steward reports, and withdraws it', async () => {
    const issue = (issueId: string, translationKey: string, phone: string) => ({
      issueId,
      translationKey,
      severity: 'error' as const,
      placeholders: { phone, approver: 'Bob' },
    });
    steward.send({
      type: 'repairs',
      issues: [
        issue('a', 'approver_phone_forgeable', 'Bob Pixel'),
        issue('b', 'approver_without_phone', ''),
        issue('c', 'not_known', ''),
      ],
    });
    await waitFor('the issues', async () => (await issues()).length === 2);
    expect(await issues()).toContainEqual(
      expect.objectContaining({
        translation_key: 'approver_phone_forgeable',
        severity: 'error',
        translation_placeholders: { phone: 'Bob Pixel', approver: 'Bob' },
      }),
    );
    steward.send({ type: 'repairs', issues: [issue('b', 'approver_without_phone', '')] });
    await waitFor('one issue', async () => (await issues()).length === 1);
    steward.send({ type: 'repairs', issues: [] });
    await waitFor('no issue', async () => (await issues()).length === 0);
  });

  describe('the card', () => {
    const subscribe = { type: `${domain}/overview/subscribe` };
    const wishes = () =>
      steward.received.flatMap((each) => (each.type === 'overview-subscription' ? [each.isWanted] : []));

    it('is served to the frontend under an address that changes with its content', async () => {
      const page = await (await fetch(homeAssistant.url)).text();
      const [path] = /\/homelab_steward\/steward-card\.js\?v=[0-9a-f]{12}/.exec(page) ?? [];
      const answered = await fetch(`${homeAssistant.url}${path}`);
      expect(answered.status).toBe(200);
      expect(answered.headers.get('content-type')).toContain('javascript');
      expect((await answered.text()).length).toBeGreaterThan(1000);
    });

    it('gets overviews for as long as one is open, for any user', async () => {
      const views = createAsyncQueue<unknown>('an overview');
      const close = await client.subscribe<unknown>(subscribe, views.push);
      expect(await views.next()).toBeNull();
      await waitFor('the wish', () => wishes().at(-1) === true);
      steward.send({ type: 'overview', overview: { summary: 'All is well.' } });
      expect(await views.next()).toEqual({ summary: 'All is well.' });

      const others = createAsyncQueue<unknown>('an overview of the other card');
      const closeOther = await homeAssistant.owner().subscribe<unknown>(subscribe, others.push);
      expect(await others.next()).toEqual({ summary: 'All is well.' });
      await close();
      expect(wishes()).toEqual([true]);
      await closeOther();
      await waitFor('the wish', () => wishes().at(-1) === false);
      expect(wishes()).toEqual([true, false]);
    });

    it('is told that Steward is away, and goes on after a reconnection and a reload', async () => {
      const views = createAsyncQueue<unknown>('an overview');
      const close = await client.subscribe<unknown>(subscribe, views.push);
      const next = async (summary: string) => {
        steward.send({ type: 'overview', overview: { summary } });
        await views.next((view) => view !== null && JSON.stringify(view).includes(summary));
      };
      await views.next();
      await next('one');
      const before = steward.connections;
      steward.drop();
      expect(await views.next()).toBeNull();
      await waitFor('the connection', () => steward.connections === before + 1);
      await waitFor('the wish', () => wishes().at(-1) === true);
      await next('two');
      await reloadEntry({ url: homeAssistant.url, token: homeAssistant.ownerToken }, entryId);
      await waitFor('the connection', () => steward.connections === before + 2);
      await next('three');
      await close();
    });
  });

  it('made Home Assistant complain about nothing but the issue that it does not know', () => {
    expect(steward.violations).toEqual([]);
    expect(complaints(homeAssistant)).toEqual([
      expect.stringContaining('reports not_known, which this integration does not know'),
    ]);
  });
});
