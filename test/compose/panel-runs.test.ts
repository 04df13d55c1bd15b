import { expect, it } from 'vitest';
import type { Approvals } from '../../src/approvals/approvals.ts';
import { createPanelEngine, type PanelEngineDeps } from '../../src/compose/panel-engine.ts';
import type { Person } from '../../src/core/people.ts';
import type { Run } from '../../src/core/run.ts';
import { sampleApproval } from '../support/records.ts';

const alice: Person = { userId: 'alice', name: 'Alice', isAdmin: false };
const bob: Person = { userId: 'bob', name: 'Bob', isAdmin: false };
const carol: Person = { userId: 'carol', name: 'Carol', isAdmin: false };

/** A run that Alice asked for; Bob is the only approver. */
const panel = () => {
  const told: string[] = [];
  const approval = sampleApproval('approval_1', { runId: 'run_1', state: 'consumed' });
  const engine = createPanelEngine({
    approvals: { get: (id: string) => (id === approval.id ? approval : undefined) } as Approvals,
    runner: {
      get: (id: string) => (id === 'run_1' ? ({ id, approvalId: approval.id } as Run) : undefined),
      cancel: (_: string, by: string) => told.push(`cancel by ${by}`),
      report: (_: string, stepId: string, { by }: { by: string }) =>
        told.push(`report on ${stepId} by ${by}`),
    },
    approvers: () => [{ userId: 'bob' }],
    workflows: () => [],
    stepUp: {},
  } as unknown as PanelEngineDeps);
  return { engine, told };
};

it('stops a run, and takes what is said about it, from whoever asked for it and from approvers only', async () => {
  const { engine, told } = panel();
  const cancel = { type: 'cancel-run', id: 1, runId: 'run_1' } as const;
  const report = {
    type: 'report',
    id: 2,
    runId: 'run_1',
    stepId: 'buy',
    values: { serial: 'S1' },
  } as const;
  for (const action of [cancel, report])
    expect(await engine.perform(action as never, carol)).toMatchObject({ ok: false, code: 'not-yours' });
  expect(told).toEqual([]);
  await engine.perform(cancel as never, alice);
  await engine.perform(report as never, bob);
  expect(told).toEqual(['cancel by Alice', 'report on buy by Bob']);
});
