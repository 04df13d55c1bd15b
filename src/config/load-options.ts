import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { StewardError } from '../core/errors.ts';
import { type Options, optionsSchema } from './options.ts';

/** Where and how this process runs, read from the environment once. */
export interface Surroundings {
  readonly options: Options;
  /** `none`: there are no options at all, so that the demo homelab is what a person wants to see. */
  readonly mode: 'supervisor' | 'standalone' | 'none';
  readonly dataFolder: string;
  /** Credential of the Supervisor's API; only in mode `supervisor`. */
  readonly supervisorToken?: string;
  readonly ports: { readonly panel: number; readonly integration: number; readonly wyoming: number };
  /** Address that servers listen on: loopback, but every address of the container inside the Supervisor's network. */
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

const terminal = (message: string, mend?: string): StewardError =>
  new StewardError(message, {
    code: 'options.invalid',
    kind: 'terminal',
    ...(mend === undefined ? {} : { mend }),
  });

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

/** Keys that the schema knows at a path, to say "did you mean". */
const knownKeys = (schema: z.ZodType, path: readonly PropertyKey[]): string[] => {
  let current: unknown = schema;
  const unwrap = (type: unknown): unknown => {
    const inner = (type as { def?: { innerType?: unknown } } | undefined)?.def?.innerType;
    return inner === undefined ? type : unwrap(inner);
  };
  for (const key of path) {
    const type = unwrap(current) as { shape?: Record<string, unknown>; element?: unknown } | undefined;
    current = typeof key === 'number' ? type?.element : type?.shape?.[String(key)];
  }
  return Object.keys((unwrap(current) as { shape?: object } | undefined)?.shape ?? {});
};

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/** One sentence for the first thing that is wrong. Never the value: it may be a secret. */
const describeIssue = (issue: z.core.$ZodIssue): StewardError => {
  const where = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(optionsSchema, issue.path);
    const [nearest] = [...known].sort((a, b) => distance(key, a) - distance(key, b));
    const name = where === '' ? key : `${where}.${key}`;
    return terminal(
      `There is no option ${name}.`,
      nearest !== undefined && distance(key, nearest) <= 3
        ? `Did you mean ${nearest}?`
        : `Known are: ${known.join(', ')}.`,
    );
  }
  return terminal(`The option ${where} is wrong: ${issue.message}.`, 'Mend it and start Steward again.');
};

/** Everything that the schema's own rules cannot say. */
const checkTogether = (options: Options): void => {
  const names = new Set<string>();
  for (const [index, connection] of options.proxmox.entries()) {
    const where = `proxmox[${index + 1}]`;
    if (names.has(connection.name))
      throw terminal(
        `The option ${where}.name is "${connection.name}" a second time.`,
        'Give each its own name.',
      );
    names.add(connection.name);
    const hasToken = connection.token_id !== undefined && connection.token_secret !== undefined;
    const hasPassword = connection.user !== undefined && connection.password !== undefined;
    if (!hasToken && !hasPassword)
      throw terminal(
        `The option ${where} has no credentials.`,
        'Set token_id and token_secret. `steward doctor` prints the commands that make a token with the least rights.',
      );
    if (connection.ca_file !== undefined && !existsSync(connection.ca_file))
      throw terminal(
        `The option ${where}.ca_file names ${connection.ca_file}, which is not there or cannot be read.`,
        'Name a PEM file, or use fingerprint instead.',
      );
  }
  const users = new Set<string>();
  for (const [index, { user }] of options.approvers.entries()) {
    if (users.has(user.toLowerCase()))
      throw terminal(
        `The option approvers[${index + 1}].user is "${user}" a second time.`,
        'Name each person once.',
      );
    users.add(user.toLowerCase());
  }
  const { url, token } = options.home_assistant;
  if ((url === undefined) !== (token === undefined))
    throw terminal(
      `The option home_assistant.${url === undefined ? 'url' : 'token'} is missing.`,
      'Set both, or neither.',
    );
};

/**
 * Checks options as they come from a file.
 * @throws StewardError `options.invalid` for the first thing that is wrong, naming the option and the mend
 */
export const parseOptions = (content: unknown): Options => {
  const parsed = optionsSchema.safeParse(content ?? {});
  const [issue] = parsed.success ? [] : parsed.error.issues;
  if (issue !== undefined) throw describeIssue(issue);
  const options = parsed.data ?? optionsSchema.parse({});
  checkTogether(options);
  return options;
};

/** Reads a file of options, JSON or YAML. Throws `options.unreadable` or `options.invalid`. */
export const readOptionsFile = (file: string): Options => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StewardError(`The options file ${file} cannot be read.`, {
      code: 'options.unreadable',
      kind: 'terminal',
      mend: 'Check its name and its rights.',
      cause,
    });
  }
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined)
    throw terminal(
      `The options file ${file} is neither JSON nor YAML: line ${syntaxError.linePos?.[0].line ?? 1}, column ${syntaxError.linePos?.[0].col ?? 1}.`,
    );
  return parseOptions(document.toJS({ maxAliasCount: 0 }));
};

const portOf = (environment: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw terminal(
      `The environment variable ${name} is no port.`,
      'Give a number from 0 to 65535; 0 is any free port.',
    );
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
    ports: {
      panel: portOf(environment, 'STEWARD_PANEL_PORT', defaultPorts.panel),
      integration: portOf(environment, 'STEWARD_INTEGRATION_PORT', defaultPorts.integration),
      wyoming: portOf(environment, 'STEWARD_WYOMING_PORT', defaultPorts.wyoming),
    },
    listenAddress: supervisorToken === undefined ? '127.0.0.1' : '0.0.0.0',
  };
};
