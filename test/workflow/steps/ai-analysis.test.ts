import { describe, expect, it } from 'vitest';
import type { DiskObject, Inventory } from '../../../src/core/inventory.ts';
import type { LedgerEntry } from '../../../src/core/run.ts';
import type { UsageHistory } from '../../../src/workflow/analysis/usage-history.ts';
import { createMeasure } from '../../../src/workflow/measured/measure.ts';
import { createAiAnalysis } from '../../../src/workflow/steps/ai-analysis.ts';
import { createAiTask } from '../../../src/workflow/steps/ai-task.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeInventory, guest, inventoryOf, node, pool } from '../../support/inventory.ts';
import { changeStep, planning, planOf, stepContext, template } from '../../support/plans.ts';

const clock = createFakeClock();
const now = clock.now();
const authorsNote =
  'Current ZFS pool 78% full. Recommend 2TB NVMe SSD for $150. ROI: 6 months extended capacity';

const past: LedgerEntry = {
  id: 1,
  runId: 'run_0',
  step: 'scrub',
  ref: 'proxmox:home/pool/still-fawn.tank',
  action: 'zpool.scrub',
  statement: 'tank was scrubbed.',
  evidence: {},
  confirmedAtMs: now - 3 * 86_400_000,
};

const unknownUsage: Pick<UsageHistory, 'trend'> = { trend: () => undefined };

const bench = (inventory: Inventory, create = createAiTask, usage = unknownUsage) => {
  const handler = create({
    measure: createMeasure({ inventory: createFakeInventory(inventory), hosts: [], clock }),
    ledger: ({ ref }) => (ref === past.ref ? [past] : []),
    usage,
  });
  const analyse = async (fields: Readonly<Record<string, unknown>>, ref = 'ssh:still-fawn/pool/tank') => {
    const [planned] = await handler.plan(template(handler.type, fields), planning({ clock, inventory }));
    if (planned === undefined) throw new Error('not planned');
    const performed = await handler.perform?.(
      planned.step,
      stepContext(planOf([planned.step, changeStep('expand', ref, 'zpool.add')]), { clock }),
    );
    return { step: planned.step, performed };
  };
  return { analyse };
};

const storage = inventoryOf([node('still-fawn'), pool('tank', 0.81), pool('scratch', 0.1)], now);

