import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { showEgress } from '../../../src/compose/egress-actions.ts';
import { registerPanel } from '../../../src/http/panel/panel.ts';
import { axeViolations, hasChromium, launchChromium } from './chromium.ts';
import { demoOverview } from './demo-overview.ts';
import { createScriptedEngine, owner, type ScriptedEngine } from './scripted-engine.ts';
import { sentBodies, sentBody } from './sent-bodies.ts';

it('tells only administrators what left the house', () => {
  const never = (): never => {
    throw new Error('was read');
  };
  const bob = { userId: 'b0b', name: 'Bob', isAdmin: false };
  const ledger = { list: never, get: never, totalBytes: never };
  expect(showEgress(ledger, { type: 'list-egress', id: '1' }, bob)).toMatchObject({
    code: 'panel.not-admin',
  });
  expect(showEgress(ledger, { type: 'show-egress', id: '1', number: 1 }, bob)).toMatchObject({
    ok: false,
    code: 'panel.not-admin',
  });
});

describe.skipIf(!hasChromium)('the page that shows what left the house', () => {
  let browser: Browser;
  let server: FastifyInstance;
  let engine: ScriptedEngine;
  let page: Page;

  const open = async (width: number, colorScheme: 'light' | 'dark', view = 'egress'): Promise<void> => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    await page.goto(`http://localhost:${(server.server.address() as AddressInfo).port}/#/${view}`);
  };

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    engine = createScriptedEngine(demoOverview(Date.now()), { demoOwner: owner });
    server = fastify();
    registerPanel(server, {}, engine.deps);
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  it('is reached from the control view, and says that nothing ever left', async () => {
    await open(1280, 'light', 'control');
    await page.getByRole('button', { name: 'Show what was sent' }).click();
    await page.getByText('Nothing has ever left the house.').waitFor();
    expect(new URL(page.url()).hash).toBe('#/egress');
  });

  it('shows each body to be read and byte for byte, earlier ones page by page, with nothing that axe objects to', async () => {
    const [newest = sentBody(60), ...others] = Array.from({ length: 56 }, (_, index) => sentBody(60 - index));
    engine.setEgress([newest, ...others, ...sentBodies().slice(2)]);
    await open(390, 'dark');
    await page.locator('summary').first().click();
    const body = page.getByLabel('What was sent');
    await body.getByText('Why is host-60 slow').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Byte for byte' }).click();
    expect(await body.textContent()).toBe(newest.body);
    await page.getByRole('button', { name: 'Show earlier' }).click();
    await expect.poll(() => page.locator('summary').count()).toBe(59);
    expect(await page.getByRole('button', { name: 'Show earlier' }).count()).toBe(0);
    await page.locator('summary').last().click();
    await page.getByText('The text is no longer kept').waitFor();
  });
});
