import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StewardStandIn, startStewardStandIn } from '../standins/steward-protocol.ts';
import { createAsyncQueue } from './support/async-queue.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import type { EntityState } from './support/home-assistant-client.ts';
import {
  addIntegration,
  complaints,
  connected,
  customComponents,
  device,
  entities,
  entity,
  message,
  state,
} from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import { waitFor } from './support/wait-for.ts';

const hub = device('steward', 'Homelab Steward', null);
const node = device('proxmox:home/node/still-fawn', 'still-fawn');
const paperless = device('proxmox:home/guest/101', 'paperless', node.key);
const guests = [node, paperless, hub];

const waiting = entity('steward', 'waiting_approvals');
const cpu = entity(paperless.key, 'cpu', { unit: '%', stateClass: 'measurement', precision: 1 });
const status = entity(paperless.key, 'status', { deviceClass: 'enum', options: ['running', 'stopped'] });
const lastBackup = entity(paperless.key, 'last_backup', { deviceClass: 'timestamp' });
const problem = entity(node.key, 'problem', { platform: 'binary_sensor', deviceClass: 'problem' });
const restart = entity(paperless.key, 'restart', { platform: 'button' });
const result = entity('steward', 'run_result', {
  platform: 'event',
  eventTypes: ['succeeded', 'failed'],
});
const disk = entity(paperless.key, 'disk', { isEnabledByDefault: false, unit: '%' });
const all = [waiting, cpu, status, lastBackup, problem, restart, result, disk];

const snapshot = () =>
  entities({
    isFull: true,
    devices: guests,
    entities: all,
    states: {
      [waiting.key]: state(2),
      [cpu.key]: state(12.34),
      [status.key]: state('running'),
      [lastBackup.key]: state('2026-11-21T03:00:00.000Z'),
      [problem.key]: state(false),
    },
  });

interface Registered {
  readonly id: string;
  readonly name: string;
  readonly via_device_id: string | null;
}

