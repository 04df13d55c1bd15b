import { describe, expect, it } from 'vitest';
import type { ChangeStep, PlanStep } from '../../../src/core/plan.ts';
import type { StepContext, StepHandler } from '../../../src/core/step.ts';
import { withSuccessConditions } from '../../../src/workflow/steps/with-success-conditions.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { samplePlan } from '../../support/records.ts';

const handler: StepHandler = {
  type: 'x',
  fields: {} as StepHandler['fields'],
  plan: async () => [],
  change: {
    observe: async () => ({ observed: [], isDone: false, baseline: null }),
    apply: async () => null,
    settle: async () => ({ kind: 'absent' }),
    verify: async () => ({ kind: 'verified', statement: 'It was done.', evidence: { uptime: 20 } }),
  },
  perform: async () => ({ kind: 'done', statement: 'It was seen.', output: { uptime: 20 } }),
};

const context: StepContext = {
  runId: 'r',
  plan: samplePlan,
  clock: createFakeClock(),
  signal: new AbortController().signal,
  startedAtMs: 0,
  outputs: { 'look-up': { least: 10 } },
  reports: {},
  progress: () => {},
};

const [sample] = samplePlan.steps;

const stepWith = (readyWhen: readonly string[], id = 'warm-up'): ChangeStep => {
  if (sample === undefined) throw new Error('no sample');
  const step: PlanStep = { ...sample, id, readyWhen };
  return step as ChangeStep;
};

const checked = withSuccessConditions(handler);

describe('success conditions', () => {
  it('let a step succeed when all of them hold of its own outputs and those of earlier steps', async () => {
    const step = stepWith([
      'warmUp.status.outputs.uptime > lookUp.status.outputs.least',
      'warmUp.status.phase == "Succeeded"',
    ]);
    expect((await checked.change?.verify(step, null, null, context))?.kind).toBe('verified');
    expect((await checked.perform?.(step, context))?.kind).toBe('done');
  });

  it('fail it when one does not, and say which', async () => {
    const step = stepWith(['warmUp.status.outputs.uptime > 30']);
    const failed = {
      kind: 'failed',
      reason: 'Its success condition is not met: warmUp.status.outputs.uptime > 30.',
    };
    expect(await checked.change?.verify(step, null, null, context)).toEqual(failed);
    expect(await checked.perform?.(step, context)).toEqual({ ...failed, evidence: { uptime: 20 } });
  });

  it('fail it when one cannot be decided', async () => {
    expect(await checked.perform?.(stepWith(['warmUp.status.outputs.heat > 30']), context)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('cannot be decided'),
    });
  });

  it('are not asked of what undoes the step', async () => {
    const step = stepWith(['warmUp.status.outputs.uptime > 30'], 'undo:warm-up');
    expect((await checked.change?.verify(step, null, null, context))?.kind).toBe('verified');
  });
});
