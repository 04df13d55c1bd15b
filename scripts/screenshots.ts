/**
 * Pictures of the panel for the documentation, from the running demo homelab: a restart is asked for, approved and
 * watched, as a newcomer would; a longer plan is shown. Writes docs/images/panel-*.png.
 *
 * Usage: start the demo (`npm start`), then `node scripts/screenshots.ts [URL]` with its STEWARD_DATA; default URL
 * http://localhost:8099/
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../test/http/panel/chromium.ts';

const folder = join(import.meta.dirname, '../docs/images');
const url = process.argv[2] ?? 'http://localhost:8099/';

const screens = {
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
} as const;

type Screen = keyof typeof screens;
type Scheme = 'light' | 'dark';

const open = async (browser: Browser, screen: Screen, colorScheme: Scheme): Promise<Page> => {
  const context = await browser.newContext({ ...screens[screen], colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('heading', { name: 'Waiting for a decision' }).waitFor();
  return page;
};

const shoot = async (page: Page, name: string): Promise<void> => {
  // The mouse rests where nothing is, so that nothing looks pointed at.
  await page.mouse.move(1, 1);
  await page.screenshot({ path: join(folder, `panel-${name}.png`) });
  console.log(`docs/images/panel-${name}.png`);
};

const ask = async (page: Page, sentence: string, answer: RegExp): Promise<void> => {
  const field = page.getByRole('textbox', { name: 'Message to Steward' });
  await field.fill(sentence);
  await field.press('Enter');
  await page.getByLabel('Conversation').getByText(answer).last().waitFor();
};

const view = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();

const waiting = (page: Page): Locator =>
  page.getByRole('region', { name: 'Waiting for a decision' }).getByRole('article', { name: /paperless/ });

const requestAndApprove = async (browser: Browser): Promise<void> => {
  const page = await open(browser, 'desktop', 'light');
  await ask(page, 'how full is tank?', /full/);
  await ask(page, 'restart the paperless container', /approv/i);
  const request = waiting(page);
  const approve = request.getByRole('button', { name: /^Approve/ });
  await approve.waitFor();
  await shoot(page, 'request-desktop-light');
  const phone = await open(browser, 'phone', 'dark');
  await waiting(phone).scrollIntoViewIfNeeded();
  await shoot(phone, 'request-phone-dark');
  await approve.click();
  await page
    .getByRole('region', { name: 'Running now' })
    .getByText(/· 2 sec/)
    .waitFor();
  await shoot(page, 'run-desktop-light');
  await page.getByRole('heading', { name: 'Just finished' }).waitFor({ timeout: 60_000 });
  await shoot(page, 'result-desktop-light');
  await view(page, 'History');
  await page.locator('summary').first().click();
  await shoot(page, 'history-desktop-light');
};

/** A plan of many steps, asked for on the command line of the demo whose data folder is in STEWARD_DATA; it is denied. */
const showPlan = async (browser: Browser): Promise<void> => {
  const parameters = {
    host: 'still-fawn',
    pool: 'tank',
    device: 'nvme1n1',
    part: 'Samsung 980 PRO 2TB NVMe SSD',
    cost: '$150',
    leastFree: '2TB',
  };
  const steward = spawn(
    process.execPath,
    [
      ...['src/cli/steward.ts', 'workflow', 'run', 'workflows/examples/expand-pool.yaml'],
      ...Object.entries(parameters).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ],
    { stdio: 'ignore' },
  );
  const plan = (page: Page) => page.getByRole('article', { name: /nvme1n1/ });
  const page = await open(browser, 'desktop', 'light');
  await plan(page).waitFor();
  await page.setViewportSize({ width: 1280, height: 1400 });
  await shoot(page, 'plan-desktop-light');
  const phone = await open(browser, 'phone', 'dark');
  await plan(phone).waitFor();
  await shoot(phone, 'plan-phone-dark');
  await plan(page).getByRole('button', { name: /^Deny/ }).click();
  await plan(page).waitFor({ state: 'detached' });
  steward.kill();
};

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  await showPlan(browser);
  await requestAndApprove(browser);
  for (const scheme of ['light', 'dark'] as const)
    for (const screen of ['desktop', 'phone'] as const) {
      const page = await open(browser, screen, scheme);
      await shoot(page, `overview-${screen}-${scheme}`);
      await view(page, 'Inventory');
      await page.getByRole('searchbox').waitFor();
      await shoot(page, `inventory-${screen}-${scheme}`);
    }
} finally {
  await browser.close();
}
