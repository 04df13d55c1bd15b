import { join } from 'node:path';
import type { FromIntegration } from '../../../src/homeassistant/protocol/from-integration.ts';
import type { ToIntegration } from '../../../src/homeassistant/protocol/to-integration.ts';
import type { Received, StewardStandIn } from '../../standins/steward-protocol.ts';
import { configEntries, startConfigFlow, submitFlow } from './config-entries.ts';
import type { HomeAssistant } from './home-assistant.ts';
import { waitFor } from './wait-for.ts';

/** The folder with Steward's integration. */
export const customComponents = join(import.meta.dirname, '../../../custom_components');

/** Domain of Steward's integration. */
export const domain = 'homelab_steward';

/** A device of the protocol; what is not given is as plain as can be. */
export const device = (
  key: string,
  name: string,
  viaDevice: string | null = 'steward',
): Entities['devices'][number] => ({
  key,
  name,
  model: 'Model',
  manufacturer: 'Maker',
  swVersion: null,
  viaDevice,
  configurationUrl: null,
});

type Entities = Extract<ToIntegration, { type: 'entities' }>;

/** An entity of the protocol; what is not given is as plain as can be. */
export const entity = (
  deviceKey: string,
  translationKey: string,
  fields: Partial<Entities['entities'][number]> = {},
): Entities['entities'][number] => ({
  key: `${deviceKey}/${translationKey}`,
  deviceKey,
  platform: 'sensor',
  translationKey,
  deviceClass: null,
  stateClass: null,
  unit: null,
  options: null,
  eventTypes: null,
  category: null,
  isEnabledByDefault: true,
  precision: null,
  ...fields,
});

/** A state of the protocol. */
export const state = (
  value: string | number | boolean | null,
  isAvailable = true,
): Entities['states'][string] => ({ value, isAvailable, attributes: {} });

/** A message with descriptions: everything there is (`isFull`), or a change. */
export const entities = (fields: Partial<Entities>): Entities => ({
  type: 'entities',
  isFull: false,
  devices: [],
  entities: [],
  states: {},
  removedDevices: [],
  removedEntities: [],
  ...fields,
});

/** Adds the integration by its config flow with a pairing code, and waits until it is connected. */
export const addIntegration = async (
  homeAssistant: HomeAssistant,
  steward: StewardStandIn,
): Promise<string> => {
  const access = { url: homeAssistant.url, token: homeAssistant.ownerToken };
  const form = await startConfigFlow(access, domain);
  const result = await submitFlow(access, form.flow_id, { url: steward.url, code: steward.state.code });
  if (result.result === undefined) throw new Error(`The flow ended otherwise: ${JSON.stringify(result)}`);
  await connected(steward);
  return result.result.entry_id;
};

/** Waits until the integration is connected and has told who lives there. */
export const connected = async (steward: StewardStandIn): Promise<void> => {
  await waitFor('the integration to connect', () => steward.isConnected);
  await message(steward, 'directory');
};

/** Waits for a message that fits, among all that came and will come. */
export const message = <Type extends FromIntegration['type']>(
  steward: StewardStandIn,
  type: Type,
  fits: (message: Received<Type>) => boolean = () => true,
): Promise<Received<Type>> =>
  waitFor(
    `a message ${type}`,
    () =>
      steward.received.findLast(
        (each): each is Received<Type> => each.type === type && fits(each as Received<Type>),
      ) as Received<Type> | undefined,
  ) as Promise<Received<Type>>;

/** The state that the integration's entry has in Home Assistant. */
export const entryState = async (homeAssistant: HomeAssistant): Promise<string | undefined> =>
  (await configEntries(homeAssistant.owner(), domain))[0]?.state;

/**
 * What Home Assistant logged against the integration: its warnings and errors, tracebacks that go through it, and uses of
 * what Home Assistant is going to drop. Not being connected is no complaint: tests take Steward away.
 */
export const complaints = (homeAssistant: HomeAssistant): string[] =>
  homeAssistant
    .log()
    .split(/\n(?=\d{4}-\d\d-\d\d )/)
    .filter((record) => / (WARNING|ERROR|CRITICAL) /.test(record) && record.includes(domain))
    .filter((record) => !record.includes('We found a custom integration'))
    .filter((record) => !record.includes('Not connected to Homelab Steward'));
