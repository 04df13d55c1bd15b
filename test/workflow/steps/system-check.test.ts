import { describe, expect, it } from 'vitest';
import { emptyInventory } from '../../../src/core/inventory.ts';
import type { Json } from '../../../src/core/json.ts';
import type { PlanStep } from '../../../src/core/plan.ts';
import type { Performed, StepReport, StepTemplate } from '../../../src/core/step.ts';
import { createSystemCheck } from '../../../src/workflow/steps/system-check/system-check.ts';
import { recommendedDisk } from '../../standins/ssh/demo-host.ts';
import { contextOf, createHostBench, type HostBench, planningAfter } from './host-bench.ts';

/** The steps of the seed's storage expansion. */
const procurement = {
  id: 'hardware-procurement',
  type: 'external-task',
  kind: 'person',
  dependsOn: [],
  fields: { procurement_details: { recommended_part: 'Samsung 980 PRO 2TB NVMe SSD' } },
} as unknown as PlanStep;
const detection: StepTemplate = {
  name: 'disk-detection',
  type: 'system-check',
  dependencies: ['hardware-procurement'],
  fields: { validation_commands: ['lsblk', 'dmesg | grep nvme', 'smartctl -a /dev/nvme1n1'] },
};

const report = (values: Readonly<Record<string, Json>>): readonly StepReport[] => [
  { by: 'Alice', atMs: 1, values },
];

interface Waiting {
  readonly bench: HostBench;
  look(reports?: readonly StepReport[]): Promise<Performed>;
}

/** The seed's check, planned while the disk is not there yet. */
const startWaiting = async (): Promise<Waiting> => {
  const bench = await createHostBench();
  const handler = createSystemCheck({ hosts: bench.hosts });
  const [planned] = await handler.plan(detection, planningAfter([procurement]));
  const step = planned?.step;
  if (step === undefined || handler.perform === undefined) throw new Error('nothing was planned');
  const { perform } = handler;
  return {
    bench,
    look: (reports = []) =>
      perform(step, contextOf([procurement, step], { reports: { [procurement.id]: reports } })),
  };
};

