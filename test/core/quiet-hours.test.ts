import { describe, expect, it } from 'vitest';
import { type QuietHours, quietUntilMs } from '../../src/core/quiet-hours.ts';

const night: QuietHours = { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' };
const at = (time: string) => Date.parse(time);
const until = (hours: QuietHours | undefined, time: string) => {
  const endMs = quietUntilMs(hours, at(time));
  return endMs === undefined ? undefined : new Date(endMs).toISOString();
};

describe('quiet hours', () => {
  it('are none where none are set', () => {
    expect(quietUntilMs(undefined, at('2026-11-23T02:00:00+01:00'))).toBeUndefined();
  });

  it.each([
    ['the evening before midnight', '2026-11-22T23:30:00+01:00', '2026-11-23T06:00:00.000Z'],
    ['after midnight', '2026-11-23T03:00:00+01:00', '2026-11-23T06:00:00.000Z'],
    ['their very beginning', '2026-11-22T23:00:00+01:00', '2026-11-23T06:00:00.000Z'],
    ['their last second', '2026-11-23T06:59:59+01:00', '2026-11-23T06:00:00.000Z'],
  ])('over midnight hold in %s', (_, time, end) => {
    expect(until(night, time)).toBe(end);
  });

  it.each([
    ['the minute before', '2026-11-22T22:59:59+01:00'],
    ['their very end', '2026-11-23T07:00:00+01:00'],
    ['noon', '2026-11-23T12:00:00+01:00'],
  ])('over midnight do not hold at %s', (_, time) => {
    expect(until(night, time)).toBeUndefined();
  });

  it('within a day hold between their ends', () => {
    const nap: QuietHours = { from: '13:00', to: '14:30', timeZone: 'Europe/Berlin' };
    expect(until(nap, '2026-11-23T13:10:00+01:00')).toBe('2026-11-23T13:30:00.000Z');
    expect(until(nap, '2026-11-23T12:59:00+01:00')).toBeUndefined();
    expect(until(nap, '2026-11-23T14:30:00+01:00')).toBeUndefined();
  });

  it('end by the clock on the wall in the night when clocks go forward, an hour earlier', () => {
    expect(until(night, '2026-03-28T23:30:00+01:00')).toBe('2026-03-29T05:00:00.000Z');
  });

  it('end by the clock on the wall in the night when clocks go back, an hour later', () => {
    expect(until(night, '2026-10-24T23:30:00+02:00')).toBe('2026-10-25T06:00:00.000Z');
    expect(until(night, '2026-10-25T02:30:00+01:00')).toBe('2026-10-25T06:00:00.000Z');
  });

  it('whose end is in the hour that is left out end with the change', () => {
    const early: QuietHours = { from: '23:00', to: '02:30', timeZone: 'Europe/Berlin' };
    // 02:00 becomes 03:00 at 01:00 UTC.
    expect(until(early, '2026-03-29T00:10:00+01:00')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('go by their own time zone, whatever the machine’s is', () => {
    const elsewhere: QuietHours = { from: '23:00', to: '07:00', timeZone: 'Australia/Lord_Howe' };
    expect(until(elsewhere, '2026-11-23T03:00:00+11:00')).toBe('2026-11-22T20:00:00.000Z');
  });

  it('never name an end that is quiet or past, at any minute of a year', () => {
    for (let minute = 0; minute < 365 * 24 * 60; minute += 241) {
      const nowMs = at('2026-01-01T00:00:00Z') + minute * 60_000;
      const endMs = quietUntilMs(night, nowMs);
      if (endMs === undefined) continue;
      expect(endMs).toBeGreaterThan(nowMs);
      expect(endMs - nowMs).toBeLessThanOrEqual(9 * 3_600_000);
      expect(quietUntilMs(night, endMs)).toBeUndefined();
    }
  });
});
