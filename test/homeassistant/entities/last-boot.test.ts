import { describe, expect, it } from 'vitest';
import { lastBootMs } from '../../../src/homeassistant/entities/last-boot.ts';

const readAtMs = Date.UTC(2026, 10, 22, 20);
const day = 86_400;
const bootMs = readAtMs - 10 * day * 1_000;

describe('the time of the last boot', () => {
  it('is told to the minute', () => {
    expect(lastBootMs(10 * day - 7, readAtMs, undefined)).toBe(bootMs);
  });

  it('is unknown without a running time, and for one that does not run', () => {
    expect(lastBootMs(undefined, readAtMs, bootMs)).toBeUndefined();
    expect(lastBootMs(0, readAtMs, bootMs)).toBeUndefined();
  });

  it.each([-90, -30, 30, 90])('stays when a reading is %d seconds off', (seconds) => {
    expect(lastBootMs(10 * day - seconds, readAtMs, bootMs)).toBe(bootMs);
  });

  it('stays while the running time lags behind by 1 %, as the inventory lets it', () => {
    expect(lastBootMs(9.91 * day, readAtMs, bootMs)).toBe(bootMs);
  });

  it('moves to an earlier time, which is the better reading', () => {
    expect(lastBootMs(10 * day, readAtMs, bootMs + 3_600_000)).toBe(bootMs);
  });

  it('moves when it has booted since', () => {
    expect(lastBootMs(120, readAtMs, bootMs)).toBe(readAtMs - 120_000);
  });
});
