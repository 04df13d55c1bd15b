import { type TOTP, URI } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSurroundings } from '../../src/config/load-options.ts';
import { silentLog } from '../../src/core/log.ts';
import { type Demo, demoPin, startDemo } from '../standins/demo.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { launchChromium } from './support/chromium.ts';
import { missingPeers } from './support/peers.ts';

const peers = missingPeers('chromium');

describe.skipIf(peers.length > 0)('the step-up in a real browser, in the demo homelab', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  const security: { message: string; fields: unknown }[] = [];

  beforeAll(async () => {
    const log = {
      ...silentLog,
      security: (message: string, fields: unknown) => void security.push({ message, fields }),
      child: () => log,
    };
    const surroundings = loadSurroundings({
      STEWARD_DATA: temporaryFolder(),
      STEWARD_PANEL_PORT: '0',
      STEWARD_INTEGRATION_PORT: '0',
      STEWARD_WYOMING_PORT: '0',
    });
    demo = await startDemo(surroundings, log);
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${demo.steward.panelUrl}/#/control`);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const stopAll = async () => {
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByRole('button', { name: 'Release the stop' }).click();
  };
  const released = () => page.getByText('Everything is stopped').waitFor({ state: 'detached' });

  it('adds a passkey with the PIN, and releases the stop with the passkey', async () => {
    await page.getByRole('button', { name: 'Add : Passkey' }).click();
    await page.getByLabel('Name of the new passkey').fill('Lab');
    await page.getByLabel('Your PIN').fill(demoPin);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Lab', { exact: true }).waitFor();
    await stopAll();
    await page.getByRole('radio', { name: 'Passkey' }).first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Release the stop' }).click();
    await released();
    expect(security.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['A passkey was added.', 'Nothing is stopped any more.']),
    );
  });

  it('enrols an authenticator app with the passkey, and takes each of its codes once', async () => {
    await page.getByRole('button', { name: 'Add : Authenticator app' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    const uri = await page.getByRole('link', { name: 'Open it in the app' }).getAttribute('href');
    const app = URI.parse(uri ?? '') as TOTP;
    const used = app.generate();
    await page.getByLabel('The first code that the app shows').fill(used);
    await page.getByRole('button', { name: 'Enrol the app' }).click();
    await page.getByText('Enrolled. Each code is taken once.').waitFor();
    await stopAll();
    await page.getByText('Authenticator app', { exact: true }).first().click();
    await page.getByLabel('Code of your app').fill(used);
    await page.keyboard.press('Enter');
    await page.getByText('That code is wrong or was used before').waitFor();
    await page.getByLabel('Code of your app').fill(app.generate({ timestamp: Date.now() + 30_000 }));
    await page.keyboard.press('Enter');
    await released();
  });

  it('approves what destroys data with the passkey, and the record says so', async () => {
    demo.proxmox.guest(103).snapshots.push({ name: 'before', takenAtMs: Date.now() - 60_000, config: {} });
    await page.goto(`${demo.steward.panelUrl}/#/chat`);
    const field = page.getByRole('textbox', { name: 'Message to Steward' });
    await field.fill('roll grafana back to before');
    await field.press('Enter');
    const request = page.getByRole('article', { name: /grafana/i }).first();
    await request.getByText('This cannot be undone').first().waitFor();
    await page.waitForTimeout(500);
    await request.getByRole('button', { name: /^Approve/ }).click();
    await page.getByText('Running now').or(page.getByText('Just finished')).first().waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'History' }).click();
    await page.locator('summary').filter({ hasText: 'grafana' }).first().waitFor({ timeout: 60_000 });
    await page.locator('summary').filter({ hasText: 'grafana' }).first().click();
    await page
      .getByText(/Approved by Demo owner/)
      .first()
      .waitFor();
  });
});
