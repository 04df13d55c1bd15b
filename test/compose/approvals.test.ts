import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stopFileName } from '../../src/approvals/kill-switch.ts';
import { composeApprovals } from '../../src/compose/approvals.ts';
import { parseOptions } from '../../src/config/parse-options.ts';
import { silentLog } from '../../src/core/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { approversNamed, asks, person, planOf, taken } from '../approvals/support.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('rules of the options, tags of guests, autonomy and the file STOP all reach the approvals engine', async () => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const store = await openStore({ folder, clock, log: silentLog });
  const tagged = { kind: 'guest', ref: 'proxmox:home/guest/101', tags: ['critical'] };
  const { approvals, autonomy, killSwitch } = composeApprovals({
    options: parseOptions({
      approvers: [{ user: 'Alice' }, { user: 'Bob' }],
      approval_rules: [{ name: 'critical', scope: 'tag:critical', approvals: 2 }],
    }),
    stopFile: join(folder, stopFileName),
    store,
    inventory: { current: () => ({ objects: new Map([[tagged.ref, tagged]]) }) as never },
    approvers: () => approversNamed('alice', 'bob'),
    clock,
    log: silentLog,
  });
  const request = (ref: string) =>
    taken(
      approvals.request({ plan: planOf('reversible', ref), requester: asks('alice'), requestText: 'please' }),
    );
  expect(request('proxmox:home/guest/101').requirement).toMatchObject({ rule: 'critical', approvals: 2 });
  expect(request('proxmox:home/guest/102').requirement?.rule).toBeNull();
  autonomy.set(
    { level: 'assist', workflow: null, scope: null, because: 'Tried and tested.' },
    person('alice'),
    proofOf('alice', 'set-autonomy'),
  );
  const automatic = request('proxmox:home/guest/102');
  expect(automatic.state).toBe('approved');
  writeFileSync(join(folder, stopFileName), '');
  expect(approvals.consume(automatic.id, 'run_1')).toBeUndefined();
  expect(killSwitch.isOn()).toBeDefined();
  store.close();
});
