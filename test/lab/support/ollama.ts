import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ollamaPath } from './peers.ts';
import { makeTinyModel, tinyModelfile } from './tiny-model.ts';
import { waitFor } from './wait-for.ts';

/** A real Ollama with one model, `tiny-random`. */
export interface OllamaProcess {
  readonly url: string;
  /** Everything that it has logged. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts one on loopback, with models and settings of its own and without a way to any cloud. */
export const startOllama = async (): Promise<OllamaProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-ollama-'));
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    OLLAMA_HOST: `127.0.0.1:${port}`,
    OLLAMA_MODELS: join(folder, 'models'),
    OLLAMA_NO_CLOUD: '1',
    OLLAMA_NUM_PARALLEL: '1',
  };
  let log = '';
  // A group of its own: the process that runs the model goes with it.
  const child = spawn(ollamaPath, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      log += piece.toString('utf8');
    });
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  };
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    process.removeListener('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitFor('Ollama to listen', async () => (await fetch(`${url}/api/version`)).ok);
    writeFileSync(join(folder, 'tiny-random.gguf'), makeTinyModel());
    writeFileSync(join(folder, 'Modelfile'), tinyModelfile('./tiny-random.gguf'));
    const make = spawn(ollamaPath, ['create', 'tiny-random', '-f', 'Modelfile'], {
      env,
      cwd: folder,
      stdio: 'ignore',
    });
    const [code] = await once(make, 'exit');
    if (code !== 0) throw new Error(`ollama create failed (exit code ${code}):\n${log}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, log: () => log, stop };
};
