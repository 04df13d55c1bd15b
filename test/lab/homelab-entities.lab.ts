import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InventoryObject } from '../../src/core/inventory.ts';
import { describeEntities } from '../../src/homeassistant/entities/describe-entities.ts';
import { diffPictures } from '../../src/homeassistant/entities/diff-pictures.ts';
import type { EntityPicture } from '../../src/homeassistant/entities/picture.ts';
import { type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { guest, inventoryOf, node, pool, storage } from '../support/inventory.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { addIntegration, complaints, customComponents } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

const nowMs = Date.UTC(2026, 10, 22, 20);
const still = node('still-fawn', { diskUsedBytes: 30, diskTotalBytes: 100 });
const paperless = guest(101, 'paperless', nowMs);
const others: InventoryObject[] = [
  pool('tank', 0.714, { health: 'DEGRADED' }),
  storage('local'),
  storage('nas', { isShared: true }),
];

describe.skipIf(missingPeers('home-assistant').length > 0)('the homelab in Home Assistant', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;
  let shown: EntityPicture | undefined;

  const show = (...objects: InventoryObject[]): void => {
    const next = describeEntities(
      { inventory: inventoryOf(objects, nowMs), approvals: [], runs: [], nowMs, stewardVersion: '1.2.3' },
      shown,
    );
    const message = diffPictures(shown, next);
    if (message !== null) steward.send(message);
    shown = next;
  };
  const stateOf = async (entityId: string) => (await homeAssistant.owner().states()).get(entityId)?.state;
  const becomes = (entityId: string, wanted: string | undefined) =>
    waitFor(`${entityId} to be ${wanted}`, async () => (await stateOf(entityId)) === wanted);

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({ customComponents });
    await addIntegration(homeAssistant, steward);
  });

  afterAll(async () => {
    await homeAssistant?.stop();
    await steward?.stop();
  });

  it('has every entity by its name, with a state that Home Assistant takes', async () => {
    show(still, paperless, ...others);
    await becomes('sensor.paperless_cpu', '5');
    const states = await homeAssistant.owner().states();
    const ours = Object.fromEntries(
      [...states]
        .filter(([id]) => /\.(homelab_steward|still_fawn|paperless|tank)_/.test(id))
        .map(([id, { state }]) => [id, state]),
    );
    expect(ours).toEqual({
      'button.homelab_steward_stop_everything': 'unknown',
      'button.paperless_request_restart': 'unknown',
      'event.homelab_steward_run_result': 'unknown',
      'sensor.homelab_steward_nas_usage': '40',
      'sensor.homelab_steward_problems': '1',
      'sensor.homelab_steward_running': '0',
      'sensor.homelab_steward_waiting_for_approval': '0',
      'sensor.paperless_cpu': '5',
      'sensor.paperless_disk': 'unknown',
      'sensor.paperless_last_backup': '2026-11-22T19:00:00+00:00',
      'sensor.paperless_last_boot': '2026-11-19T20:00:00+00:00',
      'sensor.paperless_memory': '50',
      'sensor.paperless_status': 'running',
      'sensor.still_fawn_cpu': '12',
      'sensor.still_fawn_disk': '30',
      'sensor.still_fawn_last_boot': '2026-11-12T20:00:00+00:00',
      'sensor.still_fawn_local_usage': '40',
      'sensor.still_fawn_memory': '25',
      'sensor.still_fawn_status': 'online',
      'sensor.tank_on_still_fawn_health': 'degraded',
      'sensor.tank_on_still_fawn_usage': '71',
    });
  });

  it('follows a change, and does not show figures of a node that is offline', async () => {
    show(still, { ...paperless, cpu: 0.5 }, ...others);
    await becomes('sensor.paperless_cpu', '50');
    show({ ...still, status: 'offline' }, { ...paperless, cpu: 0.5 }, ...others);
    await becomes('sensor.paperless_cpu', 'unavailable');
    expect(await stateOf('sensor.paperless_status')).toBe('unknown');
    expect(await stateOf('sensor.still_fawn_status')).toBe('offline');
  });

  it('loses a guest that is gone', async () => {
    show(still, ...others);
    await becomes('sensor.paperless_cpu', undefined);
    await becomes('sensor.still_fawn_cpu', '12');
    expect(await stateOf('button.paperless_request_restart')).toBeUndefined();
  });

  it('finds nothing to complain about', () => {
    expect(complaints(homeAssistant)).toEqual([]);
  });
});
