import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityState, HomeAssistantClient } from './support/home-assistant-client.ts';
import { missingPeers } from './support/peers.ts';
import type { Phone } from './support/phone.ts';
import type { PhoneNotification } from './support/phone-notification.ts';
import { type Registered, readRegistered } from './support/registries.ts';
import { waitFor } from './support/wait-for.ts';
import { startWholeHouse, type WholeHouse } from './support/whole-house.ts';

const quietMs = 30_000;
/** A poll is at most 12 s away; two, when one has just begun. */
const nextReading = { timeoutMs: 30_000 };
const steward = 'Homelab Steward';

interface Change {
  readonly entityId: string;
  readonly state: string | undefined;
}

describe.skipIf(missingPeers('home-assistant').length > 0)('the homelab as entities', () => {
  let house: WholeHouse;
  let owner: HomeAssistantClient;
  let carol: HomeAssistantClient;
  let phone: Phone;
  let registered: Registered;
  let changes: Change[];

  const stateOf = async (device: string, aspect: string): Promise<EntityState | undefined> =>
    (await owner.states()).get(registered.entityIds(device)[aspect] ?? '');
  const becomes = (device: string, aspect: string, value: string) =>
    waitFor(
      `${aspect} of ${device} to be ${value}`,
      async () => (await stateOf(device, aspect))?.state === value,
      nextReading,
    );
  const availability = async () => {
    const states = await owner.states();
    return registered.entities.map(({ entity_id }) => states.get(entity_id)?.state !== 'unavailable');
  };
  const vmidOf = async (name: string): Promise<number> =>
    (await house.proxmox.state()).guests.find((guest) => guest.name === name)?.vmid ?? -1;
  const press = (client: HomeAssistantClient, guest: string) =>
    client.callService(
      'button',
      'press',
      {},
      { target: { entity_id: registered.entityIds(guest)['restart'] ?? '' } },
    );
  const question = () =>
    phone.notifications.next(({ title }) => title?.startsWith('Approve? ') === true, nextReading);
  const tap = (asked: PhoneNotification, title: string) =>
    phone.tap(asked.data?.actions?.find((offered) => offered.title === title)?.action ?? '');

  beforeAll(async () => {
    house = await startWholeHouse();
    owner = house.homeAssistant.owner();
    carol = await house.homeAssistant.connect(house.carol.token);
    phone = await house.homeAssistant.registerPhone({ token: house.alice.token, name: 'Alice Pixel' });
    registered = await waitFor(
      'every part of the homelab to be read',
      async () => {
        const now = await readRegistered(owner);
        const states = await owner.states();
        const isKnown = (device: string, aspect: string) =>
          !['unknown', 'unavailable', undefined].includes(
            states.get(now.entityIds(device)[aspect] ?? '')?.state,
          );
        return isKnown('paperless-ngx', 'last_backup') && isKnown('tank on still-fawn', 'usage') ? now : null;
      },
      nextReading,
    );
    changes = [];
    const own = new Set(registered.entities.map(({ entity_id }) => entity_id));
    await owner.subscribe<{ data: { entity_id: string; new_state: EntityState | null } }>(
      { type: 'subscribe_events', event_type: 'state_changed' },
      ({ data }) => {
        if (own.has(data.entity_id)) changes.push({ entityId: data.entity_id, state: data.new_state?.state });
      },
    );
  });

  afterAll(async () => {
    await phone?.close();
    await carol?.close();
    await house?.stop();
  });

  it('has a device for each node, guest and pool, each on the one that it belongs to', async () => {
    const { nodes, guests, pools } = await house.proxmox.state();
    const parents = new Map<string, string>([
      ...nodes.map(({ name }) => [name, steward] as const),
      ...guests
        .filter(({ isTemplate }) => isTemplate !== true)
        .map(({ name, node }) => [name, node] as const),
      ...pools.map(({ name, node }) => [`${name} on ${node}`, node] as const),
    ]);
    expect(registered.devices.map(({ name }) => name).toSorted()).toEqual(
      [...parents.keys(), steward].toSorted(),
    );
    for (const [name, parent] of parents)
      expect(registered.device(name), name).toMatchObject({ via_device_id: registered.device(parent).id });
  });

  it('shows what Proxmox says of a node, a guest and a pool', async () => {
    const values = async (device: string) => {
      const states = await owner.states();
      return Object.fromEntries(
        Object.entries(registered.entityIds(device)).map(([aspect, id]) => [aspect, states.get(id)?.state]),
      );
    };
    expect(await values('still-fawn')).toMatchObject({
      status: 'online',
      cpu: '14',
      memory: '58',
      disk: expect.stringMatching(/^\d+$/),
      last_boot: expect.stringMatching(/^\d{4}-/),
    });
    const { startedAtMs = 0 } =
      (await house.proxmox.state()).guests.find(({ name }) => name === 'paperless-ngx') ?? {};
    const paperless = await values('paperless-ngx');
    expect(paperless).toMatchObject({
      status: 'running',
      cpu: '3',
      memory: '61',
      disk: '52',
      last_backup: expect.stringMatching(/^\d{4}-/),
      restart: 'unknown',
    });
    expect(Math.abs(Date.parse(paperless['last_boot'] ?? '') - startedAtMs)).toBeLessThan(120_000);
    expect(await values('tank on still-fawn')).toEqual({ usage: '78', health: 'online' });
    expect(await values(steward)).toMatchObject({
      waiting_approvals: '0',
      running_runs: '0',
      cloud_bytes: '0',
    });
    expect(registered.entityIds(steward)['cloud_bytes']).toBe('sensor.steward_cloud_bytes');
  });

  it('sends nothing while nothing changes', async () => {
    const before = changes.length;
    await delay(quietMs);
    expect(changes.slice(before)).toEqual([]);
  });

  it('sends the one figure that changed, and no other', async () => {
    const before = changes.length;
    await house.proxmox.patchGuest(await vmidOf('grafana'), { cpu: 0.87 });
    await becomes('grafana', 'cpu', '87');
    expect(changes.slice(before)).toEqual([
      { entityId: registered.entityIds('grafana')['cpu'], state: '87' },
    ]);
  });

  it('turns the press of a restart button into a request of the person who pressed, and acts only once it is approved', async () => {
    await press(carol, 'paperless-ngx');
    await becomes(steward, 'waiting_approvals', '1');
    const asked = await question();
    expect(asked).toMatchObject({
      title: expect.stringContaining('paperless-ngx'),
      message: expect.stringContaining('Asked by Carol'),
    });
    expect(await house.proxmox.writes()).toEqual([]);

    const before = changes.length;
    await tap(asked, 'Approve');
    const result = registered.entityIds(steward)['run_result'] ?? '';
    await waitFor(
      'the result',
      async () => (await owner.states()).get(result)?.attributes['event_type'] === 'succeeded',
      nextReading,
    );
    expect((await owner.states()).get(result)?.attributes).toMatchObject({
      title: expect.stringContaining('paperless-ngx'),
      workflow: 'restart-guest',
      result: expect.any(String),
      run_id: expect.any(String),
      approval_id: expect.any(String),
    });
    await becomes(steward, 'running_runs', '0');
    await becomes(steward, 'waiting_approvals', '0');
    expect(changes.slice(before)).toContainEqual({
      entityId: registered.entityIds(steward)['running_runs'],
      state: '1',
    });
    expect(await house.proxmox.writes()).toHaveLength(1);
  });

  it('shows in the boot time that the guest was restarted', async () => {
    await waitFor(
      'the boot time',
      async () => {
        const { state } = (await stateOf('paperless-ngx', 'last_boot')) ?? { state: '' };
        return Math.abs(Date.now() - Date.parse(state)) < 180_000;
      },
      nextReading,
    );
  });

  it('tells an automation of a refusal, too', async () => {
    const writes = (await house.proxmox.writes()).length;
    await press(carol, 'jellyfin');
    await tap(await question(), 'Deny');
    const result = registered.entityIds(steward)['run_result'] ?? '';
    await waitFor(
      'the refusal',
      async () => (await owner.states()).get(result)?.attributes['event_type'] === 'denied',
    );
    expect(await house.proxmox.writes()).toHaveLength(writes);
  });

  it('forgets a guest that was deleted, with its device and all its entities', async () => {
    const { id } = registered.device('uptime-kuma');
    const gone = new Set(Object.values(registered.entityIds('uptime-kuma')));
    await house.proxmox.removeGuest(await vmidOf('uptime-kuma'));
    const after = await waitFor(
      'the device and its entities to disappear',
      async () => {
        // Two lists, read one after the other: the guest may go in between.
        const now = await readRegistered(owner);
        const isGone =
          now.devices.every((device) => device.id !== id) &&
          now.entities.every(({ entity_id }) => !gone.has(entity_id));
        return isGone ? now : null;
      },
      nextReading,
    );
    expect([...(await owner.states()).keys()].filter((entityId) => gone.has(entityId))).toEqual([]);
    expect(after.devices).toHaveLength(registered.devices.length - 1);
    registered = after;
  });

  it('makes everything unavailable while Steward is stopped, and brings the same entities back', async () => {
    const before = await availability();
    expect(before.filter((isAvailable) => isAvailable).length).toBeGreaterThan(60);

    await house.steward.halt();
    await waitFor('every entity to be unavailable', async () =>
      (await availability()).every((isAvailable) => !isAvailable),
    );

    await house.steward.start();
    await waitFor(
      'every entity to be back',
      async () => JSON.stringify(await availability()) === JSON.stringify(before),
      { timeoutMs: 60_000 },
    );
    expect((await readRegistered(owner)).entities).toEqual(registered.entities);
    expect((await stateOf('grafana', 'cpu'))?.state).toBe('87');
  });

  it('asked of Proxmox nothing that it would refuse', async () => {
    expect(await house.proxmox.refusals()).toEqual([]);
  });
});
