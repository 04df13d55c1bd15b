import { describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../src/core/plan.ts';
import { compareRoi, type RoiForecast, type RoiOutcome, type RoiRecord } from '../../../src/core/roi.ts';
import { estimateRoi, type RoiInput } from '../../../src/planner/roi/estimate-roi.ts';
import { statedMoney, yearlyEnergy } from '../../../src/planner/roi/stated-amounts.ts';
import { changeStep } from '../../support/plans.ts';

const expand = changeStep('expand', 'ssh:still-fawn/pool/tank', 'zpool.add', { expectedDurationMs: 60_000 });
const buy: PlanStep = {
  ...expand,
  id: 'buy',
  kind: 'person',
  effect: null,
  title: 'Have a person buy and install an SSD',
  fields: { procurement_details: { estimated_cost: '$150', estimated_power: '5 W' } },
};

const input = (change: Partial<RoiInput> = {}): RoiInput => ({
  steps: [buy, expand],
  risk: 'destructive',
  riskReasons: ['A disk cannot be taken out of a pool again.'],
  annotations: { minutesSaved: 30, minutesSavedBecause: 'Reading manuals takes half an hour.' },
  problems: [
    {
      ref: 'proxmox:home/pool/still-fawn.tank',
      name: 'tank',
      severity: 'warning',
      text: 'tank is 81 % full',
    },
    { ref: 'proxmox:home/guest/101', name: 'paperless-ngx', severity: 'error', text: 'it is down' },
  ],
  past: [],
  ...change,
});

const forecastOf = (change: Partial<RoiInput> = {}): RoiForecast => {
  const { forecast } = estimateRoi(input(change));
  if (forecast === undefined) throw new Error('no forecast');
  return forecast;
};

const outcome = (change: Partial<RoiOutcome> = {}): RoiOutcome => ({
  runId: 'run_1',
  workflow: 'storage-expansion-workflow',
  state: 'succeeded',
  finishedAtMs: 0,
  machineMinutes: 1,
  approvalMinutes: 2,
  personStepMinutes: 40,
  people: 1,
  cost: { amount: 142, currency: 'USD' },
  problems: { gone: [{ ref: 'proxmox:home/pool/still-fawn.tank', text: 'tank is 81 % full' }], left: [] },
  ...change,
});

describe('the forecast of what a plan brings and costs', () => {
  it('says for each part how sure it is, and why', () => {
    expect(forecastOf()).toMatchObject({
      byHandMinutes: { basis: 'stated', reasons: ['Reading manuals takes half an hour.'] },
      peopleMinutes: { basis: 'assumed' },
      savedMinutes: { low: 5, likely: 28, high: 59 },
      cost: { low: 120, likely: 150, high: 180, currency: 'USD', basis: 'stated' },
      energyKwhPerYear: { likely: 43.8 },
      learning: { level: 'medium' },
      complexity: { level: 'low' },
      risk: { level: 'high' },
    });
  });

  it('counts the problems of the very objects that are changed, by whichever system they are known', () => {
    expect(forecastOf().problems).toEqual([
      { ref: 'proxmox:home/pool/still-fawn.tank', text: 'tank is 81 % full' },
    ]);
  });

  it('has a score whose sum can be read and worked out again', () => {
    const { score } = forecastOf();
    expect(score.formula).toBe(
      '100 x (60 by hand + 20 problems gone + 10 learning) / (60 by hand + 20 problems gone + 10 learning + 32 of people + 150 money + 30 risk), in minutes; 1 unit of money counts as 1 minute',
    );
    expect(score.likely).toBe(Math.round((100 * 90) / (90 + 212)));
    expect(score.low).toBeLessThan(score.likely);
    expect(score.high).toBeGreaterThan(score.likely);
  });

  it('says that a number is assumed where the workflow says nothing', () => {
    const estimate = estimateRoi(input({ annotations: { minutesSaved: 0, minutesSavedBecause: '' } }));
    expect(estimate.forecast?.byHandMinutes.basis).toBe('assumed');
    expect(estimate.reasons[0]).toContain('are assumed');
  });

  it('learns from past runs: what they cost, and that they went wrong', () => {
    const past: RoiRecord[] = [
      { forecast: null, outcome: outcome({ state: 'failed', cost: { amount: 160, currency: 'USD' } }) },
    ];
    const forecast = forecastOf({ past, risk: 'disruptive' });
    expect(forecast.risk).toMatchObject({
      level: 'high',
      reasons: expect.arrayContaining(['1 of the last 1 run did not succeed.']),
    });
    expect(forecast.cost.reasons).toContain('Paid before: 160 USD.');
    expect(forecast.learning.level).toBe('low');
  });

  it.each([
    ['$150', { low: 120, likely: 150, high: 180, currency: 'USD' }],
    ['120-180 EUR', { low: 120, likely: 150, high: 180, currency: 'EUR' }],
    ['€1,200', { low: 960, likely: 1200, high: 1440, currency: 'EUR' }],
    ['a beer', undefined],
  ])('reads money as people write it: %s', (text, money) => {
    expect(statedMoney(text)).toEqual(money);
  });

  it('reads power as people write it', () => {
    expect(yearlyEnergy('2-8 W')).toEqual({ low: 17.52, likely: 43.8, high: 70.08 });
    expect(yearlyEnergy('little')).toBeUndefined();
  });
});

describe('forecast and outcome side by side', () => {
  const line = (what: string, change: Partial<RoiOutcome> = {}) =>
    compareRoi(forecastOf(), outcome(change)).find((one) => one.what === what);

  it('judges what was measured', () => {
    expect(line('machine time')).toMatchObject({ outcome: '1 min', verdict: 'as expected' });
    expect(line("people's time")).toMatchObject({ verdict: 'as expected' });
    expect(line("people's time saved")).toMatchObject({ outcome: 'about 18 min', verdict: 'as expected' });
    expect(line('money spent')).toMatchObject({ outcome: '142 USD', verdict: 'as expected' });
    expect(line('problems that may go')).toMatchObject({ outcome: 'all gone', verdict: 'as expected' });
  });

  it('never takes weeks of waiting for work', () => {
    const waited = { personStepMinutes: 20_000 };
    expect(line("people's time", waited)).toMatchObject({
      outcome: 'at most 13.9 days, waiting included',
      verdict: 'not known',
    });
    expect(line("people's time saved", waited)?.verdict).toBe('not known');
  });

  it('says what is not known, and claims nothing for a run that did not succeed', () => {
    expect(line('money spent', { cost: null })).toMatchObject({
      outcome: 'nobody said',
      verdict: 'not known',
    });
    expect(line('problems that may go', { problems: null })?.verdict).toBe('not known');
    expect(line("people's time saved", { state: 'unknown' })).toMatchObject({ verdict: 'worse' });
  });
});
