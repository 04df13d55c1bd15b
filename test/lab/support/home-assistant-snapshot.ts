import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { spawnHomeAssistant, waitUntilOnboarding, waitUntilRunning } from './home-assistant-process.ts';
import { firstHttpSection, furnish, onboard } from './onboarding.ts';
import { homeAssistantRoot, homeAssistantVersion, peersFolder } from './peers.ts';

const templateFolder = join(peersFolder, 'home-assistant');
const configFolders = join(homeAssistantRoot, 'cfg');
const tokenFile = 'lab-owner-token';

/** A configuration folder of an onboarded Home Assistant that is not running. */
export interface ConfigFolder {
  /** Absolute path, inside the chroot's folder. */
  readonly path: string;
  readonly ownerToken: string;
}

/** What decides how an onboarded Home Assistant looks: another of any of it needs another snapshot. */
const snapshotKey = async (): Promise<string> => {
  const digest = createHash('sha256').update(homeAssistantVersion);
  const helper = join(templateFolder, 'lab_helper');
  const files = [
    join(templateFolder, 'home-assistant.yaml'),
    ...(await readdir(helper)).filter(isSource).map((name) => join(helper, name)),
    join(import.meta.dirname, 'onboarding.ts'),
    join(import.meta.dirname, 'home-assistant-snapshot.ts'),
  ];
  for (const file of files) digest.update(await readFile(file));
  return `${homeAssistantVersion}-${digest.digest('hex').slice(0, 12)}`;
};

const makeSnapshot = async (target: string): Promise<void> => {
  const folder = await mkdtemp(join(configFolders, 'onboarding-'));
  const configuration = await readFile(join(templateFolder, 'home-assistant.yaml'), 'utf8');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await mkdir(join(folder, 'packages'));
  await writeFile(join(folder, 'automations.yaml'), '[]\n');
  await writeFile(join(folder, 'scripts.yaml'), '{}\n');
  await writeFile(join(folder, 'configuration.yaml'), `${configuration}\n${firstHttpSection(port)}`);
  await cp(join(templateFolder, 'lab_helper'), join(folder, 'custom_components/lab_helper'), {
    recursive: true,
    filter: isSource,
  });

  const homeAssistant = spawnHomeAssistant(folder);
  try {
    await waitUntilOnboarding(homeAssistant, url);
    const token = await onboard(url);
    await waitUntilRunning(homeAssistant, url, token);
    await furnish(url, token);
    await homeAssistant.stop();
    await writeFile(join(folder, tokenFile), token);
    await writeFile(join(folder, 'configuration.yaml'), configuration);
    await rm(join(folder, 'lab-output.log'));
    // Atomic: a snapshot that is there is whole. Another process may have been faster, which is as good.
    await rename(folder, target).catch(() => undefined);
  } finally {
    await homeAssistant.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Whether a file of a custom component is its own, not a leftover of Python or its tools. */
export const isSource = (path: string): boolean =>
  !/(__pycache__|\.mypy_cache|\.ruff_cache|\.pyc$)/.test(path);

/** Folders of runs that were killed: nobody uses one for longer than a day. */
const removeStaleFolders = async (): Promise<void> => {
  for (const name of await readdir(configFolders)) {
    const folder = join(configFolders, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > 86_400_000) await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Makes a fresh configuration folder for a port, by copying one that was onboarded once: that saves the first start and
 * the onboarding, about ten seconds each time.
 */
export const createConfigFolder = async (port: number): Promise<ConfigFolder> => {
  const key = await snapshotKey();
  const snapshot = join(homeAssistantRoot, 'opt/ha/snapshots', key);
  await mkdir(join(homeAssistantRoot, 'opt/ha/snapshots'), { recursive: true });
  await mkdir(configFolders, { recursive: true });
  await removeStaleFolders();
  const made = await readdir(join(homeAssistantRoot, 'opt/ha/snapshots'));
  if (!made.includes(key)) await makeSnapshot(snapshot);

  const path = await mkdtemp(join(configFolders, `${port}-`));
  await cp(snapshot, path, { recursive: true });
  const httpStore = join(path, '.storage/http');
  const http = JSON.parse(await readFile(httpStore, 'utf8'));
  http.data.stable.server_port = port;
  await writeFile(httpStore, JSON.stringify(http));
  return { path, ownerToken: await readFile(join(path, tokenFile), 'utf8') };
};
