import { join } from 'node:path';
import type { Approvals } from '../../../src/approvals/approvals.ts';
import { createApprovals } from '../../../src/approvals/create-approvals.ts';
import { createKillSwitch, stopFileName } from '../../../src/approvals/kill-switch.ts';
import { defaultRequestPolicy } from '../../../src/approvals/policy/request-policy.ts';
import { createConversation } from '../../../src/conversation/conversation.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import type { Conversation } from '../../../src/core/reply.ts';
import type { Store } from '../../../src/core/stores.ts';
import { createRecognizer } from '../../../src/intents/recognizer.ts';
import { createProposer } from '../../../src/planner/proposer.ts';
import { loadWorkflows } from '../../../src/planner/workflow-file/workflow-file.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createProxmoxTask } from '../../../src/workflow/steps/proxmox-task.ts';
import { createCountedIds } from '../../support/counted-ids.ts';
import { createFakeProxmox, type FakeProxmox } from '../../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf, node } from '../../support/inventory.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The real conversation over a home with one node and one container that has a snapshot. */
export interface SmallHome {
  readonly conversation: Conversation;
  readonly approvals: Approvals;
  readonly proxmox: FakeProxmox;
  readonly store: Store;
}

/** Sets it up in a fresh folder; Alice approves. */
export const createSmallHome = async (clock: Clock): Promise<SmallHome> => {
  const nowMs = clock.now();
  const snapshots = [{ name: 'before-upgrade', takenAtMs: nowMs }];
  const inventory = createFakeInventory(
    inventoryOf([node('still-fawn'), guest(101, 'paperless-ngx', nowMs, { snapshots })], nowMs),
  );
  const proxmox = createFakeProxmox();
  const handler = createProxmoxTask({ proxmoxOf: () => proxmox, pastDurations: () => [] });
  const handlers = new Map([[handler.type, handler]]);
  const store = await openStore({ folder: temporaryFolder(), clock, log: silentLog });
  const approvals = createApprovals(
    { expiryMs: 3_600_000, policy: defaultRequestPolicy },
    {
      store,
      clock,
      ids: createCountedIds(),
      log: silentLog,
      approvers: () => [{ userId: 'alice', name: 'Alice' }],
    },
  );
  const conversation = createConversation({
    recognizer: createRecognizer(),
    inventory,
    approvals,
    runner: { get: () => undefined, list: () => [], queued: () => [], cancel: () => {}, report: () => {} },
    unfinishedRuns: () => [],
    killSwitch: createKillSwitch({
      file: join(temporaryFolder(), stopFileName),
      keyValue: store.keyValue,
      clock,
      log: silentLog,
    }),
    ledger: store.journal.ledger,
    proposer: createProposer({
      clock,
      workflows: loadWorkflows(join(import.meta.dirname, '../../../workflows'), handlers),
      handlers,
      inventory,
      approvals,
    }),
    approvers: () => [{ userId: 'alice', name: 'Alice' }],
    aliases: () => ({}),
    workflows: () => [],
    clock,
    log: silentLog,
  });
  return { conversation, approvals, proxmox, store };
};
