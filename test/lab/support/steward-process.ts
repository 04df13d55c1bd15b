import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogLine, type NodeProcess, startNode, untilReady } from './child-process.ts';
import { freePort } from './free-port.ts';

const mainFile = join(import.meta.dirname, '../../../src/main.ts');

/** What Steward is started with. */
export interface StewardOptions {
  /** The options, as the app's `/data/options.json`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where it keeps its records. @default a fresh folder that `stop` removes */
  readonly dataFolder?: string;
  /** More environment, e.g. SUPERVISOR_TOKEN. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Where Steward listens, on 127.0.0.1; the same after each start. */
export interface StewardPorts {
  /** The panel and its API. */
  readonly panel: number;
  /** The integration's WebSocket. */
  readonly integration: number;
  readonly wyoming: number;
}

/** A Steward in a process of its own. */
export interface StewardProcess {
  /** The folder with its records, which survives `kill` and `start`. */
  readonly dataFolder: string;
  readonly ports: StewardPorts;
  /** The line `"msg":"ready"` of the present process, with its fields (`ports`, `startMs` …). */
  ready(): LogLine;
  /** Everything the present process printed. */
  readonly process: () => NodeProcess;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again after `kill` or `halt`, with the same data and, unless given, the same options. */
  start(options?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ends it as its supervisor would (SIGTERM); returns the exit code. The data folder stays. */
  halt(): Promise<number | null>;
  /** Ends it and removes a data folder that was made here. */
  stop(): Promise<void>;
}

/**
 * Starts Steward and waits until it is ready.
 * @throws Error with all that it printed, when it ends instead (e.g. bad options).
 */
export const startSteward = async ({
  options,
  dataFolder: givenFolder,
  environment = {},
}: StewardOptions): Promise<StewardProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'steward-lab-'));
  const dataFolder = givenFolder ?? join(folder, 'data');
  const optionsFile = join(folder, 'options.json');
  const ports = { panel: await freePort(), integration: await freePort(), wyoming: await freePort() };
  let lastOptions = options;
  let child: NodeProcess;
  let readyLine: LogLine;

  const start = async (newOptions = lastOptions) => {
    lastOptions = newOptions;
    await writeFile(optionsFile, JSON.stringify(newOptions));
    child = startNode('Steward', mainFile, [], {
      STEWARD_PANEL_PORT: String(ports.panel),
      STEWARD_INTEGRATION_PORT: String(ports.integration),
      STEWARD_WYOMING_PORT: String(ports.wyoming),
      ...environment,
      STEWARD_OPTIONS: optionsFile,
      STEWARD_DATA: dataFolder,
    });
    readyLine = await untilReady('Steward', child, ({ msg }) => msg === 'ready');
  };
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  await start().catch(async (error) => {
    await child?.kill();
    await removeFolder();
    throw error;
  });

  return {
    dataFolder,
    ports,
    ready: () => readyLine,
    process: () => child,
    kill: () => child.kill(),
    start,
    halt: () => child.stop(),
    stop: async () => {
      await child.stop();
      await removeFolder();
    },
  };
};
