import { createControlClient } from '../../../src/cli/control-client.ts';
import { startConfigFlow, submitFlow } from './config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { customComponents, domain } from './integration.ts';
import { type ProxmoxProcess, proxmoxOption, startProxmox } from './proxmox-process.ts';
import { type StewardProcess, startSteward } from './steward-process.ts';
import type { LabUser } from './users.ts';
import { waitFor } from './wait-for.ts';

/** A real Home Assistant with the integration, a real Steward, and Proxmox's stand-in, connected to one another. */
export interface WholeHouse {
  readonly homeAssistant: HomeAssistant;
  readonly steward: StewardProcess;
  readonly proxmox: ProxmoxProcess;
  /** An approver and administrator. */
  readonly alice: LabUser;
  /** An approver, and no administrator. */
  readonly bob: LabUser;
  /** Somebody of the household who is no approver, and no administrator. */
  readonly carol: LabUser;
  /** Entity id of Steward's conversation agent. */
  readonly agentId: string;
  stop(): Promise<void>;
}

/** What is different from the usual house. */
export interface WholeHouseOptions {
  readonly automations?: readonly Readonly<Record<string, unknown>>[];
  readonly scripts?: Readonly<Record<string, unknown>>;
  /** YAML of a package of Home Assistant's, merged with its configuration. */
  readonly extraConfiguration?: string;
  /** More of Steward's options. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** How long a task of Proxmox takes. @default 2000 */
  readonly taskMs?: number;
  /** A generated homelab of so many guests instead of the demo's. */
  readonly guests?: number;
  /** Where Steward keeps its records. @default a fresh folder */
  readonly dataFolder?: string;
  /** More environment of Steward's process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts all of it and pairs the integration by its config flow. Takes about ten seconds. */
export const startWholeHouse = async ({
  options = {},
  taskMs = 2_000,
  guests,
  environment = {},
  dataFolder,
  ...house
}: WholeHouseOptions = {}): Promise<WholeHouse> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const [homeAssistant, proxmox] = await Promise.all([
      startHomeAssistant({ customComponents, ...house }),
      startProxmox({ taskMs, ...(guests === undefined ? {} : { guests }) }),
    ]);
    stops.push(
      () => proxmox.stop(),
      () => homeAssistant.stop(),
    );
    const alice = await homeAssistant.createUser({ name: 'Alice', group: 'system-admin' });
    const bob = await homeAssistant.createUser({ name: 'Bob', group: 'system-users' });
    const carol = await homeAssistant.createUser({ name: 'Carol', group: 'system-users' });
    const steward = await startSteward({
      options: {
        proxmox: [proxmoxOption(proxmox)],
        approvers: [{ user: 'Alice', pin: '2468' }, { user: 'Bob' }],
        home_assistant: { url: homeAssistant.url, token: homeAssistant.ownerToken },
        ...options,
      },
      environment,
      ...(dataFolder === undefined ? {} : { dataFolder }),
    });
    stops.push(() => steward.stop());

    let code = '';
    await createControlClient(steward.dataFolder).call('POST', '/pairing-code', {}, (line) => {
      code = (line as { code: string }).code;
    });
    const form = await startConfigFlow(homeAssistant.ownerAccess, domain);
    const entry = await submitFlow(homeAssistant.ownerAccess, form.flow_id, {
      url: `http://127.0.0.1:${steward.ports.integration}`,
      code,
    });
    if (entry.result === undefined) throw new Error(`The flow ended otherwise: ${JSON.stringify(entry)}`);
    const agentId = await waitFor('the agent', async () => {
      const { agents } = await homeAssistant
        .owner()
        .send<{ agents: { id: string }[] }>('conversation/agent/list');
      return agents.find(({ id }) => id.includes('steward'))?.id;
    });
    return { homeAssistant, steward, proxmox, alice, bob, carol, agentId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
