import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RestAccess } from './config-entries.ts';
import { freePort } from './free-port.ts';
import { connect, type HomeAssistantClient } from './home-assistant-client.ts';
import { spawnHomeAssistant, waitUntilRunning } from './home-assistant-process.ts';
import { createConfigFolder, isSource } from './home-assistant-snapshot.ts';
import { type Phone, registerPhone } from './phone.ts';
import type { PhoneOptions } from './phone-registration.ts';
import { createUser, type LabUser, type UserGroup } from './users.ts';

/** What a Home Assistant of the lab is started with, beyond peers/home-assistant/home-assistant.yaml. */
export interface HomeAssistantOptions {
  /** A `custom_components` folder whose integrations are copied in. */
  readonly customComponents?: string;
  /** Automations, as in `automations.yaml`. */
  readonly automations?: readonly Readonly<Record<string, unknown>>[];
  /** Scripts by name, as in `scripts.yaml`. */
  readonly scripts?: Readonly<Record<string, unknown>>;
  /** YAML of a package: merged with the configuration, so it may repeat its sections. */
  readonly extraConfiguration?: string;
  /** @default a free one */
  readonly port?: number;
}

/** A running, onboarded Home Assistant of its own. */
export interface HomeAssistant {
  /** e.g. `http://127.0.0.1:8123` */
  readonly url: string;
  readonly wsUrl: string;
  readonly ownerToken: string;
  /** For REST requests and the config flows. */
  readonly ownerAccess: RestAccess;
  /** A connection of the owner; a new one after each {@link HomeAssistant.restart}. */
  owner(): HomeAssistantClient;
  readonly configFolder: string;
  /** A new connection as the user whose token it is. */
  connect(token: string): Promise<HomeAssistantClient>;
  createUser(user: { readonly name: string; readonly group: UserGroup }): Promise<LabUser>;
  registerPhone(options: PhoneOptions): Promise<Phone>;
  /** Ends the process and starts it again with the same configuration folder; resolves when it is running. */
  restart(): Promise<void>;
  /** Ends the process and leaves the configuration folder, until {@link HomeAssistant.restart}. */
  halt(): Promise<void>;
  /** Ends the process and removes the configuration folder (kept when LAB_KEEP is set). */
  stop(): Promise<void>;
  /** Warnings and errors of Home Assistant, and everything of Steward's integration, since the first start. */
  log(): string;
}

/** Starts a Home Assistant with a configuration folder of its own and waits until it is running (5 to 10 s). */
export const startHomeAssistant = async (options: HomeAssistantOptions = {}): Promise<HomeAssistant> => {
  const port = options.port ?? (await freePort());
  const { path: configFolder, ownerToken } = await createConfigFolder(port);
  const url = `http://127.0.0.1:${port}`;
  const wsUrl = `ws://127.0.0.1:${port}/api/websocket`;

  if (options.customComponents !== undefined) {
    await cp(options.customComponents, join(configFolder, 'custom_components'), {
      recursive: true,
      filter: isSource,
    });
  }
  // JSON is YAML.
  await writeFile(join(configFolder, 'automations.yaml'), JSON.stringify(options.automations ?? []));
  await writeFile(join(configFolder, 'scripts.yaml'), JSON.stringify(options.scripts ?? {}));
  if (options.extraConfiguration !== undefined) {
    await writeFile(join(configFolder, 'packages/extra.yaml'), options.extraConfiguration);
  }

  let homeAssistant = spawnHomeAssistant(configFolder);
  let owner: HomeAssistantClient;
  const removeFolder = async () => {
    if (process.env['LAB_KEEP'] === undefined) await rm(configFolder, { recursive: true, force: true });
  };
  try {
    await waitUntilRunning(homeAssistant, url, ownerToken);
    owner = await connect(wsUrl, ownerToken);
  } catch (error) {
    await homeAssistant.stop();
    await removeFolder();
    throw error;
  }
  const halt = async () => {
    // Home Assistant waits ten seconds for connections that are still open.
    await owner.close();
    await homeAssistant.stop();
  };

  return {
    url,
    wsUrl,
    ownerToken,
    ownerAccess: { url, token: ownerToken },
    owner: () => owner,
    configFolder,
    connect: (token) => connect(wsUrl, token),
    registerPhone: (phone) => registerPhone({ url, wsUrl }, phone),
    createUser: (user) => createUser(owner, url, user),
    restart: async () => {
      await halt();
      homeAssistant = spawnHomeAssistant(configFolder);
      await waitUntilRunning(homeAssistant, url, ownerToken);
      owner = await connect(wsUrl, ownerToken);
    },
    halt,
    stop: async () => {
      await homeAssistant.kill();
      await owner.closed;
      await removeFolder();
    },
    log: () => homeAssistant.output(),
  };
};
