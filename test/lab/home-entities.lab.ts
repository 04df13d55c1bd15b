import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { HomeEntities } from '../../src/core/home-entities.ts';
import { silentLog } from '../../src/core/log.ts';
import {
  createHomeAssistant,
  type HomeAssistantClient,
  webSocketUrl,
} from '../../src/homeassistant/client/client.ts';
import { createHomeEntities } from '../../src/homeassistant/home-entities.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

describe.skipIf(missingPeers('home-assistant').length > 0)('what Home Assistant shows to Assist', () => {
  let homeAssistant: HomeAssistant;
  let client: HomeAssistantClient;
  let entities: HomeEntities;
  const signal = new AbortController().signal;
  const named = async (entityId: string) =>
    (await entities.all()).find((entity) => entity.entityId === entityId);

  beforeAll(async () => {
    homeAssistant = await startHomeAssistant({
      customComponents: join(import.meta.dirname, 'peers/home-assistant/camera'),
      extraConfiguration:
        'camera:\n  - platform: lab_camera\ninput_number:\n  rack_temperature:\n    name: Rack temperature\n    min: 0\n    max: 60\n    initial: 23.5\n    unit_of_measurement: "°C"\n',
    });
    const { url, ownerToken: token } = homeAssistant;
    client = createHomeAssistant(
      { webSocketUrl: webSocketUrl(url), token, tokenMend: 'Make a new token.' },
      { clock: systemClock, log: silentLog },
    );
    client.start();
    await client.firstAnswer(5_000);
    entities = createHomeEntities({ url, token }, client);
    const owner = homeAssistant.owner();
    const { area_id } = await owner.send<{ area_id: string }>('config/area_registry/create', {
      name: 'Cellar',
    });
    await owner.send('config/entity_registry/update', {
      entity_id: 'input_number.rack_temperature',
      area_id,
      aliases: ['server heat'],
    });
    await owner.send('homeassistant/expose_entity', {
      assistants: ['conversation'],
      entity_ids: ['input_number.rack_temperature', 'camera.rack_camera'],
      should_expose: true,
    });
    await owner.send('homeassistant/expose_entity', {
      assistants: ['conversation'],
      entity_ids: ['camera.bedroom_camera'],
      should_expose: false,
    });
  }, 120_000);

  afterAll(async () => {
    client.stop();
    await homeAssistant.stop();
  });

  it('is there with state, unit, room and other names', async () => {
    const entity = await waitFor('the temperature', async () => named('input_number.rack_temperature'));
    expect(entity).toEqual({
      entityId: 'input_number.rack_temperature',
      name: 'Rack temperature',
      aliases: ['server heat'],
      area: 'Cellar',
      state: '23.5',
      unit: '°C',
      changedAtMs: expect.any(Number),
    });
  });

  it('has the picture of a camera, as the camera gives it', async () => {
    const picture = await entities.picture('camera.rack_camera', signal);
    expect(picture.mediaType).toBe('image/png');
    expect(Buffer.from(picture.data).subarray(1, 4).toString()).toBe('PNG');
  });

  it('leaves out what is not exposed, the picture of such a camera too', async () => {
    expect(await named('camera.bedroom_camera')).toBeUndefined();
    await expect(entities.picture('camera.bedroom_camera', signal)).rejects.toMatchObject({
      code: 'home-assistant.no-camera',
    });
  });
});
