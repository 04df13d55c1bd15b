import { describe, expect, it } from 'vitest';
import { bigHomelab } from './big-homelab.ts';
import { demoHomelab } from './demo-homelab.ts';
import { startLiveliness } from './liveliness.ts';
import { createManualClock } from './manual-clock.ts';
import { useStandIn } from './standin-fixture.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);

describe('the demo homelab', () => {
  it('is new each time, so that one run cannot spoil another', () => {
    const first = demoHomelab({ nowMs });
    first.guests.pop();
    expect(demoHomelab({ nowMs }).guests).toHaveLength(14);
  });

  it('has one stopped guest and one whose backup is stale, at any hour of the day', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const atMs = Date.UTC(2026, 10, 22, hour, 30);
      const { guests, storages } = demoHomelab({ nowMs: atMs });
      expect(guests.filter(({ status }) => status === 'stopped').map(({ name }) => name)).toEqual([
        'windows-11',
      ]);
      const volumes = storages.find(({ name }) => name === 'pbs')?.volumes ?? [];
      const stale = guests.filter(({ vmid }) => {
        const newest = Math.max(
          ...volumes.filter((volume) => volume.vmid === vmid).map((volume) => volume.createdAtMs),
        );
        expect(newest).toBeLessThan(atMs);
        return atMs - newest > 2 * 86_400_000;
      });
      expect(stale.map(({ name }) => name)).toEqual(['nas']);
    }
  });
});

describe('a big homelab', () => {
  it('is the same for the same numbers', () => {
    const options = { nodes: 5, guests: 1_000, nowMs };
    expect(bigHomelab(options)).toEqual(bigHomelab(options));
    expect(new Set(bigHomelab(options).guests.map(({ vmid }) => vmid)).size).toBe(1_000);
  });

  const fixture = useStandIn({ state: bigHomelab({ nodes: 4, guests: 1_000, nowMs }) });

  it('is served whole', async () => {
    const { data } = await fixture.client.get('/cluster/resources');
    expect(data).toHaveLength(1_000 + 4 + 2 * 4);
  });
});

describe('liveliness', () => {
  const livelyFor = (seed: number, ms: number) => {
    const clock = createManualClock(nowMs);
    const state = demoHomelab({ nowMs });
    const stop = startLiveliness(state, { seed }, clock);
    clock.advanceSync(ms);
    stop();
    clock.advanceSync(60_000);
    return state;
  };

  it('moves running guests and nodes, and leaves stopped ones alone', () => {
    const still = demoHomelab({ nowMs });
    const lively = livelyFor(7, 60_000);
    for (const [index, guest] of lively.guests.entries())
      expect(guest.cpu !== still.guests[index]?.cpu, guest.name).toBe(guest.status === 'running');
  });

  it('is the same for the same seed', () => {
    expect(livelyFor(7, 60_000)).toEqual(livelyFor(7, 60_000));
    expect(livelyFor(7, 60_000)).not.toEqual(livelyFor(8, 60_000));
  });

  it('stays gentle for a day', () => {
    const still = demoHomelab({ nowMs });
    const lively = livelyFor(7, 24 * 60 * 60 * 1000);
    for (const [index, guest] of lively.guests.entries()) {
      const before = still.guests[index];
      expect(Math.abs(guest.cpu - (before?.cpu ?? 0)), guest.name).toBeLessThan(0.15);
      expect(guest.memoryBytes, guest.name).toBeLessThanOrEqual(guest.maxMemoryBytes);
    }
  });
});
