import { writeSync } from 'node:fs';
import type { Store } from '../../src/core/stores.ts';
import { sampleApproval } from '../support/records.ts';

/** Starts a run, prints the number of each journal entry after it was acknowledged, and kills its own process. */
export const startRun = (store: Store): void => {
  store.approvals.create(sampleApproval('a1', { state: 'approved' }));
  store.approvals.consume(
    { approvalId: 'a1', atMs: 1, state: 'consumed', change: { runId: 'r1' } },
    { runId: 'r1', sequence: 1, atMs: 1, type: 'run-started', data: {} },
  );
  for (let atMs = 2; atMs < 52; atMs += 1) {
    const { sequence } = store.journal.append({ runId: 'r1', atMs, type: 'step-progress', data: { atMs } });
    writeSync(1, `${sequence}\n`);
  }
  process.kill(process.pid, 'SIGKILL');
};
