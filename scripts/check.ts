/**
 * Everything that can be checked without running Steward: types, lint and format, generated and built files, architecture,
 * and the Python side. One line each; what a failed one printed follows it.
 *
 * Usage: npm run check
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

interface Check {
  readonly name: string;
  /** Program and arguments, from the root of the repository. */
  readonly command: readonly string[];
}

const root = join(import.meta.dirname, '..');
const node = process.execPath;
const tool = (path: string): string => join(root, 'node_modules', path);

const checks: readonly Check[] = [
  { name: 'types', command: [node, tool('typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'types of the cards',
    command: [node, tool('typescript/bin/tsc'), '--noEmit', '--project', 'cards'],
  },
  { name: 'lint and format', command: [node, tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.'] },
  { name: 'generated files', command: [node, 'scripts/generate.ts', '--check'] },
  {
    name: 'architecture',
    command: [node, tool('vitest/vitest.mjs'), 'run', '--project', 'fast', 'test/architecture.test.ts'],
  },
  { name: 'built panel and card', command: [node, 'scripts/build-cards.ts', '--check'] },
  { name: 'Python', command: [node, 'scripts/check-python.ts'] },
];

interface Outcome {
  readonly isFine: boolean;
  readonly output: string;
}

const run = ({ command: [program = '', ...args] }: Check): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', (error) => resolve({ isFine: false, output: error.message }));
    child.on('close', (code) => resolve({ isFine: code === 0, output: stripVTControlCharacters(output) }));
  });

let failed = 0;
for (const check of checks) {
  const startedAtMs = performance.now();
  const { isFine, output } = await run(check);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  process.stdout.write(`${isFine ? 'ok    ' : 'FAILED'}  ${check.name}  (${seconds} s)\n`);
  const skipped = isFine ? /^skipped: .*$/m.exec(output)?.[0] : undefined;
  if (skipped !== undefined) process.stdout.write(`        ${skipped}\n`);
  if (isFine) continue;
  failed += 1;
  process.stdout.write(`${output.trimEnd().replaceAll(/^/gm, '        ')}\n`);
}
process.stdout.write(
  failed === 0 ? 'All checks passed.\n' : `${failed} of ${checks.length} checks failed.\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
