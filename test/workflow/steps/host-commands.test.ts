import { expect, it } from 'vitest';
import type { PlanStep } from '../../../src/core/plan.ts';
import type { StepTemplate } from '../../../src/core/step.ts';
import { undoStepOf } from '../../../src/workflow/run/undo-step.ts';
import {
  createHostCommands,
  hostCommandFields,
} from '../../../src/workflow/steps/host-commands/host-commands.ts';
import { recommendedDisk } from '../../standins/ssh/demo-host.ts';
import {
  asChange,
  contextOf,
  createHostBench,
  grantOf,
  type HostBench,
  planningAfter,
} from './host-bench.ts';

/** The step of the seed's storage expansion. */
const expansion: StepTemplate = {
  name: 'zfs-pool-expansion',
  type: 'proxmox-task',
  dependencies: ['disk-detection'],
  fields: { commands: ['zpool add tank nvme1n1', 'zfs set compression=lz4 tank'] },
};

const only = (...commands: readonly string[]): StepTemplate => ({
  ...expansion,
  dependencies: [],
  fields: { commands },
});

const handlerOf = ({ hosts }: HostBench) => createHostCommands({ hosts, pastDurations: () => [] });

const external = { id: 'hardware-procurement', type: 'external-task', kind: 'person' } as PlanStep;

const detected = (serial: string = recommendedDisk.serial) => ({
  outputs: { 'disk-detection': { host: 'still-fawn', disk: { device: 'nvme1n1', serial } } },
});

it('makes a step of each line, the first one waiting for what the file says and the last one keeping its name', async () => {
  const bench = await createHostBench();
  const planned = await handlerOf(bench).plan(expansion, planningAfter([external]));
  expect(planned.map(({ step: { id, dependsOn } }) => [id, dependsOn])).toEqual([
    ['zfs-pool-expansion.1', ['disk-detection']],
    ['zfs-pool-expansion', ['zfs-pool-expansion.1']],
  ]);
  const [add, set] = planned;
  expect(add?.step).toMatchObject({
    title: 'Add the disk nvme1n1 to the pool tank on still-fawn',
    effect: {
      ref: 'ssh:still-fawn/pool/tank',
      action: 'zpool.add',
      parameters: { pool: 'tank', device: 'nvme1n1' },
    },
    compensation: null,
    undo: null,
    risk: 'destructive',
    fields: { host: 'still-fawn', commands: ['zpool add tank /dev/nvme1n1'] },
  });
  expect(add?.observed).toEqual([
    { ref: 'ssh:still-fawn/pool/tank', name: 'tank', facts: { state: 'ONLINE', disks: 'sda, sdb' } },
  ]);
  expect(set?.step).toMatchObject({
    effect: {
      ref: 'ssh:still-fawn/dataset/tank',
      action: 'zfs.set',
      parameters: { dataset: 'tank', property: 'compression', value: 'lz4' },
    },
    compensation: { effect: { action: 'zfs.set', parameters: { value: 'on' } } },
    differences: [{ field: 'compression', before: 'on', after: 'lz4' }],
    risk: 'reversible',
  });
});

it('expands the pool with the disk that was seen, shows it by an independent read, and sets compression back', async () => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const steps = (await plan(expansion, planningAfter([external]))).map(({ step }) => step);
  bench.standIn.insertDisk(recommendedDisk);
  const context = contextOf([external, ...steps], detected());
  const grant = grantOf(steps);
  for (const step of steps.map(asChange)) {
    const before = await change.observe(step, context);
    expect(before.isDone).toBe(false);
    const receipt = await change.apply(step, grant, context);
    expect(await change.verify(step, before.baseline, receipt, context)).toMatchObject({ kind: 'verified' });
    expect((await change.observe(step, context)).isDone).toBe(true);
  }
  expect(bench.standIn.state.pools[0]?.topLevel).toEqual([['/dev/sda1'], ['/dev/sdb1'], ['/dev/nvme1n1p1']]);
  const set = asChange(steps[1]);
  if (set.compensation === null) throw new Error('it can be undone');
  const undo = undoStepOf(set, set.compensation);
  await change.apply(undo, grant, context);
  expect(await change.verify(undo, {}, {}, context)).toMatchObject({
    statement: 'compression of tank on still-fawn is on.',
  });
});

it('undoes a property that was inherited by inheriting it again', async () => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const [planned] = await plan(only('zfs set compression=lz4 tank/media'), planningAfter());
  const step = asChange(planned?.step);
  expect(step.compensation?.effect).toMatchObject({
    action: 'zfs.inherit',
    parameters: { dataset: 'tank/media', property: 'compression' },
  });
  const grant = grantOf([step]);
  const context = contextOf([step]);
  await change.apply(step, grant, context);
  if (step.compensation === null) throw new Error('it can be undone');
  await change.apply(undoStepOf(step, step.compensation), grant, context);
  expect(bench.standIn.state.datasets['tank/media']).toEqual({});
});

