import { describe, expect, it } from 'vitest';
import type { JournalEntry, JournalType } from '../../../src/core/run.ts';
import { measureOutcome } from '../../../src/workflow/record/measure-outcome.ts';
import { createRoiMemory } from '../../../src/workflow/record/roi-memory.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';
import { changeStep, planOf } from '../../support/plans.ts';
import { sampleApproval } from '../../support/records.ts';

const minute = 60_000;
const expand = changeStep('expand', 'ssh:still-fawn/pool/tank', 'zpool.add');
const plan = planOf([{ ...expand, id: 'buy', kind: 'person', effect: null }, expand]);
const approval = sampleApproval('approval_1', {
  plan,
  state: 'consumed',
  runId: 'run_1',
  requestedAtMs: 0,
  decision: {
    userId: 'alice',
    name: 'Alice',
    channel: 'phone',
    device: 'mobile_app_pixel',
    atMs: 3 * minute,
  },
});

const entry = (
  sequence: number,
  atMinutes: number,
  type: JournalType,
  step?: string,
  data = {},
): JournalEntry => ({
  runId: 'run_1',
  sequence,
  atMs: atMinutes * minute,
  type,
  data,
  ...(step === undefined ? {} : { step }),
});

const journal = [
  entry(1, 3, 'run-started'),
  entry(2, 3, 'step-started', 'buy'),
  entry(3, 3, 'step-waiting', 'buy'),
  entry(4, 9_000, 'step-reported', 'buy', { by: 'Bob', values: { cost: '142 EUR' } }),
  entry(5, 9_001, 'step-verified', 'buy'),
  entry(6, 9_001, 'step-observed', 'expand'),
  entry(7, 9_001, 'step-applying', 'expand'),
  entry(8, 9_002, 'step-waiting', 'expand'),
  entry(9, 9_100, 'step-applied', 'expand'),
  entry(10, 9_102, 'step-verified', 'expand'),
];

describe('what a run came to', () => {
  const end = { state: 'succeeded', problemsNow: [], nowMs: 9_200 * minute } as const;

  it("tells machines' work from waiting, and people from each other", () => {
    expect(measureOutcome(approval, journal, end)).toMatchObject({
      runId: 'run_1',
      machineMinutes: 3,
      approvalMinutes: 3,
      personStepMinutes: 8_998,
      people: 2,
      cost: { amount: 142, currency: 'EUR' },
    });
  });

  it('takes no time of people for an automatic approval', () => {
    const decision = {
      userId: 'alice',
      name: 'Alice',
      channel: 'autonomy',
      device: 'autonomy',
      atMs: 0,
    } as const;
    expect(measureOutcome({ ...approval, decision }, [], end)).toMatchObject({
      approvalMinutes: 0,
      people: 0,
    });
  });

  it('says which problems are gone and which are left, whatever their numbers are now', () => {
    const atStake = [
      { ref: 'a', text: 'tank is 81 % full' },
      { ref: 'b', text: 'it is down' },
    ];
    const forecast = { problems: atStake } as unknown as NonNullable<typeof plan.roi.forecast>;
    const hoping = { ...approval, plan: { ...plan, roi: { ...plan.roi, forecast } } };
    const problemsNow = [{ ref: 'a', name: 'tank', severity: 'warning', text: 'tank is 79 % full' }] as const;
    expect(measureOutcome(hoping, [], { ...end, problemsNow }).problems).toEqual({
      gone: [atStake[1]],
      left: [atStake[0]],
    });
    expect(measureOutcome(hoping, [], { ...end, problemsNow: null }).problems).toBeNull();
  });

  it('is kept to learn from, once per run, the newest first and no more than twenty', () => {
    const memory = createRoiMemory(createMemoryKeyValue());
    const outcome = measureOutcome(approval, journal, end);
    for (let run = 1; run <= 25; run += 1)
      memory.keep({ forecast: null, outcome: { ...outcome, runId: `run_${run}` } });
    memory.keep({ forecast: null, outcome: { ...outcome, runId: 'run_25', state: 'failed' } });
    const past = memory.past(plan.workflow);
    expect(past).toHaveLength(20);
    expect(past[0]?.outcome).toMatchObject({ runId: 'run_25', state: 'failed' });
    expect(memory.past('another')).toEqual([]);
  });
});
