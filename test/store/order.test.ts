import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../src/store/schema.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { sampleApproval } from '../support/records.ts';
import { openTestStore, startRun } from './store-fixture.ts';

const dayMs = 86_400_000;

describe('a clock that is set back by a day', () => {
  it('brings no new run, request or entry before the older ones', async () => {
    const { store } = await openTestStore();
    for (const [id, atMs] of [
      ['a1', 2 * dayMs],
      ['a2', dayMs],
    ] as const) {
      store.approvals.create(sampleApproval(id, { state: 'approved', requestedAtMs: atMs }));
      store.approvals.consume(
        { approvalId: id, atMs, state: 'consumed', change: { runId: `run-${id}` } },
        { runId: `run-${id}`, sequence: 1, atMs, type: 'run-started', data: {} },
      );
    }
    for (const atMs of [2 * dayMs, dayMs])
      store.journal.append({ runId: 'run-a1', atMs, type: 'step-progress', data: {} });
    expect(store.approvals.list().map(({ id }) => id)).toEqual(['a2', 'a1']);
    expect(store.approvals.list({ states: ['consumed'] }).map(({ id }) => id)).toEqual(['a2', 'a1']);
    expect(store.journal.listRuns(10)).toEqual(['run-a2', 'run-a1']);
    expect(store.journal.unfinishedRuns()).toEqual(['run-a1', 'run-a2']);
    expect(store.journal.entries('run-a1').map(({ atMs }) => atMs)).toEqual([2 * dayMs, 2 * dayMs, dayMs]);
  });
});

describe('several writes in one', () => {
  it('are all there or none of them', async () => {
    const { store } = await openTestStore();
    startRun(store, 'r1');
    const entry = { runId: 'r1', atMs: 1, type: 'step-progress', data: {} } as const;
    expect(store.journal.appendAll([entry, entry]).map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect(() => store.journal.appendAll([entry, { ...entry, runId: 'nobody' }])).toThrow(/FOREIGN KEY/);
    expect(() =>
      store.transaction(() => {
        store.journal.append(entry);
        store.keyValue.set('fact', true);
        throw new Error('in the middle');
      }),
    ).toThrow('in the middle');
    expect(store.journal.entries('r1')).toHaveLength(3);
    expect(store.keyValue.get('fact')).toBeUndefined();
  });
});

describe('a database of the first version', () => {
  it('is brought up to date with its runs and requests in the order in which they came', async () => {
    const { store, folder, file } = await openTestStore();
    store.close();
    const old = new DatabaseSync(file);
    const tables = old
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
      .all();
    old.exec('PRAGMA foreign_keys = OFF');
    for (const { name } of tables) old.exec(`DROP TABLE ${String(name)}`);
    old.exec(`${migrations[0]} PRAGMA user_version = 1;`);
    const approval = old.prepare('INSERT INTO approvals VALUES (?, ?, ?, ?)');
    const run = old.prepare('INSERT INTO runs VALUES (?, ?, ?, ?)');
    for (const [index, id] of ['b', 'c', 'a'].entries()) {
      approval.run(id, 'consumed', index, JSON.stringify(sampleApproval(id, { state: 'consumed' })));
      run.run(`run-${id}`, id, index, id === 'c' ? 0 : 1);
    }
    old.close();
    const { store: current } = await openTestStore(folder, createFakeClock());
    startRun(current, 'run-new', 'new');
    expect(current.journal.listRuns(10)).toEqual(['run-new', 'run-a', 'run-c', 'run-b']);
    expect(current.journal.unfinishedRuns()).toEqual(['run-c', 'run-new']);
    expect(current.journal.isUnfinished('run-b')).toBe(false);
    expect(current.approvals.list({ states: ['consumed'], limit: 3 }).map(({ id }) => id)).toEqual([
      'new',
      'a',
      'c',
    ]);
  });
});