describe('an analysis without a model', () => {
  it('measures the pool that the plan is about, beside the past of it', async () => {
    const { performed } = await bench(storage).analyse({});
    expect(performed).toMatchObject({
      kind: 'done',
      statement: 'Measured: The pool tank on still-fawn is 81 % full, 190 GB free of 1 TB, and ONLINE.',
      output: {
        pools: { tank: { usedShare: 0.81, freeBytes: 190_000_000_000, state: 'ONLINE' } },
        concerns: ['The pool tank on still-fawn is 81 % full.'],
        past: ['3 days ago: tank was scrubbed.'],
        authorsNote: null,
      },
    });
  });

  it("measures the pool's disks along with it, and speaks of those that are not in order", async () => {
    const disk = (name: string, wearPercent: number): DiskObject => ({
      kind: 'disk',
      ref: `proxmox:home/disk/still-fawn.${name}`,
      name,
      node: 'still-fawn',
      nodeRef: 'proxmox:home/node/still-fawn',
      devicePath: `/dev/${name}`,
      smartHealth: 'PASSED',
      usedFor: 'ZFS',
      wearPercent,
    });
    const inventory = inventoryOf([...storage.objects.values(), disk('sda', 3), disk('sdb', 91)], now);
    const { performed } = await bench(inventory).analyse({});
    expect(performed).toMatchObject({
      statement: expect.stringMatching(/sdb of still-fawn .* has used up 91 % of its life/),
      output: { disks: { sda: { wearPercent: 3 }, sdb: { wearPercent: 91 } } },
    });
    expect((performed as { statement: string }).statement).not.toContain('sda');
  });

  it('finds what was done to the same pool over SSH', async () => {
    const overSsh: LedgerEntry = {
      ...past,
      ref: 'ssh:still-fawn/pool/tank',
      statement: 'tank was expanded.',
    };
    const handler = createAiTask({
      measure: createMeasure({ inventory: createFakeInventory(storage), hosts: [], clock }),
      ledger: ({ ref }) => (ref === overSsh.ref ? [overSsh] : []),
      usage: unknownUsage,
    });
    const [planned] = await handler.plan(
      template('ai-task', { about: 'tank' }),
      planning({ clock, inventory: storage }),
    );
    if (planned === undefined) throw new Error('not planned');
    expect(
      await handler.perform?.(planned.step, stepContext(planOf([planned.step]), { clock })),
    ).toMatchObject({
      output: { past: ['3 days ago: tank was expanded.'] },
    });
  });

  it('says where the pool is going, once that is known', async () => {
    const usage = { trend: () => ({ bytesPerDay: 10_000_000_000, days: 12 }) };
    const { performed } = await bench(storage, createAiTask, usage).analyse({});
    expect(performed).toMatchObject({
      statement: expect.stringContaining(
        'It has grown by 10 GB a day over the last 12 days, and is full in about 19 days at that rate.',
      ),
      output: { pools: { tank: { growthBytesPerDay: 10_000_000_000 } } },
    });
  });

  it("shows the author's text as a note, and says where it is not what is measured", async () => {
    const { performed } = await bench(storage).analyse({ analysis_output: authorsNote });
    expect(performed).toMatchObject({
      statement: expect.stringContaining('The file says 78 % full, measured 81 %.'),
      output: { authorsNote, contradictions: ['The file says 78 % full, measured 81 %.'] },
    });
    expect((performed as { statement: string }).statement).not.toContain('Recommend');
  });

  it('tells the contradiction to whoever approves, before anything starts', async () => {
    const only = inventoryOf([node('still-fawn'), pool('tank', 0.81)], now);
    const { step } = await bench(only).analyse({ analysis_output: authorsNote });
    expect(step.riskReasons).toEqual(['The file says 78 % full, measured 81 %.']);
  });

  it('says nothing of a contradiction where there is none', async () => {
    const { performed } = await bench(inventoryOf([node('still-fawn'), pool('tank', 0.78)], now)).analyse({
      analysis_output: authorsNote,
    });
    expect(performed).toMatchObject({ output: { contradictions: [] } });
  });

  it('measures what it is told to, by name', async () => {
    const inventory = inventoryOf([node('still-fawn'), guest(101, 'paperless-ngx', now)], now);
    const { performed } = await bench(inventory, createAiAnalysis).analyse({
      about: ['paperless-ngx', 'nothing'],
    });
    expect(performed).toMatchObject({
      kind: 'done',
      statement:
        'Measured: paperless-ngx is running for 3 days, with 5 % of its processor and 50 % of its memory in use. Not known: Nothing called nothing is known.',
    });
  });

  it('is inconclusive when nothing can be measured, and never makes up for it from the note', async () => {
    const { performed } = await bench(inventoryOf([], now)).analyse({ analysis_output: authorsNote });
    expect(performed).toMatchObject({ kind: 'inconclusive', reason: expect.not.stringContaining('78') });
  });
});

describe('an analysis with a model', () => {
  it("says what the measured facts mean, in words that are the model's and said to be", async () => {
    const given: string[] = [];
    const handler = createAiAnalysis({
      measure: createMeasure({ inventory: createFakeInventory(storage), hosts: [], clock }),
      ledger: () => [],
      usage: unknownUsage,
      interpreter: {
        interpret: async (facts) => {
          given.push(facts);
          return { text: 'It is close to full.', model: 'local' };
        },
      },
    });
    const [planned] = await handler.plan(
      template('ai-analysis', { about: 'tank' }),
      planning({ clock, inventory: storage }),
    );
    if (planned === undefined) throw new Error('not planned');
    const performed = await handler.perform?.(planned.step, stepContext(planOf([planned.step]), { clock }));
    expect(performed).toMatchObject({
      kind: 'done',
      statement: `${given[0]} In the words of the model local: It is close to full.`,
      output: { interpretation: 'It is close to full.' },
    });
  });
});
