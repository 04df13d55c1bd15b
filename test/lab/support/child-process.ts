import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type AsyncQueue, createAsyncQueue } from './async-queue.ts';

/** A line of pino's JSON; other lines become `{ msg }`. */
export interface LogLine {
  readonly level?: number;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** One of the project's own programs, running. */
export interface NodeProcess {
  readonly pid: number;
  /** Everything it printed, line by line, both streams. */
  readonly lines: AsyncQueue<LogLine>;
  /** Resolves when it has ended, with its exit code (null if it was killed). */
  readonly ended: Promise<number | null>;
  /** Asks it to end and waits; returns the exit code. After 15 s it is killed. */
  stop(): Promise<number | null>;
  /** Ends it at this instant, as a power cut does (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>;
}

const parse = (line: string): LogLine => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as LogLine) : { msg: line };
  } catch {
    return { msg: line };
  }
};

/** Starts `node FILE` with the present Node. It does not inherit options of this process, and does not outlive it. */
export const startNode = (
  name: string,
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): NodeProcess => {
  const lines = createAsyncQueue<LogLine>(`a line of ${name}`);
  const { NODE_OPTIONS: _nodeOptions, VITEST: _vitest, ...inherited } = process.env;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', file, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited, ...environment },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => lines.push(parse(line)));
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  void ended.then(() => process.removeListener('exit', killAtExit));

  return {
    pid: child.pid ?? -1,
    lines,
    ended,
    stop: async () => {
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.kill('SIGTERM');
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/**
 * Waits for the line that says that a program is ready.
 * @throws Error with what it printed, when it ends before or takes longer than 30 s.
 */
export const untilReady = (
  name: string,
  child: NodeProcess,
  isReady: (line: LogLine) => boolean,
): Promise<LogLine> => {
  const died = child.ended.then((code) => {
    throw new Error(
      `${name} ended with code ${code} before it was ready: ${JSON.stringify(child.lines.all)}`,
    );
  });
  return Promise.race([child.lines.next(isReady, { timeoutMs: 30_000 }), died]);
};
