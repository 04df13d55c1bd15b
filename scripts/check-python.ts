/**
 * Checks the Python integration: ruff (format and lint) and mypy in its strict mode, against the very Home Assistant that
 * the lab runs, whose types it needs. Where that is not installed, both are skipped by name; where `CI` is set it is
 * installed first, and without it the check fails.
 *
 * Usage: node scripts/check-python.ts [--fix]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isSource } from '../test/lab/support/home-assistant-snapshot.ts';
import { homeAssistantRoot, peers } from '../test/lab/support/peers.ts';

const versions = { mypy: '2.4.1', ruff: '0.17.6' };

const source = join(import.meta.dirname, '..', 'custom_components');
/** Inside Home Assistant's Debian. */
const toolsFolder = `/opt/ha/tools-${Object.values(versions).join('-')}`;
const checksFolder = '/opt/ha/checks';

const isFix = process.argv.includes('--fix');
const isRequired = (process.env['CI'] ?? '') !== '';

/** Runs a command inside Home Assistant's Debian and tells whether it succeeded; what it prints goes to our own output. */
const runInside = (folder: string, command: readonly string[]): boolean =>
  spawnSync(
    'chroot',
    [homeAssistantRoot, 'env', '-C', folder, '-u', 'PIP_FIND_LINKS', 'HOME=/root', 'NO_COLOR=1', ...command],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  ).status === 0;

/** @returns why there is no Home Assistant to check against; nothing when there is one. */
const missingHomeAssistant = async (): Promise<string | undefined> => {
  const peer = peers.find(({ name }) => name === 'home-assistant');
  if (peer === undefined) throw new Error('The lab has no Home Assistant');
  if (peer.isInstalled()) return undefined;
  return isRequired
    ? await peer.install()
    : 'Home Assistant is not installed: `npm run test:lab` installs it';
};

const installTools = (): boolean => {
  if (existsSync(join(homeAssistantRoot, toolsFolder, '.ready'))) return true;
  const packages = Object.entries(versions).map(([name, version]) => `${name}==${version}`);
  return (
    runInside('/', ['python3', '-m', 'venv', toolsFolder]) &&
    runInside('/', [`${toolsFolder}/bin/pip`, 'install', '--quiet', ...packages]) &&
    runInside('/', ['touch', `${toolsFolder}/.ready`])
  );
};

/** Runs the tools over a copy, since they see nothing outside Home Assistant's Debian. */
const checkCopy = (): boolean => {
  mkdirSync(join(homeAssistantRoot, checksFolder), { recursive: true });
  const copy = mkdtempSync(join(homeAssistantRoot, checksFolder, 'custom_components-'));
  const folder = `${checksFolder}/${basename(copy)}`;
  const tool = (name: string) => `${toolsFolder}/bin/${name}`;
  try {
    cpSync(source, copy, { recursive: true, filter: isSource });
    const results = [
      runInside(folder, [tool('ruff'), 'check', '--quiet', ...(isFix ? ['--fix'] : []), '.']),
      runInside(folder, [tool('ruff'), 'format', '--quiet', ...(isFix ? [] : ['--diff']), '.']),
      runInside(folder, [
        'MYPYPATH=.',
        tool('mypy'),
        ...['--python-executable', '/opt/ha/venv/bin/python', '--cache-dir', '/opt/ha/mypy-cache'],
        ...['--no-error-summary', '--package', 'homelab_steward'],
      ]),
    ];
    if (isFix) cpSync(copy, source, { recursive: true, filter: isSource });
    return results.every(Boolean);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

const missing = await missingHomeAssistant();
if (missing !== undefined) {
  process.stdout.write(`skipped: ruff and mypy: ${missing}\n`);
  process.exitCode = isRequired ? 1 : 0;
} else {
  process.exitCode = installTools() && checkCopy() ? 0 : 1;
}
