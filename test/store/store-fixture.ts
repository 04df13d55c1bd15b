import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { silentLog } from '../../src/core/log.ts';
import { type OpenedStore, openStore } from '../../src/store/open-store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { sampleApproval } from '../support/records.ts';

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A store in a folder of its own, closed after the test. */
export const openTestStore = async (
  folder = temporaryFolder(),
  clock: FakeClock = createFakeClock(),
  log: Log = silentLog,
): Promise<{ store: OpenedStore; folder: string; clock: FakeClock; file: string }> => {
  const store = await openStore({ folder, clock, log });
  onTestFinished(() => store.close());
  return { store, folder, clock, file: join(folder, 'steward.db') };
};

/** Brings an approval to its run, as `approvals/` does. */
export const startRun = (store: OpenedStore, runId: string, approvalId = `of-${runId}`): void => {
  store.approvals.create(sampleApproval(approvalId));
  store.approvals.transition(['requested'], { approvalId, atMs: 2_000, state: 'approved', change: {} });
  store.approvals.consume(
    { approvalId, atMs: 3_000, state: 'consumed', change: { runId } },
    { runId, sequence: 1, atMs: 3_000, type: 'run-started', data: { approvalId } },
  );
};
