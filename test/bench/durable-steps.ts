import { mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fsyncRate } from './fsync-rate.ts';
import { type Bench, quantile } from './measure.ts';
import { peerName, startPeerEngine } from './peer-openworkflow.ts';
import { type StepShape, startStepEngine } from './step-engine.ts';

const rounds = 15;
const stepsInRun = 10;
const probeWrites = 500;

const shapes: Readonly<Record<string, StepShape>> = {
  checks: { kind: 'check', isSideBySide: false, steps: stepsInRun },
  checks_side_by_side: { kind: 'check', isSideBySide: true, steps: stepsInRun },
  changes: { kind: 'change', isSideBySide: false, steps: stepsInRun },
  changes_side_by_side: { kind: 'change', isSideBySide: true, steps: stepsInRun },
};

/**
 * Durable steps per second, of steps that take no time themselves, beside how often this disk syncs a page and beside the
 * peer: all three in turns in every round, on the same disk, medians over the rounds. A `check` is a step that only reads;
 * a `change` is observed, applied and verified, each recorded before the next. The peer knows no such difference: each of
 * its steps is recorded when it begins and when it ended.
 */
export const durableSteps: Bench = {
  limitMs: 300_000,
  run: async (print) => {
    // Not in /tmp, which is memory on many machines.
    const folder = await mkdtemp(join(homedir(), '.cache-steward-bench-'));
    const engine = await startStepEngine(folder);
    const peer = await startPeerEngine(folder);
    try {
      const syncs: number[] = [];
      const entries: number[] = [];
      const own = new Map<string, number[]>();
      const others = new Map<string, number[]>();
      const note = (rates: Map<string, number[]>, name: string, rate: number) =>
        rates.set(name, [...(rates.get(name) ?? []), rate]);
      for (let round = -2; round < rounds; round += 1)
        for (const [name, shape] of Object.entries(shapes)) {
          const sync = fsyncRate(folder, probeWrites);
          const run = await engine.run(shape);
          const peerMs = await peer.run(shape);
          if (round < 0) continue;
          syncs.push(sync);
          note(own, name, (shape.steps * 1_000) / run.stepsMs);
          note(others, name, (shape.steps * 1_000) / peerMs);
          entries.push((run.entries * 1_000) / run.stepsMs);
        }
      const median = (rates: readonly number[] | undefined) => quantile(rates ?? [], 0.5);
      const sync = { name: 'syncs of a page per second', value: median(syncs) };
      print({ name: 'fsync_rate', value: sync.value, unit: '1/s' });
      print({ name: 'durable_entries', value: median(entries), unit: '1/s', peer: sync });
      for (const name of Object.keys(shapes)) {
        const value = median(own.get(name));
        print({ name: `durable_${name}`, value, unit: '1/s', peer: sync });
        print({
          name: `durable_${name}`,
          value,
          unit: '1/s',
          peer: { name: peerName, value: median(others.get(name)) },
        });
      }
    } finally {
      await engine.close();
      await peer.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