describe.skipIf(missingPeers('home-assistant').length > 0)('the entities of Steward', () => {
  let homeAssistant: HomeAssistant;
  let steward: StewardStandIn;

  const stateOf = async (entityId: string) => (await homeAssistant.owner().states()).get(entityId);
  const becomes = (entityId: string, wanted: string | undefined) =>
    waitFor(`${entityId} to be ${wanted}`, async () => (await stateOf(entityId))?.state === wanted);
  const devices = async () =>
    new Map(
      (await homeAssistant.owner().send<Registered[]>('config/device_registry/list')).map((each) => [
        each.name,
        each,
      ]),
    );

  beforeAll(async () => {
    steward = await startStewardStandIn();
    homeAssistant = await startHomeAssistant({ customComponents });
    await addIntegration(homeAssistant, steward);
  });

  afterAll(async () => {
    await homeAssistant?.stop();
    await steward?.stop();
  });

  it('come from its descriptions, each at its device', async () => {
    steward.send(snapshot());
    await becomes('sensor.paperless_cpu', '12.34');
    const states = await homeAssistant.owner().states();
    expect(states.get('sensor.homelab_steward_waiting_for_approval')?.state).toBe('2');
    expect(states.get('sensor.paperless_status')).toMatchObject({
      state: 'running',
      attributes: { friendly_name: 'paperless Status', options: ['running', 'stopped'] },
    });
    expect(states.get('sensor.paperless_cpu')?.attributes).toMatchObject({
      unit_of_measurement: '%',
      state_class: 'measurement',
    });
    expect(states.get('sensor.paperless_last_backup')?.state).toBe('2026-11-21T03:00:00+00:00');
    expect(states.get('binary_sensor.still_fawn_problem')?.state).toBe('off');
    expect(states.get('event.homelab_steward_run_result')?.state).toBe('unknown');
    expect(states.has('sensor.paperless_disk')).toBe(false);
    const registered = await devices();
    const hubId = registered.get('Homelab Steward')?.id;
    expect(registered.get('still-fawn')).toMatchObject({ via_device_id: hubId });
    expect(registered.get('paperless')).toMatchObject({
      via_device_id: registered.get('still-fawn')?.id,
      model: 'Model',
      manufacturer: 'Maker',
    });
  });

  it('are written only when something about them changed', async () => {
    const changes = createAsyncQueue<{ data: { entity_id: string; new_state: EntityState | null } }>(
      'a state change',
    );
    const stop = await homeAssistant
      .owner()
      .subscribe({ type: 'subscribe_events', event_type: 'state_changed' }, changes.push);
    steward.send(entities({ states: { [cpu.key]: state(12.34), [status.key]: state('running') } }));
    steward.send(snapshot());
    steward.send(entities({ states: { [cpu.key]: state(50), [status.key]: state('running') } }));
    await changes.next(({ data }) => data.new_state?.state === '50');
    await stop();
    expect(changes.all.map(({ data }) => data.entity_id)).toEqual(['sensor.paperless_cpu']);
  });

  it('say when a value is not known or cannot be known', async () => {
    steward.send(
      entities({
        states: {
          [cpu.key]: state(null),
          [status.key]: state('running', false),
          [waiting.key]: state('many'),
          [problem.key]: state(null),
          [lastBackup.key]: state('yesterday'),
        },
      }),
    );
    await becomes('sensor.paperless_cpu', 'unknown');
    await becomes('sensor.paperless_status', 'unavailable');
    await becomes('binary_sensor.still_fawn_problem', 'unknown');
    await becomes('sensor.paperless_last_backup', 'unknown');
    steward.send(snapshot());
    await becomes('sensor.paperless_status', 'running');
  });

  it('tell results of runs as events', async () => {
    const event = { type: 'event', entityKey: result.key, eventType: 'succeeded' } as const;
    steward.send({ ...event, attributes: { title: 'Restart paperless', issue: 7 } });
    await waitFor('the event', async () => {
      const { attributes } = (await stateOf('event.homelab_steward_run_result')) ?? {};
      return attributes?.['event_type'] === 'succeeded' && attributes['issue'] === 7;
    });
  });

  it('pass on who pressed a button, and say what Steward says', async () => {
    const bob = await homeAssistant.createUser({ name: 'Bob', group: 'system-users' });
    const client = await homeAssistant.connect(bob.token);
    const press = (isOk: boolean) => {
      steward.onMessage = (received) => {
        if (received.type !== 'press') return;
        const error = isOk ? null : { code: 'x', message: 'It is gone.', mend: 'Look again.' };
        steward.send({ type: 'action-result', id: received.id, isOk, response: {}, error });
      };
      return client.callService(
        'button',
        'press',
        {},
        { target: { entity_id: 'button.paperless_request_restart' } },
      );
    };
    await press(true);
    expect(await message(steward, 'press')).toMatchObject({
      entityKey: restart.key,
      caller: { userId: bob.userId, parentContextId: null, automation: null },
    });
    await expect(press(false)).rejects.toThrow('It is gone. Look again.');
    await client.close();
  });

  it('take over another description, and another device name', async () => {
    steward.send(
      entities({
        devices: [{ ...paperless, name: 'paperless-ngx' }],
        entities: [{ ...status, options: ['running', 'stopped', 'paused'] }],
        states: { [status.key]: state('paused') },
      }),
    );
    await becomes('sensor.paperless_status', 'paused');
    expect((await devices()).has('paperless-ngx')).toBe(true);
    steward.send(snapshot());
    await becomes('sensor.paperless_status', 'running');
  });

  it('disappear with their device when Steward says that it is gone, and return with it', async () => {
    steward.send(entities({ removedDevices: [paperless.key] }));
    await becomes('sensor.paperless_cpu', undefined);
    expect((await devices()).has('paperless')).toBe(false);
    steward.send(snapshot());
    await becomes('sensor.paperless_cpu', '12.34');
    steward.send(entities({ removedEntities: [cpu.key] }));
    await becomes('sensor.paperless_cpu', undefined);
    expect((await stateOf('sensor.paperless_status'))?.state).toBe('running');
    steward.send(snapshot());
    await becomes('sensor.paperless_cpu', '12.34');
  });

  it('are unavailable without Steward and come back with it, without what has gone meanwhile', async () => {
    await steward.stop();
    await becomes('sensor.paperless_cpu', 'unavailable');
    await becomes('button.paperless_request_restart', 'unavailable');
    await steward.start();
    await connected(steward);
    expect((await stateOf('sensor.paperless_cpu'))?.state).toBe('unavailable');
    steward.send({ ...snapshot(), devices: [hub, node], entities: [waiting, problem], states: {} });
    await becomes('sensor.paperless_cpu', undefined);
    expect((await devices()).has('paperless')).toBe(false);
    steward.send(snapshot());
    await becomes('sensor.paperless_cpu', '12.34');
  });

  it('come back after a restart of Home Assistant, without what has gone meanwhile', async () => {
    await homeAssistant.restart();
    await connected(steward);
    expect((await stateOf('sensor.paperless_cpu'))?.state).toBe('unavailable');
    const rest = all.filter(({ key }) => key !== cpu.key);
    steward.send({ ...snapshot(), entities: rest });
    await becomes('sensor.paperless_status', 'running');
    expect(await stateOf('sensor.paperless_cpu')).toBeUndefined();
  });

  it('are there within seconds for a thousand guests', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => device(`g/${index}`, `guest ${index}`));
    const theirs = many.flatMap(({ key }) => [
      entity(key, 'cpu', { unit: '%', stateClass: 'measurement' }),
      entity(key, 'memory', { unit: '%', stateClass: 'measurement' }),
      entity(key, 'status', { deviceClass: 'enum', options: ['running', 'stopped'] }),
    ]);
    const values = Object.fromEntries(theirs.map(({ key, unit }) => [key, state(unit ? 1 : 'running')]));
    steward.send(entities({ devices: many, entities: theirs, states: values }));
    await waitFor(
      'the last guest',
      async () => (await stateOf('sensor.guest_999_status'))?.state === 'running',
      {
        timeoutMs: 60_000,
      },
    );
    const changes = createAsyncQueue<{ data: { entity_id: string } }>('the change');
    await homeAssistant
      .owner()
      .subscribe({ type: 'subscribe_events', event_type: 'state_changed' }, changes.push);
    const started = performance.now();
    steward.send(entities({ states: { 'g/500/cpu': state(99) } }));
    await changes.next(({ data }) => data.entity_id === 'sensor.guest_500_cpu');
    expect(performance.now() - started).toBeLessThan(1000);
    steward.send(snapshot());
    await waitFor(
      'the guests to be gone',
      async () => (await stateOf('sensor.guest_999_status')) === undefined,
      {
        timeoutMs: 60_000,
      },
    );
  });

  it('do not suffer from one that Home Assistant does not take', async () => {
    const odd = entity(paperless.key, 'memory', {
      stateClass: 'measurement',
      deviceClass: 'enum',
      options: ['a'],
    });
    const foreign = entity(paperless.key, 'usage', { deviceClass: 'warp_factor', unit: '%' });
    const states = { [odd.key]: state('a'), [foreign.key]: state(9), [cpu.key]: state(77) };
    steward.send(entities({ entities: [odd, foreign], states }));
    await becomes('sensor.paperless_cpu', '77');
    await becomes('sensor.paperless_usage', '9');
    steward.send(entities({ entities: [{ ...cpu, deviceClass: 'enum', options: ['b'] }] }));
    steward.send(
      entities({ entities: [cpu], states: { [cpu.key]: state(78), [status.key]: state('stopped') } }),
    );
    await becomes('sensor.paperless_cpu', '78');
    await becomes('sensor.paperless_status', 'stopped');
    expect(steward.isConnected).toBe(true);
  });

  it('made Home Assistant complain about nothing but those', () => {
    expect(steward.violations).toEqual([]);
    expect(complaints(homeAssistant)).toEqual([
      expect.stringContaining('warp_factor, which is no SensorDeviceClass'),
      expect.stringContaining('sensor.paperless_memory'),
      expect.stringContaining('does not take what Homelab Steward says about proxmox:home/guest/101/cpu'),
    ]);
    expect(homeAssistant.log()).not.toContain('deprecated');
    expect(homeAssistant.log()).not.toContain(steward.state.token);
  });
});
