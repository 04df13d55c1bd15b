/**
 * Writes every generated file of the repository, or with `--check` says which of them are not as they would be written.
 *
 * Usage: npm run gen [-- --check]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateBetterleaks } from './generators/betterleaks.ts';
import { generateErrors } from './generators/errors.ts';
import type { GeneratedFile } from './generators/generated-file.ts';
import { generateGitleaks } from './generators/gitleaks.ts';
import { generateOptions } from './generators/options.ts';
import { generateProtocol } from './generators/protocol.ts';
import { generateWorkflow } from './generators/workflow.ts';

/** Each makes its files from one source. A new one is one line here. */
const generators: readonly (() => readonly GeneratedFile[])[] = [
  generateOptions,
  generateErrors,
  generateProtocol,
  generateWorkflow,
  generateGitleaks,
  generateBetterleaks,
];

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

const stale = generators
  .flatMap((generate) => generate())
  .filter(({ path, content }) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== content;
  });

for (const { path, content } of isCheck ? [] : stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
for (const { path } of stale) process.stdout.write(`${isCheck ? 'not up to date' : 'written'}: ${path}\n`);
if (isCheck && stale.length > 0) {
  process.stdout.write('Run `npm run gen` and commit what it writes.\n');
  process.exitCode = 1;
}
