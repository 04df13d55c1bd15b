import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ApprovalStore, JournalStore } from '../../src/core/stores.ts';
import { createApprovalStore } from '../../src/store/approval-store.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createJournalStore } from '../../src/store/journal-store.ts';
import { sampleApproval } from '../support/records.ts';
import { temporaryFolder } from './store-fixture.ts';

const diskFull = expect.objectContaining({ code: 'store.disk-full', kind: 'retry' });

let file: string;
let database: Database;
let journal: JournalStore;
let approvals: ApprovalStore;

beforeEach(() => {
  file = join(temporaryFolder(), 'small.db');
  database = openDatabase(file);
  onTestFinished(() => database.close());
  journal = createJournalStore(database);
  approvals = createApprovalStore(database);
  startRun('r1');
});

const approve = (id: string) => approvals.create(sampleApproval(id, { state: 'approved' }));

const consume = (approvalId: string, runId: string) =>
  approvals.consume(
    { approvalId, atMs: 2, state: 'consumed', change: { runId } },
    { runId, sequence: 1, atMs: 2, type: 'run-started', data: {} },
  );

const startRun = (runId: string) => {
  approve(`of-${runId}`);
  consume(`of-${runId}`, runId);
};

const append = () =>
  journal.append({ runId: 'r1', atMs: 3, type: 'step-progress', data: { text: 'x'.repeat(500) } });

/** The file may not grow any more. */
const fillDisk = () => {
  const pages = database.get<{ page_count: number }>('PRAGMA page_count')?.page_count;
  database.get(`PRAGMA max_page_count = ${Number(pages)}`);
};

const makeRoom = () => database.get('PRAGMA max_page_count = 1000000');

const untilFull = (work: (count: number) => unknown): number => {
  for (let count = 0; ; count += 1)
    try {
      work(count);
    } catch (thrown) {
      expect(thrown).toEqual(diskFull);
      return count;
    }
};

describe('on a full disk', () => {
  it('a journal entry is refused, what was acknowledged is there, and the next number follows when there is room', () => {
    fillDisk();
    const acknowledged = untilFull(append);
    expect(journal.entries('r1')).toHaveLength(1 + acknowledged);
    expect(append).toThrow(diskFull);
    makeRoom();
    expect(append().sequence).toBe(acknowledged + 2);
  });

  it('entries that belong together are refused together', () => {
    fillDisk();
    const entry = { runId: 'r1', atMs: 3, type: 'step-progress', data: { text: 'x'.repeat(500) } } as const;
    const acknowledged = untilFull(() => journal.appendAll([entry, entry, entry]));
    expect(journal.entries('r1')).toHaveLength(1 + 3 * acknowledged);
  });

  it('an approval is consumed with the first entry of its run, or not at all', () => {
    for (let number = 0; number < 100; number += 1) approve(`a${number}`);
    fillDisk();
    const consumed = untilFull((number) => consume(`a${number}`, `run-${number}`));
    expect(approvals.get(`a${consumed}`)?.state).toBe('approved');
    expect(approvals.events(`a${consumed}`)).toHaveLength(1);
    expect(journal.entries(`run-${consumed}`)).toEqual([]);
    expect(journal.unfinishedRuns()).toHaveLength(consumed + 1);
    makeRoom();
    expect(consume(`a${consumed}`, `run-${consumed}`)?.state).toBe('consumed');
  });

  it('what was written is there after a restart', () => {
    fillDisk();
    const acknowledged = untilFull(append);
    database.close();
    database = openDatabase(file);
    expect(createJournalStore(database).entries('r1')).toHaveLength(1 + acknowledged);
  });
});
