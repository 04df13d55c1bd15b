import type { HomeAssistantClient } from './home-assistant-client.ts';
import { domain } from './integration.ts';

/** A device as Home Assistant's registry holds it. */
export interface RegisteredDevice {
  readonly id: string;
  readonly name: string;
  readonly model: string | null;
  /** The device that it hangs on. */
  readonly via_device_id: string | null;
}

/** An entity as Home Assistant's registry holds it. */
export interface RegisteredEntity {
  readonly entity_id: string;
  readonly device_id: string;
  readonly translation_key: string;
  readonly platform: string;
}

/** What Steward's integration has registered. */
export interface Registered {
  readonly devices: readonly RegisteredDevice[];
  readonly entities: readonly RegisteredEntity[];
  /** @throws Error when there is no device of that name */
  device(name: string): RegisteredDevice;
  /**
   * Entity ids of a device by translation key; of its storages, which share one, only the last.
   * @throws Error when there is no device of that name
   */
  entityIds(deviceName: string): Readonly<Record<string, string>>;
}

/** Reads both registries. Without Steward's conversation agent, which is not one of the described entities. */
export const readRegistered = async (client: HomeAssistantClient): Promise<Registered> => {
  const allEntities = await client.send<RegisteredEntity[]>('config/entity_registry/list');
  const entities = allEntities.filter(
    ({ platform, entity_id }) => platform === domain && !entity_id.startsWith('conversation.'),
  );
  const owners = new Set(entities.map(({ device_id }) => device_id));
  const devices = (await client.send<RegisteredDevice[]>('config/device_registry/list')).filter(({ id }) =>
    owners.has(id),
  );
  const device = (name: string): RegisteredDevice => {
    const found = devices.find((each) => each.name === name);
    if (found === undefined)
      throw new Error(`There is no device "${name}", but ${devices.map((each) => each.name).join(', ')}`);
    return found;
  };
  return {
    devices,
    entities,
    device,
    entityIds: (deviceName) => {
      const { id } = device(deviceName);
      return Object.fromEntries(
        entities
          .filter(({ device_id }) => device_id === id)
          .map(({ translation_key, entity_id }) => [translation_key, entity_id]),
      );
    },
  };
};
