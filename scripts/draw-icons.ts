/**
 * Draws the app's icon.png (128 x 128) and logo.png (250 x 100), and the integration's own in twice that size, from their
 * SVG files, on a transparent ground.
 *
 * Usage: node scripts/draw-icons.ts [CHROMIUM]   (default: chromium from the system)
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');

/** Where Home Assistant looks for the images of an integration. */
const brand = 'custom_components/homelab_steward/brand';

const drawings = [
  { source: 'cards/public/icon.svg', target: 'icon.png', width: 128, height: 128 },
  { source: 'addon/art/logo.svg', target: 'logo.png', width: 250, height: 100 },
  { source: 'cards/public/icon.svg', target: `${brand}/icon.png`, width: 256, height: 256 },
  { source: 'addon/art/logo.svg', target: `${brand}/logo.png`, width: 500, height: 200 },
];

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { source, target, width, height } of drawings) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = readFileSync(join(root, source), 'utf8');
  await page.setContent(
    `<style>body { margin: 0 } body > svg { display: block; width: ${width}px }</style>${svg}`,
  );
  await page.screenshot({ path: join(root, target), omitBackground: true });
  await page.close();
}
await browser.close();
