import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type axeCore from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './peers.ts';

/** Sizes that pages are looked at in, in CSS pixels. */
export const viewports = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;

/** How a page is looked at. */
export interface LookOptions {
  /** @default desktop */
  readonly viewport?: keyof typeof viewports;
  /** @default light */
  readonly colorScheme?: 'light' | 'dark';
}

/** Starts a headless Chromium that asks nobody outside for anything. Close it at the end. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      // The lab runs as root, where Chromium's sandbox cannot be had.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--no-pings',
      '--metrics-recording-only',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });

/** Opens an empty page in a context of its own, so that nothing is shared with other pages. */
export const openPage = async (
  browser: Browser,
  { viewport = 'desktop', colorScheme = 'light' }: LookOptions = {},
): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({
    viewport: viewports[viewport],
    colorScheme,
    hasTouch: viewport === 'phone',
    // Pictures and axe see the end of an animation, not its middle.
    reducedMotion: 'reduce',
  });
  return context.newPage();
};

/**
 * Opens Home Assistant's frontend as the user whose long-lived token it is, and waits until it draws.
 * @param path e.g. `/lovelace/0`, `/config/integrations`. @default /
 */
export const openFrontend = async (
  browser: Browser,
  url: string,
  token: string,
  { path = '/', ...look }: LookOptions & { readonly path?: string } = {},
): Promise<Page> => {
  const page = await openPage(browser, look);
  const tokens = {
    access_token: token,
    token_type: 'Bearer',
    refresh_token: '',
    expires_in: 315_360_000,
    expires: Date.now() + 315_360_000_000,
    hassUrl: url,
    clientId: `${url}/`,
  };
  await page.addInitScript((value) => localStorage.setItem('hassTokens', value), JSON.stringify(tokens));
  await page.goto(`${url}${path}`);
  await page.locator('home-assistant-main').waitFor({ state: 'attached', timeout: 60_000 });
  return page;
};

/** Saves a picture (PNG) of what the page shows, making the folder if need be. */
export const screenshot = async (page: Page, file: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
};

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe found wrong: the rule, what it means, and where, one line per place. */
export interface AxeViolation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly places: readonly string[];
}

/**
 * Runs axe, all its rules, over a page or the part of it under `include`: a CSS selector, or a path of selectors from
 * shadow root to shadow root, outermost first. Returns what is violated; an empty list is what is wanted.
 */
export const axe = async (
  page: Page,
  { include }: { readonly include?: string | readonly string[] } = {},
): Promise<AxeViolation[]> => {
  await page.addScriptTag({ path: axeSource });
  const context =
    include === undefined
      ? undefined
      : { include: [typeof include === 'string' ? include : { fromShadowDom: [...include] }] };
  const { violations } = await page.evaluate(
    (where) =>
      (globalThis as unknown as { axe: typeof axeCore }).axe.run(
        (where ?? (globalThis as unknown as { document: unknown }).document) as axeCore.ElementContext,
        { resultTypes: ['violations'] },
      ),
    context,
  );
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    help,
    places: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
};
