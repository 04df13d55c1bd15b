import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../../src/core/json.ts';
import type { Performed, StepReport } from '../../../src/core/step.ts';
import {
  createExternalTask,
  type ExternalTaskFields,
  externalTaskFields,
  personTasks,
} from '../../../src/workflow/steps/external-task.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { planning, planOf, stepContext, template } from '../../support/plans.ts';

const dayMs = 86_400_000;
const startedAtMs = Date.UTC(2026, 10, 22, 20);

const fields: ExternalTaskFields = {
  waitForHuman: true,
  procurement_details: {
    recommended_part: 'Samsung 980 PRO 2TB NVMe SSD',
    estimated_cost: '$150',
    vendor_links: ['newegg.com/samsung-980-pro-2tb'],
    installation_guide: 'docs/hardware/nvme-installation.md',
  },
};

const wait = async (
  own: ExternalTaskFields,
  given: { afterMs?: number; reports?: readonly Readonly<Record<string, Json>>[]; evidence?: Performed } = {},
) => {
  const handler = createExternalTask({ evidenceFor: async () => given.evidence });
  const [planned] = await handler.plan(template('external-task', own, { name: 'buy' }), planning());
  if (planned === undefined) throw new Error('not planned');
  const clock = createFakeClock(startedAtMs + (given.afterMs ?? 0));
  const reports = (given.reports ?? []).map(
    (values): StepReport => ({ by: 'Alice', atMs: clock.now(), values }),
  );
  return handler.perform?.(
    planned.step,
    stepContext(planOf([planned.step]), { clock, startedAtMs, reports: { buy: reports } }),
  );
};

describe('a step that a person does', () => {
  it('waits, says what to buy and where, and reminds after three days, then after six more', async () => {
    expect(await wait(fields)).toMatchObject({
      kind: 'waiting',
      attention: expect.stringContaining('Buy: Samsung 980 PRO 2TB NVMe SSD (about $150)'),
      lookAgainMs: 3 * dayMs,
    });
    const first = await wait(fields, { afterMs: 3 * dayMs });
    expect(first).toMatchObject({
      attention: expect.stringMatching(/^Still waiting since 2026-11-22 \(reminder 1\)\. Buy: /),
      lookAgainMs: 6 * dayMs,
    });
    expect(await wait(fields, { afterMs: 8 * dayMs })).toMatchObject({
      attention: (first as { attention: string }).attention,
      lookAgainMs: dayMs,
    });
    expect(await wait(fields, { afterMs: 9 * dayMs })).toMatchObject({
      attention: expect.stringContaining('(reminder 2)'),
    });
  });

  it('is done by a report, whose values later steps can use', async () => {
    expect(await wait(fields, { reports: [{ serial: 'S6', cost: 142 }] })).toMatchObject({
      kind: 'done',
      statement: expect.stringContaining('Alice reported'),
      output: { serial: 'S6', cost: 142, reportedBy: 'Alice' },
    });
  });

  it('asks for what a report leaves out, and takes it when it comes', async () => {
    const own = { ...fields, report: ['serial'] };
    expect(await wait(own, { reports: [{}] })).toMatchObject({
      kind: 'waiting',
      attention: 'Thank you. What is still needed: serial.',
    });
    expect(await wait(own, { reports: [{ cost: 142 }, { serial: 'S6' }] })).toMatchObject({
      kind: 'done',
      output: { serial: 'S6', cost: 142 },
    });
  });

  it('fails when the person says that it cannot be done', async () => {
    expect(await wait(fields, { reports: [{ failed: true, reason: 'sold out' }] })).toMatchObject({
      kind: 'failed',
      reason: 'Alice says that it cannot be done: sold out.',
    });
    expect(await wait(fields, { reports: [{ failed: 'true' }] })).toMatchObject({ kind: 'failed' });
  });

  it('is done without a report when the next step sees it, and not because time has passed', async () => {
    const seen: Performed = { kind: 'done', statement: 'nvme1n1 is there.', output: { serial: 'S6' } };
    expect(await wait(fields, { evidence: seen })).toMatchObject({
      kind: 'done',
      statement: expect.stringContaining('is done, as the step after it has seen without a report.'),
      output: { evidence: { serial: 'S6' } },
    });
    expect(await wait(fields, { afterMs: 1000 * dayMs })).toMatchObject({ kind: 'waiting' });
  });

  it('passes on at once what the next step warns of, and looks as often as that one asks', async () => {
    const wrong: Performed = {
      kind: 'waiting',
      reason: 'no disk',
      attention: 'That is another disk.',
      lookAgainMs: 5_000,
    };
    expect(await wait(fields, { evidence: wrong })).toMatchObject({
      kind: 'waiting',
      attention: 'That is another disk.',
      lookAgainMs: 5_000,
    });
  });

  it('takes the field as the first workflows have it, and refuses what is misspelt', () => {
    const file = parse(
      readFileSync(join(import.meta.dirname, '__fixtures__/hardware-procurement.yaml'), 'utf8'),
    ) as { name: string; type: string; dependencies: string[] };
    const { name, type: _type, dependencies: _dependencies, ...own } = file;
    const read = externalTaskFields.parse(own);
    expect(personTasks(read, name)).toEqual([
      {
        task: 'Buy: Samsung 980 PRO 2TB NVMe SSD (about $150)',
        notes: ['amazon.com/dp/B08GLX7TNT', 'newegg.com/samsung-980-pro-2tb'],
      },
      { task: 'Install it', notes: ['docs/hardware/nvme-installation.md'] },
      { task: 'Say that it is done', notes: [] },
    ]);
    expect(externalTaskFields.safeParse({ ...own, instruction: 'x' }).success).toBe(false);
    expect(externalTaskFields.safeParse({ ...own, waitForHuman: false }).success).toBe(false);
  });
});
