import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock.ts';
import { asStewardError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sampleApproval } from '../support/records.ts';

/**
 * For a process of its own on a small disk, whose folder is the argument: writes a run's journal until the disk is full,
 * makes room, and goes on. Prints one line of JSON: what was refused, and the sequence numbers in the end.
 */
const folder = String(process.argv[2]);
const ballast = join(folder, 'ballast');
const data = join(folder, 'data');

const store = await openStore({ folder: data, clock: systemClock, log: silentLog });
store.approvals.create(sampleApproval('a1', { state: 'approved' }));
store.approvals.consume(
  { approvalId: 'a1', atMs: 1, state: 'consumed', change: { runId: 'r1' } },
  { runId: 'r1', sequence: 1, atMs: 1, type: 'run-started', data: {} },
);
writeFileSync(ballast, Buffer.alloc(300_000));
const append = () =>
  store.journal.append({ runId: 'r1', atMs: 2, type: 'step-progress', data: { text: 'x'.repeat(1_000) } });
let acknowledged = 1;
let refusal = '';
while (refusal === '')
  try {
    append();
    acknowledged += 1;
  } catch (thrown) {
    refusal = asStewardError(thrown).code;
  }
const whileFull = store.journal.entries('r1').length;
rmSync(ballast);
const next = append().sequence;
store.close();
const again = await openStore({ folder: data, clock: systemClock, log: silentLog });
const inTheEnd = again.journal.entries('r1').length;
const { notices } = again;
again.close();
process.stdout.write(`${JSON.stringify({ acknowledged, refusal, whileFull, next, inTheEnd, notices })}\n`);
