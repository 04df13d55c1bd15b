import { setTimeout as delay } from 'node:timers/promises';
import { createAsyncQueue } from '../lab/support/async-queue.ts';
import type { EntityState } from '../lab/support/home-assistant-client.ts';
import { waitFor } from '../lab/support/wait-for.ts';
import { startWholeHouse } from '../lab/support/whole-house.ts';
import type { LoggedRequest } from '../standins/proxmox/standin.ts';
import { type Bench, quantile } from './measure.ts';
import { processorMs, residentMegabytes } from './process-figures.ts';
import { productionEnvironment } from './steward-setup.ts';

const guests = 1_000;
const changes = 6;
const quietMs = 30_000;

/** A state that changed in Home Assistant, and when this process heard of it. */
interface Heard {
  readonly entityId: string;
  readonly state: string | undefined;
  readonly atMs: number;
}

/**
 * A homelab of 1,000 guests. How long it takes until a change is in Home Assistant, counted from the change and from the
 * reading that found it; what Steward costs while nothing changes, and how many states it sends then.
 */
export const entities: Bench = {
  limitMs: 300_000,
  run: async (print) => {
    const house = await startWholeHouse({ guests, environment: productionEnvironment });
    try {
      const owner = house.homeAssistant.owner();
      const { pid } = house.steward.process();
      const statusOf = async (name: string) =>
        [...(await owner.states()).values()].find(
          ({ entity_id }) => entity_id === `sensor.${name.replaceAll('-', '_')}_status`,
        );
      await waitFor('the last guest', () => statusOf(`guest-${guests}`), { timeoutMs: 60_000 });
      print({ name: 'entities_states', value: (await owner.states()).size, unit: 'count' });

      const heard = createAsyncQueue<Heard>('a changed state');
      await owner.subscribe<{ data: { entity_id: string; new_state: EntityState | null } }>(
        { type: 'subscribe_events', event_type: 'state_changed' },
        ({ data }) =>
          heard.push({ entityId: data.entity_id, state: data.new_state?.state, atMs: Date.now() }),
      );

      // Backups, snapshots and the first readings of the pools have come in by then.
      await delay(20_000);
      const before = { processorMs: processorMs(pid), heard: heard.all.length };
      await delay(quietMs);
      print({
        name: 'entities_quiet_cpu',
        value: ((processorMs(pid) - before.processorMs) / quietMs) * 100,
        unit: '%',
      });
      print({
        name: 'entities_quiet_states',
        value: heard.all.slice(before.heard).filter(({ entityId }) => entityId.includes('guest_')).length,
        unit: 'count',
        target: 0,
      });
      print({ name: 'entities_rss', value: residentMegabytes(pid), unit: 'MB' });

      const { guests: all } = await house.proxmox.state();
      const running = all.filter(({ status }) => status === 'running').slice(0, changes);
      const sinceChange: number[] = [];
      const sinceReading: number[] = [];
      for (const { vmid, name } of running) {
        const changedAtMs = Date.now();
        await house.proxmox.patchGuest(vmid, { status: 'stopped', startedAtMs: null });
        const { atMs } = await heard.next(
          ({ entityId, state }) =>
            entityId === `sensor.${name.replaceAll('-', '_')}_status` && state === 'stopped',
          { timeoutMs: 30_000 },
        );
        const requests = await house.proxmox.control<LoggedRequest[]>('GET', 'requests');
        const reading = requests.findLast(
          (request) =>
            request.path === '/cluster/resources' && request.atMs >= changedAtMs && request.atMs <= atMs,
        );
        sinceChange.push(atMs - changedAtMs);
        if (reading !== undefined) sinceReading.push(atMs - reading.atMs);
      }
      print({ name: 'entities_since_change_p50', value: quantile(sinceChange, 0.5), unit: 'ms' });
      print({ name: 'entities_since_change_max', value: quantile(sinceChange, 1), unit: 'ms' });
      print({ name: 'entities_since_reading_p50', value: quantile(sinceReading, 0.5), unit: 'ms' });
      print({
        name: 'entities_since_reading_max',
        value: quantile(sinceReading, 1),
        unit: 'ms',
        target: 1_000,
      });
    } finally {
      await house.stop();
    }
  },
};
