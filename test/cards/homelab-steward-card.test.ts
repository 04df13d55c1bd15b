import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Overview } from '../../src/core/overview.ts';
import { axeViolations, hasChromium, launchChromium } from '../http/panel/chromium.ts';
import { demoOverview } from '../http/panel/demo-overview.ts';

const script = readFileSync(
  join(import.meta.dirname, '../../custom_components/homelab_steward/frontend/steward-card.js'),
  'utf8',
);

/** As much of Home Assistant’s frontend as a card meets: a theme, `ha-card`, and a connection that a test speaks for. */
const frontend = `<!doctype html>
<html lang="en">
<head>
<title>Home Assistant</title>
<style>
  html {
    --primary-color: #009ac7;
    --error-color: #db4437;
    --warning-color: #ffa600;
    --success-color: #43a047;
    --primary-background-color: #fafafa;
    --card-background-color: #ffffff;
    --primary-text-color: #141414;
    --divider-color: rgba(0, 0, 0, 0.12);
    --ha-card-border-radius: 12px;
  }
  html.dark {
    --primary-background-color: #111111;
    --card-background-color: #1c1c1c;
    --primary-text-color: #e1e1e1;
    --divider-color: rgba(225, 225, 225, 0.12);
  }
  body { background: var(--primary-background-color); color: var(--primary-text-color); margin: 16px; }
  ha-card { display: block; background: var(--card-background-color); border-radius: var(--ha-card-border-radius); }
</style>
</head>
<body><main><h1>Dashboard</h1></main></body>
</html>`;

const fakeHome = `
  customElements.define('ha-card', class extends HTMLElement {});
  window.home = { listeners: {}, subscriptions: [], isSetUp: true };
  window.hassFor = (darkMode, panels) => ({
    language: 'en',
    themes: { darkMode },
    panels,
    connection: {
      connected: true,
      subscribeMessage: async (callback, command) => {
        if (!home.isSetUp) throw { code: 'unknown_command' };
        home.subscriptions.push({ callback, command });
        return async () => { home.subscriptions = home.subscriptions.filter((one) => one.callback !== callback); };
      },
      addEventListener: (event, listener) => { (home.listeners[event] ??= new Set()).add(listener); },
      removeEventListener: (event, listener) => { home.listeners[event]?.delete(listener); },
    },
  });
  window.addCard = (config, darkMode = false, panels = { c0ffee_homelab_steward: {} }) => {
    document.documentElement.classList.toggle('dark', darkMode);
    const card = document.createElement('homelab-steward-card');
    card.setConfig({ type: 'custom:homelab-steward-card', ...config });
    card.hass = hassFor(darkMode, panels);
    document.querySelector('main').append(card);
    window.card = card;
  };`;

let browser: Browser;
let page: Page;

const openDashboard = async (width = 420): Promise<void> => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(8_000);
  await page.route('http://homeassistant.local/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: frontend }),
  );
  await page.goto('http://homeassistant.local/lovelace/0');
  await page.evaluate(fakeHome);
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction('customElements.get("homelab-steward-card")');
};

const addCard = (config: object = {}, isDark = false, panels?: object): Promise<unknown> =>
  page.evaluate(
    `addCard(${JSON.stringify(config)}, ${isDark}${panels === undefined ? '' : `, ${JSON.stringify(panels)}`})`,
  );

const tell = async (overview: Overview | null): Promise<void> => {
  await page.waitForFunction('home.subscriptions.length > 0');
  await page.evaluate(`home.subscriptions.forEach(({ callback }) => callback(${JSON.stringify(overview)}))`);
};

