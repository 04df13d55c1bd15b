/**
 * Runs a script with the Node that package.json pins, installing dependencies first when they are missing or
 * older than the lockfile. Plain JavaScript with no import of a package: it must run on the machine's own Node.
 *
 * Usage: node scripts/with-node.mjs FILE [ARGUMENT ...]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundledNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const stamp = join(root, 'node_modules', '.installed-lockfile');
const lockfileDigest = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

const isInstalled = () =>
  existsSync(bundledNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileDigest;

if (!isInstalled()) {
  process.stderr.write('Installing dependencies (once) ...\n');
  // Not `npm ci`: it refuses a lockfile without the optional packages of other platforms, which a mirror may not have.
  const install = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    process.stderr.write(
      'Installing dependencies failed: see above; check the network and run the command again.\n',
    );
    process.exit(install.status ?? 1);
  }
  writeFileSync(stamp, lockfileDigest);
}

const [file, ...args] = process.argv.slice(2);
/**
 * Keeps an idle Steward small: one arena of glibc's malloc instead of one for each thread, and compiled code cached from
 * the very first file on, so that Node's TypeScript loader is not loaded (docs/decisions/2026-11-22-memory.md).
 */
const smallIdle = {
  MALLOC_ARENA_MAX: '1',
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile-cache'),
};
const child = spawn(bundledNode, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
  stdio: 'inherit',
  env: { ...(file === 'scripts/start.ts' ? smallIdle : {}), ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
