import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Home Assistant that the lab runs. */
export const homeAssistantVersion = '2026.11.0';

const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homelab-lab');

/** The Debian that Home Assistant lives in: it is started there by chroot. */
export const homeAssistantRoot = join(cacheFolder, 'debian');

/** Where Debian's Chromium is. */
export const chromiumPath = '/usr/bin/chromium';

/** Where Debian's OpenSSH server is, and the folder that it wants at run time. */
export const sshdPath = '/usr/sbin/sshd';
const sshdFolder = '/run/sshd';

/** The Ollama that the lab runs. */
const ollamaVersion = 'v0.17.4';
const ollamaFolder = join(cacheFolder, `ollama-${ollamaVersion}`);

/** Where it is built. */
export const ollamaPath = join(ollamaFolder, 'bin/ollama');

/** The folder with a sub-folder per peer: installation scripts and configuration. */
export const peersFolder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'peers');

/** A real program that tests run against. */
export interface Peer {
  readonly name: 'home-assistant' | 'chromium' | 'openssh' | 'ollama';
  /** Whether it is there, without installing anything. */
  isInstalled(): boolean;
  /**
   * Installs it when it is missing, and repairs what a restart of the machine undid. Takes minutes from nothing, no time
   * when it is there. Resolves with why it cannot be had, or with nothing when it is there.
   */
  install(): Promise<string | undefined>;
}

const installedHomeAssistantStamp = (): string => {
  const digest = createHash('sha256');
  for (const file of ['install.sh', 'resolve.py']) {
    digest.update(readFileSync(join(peersFolder, 'home-assistant', file)));
  }
  return join(
    homeAssistantRoot,
    'opt/ha',
    `.ready-${homeAssistantVersion}-${digest.digest('hex').slice(0, 12)}`,
  );
};

const runInstallation = async (name: string): Promise<string | undefined> => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return 'it can only be installed by root on a Debian machine';
  }
  const script = spawn('bash', [join(peersFolder, name, 'install.sh')], {
    // Standard output is the runner's own; what an installation prints is progress.
    stdio: ['ignore', process.stderr, process.stderr],
    env: {
      ...process.env,
      HA_VERSION: homeAssistantVersion,
      HA_ROOT: homeAssistantRoot,
      OLLAMA_VERSION: ollamaVersion,
      OLLAMA_FOLDER: ollamaFolder,
    },
  });
  const code = await new Promise<number | null>((resolve) => {
    script.on('error', () => resolve(null));
    script.on('exit', resolve);
  });
  return code === 0 ? undefined : `its installation failed (exit code ${code}), see above`;
};

/** Every peer of the lab. */
export const peers: readonly Peer[] = [
  {
    name: 'home-assistant',
    isInstalled: () => existsSync(installedHomeAssistantStamp()),
    install: () => runInstallation('home-assistant'),
  },
  {
    name: 'chromium',
    isInstalled: () => existsSync(chromiumPath),
    install: () => runInstallation('chromium'),
  },
  {
    name: 'openssh',
    isInstalled: () => existsSync(sshdPath) && existsSync(sshdFolder),
    install: () => runInstallation('openssh'),
  },
  {
    name: 'ollama',
    isInstalled: () => existsSync(ollamaPath),
    install: async () => (existsSync(ollamaPath) ? undefined : runInstallation('ollama')),
  },
];

/**
 * The names of those peers that are not there. A test file starts with
 * `describe.skipIf(missingPeers('home-assistant').length > 0)('…', …)`, so that by hand it is skipped, not failed;
 * `.ci/run` refuses to start without them.
 */
export const missingPeers = (...names: Peer['name'][]): Peer['name'][] =>
  peers.filter((peer) => names.includes(peer.name) && !peer.isInstalled()).map((peer) => peer.name);
