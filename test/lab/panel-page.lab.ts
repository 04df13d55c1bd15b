import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AutonomyView } from '../../src/core/approval-view.ts';
import { registerPanel } from '../../src/http/panel/panel.ts';
import { axeViolations, launchChromium } from '../http/panel/chromium.ts';
import { expansionRequest, rolledBackRun, waitingRun } from '../http/panel/demo-expansion.ts';
import { demoOverview, largeOverview, runningRun } from '../http/panel/demo-overview.ts';
import { createScriptedEngine, owner, type ScriptedEngine } from '../http/panel/scripted-engine.ts';
import { missingPeers } from './support/peers.ts';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

let browser: Browser;
let server: FastifyInstance;
let engine: ScriptedEngine;
let port = 0;
let page: Page;
/** What the browser complained about, and every request that left the panel’s own address. */
let complaints: string[];

const startServer = async (): Promise<void> => {
  server = fastify();
  registerPanel(server, {}, engine.deps);
  await server.listen({ port, host: '127.0.0.1' });
  port = (server.server.address() as AddressInfo).port;
};

const openPanel = async (
  options: { viewport?: typeof phone; colorScheme?: 'light' | 'dark'; view?: string } = {},
): Promise<void> => {
  const context = await browser.newContext({
    viewport: options.viewport ?? desktop,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(8_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`http://localhost:${port}/`)) complaints.push(`outside: ${request.url()}`);
  });
  await page.goto(`http://localhost:${port}/#/${options.view ?? 'overview'}`);
  await page.getByText('Homelab Steward').first().waitFor();
};

const stoppedByAlice = (nowMs: number) => ({
  sinceMs: nowMs - 60_000,
  by: 'Alice',
  reason: 'pressed the button in the panel',
});

const assistUntilTomorrow = (nowMs: number): AutonomyView => ({
  id: 1,
  level: 'assist',
  workflow: 'snapshot-guest',
  scope: 'proxmox:home/guest/*',
  setBy: 'Alice',
  setAtMs: nowMs - 3_600_000,
  untilMs: nowMs + 86_400_000,
  because: 'Snapshots bother nobody.',
});

/** A request takes no answer in the moment in which it comes into view. */
const untilArmed = async (): Promise<void> => {
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .waitFor();
  const shownAt = await page.evaluate<number>('performance.now()');
  await page.waitForFunction((from) => performance.now() - from > 450, shownAt);
};

