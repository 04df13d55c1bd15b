import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processConversation } from './support/assist.ts';
import { axe, launchChromium, openFrontend, screenshot } from './support/chromium.ts';
import type { HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import type { Phone } from './support/phone.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const images = join(import.meta.dirname, '../../docs/images');
const dashboard = 'home-lab';
/** A poll is at most 12 s away; two, when one has just begun. */
const nextReadingMs = 30_000;

const looks = [
  { viewport: 'desktop', colorScheme: 'light' },
  { viewport: 'desktop', colorScheme: 'dark' },
  { viewport: 'phone', colorScheme: 'light' },
  { viewport: 'phone', colorScheme: 'dark' },
] as const;

/** The card within Home Assistant's page; playwright looks through shadow roots by itself. */
const cardOn = (page: Page): Locator => page.locator('homelab-steward-card');

const peers = missingPeers('home-assistant', 'chromium');

describe.skipIf(peers.length > 0)('the card on a dashboard of the real frontend', () => {
  let house: WholeHouse;
  let alice: HomeAssistantClient;
  let phone: Phone;
  let browser: Browser;
  let page: Page;

  const open = (look: (typeof looks)[number]) =>
    openFrontend(browser, house.homeAssistant.url, house.alice.token, { ...look, path: `/${dashboard}/0` });
  const says = (text: string | RegExp, timeoutMs = 15_000) =>
    cardOn(page).getByText(text).first().waitFor({ timeout: timeoutMs });
  const request = (name: RegExp) => cardOn(page).getByRole('article', { name });
  const question = () =>
    phone.notifications.next(({ title }) => title?.startsWith('Approve? ') === true, {
      timeoutMs: nextReadingMs,
    });

  beforeAll(async () => {
    house = await startWholeHouse({ taskMs: 6_000 });
    const owner = house.homeAssistant.owner();
    await owner.send('lovelace/dashboards/create', {
      url_path: dashboard,
      title: 'Homelab',
      mode: 'storage',
    });
    await owner.send('lovelace/config/save', {
      url_path: dashboard,
      config: { views: [{ title: 'Homelab', cards: [{ type: 'custom:homelab-steward-card' }] }] },
    });
    alice = await house.homeAssistant.connect(house.alice.token);
    phone = await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' });
    browser = await launchChromium();
    page = await open(looks[0]);
  });

  afterAll(async () => {
    await browser?.close();
    await phone?.close();
    await alice?.close();
    await house?.stop();
  });

  it('is loaded by the integration alone and shows how the homelab is', async () => {
    await says('3 things need attention.', 30_000);
    await says('The pool tank on still-fawn is 78 % full');
    await says('The newest backup of nas is 16 days old');
    expect(await page.locator('hui-error-card').count()).toBe(0);
  });

  it('follows the homelab without being loaded again', async () => {
    const setNode = (status: 'online' | 'offline') =>
      house.proxmox.control('POST', 'node', { name: 'pumped-piglet', patch: { status } });
    await setNode('offline');
    await says(/pumped-piglet is offline/, nextReadingMs);
    await setNode('online');
    await cardOn(page)
      .getByText(/pumped-piglet is offline/)
      .first()
      .waitFor({ state: 'detached', timeout: nextReadingMs });
    await says('3 things need attention.', nextReadingMs);
  });

  it('shows a request as soon as it waits, and no way to approve it', async () => {
    await processConversation(alice, 'restart the paperless container', { agentId: house.agentId });
    await says('Waiting for a decision');
    await request(/paperless-ngx/).waitFor();
    await says('Alice asked');
    expect(
      await cardOn(page)
        .getByRole('button', { name: /approve|deny/i })
        .count(),
    ).toBe(0);
  });

  it.each(looks)('has nothing that axe finds wrong on a $viewport, $colorScheme', async (look) => {
    const shown = await open(look);
    await cardOn(shown).getByText('Waiting for a decision').waitFor({ timeout: 30_000 });
    await shown.mouse.move(1, 1);
    await screenshot(shown, join(images, `card-request-${look.viewport}-${look.colorScheme}.png`));
    const include = await pathTo(shown, 'homelab-steward-card');
    expect(await axe(shown, { include })).toEqual([]);
    await shown.context().close();
  });

  it('shows the run while it is under way, and its verified end', async () => {
    const asked = await question();
    await phone.tap(asked.data?.actions?.find(({ title }) => title === 'Approve')?.action ?? '');
    await says('Running now');
    await cardOn(page).getByRole('meter').waitFor();
    await screenshot(page, join(images, 'card-run-desktop-light.png'));
    expect(await cardOn(page).getByText('Waiting for a decision').count()).toBe(0);
    await says('Just finished', nextReadingMs);
    await screenshot(page, join(images, 'card-result-desktop-light.png'));
    expect(await axe(page, { include: await pathTo(page, 'homelab-steward-card') })).toEqual([]);
    expect(await house.proxmox.writes()).toHaveLength(1);
  });

  it('says when Steward is away, and goes on by itself when it is back', async () => {
    await house.steward.halt();
    await says('Steward is not connected at the moment.');
    await house.steward.start();
    await cardOn(page)
      .getByText('Steward is not connected at the moment.')
      .waitFor({ state: 'detached', timeout: 60_000 });
    await says('3 things need attention.', nextReadingMs);
  });
});

/** Tag names of the hosts whose shadow roots lie around an element, outermost first, and the element's own. */
const pathTo = (page: Page, tag: string): Promise<string[]> =>
  page
    .locator(tag)
    .first()
    .evaluate((element) => {
      const path: string[] = [];
      // The types of the browser are not those of this project.
      let each = element as unknown as { localName: string; getRootNode(): { host?: unknown } };
      for (;;) {
        path.unshift(each.localName);
        const { host } = each.getRootNode();
        if (host === undefined) return path;
        each = host as typeof each;
      }
    });
