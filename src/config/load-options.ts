import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StewardError } from '../core/errors.ts';
import type { Options } from './options.ts';
import { parseOptions, readOptionsFile } from './parse-options.ts';

/** Where and how this process runs, read from the environment once. */
export interface Surroundings {
  readonly options: Options;
  /** `none`: there are no options at all, so that the demo homelab is what a person wants to see. */
  readonly mode: 'supervisor' | 'standalone' | 'none';
  readonly dataFolder: string;
  /** Credential of the Supervisor's API; only in mode `supervisor`. */
  readonly supervisorToken?: string;
  /** Where the Supervisor's API is, without a slash at the end. */
  readonly supervisorUrl: string;
  /** Address of the only proxy whose word on who a person is counts: the Supervisor's ingress. */
  readonly ingressAddress: string;
  readonly ports: { readonly panel: number; readonly integration: number; readonly wyoming: number };
  /**
   * Address that servers listen on: STEWARD_LISTEN, else loopback, but every address of the container inside the
   * Supervisor's network.
   */
  readonly listenAddress: string;
}

/** Ports by default: the panel (the app's ingress port), the integration's socket, Wyoming. */
export const defaultPorts = { panel: 8099, integration: 8098, wyoming: 10400 } as const;

const ownFolder = resolve(import.meta.dirname, '../../data');

const optionsFileIn = (folder: string): string | undefined =>
  ['options.yaml', 'options.json'].map((name) => join(folder, name)).find(existsSync);

/**
 * Where records are kept: STEWARD_DATA, the app's /data, or `data/` beside package.json; while that has no options, the
 * demo homelab keeps its own records in `data/demo`.
 */
export const dataFolder = (environment: NodeJS.ProcessEnv = process.env): string => {
  const given = environment['STEWARD_DATA'];
  if (given !== undefined) return given;
  if (environment['SUPERVISOR_TOKEN'] !== undefined) return '/data';
  const isConfigured = environment['STEWARD_OPTIONS'] !== undefined || optionsFileIn(ownFolder) !== undefined;
  return isConfigured ? ownFolder : join(ownFolder, 'demo');
};

const portOf = (environment: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StewardError(`The environment variable ${name} is no port.`, {
      code: 'options.invalid',
      kind: 'terminal',
      mend: 'Give a number from 0 to 65535; 0 is any free port.',
    });
  return port;
};

/**
 * Reads the environment and the options: Supervisor's /data/options.json, else the file that STEWARD_OPTIONS names,
 * else options.yaml or options.json in the data folder.
 */
export const loadSurroundings = (environment: NodeJS.ProcessEnv = process.env): Surroundings => {
  const folder = dataFolder(environment);
  const supervisorToken = environment['SUPERVISOR_TOKEN'];
  const file = environment['STEWARD_OPTIONS'] ?? optionsFileIn(folder);
  return {
    options: file === undefined ? parseOptions({}) : readOptionsFile(file),
    mode: supervisorToken !== undefined ? 'supervisor' : file === undefined ? 'none' : 'standalone',
    dataFolder: folder,
    ...(supervisorToken === undefined ? {} : { supervisorToken }),
    supervisorUrl: environment['STEWARD_SUPERVISOR_URL'] ?? 'http://supervisor',
    ingressAddress: environment['STEWARD_INGRESS_ADDRESS'] ?? '172.30.32.2',
    ports: {
      panel: portOf(environment, 'STEWARD_PANEL_PORT', defaultPorts.panel),
      integration: portOf(environment, 'STEWARD_INTEGRATION_PORT', defaultPorts.integration),
      wyoming: portOf(environment, 'STEWARD_WYOMING_PORT', defaultPorts.wyoming),
    },
    listenAddress: environment['STEWARD_LISTEN'] ?? (supervisorToken === undefined ? '127.0.0.1' : '0.0.0.0'),
  };
};
