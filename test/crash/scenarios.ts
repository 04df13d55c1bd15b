import { readdirSync } from 'node:fs';
import { workflowFolder } from '../support/engine-life.ts';
import { paperless } from '../support/fake-proxmox.ts';
import type { World } from './world.ts';

/** How one workflow is asked for, and what the homelab is like before. */
export interface Scenario {
  readonly parameters: Readonly<Record<string, string>>;
  readonly prepare: (world: World) => void;
}

const guest = paperless.ref;

const stopped = ({ proxmox }: World): void => {
  proxmox.guest = { ...paperless, status: 'stopped', uptimeSeconds: 0 };
};

const running = (): void => {};

const scenarios: Readonly<Record<string, Scenario>> = {
  'restart-guest': { parameters: { guest }, prepare: running },
  'roll-back-guest': { parameters: { guest, snapshot: 'before-upgrade' }, prepare: running },
  'snapshot-guest': { parameters: { guest, snapshot: 'before-update' }, prepare: running },
  'start-guest': { parameters: { guest }, prepare: stopped },
  'stop-guest': { parameters: { guest }, prepare: running },
};

/** Every workflow that comes with Steward. */
export const workflowNames: readonly string[] = readdirSync(workflowFolder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

/** @throws Error for a workflow that has none yet, so that none is left out of the crash test */
export const scenarioOf = (workflow: string): Scenario => {
  const scenario = scenarios[workflow];
  if (scenario === undefined)
    throw new Error(`test/crash/scenarios.ts does not say how ${workflow} is asked for`);
  return scenario;
};
