import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import type { Inventory } from '../../../src/core/inventory.ts';
import { createMeasure } from '../../../src/workflow/measured/measure.ts';
import { createAiValidation } from '../../../src/workflow/steps/ai-validation.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { paperless } from '../../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf, node, pool } from '../../support/inventory.ts';
import { changeStep, planning, planOf, stepContext, template } from '../../support/plans.ts';
import { createFakeHost } from './fake-host.ts';

const clock = createFakeClock();
const now = clock.now();
const failure = { code: 'proxmox.unreachable', message: 'home does not answer.', sinceMs: now };

const bench = (inventory: Inventory = inventoryOf([], now)) => {
  const host = createFakeHost();
  const source = createFakeInventory(inventory);
  const handler = createAiValidation({
    measure: createMeasure({ inventory: source, hosts: [host], clock }),
    hosts: [host],
    observeGuest: async () => paperless,
  });
  const expand = changeStep('expand', 'ssh:still-fawn/pool/tank', 'zpool.add');
  const check = async (criteria: readonly (string | boolean)[], written = criteria) => {
    const [planned] = await handler.plan(
      template('ai-validation', { success_criteria: written }),
      planning({ clock, inventory, steps: [expand] }),
    );
    if (planned === undefined || handler.perform === undefined) throw new Error('not planned');
    return handler.perform(
      { ...planned.step, fields: { success_criteria: criteria } },
      stepContext(planOf([expand, planned.step]), { clock }),
    );
  };
  return { host, source, handler, check };
};

describe('the validation of a change', () => {
  it("is done when every criterion is met, and says what was read of the plan's own pool", async () => {
    const { check, host } = bench();
    host.tank = { state: 'ONLINE', sizeBytes: 3e12, allocatedBytes: 0.81e12, compression: 'lz4' };
    const performed = await check([
      'zpool status healthy',
      'available space > 2TB',
      'compression of tank = lz4',
    ]);
    expect(performed).toMatchObject({
      kind: 'done',
      statement: expect.stringContaining(
        '"available space > 2TB": verified. The pool tank on still-fawn has 2.2 TB available of 3 TB, 73 %.',
      ),
      output: {
        criteria: [
          { criterion: 'zpool status healthy', verdict: 'verified' },
          { criterion: 'available space > 2TB', verdict: 'verified' },
          { criterion: 'compression of tank = lz4', verdict: 'verified' },
        ],
      },
    });
  });

  it('has failed when one criterion is not met, which is said first', async () => {
    const performed = await bench().check(['zpool status healthy', 'available space > 2TB']);
    expect(performed).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /^1 of 2 success criteria are not met\. "available space > 2TB": failed\. .*190 GB available of 1 TB/,
      ),
      evidence: [{ verdict: 'verified' }, { verdict: 'failed' }],
    });
  });

  it('is inconclusive and never done when a system is missing, which it names', async () => {
    const performed = await bench().check(['zpool status healthy', 'all PVCs accessible']);
    expect(performed).toMatchObject({
      kind: 'inconclusive',
      reason: expect.stringContaining(
        '"all PVCs accessible": inconclusive. No Kubernetes is configured, so it could not be checked.',
      ),
    });
  });

  it('is inconclusive when nothing can be read: missing data is not health', async () => {
    const { check, host } = bench();
    host.tank = null;
    expect(await check(['zpool status healthy'])).toMatchObject({
      kind: 'inconclusive',
      reason: expect.stringContaining('still-fawn does not answer'),
    });
  });

  it('does not take what the inventory remembers for a reading', async () => {
    const { check, host } = bench(
      inventoryOf([pool('tank', 0.3)], now, {
        pools: { readAtMs: now - 1e6, isStale: true, error: failure },
      }),
    );
    host.tank = null;
    expect((await check(['zpool status healthy'])).kind).toBe('inconclusive');
  });

  it('asks a guest itself', async () => {
    const inventory = inventoryOf(
      [node('still-fawn'), guest(101, 'paperless-ngx', now, { status: 'stopped' })],
      now,
    );
    expect(
      await bench(inventory).check(['paperless-ngx is running', 'node still-fawn is online']),
    ).toMatchObject({
      kind: 'done',
    });
    expect(await bench(inventory).check(['snapshot nightly of paperless-ngx is present'])).toMatchObject({
      kind: 'failed',
    });
  });

  it('takes expressions over outputs as they came out, and names them as they were written', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: kro's own spelling of an expression
    const written = ['${diskDetection.status.outputs.serial == "S6"}'];
    expect(await bench().check([true], written)).toMatchObject({ kind: 'done' });
    expect(await bench().check([false], written)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(written[0] ?? ''),
    });
  });

  it('says which pool is not said when several could be meant', async () => {
    const handler = bench(inventoryOf([pool('tank', 0.3), pool('scratch', 0.1)], now)).handler;
    const [planned] = await handler.plan(
      template('ai-validation', { success_criteria: ['available space > 1 GB'] }),
      planning({ clock }),
    );
    if (planned === undefined) throw new Error('not planned');
    expect(
      await handler.perform?.(planned.step, stepContext(planOf([planned.step]), { clock })),
    ).toMatchObject({
      kind: 'inconclusive',
      reason: expect.stringContaining('still-fawn.tank, still-fawn.scratch'),
    });
  });

  it('looks again for as long as the workflow allows, and then decides', async () => {
    const { handler, host } = bench();
    const step = {
      ...(
        await handler.plan(
          template('ai-validation', {
            success_criteria: ['available space of tank > 2TB'],
            within_seconds: 60,
          }),
          planning({ clock }),
        )
      )[0]?.step,
    } as Parameters<NonNullable<typeof handler.perform>>[0];
    const look = (startedAtMs: number) =>
      handler.perform?.(step, stepContext(planOf([step]), { clock, startedAtMs }));
    expect(await look(now)).toMatchObject({ kind: 'waiting', lookAgainMs: 10_000 });
    expect(await look(now - 60_000)).toMatchObject({ kind: 'failed' });
    host.tank = { state: 'ONLINE', sizeBytes: 4e12, allocatedBytes: 1e12, compression: 'lz4' };
    expect(await look(now)).toMatchObject({ kind: 'done' });
  });

  it('is planned with a warning about what cannot be checked here', async () => {
    const [planned] = await bench().handler.plan(
      template('ai-validation', { success_criteria: ['all PVCs accessible'] }),
      planning({ clock }),
    );
    expect(planned?.step.riskReasons).toEqual([
      '"all PVCs accessible" cannot be checked, because no Kubernetes is configured.',
    ]);
  });

  it('refuses a wording that is not known, with the known ones', () => {
    const { error } = bench().handler.fields.safeParse({ success_criteria: ['the family is happy'] });
    expect(error?.issues[0]?.message).toContain('available space of tank > 2TB');
    expect(error?.issues[0]?.path).toEqual(['success_criteria', 0]);
  });

  it('is left to the next start when Steward is stopping', async () => {
    const { handler } = bench();
    const signal = AbortSignal.abort();
    const step = (
      await handler.plan(
        template('ai-validation', { success_criteria: ['zpool status healthy'] }),
        planning(),
      )
    )[0]?.step;
    if (step === undefined) throw new Error('not planned');
    await expect(
      handler.perform?.(step, stepContext(planOf([step]), { clock, signal })),
    ).rejects.toBeInstanceOf(StewardError);
  });
});
