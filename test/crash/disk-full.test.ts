import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StewardError } from '../../src/core/errors.ts';
import { memoryFolder } from '../support/temporary-folder.ts';
import { live } from './live.ts';
import { workflowScenario } from './scenarios.ts';
import { createWorld } from './world.ts';

const startMs = Date.UTC(2026, 10, 23, 8);
const scenario = workflowScenario('restart-guest');

const isRecord = (instant: string): boolean => /^before (approvals|journal|keyValue)\./.test(instant);

/** A life in which nothing can be recorded for a while from the n-th record on. @returns its end; `happened`: it came that far */
const liveWithFullDisk = async (number: number, fullMs: number) => {
  const world = createWorld(join(memoryFolder(), String(number)), scenario.prepare);
  let records = 0;
  let fullUntilMs: number | undefined;
  const ending = await live(world, scenario, startMs, (instant, nowMs) => {
    if (!isRecord(instant)) return;
    records += 1;
    if (records === number) fullUntilMs = nowMs + fullMs;
    if (fullUntilMs !== undefined && nowMs < fullUntilMs)
      throw new StewardError('The disk is full.', { code: 'store.disk-full', kind: 'retry' });
  });
  return { ending, happened: fullUntilMs !== undefined };
};

describe('a disk that becomes full in the middle of a run', () => {
  it.each([
    ['three seconds', 3_000],
    ['a minute', 60_000],
  ])(
    'and has room again after %s changes nothing about how the run ends',
    async (_words, fullMs) => {
      const { ending: undisturbed } = await liveWithFullDisk(Number.POSITIVE_INFINITY, fullMs);
      for (let number = 1; ; number += 1) {
        const { ending, happened } = await liveWithFullDisk(number, fullMs);
        if (!happened) break;
        expect(ending, `full from record ${number} on`).toEqual(undisturbed);
      }
    },
    60_000,
  );
});
