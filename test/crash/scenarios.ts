import { readdirSync } from 'node:fs';
import { recommendedDisk } from '../standins/ssh/demo-host.ts';
import { insertDisk } from '../standins/ssh/host-state.ts';
import type { EngineLife } from '../support/engine-life.ts';
import { workflowFolder } from '../support/engine-life.ts';
import { paperless } from '../support/fake-proxmox.ts';
import { lookStep, setStep, smallPlan } from '../support/small-system.ts';
import { alice, type PeoplesPart } from './people.ts';
import type { World } from './world.ts';

/** What is asked for, what people do meanwhile, and what the homelab is like before. */
export interface Scenario {
  readonly prepare: (world: World) => void;
  readonly peopleIn: (world: World) => PeoplesPart;
  /** How its run ends, and how many effects it has had by then. */
  readonly ends: { readonly state: 'succeeded' | 'rolled-back'; readonly effects: number };
}

/** What a workflow of `workflows/` is asked with, and whether its guest runs before. */
export interface WorkflowRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly isRunningBefore: boolean;
  readonly effects: number;
}

const guest = paperless.ref;

const requests: Readonly<Record<string, WorkflowRequest>> = {
  'cycle-guest': { parameters: { guest, snapshot: 'before-cycle' }, isRunningBefore: true, effects: 3 },
  'delete-snapshot': { parameters: { guest, snapshot: 'before-upgrade' }, isRunningBefore: true, effects: 1 },
  'restart-guest': { parameters: { guest }, isRunningBefore: true, effects: 1 },
  'roll-back-guest': { parameters: { guest, snapshot: 'before-upgrade' }, isRunningBefore: true, effects: 1 },
  'snapshot-guest': { parameters: { guest, snapshot: 'before-update' }, isRunningBefore: true, effects: 1 },
  'start-guest': { parameters: { guest }, isRunningBefore: false, effects: 1 },
  'stop-guest': { parameters: { guest }, isRunningBefore: true, effects: 1 },
};

/** Every workflow that Steward loads. */
export const workflowNames: readonly string[] = readdirSync(workflowFolder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

/** @throws Error for a workflow that has none yet, so that none is left out of the crash test */
export const requestOf = (workflow: string): WorkflowRequest => {
  const request = requests[workflow];
  if (request === undefined)
    throw new Error(`test/crash/scenarios.ts does not say how ${workflow} is asked for`);
  return request;
};

/** A workflow of `workflows/`, against a Proxmox in memory. */
export const workflowScenario = (workflow: string): Scenario => {
  const { parameters, isRunningBefore, effects } = requestOf(workflow);
  return {
    prepare: ({ proxmox }) => {
      if (!isRunningBefore) proxmox.guest = { ...paperless, status: 'stopped', uptimeSeconds: 0 };
    },
    peopleIn: () => ({ ask: (life) => life.request(workflow, parameters, alice) }),
    ends: { state: 'succeeded', effects },
  };
};

const person = 'install the disk';

/** Two changes side by side, a check, a person's part, and two changes after it. */
const steps = [
  setStep('one', { from: 'a', to: 'b' }),
  setStep('two', { from: 'a', to: 'b' }),
  lookStep('check', ['one']),
  lookStep(person, ['check', 'two'], { kind: 'person' }),
  setStep('three', { from: 'a', to: 'b' }, [person]),
  setStep('four', { from: 'a', to: 'b' }, ['three']),
];

const askForSteps = (life: EngineLife, { small }: World): void => {
  const taken = life.approvals.request({
    plan: smallPlan(small, steps),
    requester: { channel: 'assist', person: alice },
    requestText: 'please',
  });
  if (taken.kind !== 'taken') throw new Error(taken.reason);
};

const manySteps = (ends: Scenario['ends'], prepare: (world: World) => void): Scenario => ({
  ends,
  prepare: (world) => {
    const { values, checks } = world.small;
    for (const { effect } of steps) if (effect !== null) values.set(effect.ref, 'a');
    checks.set(person, (_step, { reports }) =>
      reports[person] === undefined
        ? { kind: 'waiting', reason: 'Waiting for the disk.' }
        : { kind: 'done', statement: 'The disk is in.', output: {} },
    );
    prepare(world);
  },
  peopleIn: (world) => ({
    ask: (life) => askForSteps(life, world),
    help: ({ runner }, { id }) => runner.report(id, person, { by: alice.name, values: {} }),
  }),
});

/** A pool that gets a new disk, which a person buys and installs: over hosts, weeks and both kinds of step. */
const expandPool: Scenario = {
  ends: { state: 'succeeded', effects: 2 },
  prepare: () => {},
  peopleIn: ({ host }) => ({
    ask: (life) =>
      life.request(
        'expand-pool',
        {
          host: host.name,
          pool: 'tank',
          device: recommendedDisk.device,
          part: 'Samsung 980 PRO 2TB NVMe SSD',
          leastFree: '1GB',
        },
        alice,
      ),
    help: ({ runner }, { id }) => {
      if (!host.disks.some(({ name }) => name === recommendedDisk.device)) insertDisk(host, recommendedDisk);
      runner.report(id, 'hardware-procurement', {
        by: alice.name,
        values: { serial: recommendedDisk.serial },
      });
    },
  }),
};

/** Everything that is killed at every instant. */
export const scenarios: readonly (readonly [name: string, scenario: Scenario])[] = [
  ...workflowNames.map((name) => [name, workflowScenario(name)] as const),
  ['expand-pool', expandPool],
  ['six steps with a person among them', manySteps({ state: 'succeeded', effects: 4 }, () => {})],
  [
    'six steps of which the last is refused, and the others are undone',
    manySteps({ state: 'rolled-back', effects: 6 }, ({ small }) => small.faults.set('four', 'refuse')),
  ],
];
