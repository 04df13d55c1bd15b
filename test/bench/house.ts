import { createControlClient } from '../../src/cli/control-client.ts';
import { startConfigFlow, submitFlow } from '../lab/support/config-entries.ts';
import { type HomeAssistant, startHomeAssistant } from '../lab/support/home-assistant.ts';
import { customComponents, domain } from '../lab/support/integration.ts';
import { type ProxmoxProcess, startProxmox } from '../lab/support/proxmox-process.ts';
import { type StewardProcess, startSteward } from '../lab/support/steward-process.ts';
import { waitFor } from '../lab/support/wait-for.ts';
import { productionEnvironment, proxmoxOption } from './steward-setup.ts';

/** The whole product: the real Home Assistant with the integration, paired with a real Steward, and the stand-in. */
export interface House {
  readonly homeAssistant: HomeAssistant;
  readonly proxmox: ProxmoxProcess;
  readonly steward: StewardProcess;
  stop(): Promise<void>;
}

/**
 * Starts it and adds the integration by its config flow with a pairing code.
 * @param guests a generated homelab of so many guests instead of the demo's
 */
export const startHouse = async ({ guests }: { readonly guests?: number } = {}): Promise<House> => {
  const [homeAssistant, proxmox] = await Promise.all([
    startHomeAssistant({ customComponents }),
    startProxmox(guests === undefined ? {} : { guests }),
  ]);
  const steward = await startSteward({
    options: {
      proxmox: [proxmoxOption(proxmox)],
      home_assistant: { url: homeAssistant.url, token: homeAssistant.ownerToken },
    },
    environment: productionEnvironment,
  });
  const stop = async () => {
    await Promise.all([homeAssistant.stop(), steward.stop(), proxmox.stop()]);
  };

  let code = '';
  await createControlClient(steward.dataFolder).call('POST', '/pairing-code', {}, (line) => {
    ({ code } = line as { code: string });
  });
  const form = await startConfigFlow(homeAssistant.ownerAccess, domain);
  const result = await submitFlow(homeAssistant.ownerAccess, form.flow_id, {
    url: `http://127.0.0.1:${steward.ports.integration}`,
    code,
  });
  if (result.type !== 'create_entry') {
    await stop();
    throw new Error(`The integration was not added: ${JSON.stringify(result)}`);
  }
  await waitFor('the agent', async () =>
    (await homeAssistant.owner().states()).has('conversation.homelab_steward'),
  );
  return { homeAssistant, proxmox, steward, stop };
};
