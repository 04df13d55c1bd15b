import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { cardConfig, cardFolder, panelConfig, panelFolder } from '../cards/vite.config.ts';

/**
 * Builds the panel and the card into the folders from which they are served and in which they are committed.
 * `--check` builds them elsewhere and fails when what is committed is not what the sources give.
 */

const buildInto = async (panel: string, card: string): Promise<void> => {
  await build(panelConfig(panel));
  await build(cardConfig(card));
};

const filesIn = (folder: string): Map<string, string> => {
  try {
    return new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
    );
  } catch {
    return new Map();
  }
};

const differing = (committed: Map<string, string>, built: Map<string, string>): string[] =>
  [...new Set([...committed.keys(), ...built.keys()])].filter(
    (file) => committed.get(file) !== built.get(file),
  );

const check = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-cards-'));
  try {
    await buildInto(join(folder, 'panel'), join(folder, 'card'));
    const files = [
      ...differing(filesIn(panelFolder), filesIn(join(folder, 'panel'))),
      ...differing(filesIn(cardFolder), filesIn(join(folder, 'card'))),
    ];
    if (files.length === 0) return;
    console.error(
      `Built files differ from their sources: ${files.join(', ')}. Run "npm run build" and commit them.`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

if (process.argv.includes('--check')) await check();
else await buildInto(panelFolder, cardFolder);
