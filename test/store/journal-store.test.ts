import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/core/run.ts';
import { openTestStore, startRun, temporaryFolder } from './store-fixture.ts';

const confirmed = (runId: string, changes: Partial<LedgerEntry> = {}): Omit<LedgerEntry, 'id'> => ({
  runId,
  step: 'restart',
  ref: 'proxmox:home/guest/101',
  action: 'guest.restart',
  statement: 'paperless-ngx was restarted and runs again.',
  evidence: { status: 'running', uptime: 12 },
  confirmedAtMs: 25_000,
  ...changes,
});

describe('the journal', () => {
  it('numbers the entries of each run from 1 without gaps', async () => {
    const { store } = await openTestStore();
    for (const run of ['r1', 'r2']) startRun(store, run);
    const append = (runId: string, atMs: number) =>
      store.journal.append({ runId, atMs, type: 'step-observed', step: 'restart', data: { baseline: null } });
    expect(
      [append('r1', 4_000), append('r2', 4_001), append('r1', 4_002)].map(({ sequence }) => sequence),
    ).toEqual([2, 2, 3]);
    expect(store.journal.entries('r1').map(({ sequence, atMs }) => [sequence, atMs])).toEqual([
      [1, 3_000],
      [2, 4_000],
      [3, 4_002],
    ]);
    expect(store.journal.entries('r1')[1]).toEqual(
      expect.objectContaining({ type: 'step-observed', step: 'restart', data: { baseline: null } }),
    );
    expect(store.journal.entries('r1')[0]).not.toHaveProperty('step');
  });

  it('takes no entry for a run that nobody approved', async () => {
    const { store } = await openTestStore();
    expect(() => store.journal.append({ runId: 'r9', atMs: 1, type: 'run-started', data: {} })).toThrow(
      /FOREIGN KEY/,
    );
  });

  it('knows the runs that have not finished, oldest first', async () => {
    const { store } = await openTestStore();
    for (const run of ['r1', 'r2', 'r3']) startRun(store, run);
    store.journal.append({ runId: 'r2', atMs: 9_000, type: 'run-finished', data: { state: 'succeeded' } });
    expect(store.journal.unfinishedRuns()).toEqual(['r1', 'r3']);
    expect(store.journal.listRuns(2)).toEqual(['r3', 'r2']);
  });

  it('has every entry that was acknowledged before a kill -9', async () => {
    const folder = temporaryFolder();
    const script = `
      const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/store/open-store.ts'))});
      const { startRun } = await import(${JSON.stringify(join(import.meta.dirname, 'killed-writer.ts'))});
      const { systemClock } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/core/clock.ts'))});
      const { silentLog } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/core/log.ts'))});
      startRun(await openStore({ folder: ${JSON.stringify(folder)}, clock: systemClock, log: silentLog }));`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(child.signal, child.stderr).toBe('SIGKILL');
    const acknowledged = child.stdout.trim().split('\n').map(Number);
    expect(acknowledged).toHaveLength(50);
    const { store } = await openTestStore(folder);
    expect(store.notices).toEqual([]);
    expect(store.journal.entries('r1').map(({ sequence }) => sequence)).toEqual([1, ...acknowledged]);
    expect(store.journal.unfinishedRuns()).toEqual(['r1']);
  });
});

describe('the ledger', () => {
  it('holds an effect once per run and step', async () => {
    const { store } = await openTestStore();
    startRun(store, 'r1');
    const first = store.journal.confirm(confirmed('r1'));
    const second = store.journal.confirm(
      confirmed('r1', { statement: 'something else', confirmedAtMs: 99_000 }),
    );
    expect(second).toEqual(first);
    expect(store.journal.ledger()).toEqual([first]);
  });

  it('is found by run, object and time, oldest first', async () => {
    const { store } = await openTestStore();
    for (const run of ['r1', 'r2']) startRun(store, run);
    store.journal.confirm(confirmed('r1', { confirmedAtMs: 10_000 }));
    store.journal.confirm(confirmed('r2', { confirmedAtMs: 20_000, ref: 'proxmox:home/guest/102' }));
    const runs = (options: Parameters<typeof store.journal.ledger>[0]) =>
      store.journal.ledger(options).map(({ runId }) => runId);
    expect(runs({})).toEqual(['r1', 'r2']);
    expect(runs({ runId: 'r2' })).toEqual(['r2']);
    expect(runs({ sinceMs: 20_000 })).toEqual(['r2']);
    expect(runs({ ref: 'proxmox:home/guest/101' })).toEqual(['r1']);
    expect(runs({ limit: 1 })).toEqual(['r2']);
  });

  it('tells how long the last verified steps of a kind took', async () => {
    const { store } = await openTestStore();
    for (const [index, run] of ['r1', 'r2'].entries()) {
      startRun(store, run);
      store.journal.append({ runId: run, atMs: 5_000, type: 'step-applying', step: 'restart', data: {} });
      store.journal.confirm(confirmed(run, { confirmedAtMs: 15_000 + index * 1_000 }));
    }
    startRun(store, 'r3');
    store.journal.confirm(confirmed('r3'));
    expect(store.journal.pastDurations('guest.restart')).toEqual([11_000, 10_000]);
    expect(store.journal.pastDurations('guest.stop')).toEqual([]);
  });
});

describe('small facts', () => {
  it('are set, replaced, listed by prefix and deleted', async () => {
    const { store } = await openTestStore();
    store.keyValue.set('pin/alice', { wrong: 1 });
    store.keyValue.set('pin/alice', { wrong: 2 });
    store.keyValue.set('pin/bob', null);
    store.keyValue.set('pin%', 1);
    expect(store.keyValue.get('pin/alice')).toEqual({ wrong: 2 });
    expect(store.keyValue.keys('pin/')).toEqual(['pin/alice', 'pin/bob']);
    store.keyValue.delete('pin/alice');
    expect(store.keyValue.get('pin/alice')).toBeUndefined();
  });
});
