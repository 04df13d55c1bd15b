import { afterEach, beforeEach } from 'vitest';
import { demoHomelab } from './demo-homelab.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createProxmoxStandIn, type ProxmoxStandIn, type ProxmoxStandInOptions } from './proxmox-standin.ts';
import { createStandInClient, type StandInClient } from './standin-client.ts';

/** What a test of the stand-in works with; new for each test. */
export interface StandInFixture {
  standIn: ProxmoxStandIn;
  client: StandInClient;
  clock: ManualClock;
}

/** Starts the demo homelab on a clock of the test's own before each test; fails the test on refusals left behind. */
export const useStandIn = (options: ProxmoxStandInOptions = {}): StandInFixture => {
  const fixture = {} as StandInFixture;
  beforeEach(async () => {
    const clock = createManualClock();
    const state = options.state ?? demoHomelab({ nowMs: clock.now() });
    const standIn = await createProxmoxStandIn({ clock, taskDurationMs: 2_000, ...options, state });
    Object.assign(fixture, { clock, standIn, client: createStandInClient(standIn) });
  });
  afterEach(async () => {
    fixture.client.close();
    await fixture.standIn.close();
    fixture.standIn.assertNoRefusals();
  });
  return fixture;
};
