/**
 * Installs the peers that are missing, then runs the lab's tests.
 *
 * Usage: npm run test:lab [-- [--require-peers] [VITEST_ARGUMENT ...]]
 *
 * By hand, a peer that cannot be had is named and its tests are skipped. With `--require-peers`, or where CI is set, that
 * is a failure. Further arguments go to vitest: file names, `-t NAME`, reporters.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { peers } from './support/peers.ts';

const root = join(import.meta.dirname, '../..');
const given = process.argv.slice(2);
const isPeerRequired = given.includes('--require-peers') || (process.env['CI'] ?? 'false') !== 'false';
const vitestArguments = given.filter((argument) => argument !== '--require-peers');

const missing: string[] = [];
for (const peer of peers) {
  if (!peer.isInstalled()) {
    process.stderr.write(`Installing ${peer.name} (once; this can take some minutes) ...\n`);
  }
  const problem = await peer.install();
  if (problem === undefined && peer.isInstalled()) continue;
  missing.push(`${peer.name}: ${problem ?? 'it is not there after its installation'}`);
}

for (const line of missing) {
  process.stderr.write(`${isPeerRequired ? 'Missing' : 'Skipping the tests with'} ${line}\n`);
}
if (missing.length > 0 && isPeerRequired) process.exit(1);

const vitest = spawn(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'lab', ...vitestArguments],
  { stdio: 'inherit', cwd: root },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => vitest.kill(signal));
vitest.on('exit', (code) => {
  for (const line of missing) process.stderr.write(`Skipped: the tests with ${line}\n`);
  process.exit(code ?? 1);
});
