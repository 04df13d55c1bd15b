import { describe, expect, it } from 'vitest';
import { createUsageHistory, trendText } from '../../../src/workflow/analysis/usage-history.ts';
import type { PoolReading } from '../../../src/workflow/measured/pool-reading.ts';
import { createMemoryKeyValue } from '../../support/memory-key-value.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);

const tank = (usedBytes: number): PoolReading => ({
  ref: 'proxmox:home/pool/still-fawn.tank',
  name: 'tank',
  host: 'still-fawn',
  state: 'ONLINE',
  usedBytes,
  totalBytes: 1e12,
  freeBytes: 1e12 - usedBytes,
  source: 'proxmox:home',
});

describe('how full a pool was', () => {
  it('makes a trend once a day lies between two readings', () => {
    const history = createUsageHistory(createMemoryKeyValue());
    history.note([tank(500e9)], start);
    expect(history.trend(tank(0), start)).toBeUndefined();
    history.note([tank(505e9)], start + dayMs);
    expect(history.trend(tank(0), start + dayMs)).toEqual({ bytesPerDay: 5e9, days: 1 });
  });

  it('is noted at most twice a day, and forgotten after thirty days', () => {
    const keyValue = createMemoryKeyValue();
    const history = createUsageHistory(keyValue);
    for (let hour = 0; hour < 24 * 60; hour += 1) history.note([tank(hour * 1e9)], start + hour * 3_600_000);
    expect((keyValue.get('usage/still-fawn.tank') as unknown[]).length).toBeLessThanOrEqual(61);
    expect(history.trend(tank(0), start + 60 * dayMs)?.bytesPerDay).toBeCloseTo(24e9);
  });

  it('takes nothing from the future when the clock was set back', () => {
    const history = createUsageHistory(createMemoryKeyValue());
    history.note([tank(500e9)], start + 10 * dayMs);
    history.note([tank(100e9)], start);
    expect(history.trend(tank(0), start)).toBeUndefined();
  });

  it.each([
    [5e9, 'It has grown by 5 GB a day over the last 3 days, and is full in about 100 days at that rate.'],
    [-5e9, 'It has shrunk by 5 GB a day over the last 3 days.'],
    [1e6, 'It has not grown over the last 3 days.'],
  ])('is said in one sentence', (bytesPerDay, text) => {
    expect(trendText({ bytesPerDay, days: 3 }, tank(500e9))).toBe(text);
  });
});