it.each([
  [
    'another disk at the place',
    { ...recommendedDisk, serial: 'S6B0NL0W999999Z' },
    /is not the disk that was seen before \(serial number S6B0NL0W127483F\)/,
  ],
  [
    'a signature on it',
    { ...recommendedDisk, content: 'ext4' },
    /The disk nvme1n1 in still-fawn is not empty: ext4/,
  ],
  ['no disk any more', undefined, /There is no disk nvme1n1 in still-fawn any more/],
])('adds nothing when there is %s', async (_what, disk, says) => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const steps = (await plan(expansion, planningAfter([external]))).map(({ step }) => step);
  if (disk !== undefined) bench.standIn.insertDisk(disk);
  const applied = change.apply(
    asChange(steps[0]),
    grantOf(steps),
    contextOf([external, ...steps], detected()),
  );
  await expect(applied).rejects.toMatchObject({
    code: 'host.wrong-disk',
    message: expect.stringMatching(says),
  });
  expect(bench.standIn.commands.filter(({ line }) => line.startsWith('zpool add'))).toEqual([]);
});

it('adds nothing when no step has seen which disk it is', async () => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const steps = (await plan(expansion, planningAfter([external]))).map(({ step }) => step);
  bench.standIn.insertDisk(recommendedDisk);
  const applied = change.apply(asChange(steps[0]), grantOf(steps), contextOf([external, ...steps]));
  await expect(applied).rejects.toMatchObject({
    message: expect.stringMatching(/No step has seen which disk nvme1n1/),
  });
});

it('finds out by reading what became of a change whose reply was lost', async () => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const steps = (await plan(expansion, planningAfter([external]))).map(({ step }) => step);
  const add = asChange(steps[0]);
  bench.standIn.insertDisk(recommendedDisk);
  const context = contextOf([external, ...steps], detected());
  const grant = grantOf(steps);
  bench.standIn.inject({ matches: /^zpool add/, what: 'lost-before' });
  await expect(change.apply(add, grant, context)).rejects.toMatchObject({ name: 'UnknownOutcomeError' });
  expect(await change.settle(add, {}, context)).toEqual({ kind: 'absent' });
  bench.standIn.inject({ matches: /^zpool add/, what: 'lost-after' });
  await expect(change.apply(add, grant, context)).rejects.toMatchObject({ name: 'UnknownOutcomeError' });
  expect(await change.settle(add, {}, context)).toMatchObject({ kind: 'applied' });
  expect(bench.standIn.commands.filter(({ line }) => line.startsWith('zpool add'))).toHaveLength(2);
});

it('starts a scrub, and stops it to undo that', async () => {
  const bench = await createHostBench();
  const { change, plan } = handlerOf(bench);
  const [planned] = await plan(only('zpool scrub tank'), planningAfter());
  const step = asChange(planned?.step);
  const context = contextOf([step]);
  const { baseline } = await change.observe(step, context);
  await change.apply(step, grantOf([step]), context);
  expect(await change.verify(step, baseline, {}, context)).toMatchObject({ kind: 'verified' });
  if (step.compensation === null) throw new Error('it can be undone');
  const undo = undoStepOf(step, step.compensation);
  await change.apply(undo, grantOf([step]), context);
  expect(await change.verify(undo, baseline, {}, context)).toMatchObject({ kind: 'verified' });
});

it.each([
  ['zpool add tank nvme5n1', /There is no disk nvme5n1 in the host/],
  ['zpool add tank nvme0n1', /The disk nvme0n1 is not empty: nvme0n1p1, vfat on nvme0n1p2/],
  ['zpool add nosuch nvme0n1', /No host that Steward reaches has a pool nosuch/],
])('refuses to plan %s', async (line, says) => {
  const bench = await createHostBench();
  await expect(handlerOf(bench).plan(only(line), planningAfter())).rejects.toMatchObject({
    message: expect.stringMatching(says),
  });
});

it('refuses to add a single disk to a pool with redundancy', async () => {
  const bench = await createHostBench();
  bench.standIn.insertDisk(recommendedDisk);
  bench.standIn.state.pools[0]?.topLevel.splice(0, 2, ['/dev/sda1', '/dev/sdb1']);
  await expect(handlerOf(bench).plan(only('zpool add tank nvme1n1'), planningAfter())).rejects.toMatchObject({
    code: 'plan.obstacle',
    message: expect.stringMatching(/made of groups with redundancy \(mirror-0\)/),
  });
});

it('says what is so already, but leaves no part out while another is to be done', async () => {
  const bench = await createHostBench();
  const { plan } = handlerOf(bench);
  const [done] = await plan(only('zfs set compression=on tank'), planningAfter());
  expect(done?.alreadySo).toBe('compression of tank is on already.');
  const both = await plan(only('zfs set atime=off tank', 'zfs set compression=on tank'), planningAfter());
  expect(both.map(({ alreadySo }) => alreadySo)).toEqual([undefined, undefined]);
});

it('refuses lines that are no changes of the catalogue when a file is read', async () => {
  const { hosts } = await createHostBench();
  const fields = hostCommandFields(hosts.recognise);
  for (const line of ['lsblk', 'rm -rf /', 'zpool add tank nvme1n1; reboot', 'zpool add -f tank nvme1n1'])
    expect(fields.safeParse({ commands: [line] }).success).toBe(false);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: kro's own spelling of an expression
  expect(fields.safeParse({ commands: ['zpool add ${schema.spec.pool} nvme1n1'] }).success).toBe(true);
  expect(fields.safeParse(expansion.fields).success).toBe(true);
});
