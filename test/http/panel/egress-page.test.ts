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

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)('has nothing that axe objects to at a width of %i, %s', async (width, colorScheme) => {
    engine.setEgress(sentBodies());
    await open(width, colorScheme);
    await page.locator('summary').first().click();
    await page.getByLabel('What was sent').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is reached from the control view, and says that nothing ever left', async () => {
    await open(1280, 'light', 'control');
    await page.getByRole('button', { name: 'Show what was sent' }).click();
    await page.getByText('Nothing has ever left the house.').waitFor();
    expect(new URL(page.url()).hash).toBe('#/egress');
  });

  it('shows each body to be read, and byte for byte', async () => {
    const newest = sentBody(6);
    engine.setEgress([newest, ...sentBodies().slice(1)]);
    await open(1280, 'light');
    await page.locator('summary').first().click();
    const body = page.getByLabel('What was sent');
    await body.getByText('Why is host-6 slow').waitFor();
    await page.getByRole('button', { name: 'Byte for byte' }).click();
    expect(await body.textContent()).toBe(newest.body);
    await page.locator('summary').last().click();
    await page.getByText('The text is no longer kept').waitFor();
  });

  it('shows earlier entries page by page', async () => {
    engine.setEgress(Array.from({ length: 60 }, (_, index) => sentBody(60 - index)));
    await open(1280, 'light');
    await page.getByRole('button', { name: 'Show earlier' }).click();
    await expect.poll(() => page.locator('summary').count()).toBe(60);
    expect(await page.getByRole('button', { name: 'Show earlier' }).count()).toBe(0);
  });
});
