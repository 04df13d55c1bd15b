import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { StepShape } from './step-engine.ts';

/**
 * The engine that Steward's own is measured against: durable steps on `node:sqlite` with the same settings (write-ahead log,
 * every commit synced), no dependencies, no native code. See docs/decisions/2026-11-23-durable-execution.md.
 */
export const peerName = 'openworkflow 0.10.1';

/** As far as it is used here. */
interface OpenWorkflow {
  defineWorkflow(
    spec: { name: string },
    work: (life: {
      input: StepShape;
      step: { run(step: { name: string }, work: () => Promise<unknown>): Promise<unknown> };
    }) => Promise<number>,
  ): { run(input: StepShape): Promise<{ result(): Promise<number> }> };
  newWorker(options: { concurrency: number }): { start(): Promise<void>; stop(): Promise<void> };
}

/** Installs it into the user's cache folder when it is not there; it is no dependency of the project. @returns its folder */
const installed = (): string => {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homelab-bench');
  const folder = join(cache, peerName.replace(' ', '-'));
  if (!existsSync(join(folder, 'node_modules/openworkflow/package.json'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      'npm',
      [
        'install',
        '--prefix',
        folder,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        peerName.replace(' ', '@'),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  }
  return join(folder, 'node_modules/openworkflow/dist');
};

/** The peer on a folder of its own, doing steps that take no time. */
export const startPeerEngine = async (folder: string) => {
  const from = async (file: string) => import(pathToFileURL(join(installed(), file)).href);
  const { OpenWorkflow } = await from('index.js');
  const { BackendSqlite } = await from('sqlite.js');
  const backend = BackendSqlite.connect(join(folder, 'openworkflow.db'));
  const engine = new OpenWorkflow({ backend }) as OpenWorkflow;
  const workflow = engine.defineWorkflow({ name: 'bench' }, async ({ input, step }) => {
    const before = performance.now();
    const one = (index: number) => step.run({ name: `s${index}` }, async () => ({}));
    const indexes = Array.from({ length: input.steps }, (_, index) => index);
    if (input.isSideBySide) await Promise.all(indexes.map(one));
    else for (const index of indexes) await one(index);
    return performance.now() - before;
  });
  const worker = engine.newWorker({ concurrency: 1 });
  await worker.start();
  return {
    /** Carries out one run. @returns milliseconds for its steps alone, without the worker's polling */
    run: async (shape: StepShape): Promise<number> => (await workflow.run(shape)).result(),
    close: async () => {
      await worker.stop();
      await delay(0);
      await backend.stop();
    },
  };
};