describe('after a person was asked to install a disk', () => {
  it('waits, looking every five seconds, until it is there, and tells it by its serial number', async () => {
    const { bench, look } = await startWaiting();
    const nothing = {
      kind: 'waiting',
      reason: 'No new disk nvme1n1 is in still-fawn yet.',
      lookAgainMs: 5_000,
    };
    expect(await look()).toEqual(nothing);
    expect(await look()).toEqual(nothing);
    bench.standIn.insertDisk(recommendedDisk);
    const found = await look();
    expect(found).toMatchObject({
      kind: 'done',
      output: {
        host: 'still-fawn',
        disk: {
          device: 'nvme1n1',
          path: '/dev/nvme1n1',
          serial: 'S6B0NL0W127483F',
          model: 'Samsung SSD 980 PRO 2TB',
          sizeBytes: 2_000_398_934_016,
          size: '2 TB',
        },
      },
    });
    expect(found.kind === 'done' && found.statement).toContain('serial number S6B0NL0W127483F');
  });

  it.each([
    [
      'a smaller one',
      {
        ...recommendedDisk,
        model: 'Samsung SSD 980 PRO 1TB',
        serial: 'S5GXNX0T1',
        sizeBytes: 1_000_204_886_016,
      },
      /it has 1 TB, not 2 TB/,
    ],
    [
      'one of another maker',
      { ...recommendedDisk, model: 'KINGSTON SNV2S2000G', serial: '50026B7' },
      /it is a KINGSTON SNV2S2000G, not a Samsung 980 PRO 2TB NVMe SSD/,
    ],
    [
      'one of another model',
      { ...recommendedDisk, model: 'Samsung SSD 970 EVO Plus 2TB', serial: 'S59CNM0R1' },
      /without "980 pro".*report its serial number/,
    ],
    ['one with something on it', { ...recommendedDisk, content: 'ntfs' }, /it is not empty: ntfs/],
    ['one that was in the host before', { ...recommendedDisk, serial: 'WD-CA1K2L3M' }, /it is no new disk/],
    [
      'one at another place',
      { ...recommendedDisk, device: 'nvme2n1' },
      /it came up as nvme2n1, and the plan is for nvme1n1/,
    ],
  ])(
    'refuses %s at the first look, says so where people see it, and goes on waiting for the right one',
    async (_what, disk, says) => {
      const { bench, look } = await startWaiting();
      bench.standIn.insertDisk(disk);
      const refused = await look();
      expect(refused).toMatchObject({
        kind: 'waiting',
        lookAgainMs: 5_000,
        attention: expect.stringMatching(says),
      });
      expect(refused.kind === 'waiting' && refused.attention).toMatch(
        /^The disk nvme[12]n1 in still-fawn is not/,
      );
      bench.standIn.removeDisk(disk.device);
      expect(await look()).not.toHaveProperty('attention');
      bench.standIn.insertDisk(recommendedDisk);
      expect((await look()).kind).toBe('done');
    },
  );

  it('refuses a disk whose serial number is not the one that the person reported', async () => {
    const { bench, look } = await startWaiting();
    bench.standIn.insertDisk(recommendedDisk);
    expect(await look(report({ serial: 'S6B0NL0W127483X' }))).toMatchObject({
      kind: 'waiting',
      attention: expect.stringContaining('its serial number is S6B0NL0W127483F, not S6B0NL0W127483X'),
    });
    expect((await look(report({ serial: ' s6b0nl0w127483f ' }))).kind).toBe('done');
  });

  it('takes a disk whose model is only worded otherwise when the person reports its serial number', async () => {
    const { bench, look } = await startWaiting();
    bench.standIn.insertDisk({ ...recommendedDisk, model: 'MZ-V8P2T0BW' });
    expect((await look()).kind).toBe('waiting');
    expect((await look(report({ serial: recommendedDisk.serial }))).kind).toBe('done');
  });

  it('refuses a disk that says itself that it is failing', async () => {
    const { bench, look } = await startWaiting();
    Object.assign(bench.standIn.insertDisk(recommendedDisk).smart, { passed: false });
    expect(await look()).toMatchObject({
      kind: 'waiting',
      attention: expect.stringContaining('FAILS its self-test'),
    });
  });

  it('knows disks of other hosts again that were moved', async () => {
    const { hosts, standIn } = await createHostBench();
    const handler = createSystemCheck({ hosts });
    const ref = 'proxmox:home/disk/chief-horse.nvme0n1';
    const inventory = {
      ...emptyInventory(0),
      objects: new Map([
        [
          ref,
          {
            ref,
            kind: 'disk' as const,
            name: 'nvme0n1',
            node: 'chief-horse',
            nodeRef: 'proxmox:home/node/chief-horse',
            devicePath: '/dev/nvme0n1',
            smartHealth: 'PASSED',
            serial: recommendedDisk.serial,
          },
        ],
      ]),
    };
    const [planned] = await handler.plan(detection, planningAfter([procurement], inventory));
    const step = planned?.step as PlanStep;
    standIn.insertDisk(recommendedDisk);
    expect(await handler.perform?.(step, contextOf([procurement, step]))).toMatchObject({
      kind: 'waiting',
      attention: expect.stringContaining('it was in chief-horse when the plan was made'),
    });
  });

  it('waits for a host that is switched off for the work, but not for one that shows another key', async () => {
    const { bench, look } = await startWaiting();
    bench.standIn.inject({ matches: /^lsblk/, what: 'lost-before' });
    bench.standIn.inject({ matches: /^lsblk/, what: 'lost-before' });
    expect(await look()).toMatchObject({
      kind: 'waiting',
      reason: expect.stringContaining('cannot be looked at now'),
    });
    expect(await look()).toMatchObject({ kind: 'waiting', reason: expect.stringMatching(/^No new disk/) });
    await bench.standIn.renewHostKey();
    await expect(look()).rejects.toMatchObject({ code: 'ssh.host-key-changed' });
  });
});

describe('without a person before it', () => {
  const check = async (bench: HostBench, fields: StepTemplate['fields']): Promise<Performed> => {
    const handler = createSystemCheck({ hosts: bench.hosts });
    const template = { ...detection, dependencies: [], fields };
    const [planned] = await handler.plan(template, planningAfter());
    const step = planned?.step as PlanStep;
    return (await handler.perform?.(step, contextOf([step]))) as Performed;
  };

  it('says what its commands show', async () => {
    const bench = await createHostBench();
    const done = await check(bench, {
      validation_commands: ['zpool status tank', 'zpool list', 'zfs get compression tank'],
    });
    expect(done).toMatchObject({
      kind: 'done',
      statement: expect.stringContaining('zpool list: tank is 78 % full of 8 TB'),
    });
  });

  it('fails when the disk is not there, is not as expected, or the pool is not healthy', async () => {
    const bench = await createHostBench();
    const smart = ['smartctl -a /dev/nvme1n1'];
    expect(await check(bench, { validation_commands: smart })).toEqual({
      kind: 'failed',
      reason: 'There is no disk nvme1n1 in still-fawn.',
    });
    bench.standIn.insertDisk(recommendedDisk);
    expect(await check(bench, { validation_commands: smart, expect: { min_size: '4TB' } })).toEqual({
      kind: 'failed',
      reason: 'nvme1n1 in still-fawn has 2 TB, less than 4 TB.',
    });
    Object.assign(bench.standIn.state.pools[0] ?? {}, { health: 'DEGRADED' });
    expect(await check(bench, { validation_commands: ['zpool status tank'] })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('the pool tank is DEGRADED'),
    });
  });

  it('refuses to plan for a host that is not known, and names those that are', async () => {
    const bench = await createHostBench();
    await expect(check(bench, { host: 'nosuch', validation_commands: ['lsblk'] })).rejects.toMatchObject({
      code: 'host.which',
      mend: 'There are: still-fawn.',
    });
  });
});
