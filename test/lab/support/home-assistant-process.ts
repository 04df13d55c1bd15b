import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeAssistantRoot } from './peers.ts';
import { waitFor } from './wait-for.ts';

/** Exit code by which Home Assistant asks whoever runs it to start it again (`homeassistant.restart`). */
const restartRequested = 100;

/** A running Home Assistant, as a container runtime would see it. */
export interface HomeAssistantProcess {
  /** Ends it (SIGTERM, after 30 s SIGKILL); resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Whether it ended without being asked to. */
  hasFailed(): boolean;
  /** What it printed since the first start. */
  output(): string;
}

const outputFile = (configFolder: string) => join(configFolder, 'lab-output.log');

/**
 * Starts Home Assistant in its chroot. It is started again whenever it asks for that, ended by its process id only, and
 * never outlives the process that started it. Does not wait for it to answer: see {@link waitUntilRunning}.
 * @param configFolder absolute path outside the chroot; it must lie within the chroot's folder.
 */
export const spawnHomeAssistant = (configFolder: string): HomeAssistantProcess => {
  let child: ChildProcess;
  let isWanted = true;

  const start = () => {
    const output = openSync(outputFile(configFolder), 'a');
    child = spawn(
      'setpriv',
      // In a session of its own, so that Ctrl-C does not reach it before the tests have tidied up.
      [
        ...['--pdeathsig', 'KILL', 'chroot', homeAssistantRoot],
        ...['/opt/ha/venv/bin/python', '-m', 'homeassistant', '--skip-pip'],
        ...['-c', configFolder.slice(homeAssistantRoot.length)],
      ],
      {
        detached: true,
        stdio: ['ignore', output, output],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/opt/ha', LANG: 'C.UTF-8' },
      },
    );
    closeSync(output);
    child.once('exit', (code) => {
      if (isWanted && code === restartRequested) start();
    });
  };
  start();

  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const gone = (timeoutMs: number) => waitFor('Home Assistant to end', isGone, { timeoutMs });

  const kill = async () => {
    isWanted = false;
    child.kill('SIGKILL');
    await gone(5_000);
  };

  return {
    kill,
    stop: async () => {
      isWanted = false;
      child.kill('SIGTERM');
      await gone(30_000).catch(kill);
    },
    hasFailed: () => isWanted && isGone() && child.exitCode !== restartRequested,
    output: () => readFileSync(outputFile(configFolder), 'utf8'),
  };
};

const waitUntil = async (
  homeAssistant: HomeAssistantProcess,
  answers: () => Promise<boolean>,
): Promise<void> => {
  const look = async () => homeAssistant.hasFailed() || (await answers());
  const waited = waitFor('Home Assistant to answer', look, { timeoutMs: 120_000, intervalMs: 100 });
  const failure: unknown = await waited.then(
    () => (homeAssistant.hasFailed() ? 'it ended' : undefined),
    (error) => error,
  );
  if (failure === undefined) return;
  throw new Error(`Home Assistant did not start. It printed: ${homeAssistant.output().slice(-4_000)}`, {
    cause: failure,
  });
};

/** Waits until a fresh Home Assistant offers its first-start pages. @throws Error with what it printed. */
export const waitUntilOnboarding = (homeAssistant: HomeAssistantProcess, url: string): Promise<void> =>
  waitUntil(homeAssistant, async () => (await fetch(`${url}/api/onboarding`)).ok);

/** Waits until an onboarded Home Assistant has started everything. @throws Error with what it printed. */
export const waitUntilRunning = (
  homeAssistant: HomeAssistantProcess,
  url: string,
  token: string,
): Promise<void> =>
  waitUntil(homeAssistant, async () => {
    const answer = await fetch(`${url}/api/config`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status === 401) throw new Error('The token is not accepted');
    return answer.ok && ((await answer.json()) as { state: string }).state === 'RUNNING';
  });
