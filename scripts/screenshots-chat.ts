/**
 * Pictures of the panel's chat with a language model, for the documentation: the demo homelab with the scripted model of
 * the test book in place of a real one, so that they come out the same each time. Writes docs/images/panel-chat-*.png.
 *
 * Usage: node scripts/screenshots-chat.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { loadSurroundings } from '../src/config/load-options.ts';
import { silentLog } from '../src/core/log.ts';
import type { Gateway } from '../src/llm/gateway.ts';
import { type ModelAct, readBook } from '../test/book/book.ts';
import { callOfAct } from '../test/book/call-of-act.ts';
import { createScriptedModel } from '../test/book/scripted-model.ts';
import { launchChromium } from '../test/http/panel/chromium.ts';
import { startDemo } from '../test/standins/demo.ts';

const folder = join(import.meta.dirname, '../docs/images');
const dataFolder = mkdtempSync(join(tmpdir(), 'steward-screenshots-'));

const model = createScriptedModel(callOfAct);
/** Set while the model thinks. */
let thinking: Promise<void> | undefined;
const gateway: Gateway = {
  route: model.route,
  stream: async function* (...given) {
    if (model.asked.length > 0) await thinking;
    yield* model.stream(...given);
  },
};

const draftTurn = readBook().find(({ name }) => name === 'a draft for what no workflow covers')?.turns[0];
const questionActs: readonly ModelAct[] = [
  { look: 'paperless-ngx' },
  {
    text: 'paperless-ngx runs on chief-horse and is short of neither processor nor memory now [E1]. Nothing there is the cause; ask again while it is slow.',
    times: 1,
  },
];

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.mouse.move(1, 1);
  await page.screenshot({ path: join(folder, `panel-chat-${name}.png`) });
  console.log(`docs/images/panel-chat-${name}.png`);
};

const demo = await startDemo({ ...loadSurroundings(), dataFolder }, silentLog, gateway);
const browser = await launchChromium();
try {
  for (const [name, colorScheme, viewport] of [
    ['desktop-light', 'light', { width: 1280, height: 900 }],
    ['phone-dark', 'dark', { width: 390, height: 844 }],
  ] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport,
      deviceScaleFactor: name === 'phone-dark' ? 2 : 1,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(`${demo.steward.panelUrl}#/chat`);
    const field = page.getByRole('textbox', { name: 'Message to Steward' });
    const ask = async (sentence: string, acts: readonly ModelAct[]): Promise<void> => {
      model.play(acts);
      await field.fill(sentence);
      await field.press('Enter');
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    thinking = promise;
    model.asked.length = 0;
    await ask('why is paperless so slow, and should I change anything?', questionActs);
    await page.locator('.doing, .words').last().waitFor();
    if (name === 'phone-dark') await shoot(page, `doing-${name}`);
    thinking = undefined;
    resolve();
    await page.getByText('ask again while it is slow').last().waitFor();
    if (name === 'desktop-light') await shoot(page, `answer-${name}`);
    await ask(draftTurn?.say ?? '', draftTurn?.model ?? []);
    await page.getByText('It is a draft').first().waitFor();
    await shoot(page, `draft-${name}`);
    await context.close();
  }
} finally {
  await browser.close();
  await demo.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