describe.skipIf(missingPeers('chromium').length > 0)('the panel in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    complaints = [];
    port = 0;
    engine = createScriptedEngine(demoOverview(Date.now()), { demoOwner: owner });
    await startServer();
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  it.each([
    ['overview', desktop, 'light'],
    ['overview', phone, 'dark'],
    ['chat', phone, 'light'],
    ['chat', phone, 'dark'],
    ['inventory', desktop, 'light'],
    ['inventory', phone, 'dark'],
    ['history', desktop, 'dark'],
    ['history', phone, 'light'],
    ['control', desktop, 'light'],
    ['control', phone, 'dark'],
  ] as const)('has nothing that axe objects to: %s at %o, %s', async (view, viewport, colorScheme) => {
    const now = Date.now();
    const shown = engine.current();
    engine.show({
      ...shown,
      approvals: [expansionRequest(now), ...shown.approvals],
      runs: [waitingRun(now), rolledBackRun(now), ...shown.runs],
      ...(view === 'control' ? { stopped: stoppedByAlice(now), autonomy: [assistUntilTomorrow(now)] } : {}),
    });
    engine.setFactors({ pin: true, totp: true, passkeys: [] });
    await openPanel({ viewport, colorScheme, view });
    await page
      .getByText('Nothing here is real')
      .or(page.locator('.views h2, .views search'))
      .first()
      .waitFor({
        state: 'attached',
      });
    if (view === 'history') await page.locator('summary').first().click();
    if (view === 'control') {
      await page.getByRole('button', { name: 'Release the stop' }).click();
      await page.getByRole('button', { name: 'Set a level' }).click();
      await page.getByRole('button', { name: 'Add : Passkey' }).click();
    }
    if (view === 'chat') {
      await page.getByRole('button', { name: 'How full is tank?' }).click();
      await page.getByText('It is healthy.').last().waitFor();
    }
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('streams an answer, can be stopped, and suggests what to ask next', async () => {
    await openPanel();
    const release = engine.holdNextTurn();
    const field = page.getByRole('textbox', { name: 'Message to Steward' });
    await field.fill('how full is tank?');
    await field.press('Enter');
    await page.getByText('tank on pumped-piglet is 78 % full,', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Stop the answer' }).click();
    release();
    await page.getByText('Stopped.').first().waitFor();
    await page.getByRole('button', { name: 'What is wrong?' }).click();
    await page.getByText('2.4 TB free of 10.9 TB').first().waitFor();
    expect(engine.turns.map((turn) => turn.text)).toEqual(['how full is tank?', 'What is wrong?']);
    expect(new Set(engine.turns.map((turn) => turn.conversationId)).size).toBe(1);
    expect(await page.getByRole('button', { name: 'What is wrong?' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('tells what is being done while an answer is made, and shows a drafted workflow as a draft', async () => {
    await openPanel({ viewport: phone, view: 'chat' });
    const release = engine.holdNextTurn();
    const field = page.getByRole('textbox', { name: 'Message to Steward' });
    await field.fill('write me a workflow that restarts paperless');
    await field.press('Enter');
    await page.getByText('looking at paperless-ngx').waitFor();
    release();
    await page.getByText('snapshot-then-restart.yaml').waitFor();
    expect(await page.getByLabel('Draft of snapshot-then-restart').textContent()).toContain(
      'kro.run/v1alpha1',
    );
    await page.getByText('Nothing runs from a draft.').waitFor();
    expect(await page.getByText('looking at paperless-ngx').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Show the request' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('names what an answer rests on', async () => {
    await openPanel({ viewport: phone, view: 'chat' });
    const field = page.getByRole('textbox', { name: 'Message to Steward' });
    await field.fill('why is it slow?');
    await field.press('Enter');
    const { name = '' } = engine.current().inventory.guests[0] ?? {};
    await page.getByText('Its memory is full.').first().waitFor();
    expect((await page.locator('.evidence').textContent())?.replace(/\s+/gu, ' ').trim()).toBe(
      `From: ${name}, run 12`,
    );
    expect(await axeViolations(page)).toEqual([]);
  });

  it('sends a picture with a question, drawn anew without what the camera noted, and can leave one out', async () => {
    await openPanel({ view: 'chat' });
    // A red square of 4000 x 2000 pixels, made by the browser itself.
    const png = await page.evaluate<string>(`{
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 4000, height: 2000 });
      const context = canvas.getContext('2d');
      context.fillStyle = 'red';
      context.fillRect(0, 0, 4000, 2000);
      canvas.toDataURL('image/png').split(',')[1];
    }`);
    const file = { name: 'label.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles([file, file]);
    await page.getByRole('button', { name: 'Leave out picture 2' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Message to Steward' }).fill('what does the label say?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('It is healthy.').first().waitFor();
    const [turn] = engine.turns;
    expect(turn?.text).toBe('what does the label say?');
    expect(turn?.pictures?.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg']);
    const sent = Buffer.from(turn?.pictures?.[0]?.data ?? []);
    // Start of a JPEG; its frame header says 800 x 1600.
    expect(sent.subarray(0, 2).toString('hex')).toBe('ffd8');
    expect(sent.includes(Buffer.from([0x08, 0x03, 0x20, 0x06, 0x40]))).toBe(true);
    expect(await page.locator('steward-chat .pictures img').count()).toBe(1);
  });

  it('takes no pictures where there is nobody who can look at them', async () => {
    engine.takePictures(false);
    await openPanel({ view: 'chat' });
    await page.getByRole('textbox', { name: 'Message to Steward' }).waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
  });

  it('says that a picture cannot be read', async () => {
    await openPanel({ view: 'chat' });
    const file = { name: 'label.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('This picture cannot be read.').waitFor();
  });

  it('shows the whole plan of a request before it can be approved', async () => {
    await openPanel();
    const request = page.getByRole('article', { name: 'Restart paperless-ngx' });
    for (const words of [
      'Alice asked',
      'restart the paperless container',
      'Restart the container paperless-ngx (101) on still-fawn',
      '12 days',
      'starts anew',
      'paperless-ngx does not answer for about 20 seconds.',
      'This cannot be undone.',
      'everyone who reads documents in it',
      'Interrupts',
      'Lapses in',
      'takes about 20 sec',
    ])
      await request.getByText(words).first().waitFor();
  });

  it('approves by the keyboard alone, then shows the run as it goes on', async () => {
    await openPanel();
    engine.onAction(() => {
      const now = engine.current();
      engine.show({
        ...now,
        approvals: now.approvals.filter(({ id }) => id !== 'approval_restart'),
        runs: [
          { ...runningRun(Date.now()), id: 'run_new', title: 'Restart paperless-ngx', progressPercent: 10 },
        ],
      });
    });
    const approve = page.getByRole('button', { name: 'Approve : Restart paperless-ngx' });
    await approve.waitFor();
    await untilArmed();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if (await approve.evaluate((button) => button.matches(':focus'))) break;
    }
    await page.keyboard.press('Enter');
    const run = page.getByRole('article', { name: 'Restart paperless-ngx' });
    await run.getByText('10%').waitFor();
    expect(engine.actions).toEqual([
      {
        type: 'decide',
        approvalId: 'approval_restart',
        answer: 'approve',
        person: owner,
        planDigest: '3'.repeat(64),
      },
    ]);
    const now = engine.current();
    engine.show({ ...now, runs: now.runs.map((one) => ({ ...one, progressPercent: 80 })) });
    await run.getByText('80%').waitFor();
    await page.getByText('Approved: Restart paperless-ngx').waitFor({ state: 'attached' });
  });

  it('asks for the PIN of a destructive change and says when it was wrong', async () => {
    await openPanel();
    engine.answerNextWith({
      ok: false,
      code: 'step-up-wrong',
      message: 'That PIN is wrong. 4 tries are left.',
    });
    const request = page.getByRole('article', { name: /Roll back grafana/ });
    const approve = request.getByRole('button', { name: /Approve/ });
    await untilArmed();
    await approve.click();
    await request.getByText('Enter your PIN to confirm.').waitFor();
    expect(engine.actions).toEqual([]);
    await request.getByLabel('Your PIN').fill('1234');
    await page.keyboard.press('Enter');
    await request.getByText('That PIN is wrong. 4 tries are left.').waitFor();
    expect(engine.actions).toMatchObject([{ type: 'decide', stepUp: { method: 'pin', code: '1234' } }]);
    expect(await request.getByLabel('Your PIN').inputValue()).toBe('');
  });

  it('shows a long plan with what cannot be undone first, and whose yes is still missing', async () => {
    engine.show({ ...engine.current(), approvals: [expansionRequest(Date.now())] });
    await openPanel();
    const request = page.getByRole('article', { name: 'Expand the pool tank' });
    for (const words of [
      'This cannot be undone once it is done.',
      'begins at once, side by side',
      'after steps 2 and 3',
      'as in 8 past runs',
      '18.9 TB',
      'A free SATA port with its cable is there already.',
      '1 of 2 approvals',
      'Bob approved',
      'The rule "storage" asks for two people',
      'Saves about 95 min',
    ])
      await request.getByText(words).first().waitFor();
    expect(await request.getByRole('listitem').filter({ hasText: 'Nothing stops meanwhile' }).count()).toBe(
      2,
    );
  });

  it('takes a report for a step that waits, undoes only by a request, and cancels', async () => {
    const now = Date.now();
    engine.show({ ...engine.current(), approvals: [], runs: [waitingRun(now), rolledBackRun(now)] });
    await openPanel();
    const waiting = page.getByRole('article', { name: 'Expand the pool tank' });
    await waiting.getByText('The disk that is there now has the serial WD-77').waitFor();
    await waiting.getByLabel('Serial').fill('ZR10ABCD');
    await waiting.getByRole('button', { name: 'It is done' }).click();
    await waiting.getByText('Steward looks for itself now.').first().waitFor();
    await waiting.getByRole('button', { name: /^Cancel/ }).click();
    await waiting.getByText('It stops at the next safe point.').waitFor();
    const failed = page.getByRole('article', { name: 'Give immich more memory' });
    await failed.getByText('Not as it was before').waitFor();
    await failed.getByRole('button', { name: /^Undo/ }).click();
    await failed.getByText('Its plan waits for a decision.').waitFor();
    expect(engine.actions).toEqual([
      {
        type: 'report',
        runId: 'run_expansion',
        stepId: 'disk',
        values: { done: true, serial: 'ZR10ABCD' },
        person: owner,
      },
      { type: 'cancel-run', runId: 'run_expansion', person: owner },
      { type: 'undo-run', runId: 'run_rolled_back', person: owner },
    ]);
  });

  it('stops everything with one press, says so on every page, and releases with a code', async () => {
    engine.setFactors({ pin: false, totp: true, passkeys: [] });
    engine.onAction(({ type }) => {
      const { stopped: _, ...rest } = engine.current();
      engine.show(type === 'stop' ? { ...rest, stopped: stoppedByAlice(Date.now()) } : rest);
    });
    await openPanel({ view: 'inventory', viewport: phone });
    await page.getByRole('button', { name: 'Stop all' }).click();
    for (const view of ['Overview', 'Chat', 'History', 'Control']) {
      await page.getByRole('navigation').getByRole('button', { name: view }).click();
      await page.locator('steward-stop:visible').getByText('Everything is stopped').waitFor();
    }
    await page.getByRole('button', { name: 'Release the stop' }).click();
    await page.getByLabel('Code of your app').fill('123 456');
    await page.keyboard.press('Enter');
    await page.getByText('Everything is stopped').waitFor({ state: 'detached' });
    expect(engine.actions).toEqual([
      { type: 'stop', person: owner },
      { type: 'release-stop', stepUp: { method: 'totp', code: '123456' }, person: owner },
    ]);
  });

  it('lets people take back their own requests and no others', async () => {
    await openPanel();
    await untilArmed();
    expect(await page.getByRole('button', { name: 'Take my request back' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Take my request back' }).click();
    await page.getByText('Taken back: Restart paperless-ngx').waitFor({ state: 'attached' });
    expect(engine.actions).toEqual([
      { type: 'cancel-request', approvalId: 'approval_restart', person: owner },
    ]);
  });

  it('says that the connection is lost, and comes back by itself', async () => {
    await openPanel();
    await page.getByText('5 things need attention.').waitFor();
    await server.close();
    await page.getByText('Connection to Steward lost.').waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    engine.show({ ...engine.current(), summary: 'Everything is fine.' });
    await startServer();
    await page.getByText('Everything is fine.').waitFor();
    await page.getByText('Connection to Steward lost.').waitFor({ state: 'detached' });
  });

  it('says of a system that cannot be read how old what it shows is', async () => {
    const now = Date.now();
    engine.show({
      ...engine.current(),
      systems: [
        {
          system: 'proxmox:home',
          isReachable: false,
          // Well between 14 and 15, so that a slow machine reads 14 too.
          readAtMs: now - 14 * 60_000 - 15_000,
          error: 'It does not answer.',
        },
      ],
    });
    await openPanel();
    await page.getByText('proxmox:home cannot be read: what you see of it is 14 min old.').waitFor();
  });

  it('says so where nothing is', async () => {
    const { inventory: _, ...rest } = demoOverview(Date.now());
    const nothing = { nodes: [], guests: [], pools: [], storages: [], disks: [] };
    engine.show({ ...rest, approvals: [], runs: [], problems: [], inventory: nothing });
    await openPanel();
    await page.getByText('No request is waiting.').waitFor();
    await page.getByRole('button', { name: 'Inventory' }).click();
    await page.getByText('Nothing is known yet.').waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByText('Nothing has happened yet.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('stays quick with 1,000 guests: nodes are folded, and search finds one at once', async () => {
    engine.show(largeOverview(Date.now(), 1_000));
    await openPanel({ view: 'inventory' });
    const search = page.getByRole('searchbox');
    await search.waitFor();
    expect(await page.locator('.guest').count()).toBe(0);
    await page.getByRole('button', { name: /^chief-horse/ }).click();
    await page.getByRole('button', { name: 'Show 50 more guests' }).waitFor();
    expect(await page.locator('.guest').count()).toBe(50);
    await search.fill('worker-777');
    await page.getByText('worker-777', { exact: true }).waitFor();
    expect(await page.locator('.guest').count()).toBe(1);
  });

  it('treats what systems and speakers say as words, never as markup', async () => {
    const now = engine.current();
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    engine.show({
      ...now,
      summary: hostile,
      approvals: now.approvals.map((approval) => ({ ...approval, title: hostile, requestText: hostile })),
    });
    await openPanel();
    await page.getByText('onerror').first().waitFor();
    expect(await page.title()).toBe('Homelab Steward');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('follows Home Assistant’s theme when it stands in its page, and stands in no other page', async () => {
    await openPanel();
    const frameIn = async (url: string): Promise<ReturnType<Page['frames']>[number] | undefined> => {
      await page.route(url, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<html style="--primary-background-color: #102030; --primary-color: #ff9800">
            <iframe src="http://localhost:${port}/"></iframe>`,
        }),
      );
      await page.goto(url);
      return page.frames().at(-1);
    };
    const panel = await frameIn(`http://localhost:${port}/home-assistant`);
    await panel?.getByText('5 things need attention.').waitFor();
    const schemeAndBackground = `(() => {
      const style = getComputedStyle(document.documentElement);
      return [style.colorScheme, style.backgroundColor];
    })()`;
    expect(await panel?.evaluate(schemeAndBackground)).toEqual(['dark', 'rgb(16, 32, 48)']);
    await page.evaluate(
      `document.documentElement.style.setProperty('--primary-background-color', '#fafafa')`,
    );
    await panel?.waitForFunction('getComputedStyle(document.documentElement).colorScheme === "light"');
    expect(await panel?.evaluate(schemeAndBackground)).toEqual(['light', 'rgb(250, 250, 250)']);
    const elsewhere = await frameIn(`http://127.0.0.1:${port}/evil`);
    expect(elsewhere?.url()).toMatch(/^chrome-error:/);
  });
});
