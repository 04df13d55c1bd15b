import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian and most images have it. */
const executablePath = '/usr/bin/chromium';

/** Whether the tests that need a browser can run. In continuous integration they always do, and fail without one. */
export const hasChromium = existsSync(executablePath) || process.env['CI'] === '1';

/** A Chromium that asks nothing of the outside. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong with a page, shadow roots included, one line per element. */
export const axeViolations = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
  };
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
  );
};