describe.skipIf(!hasChromium)('the Lovelace card in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  afterEach(() => page.context().close());

  it.each([
    [420, false],
    [420, true],
    [360, false],
  ])(
    'shows the state, what waits and what runs, and axe objects to nothing (%i px, dark: %s)',
    async (width, isDark) => {
      await openDashboard(width);
      await addCard({ title: 'Homelab' }, isDark);
      await tell(demoOverview(Date.now()));
      await page.getByRole('heading', { name: '5 things need attention.' }).waitFor();
      await page.getByRole('article', { name: 'Restart paperless-ngx' }).waitFor();
      await page
        .getByRole('article', { name: 'Take a snapshot of home-assistant' })
        .getByText('45%')
        .waitFor();
      await page.getByText('The pool is 78 % full.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    },
  );

  it('subscribes to overviews by the integration’s command and stops when it is taken off', async () => {
    await openDashboard();
    await addCard();
    await tell(demoOverview(Date.now()));
    expect(await page.evaluate('home.subscriptions.map(({ command }) => command)')).toEqual([
      { type: 'homelab_steward/overview/subscribe' },
    ]);
    await page.evaluate('card.remove()');
    await page.waitForFunction('home.subscriptions.length === 0');
    expect(await page.evaluate('home.listeners.disconnected.size')).toBe(0);
  });

  it('has nothing to approve with, only a way to the panel', async () => {
    await openDashboard();
    await addCard();
    await tell(demoOverview(Date.now()));
    const review = page.getByRole('link', { name: 'Review' });
    await review.waitFor();
    expect(await page.getByRole('button', { name: /Approve|Deny|back/ }).count()).toBe(0);
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.evaluate(`addEventListener('location-changed', () => { window.wentTo = location.pathname; })`);
    await review.click();
    expect(await page.evaluate('window.wentTo')).toBe('/c0ffee_homelab_steward');
  });

  it('says where to decide when it does not know the panel', async () => {
    await openDashboard();
    await addCard({}, false, {});
    await tell(demoOverview(Date.now()));
    await page.getByText('Open Homelab Steward to decide.').waitFor();
    expect(await page.getByRole('link').count()).toBe(0);
  });

  it('shows no more than it is asked to', async () => {
    await openDashboard();
    await addCard({ show_problems: false, show_runs: false });
    await tell(demoOverview(Date.now()));
    await page.getByRole('article', { name: 'Restart paperless-ngx' }).waitFor();
    expect(await page.getByRole('article', { name: 'Take a snapshot of home-assistant' }).count()).toBe(0);
    expect(await page.getByText('The pool is 78 % full.').count()).toBe(0);
  });

  it('says when Steward, or Home Assistant itself, is away, and when it is back', async () => {
    await openDashboard();
    await addCard();
    await tell(demoOverview(Date.now()));
    await tell(null);
    await page.getByText('Steward is not connected at the moment.').waitFor();
    await page.evaluate('home.listeners.disconnected.forEach((listener) => listener())');
    await page.getByText('Connection to Steward lost.').waitFor();
    await tell({ ...demoOverview(Date.now()), summary: 'Everything is fine.' });
    await page.getByText('Everything is fine.').waitFor();
    expect(await page.getByText('Connection to Steward lost.').count()).toBe(0);
  });

  it('says how to set Steward up where its integration is missing', async () => {
    await openDashboard();
    await page.evaluate('home.isSetUp = false');
    await addCard();
    await page.getByText('Homelab Steward is not set up in Home Assistant.').waitFor();
    await page.getByText('Settings → Devices & services').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is offered in Home Assistant’s card picker, with a form for its options', async () => {
    await openDashboard();
    expect(await page.evaluate('window.customCards')).toMatchObject([{ type: 'homelab-steward-card' }]);
    const form = (await page.evaluate(`(() => {
      const form = customElements.get('homelab-steward-card').getConfigForm();
      return form.schema.map((field) => [field.name, form.computeLabel(field)]);
    })()`)) as [string, string][];
    expect(form.map(([name]) => name)).toEqual(['title', 'show_runs', 'show_problems', 'panel_path']);
    for (const [name, label] of form) expect(label).not.toBe(name);
    await addCard();
    expect(await page.evaluate('card.getGridOptions()')).toMatchObject({ columns: 12, rows: 'auto' });
  });

  it('refuses a path that leads out of Home Assistant', async () => {
    await openDashboard();
    await expect(addCard({ panel_path: '//evil.example' })).rejects.toThrow('panel_path');
    await expect(addCard({ panel_path: 'javascript:alert(1)' })).rejects.toThrow('panel_path');
  });
});
