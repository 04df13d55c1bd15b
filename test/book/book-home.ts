import { join } from 'node:path';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { createKillSwitch, stopFileName } from '../../src/approvals/kill-switch.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import { createConversation } from '../../src/conversation/conversation.ts';
import type { InventoryObject } from '../../src/core/inventory.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Requester } from '../../src/core/people.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { loadWorkflows } from '../../src/planner/workflow-file/workflow-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createProxmoxTask } from '../../src/workflow/steps/proxmox-task.ts';
import { createStepHandlers } from '../../src/workflow/steps/step-handlers.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeProxmox, paperless } from '../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf, node, pool, storage } from '../support/inventory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const recognizer = createRecognizer();

const people = {
  assist: { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: false } },
  panel: { channel: 'panel', person: { userId: 'alice', name: 'Alice', isAdmin: false } },
  wyoming: { channel: 'wyoming', claimedArea: 'Kitchen' },
} as const satisfies Record<string, Requester>;

/** The homelab that the book speaks of. */
export const bookObjects = (nowMs: number): readonly InventoryObject[] => [
  node('still-fawn'),
  node('chief-horse', { cpu: 0.5 }),
  node('pumped-piglet', { status: 'offline' }),
  guest(101, 'paperless-ngx', nowMs, { snapshots: [{ name: 'before-upgrade', takenAtMs: nowMs }] }),
  guest(103, 'immich', nowMs, { guestType: 'vm' }),
  guest(104, 'jellyfin', nowMs, { status: 'stopped' }),
  guest(105, 'nas', nowMs, { lastBackup: null }),
  pool('tank', 0.78),
  storage('local'),
];

/** Everything below the conversation, over a real database and a Proxmox in memory that counts what is written to it. */
export const createHomeParts = async () => {
  const clock = createFakeClock();
  const inventory = createFakeInventory(inventoryOf(bookObjects(clock.now()), clock.now()));
  const proxmox = createFakeProxmox();
  const observeGuest = async (ref: string) => {
    const objects = inventory.current().objects;
    const found = objects.get(ref) ?? [...objects.values()].find(({ name }) => name === ref);
    if (found?.kind !== 'guest') throw new Error(`no guest ${ref}`);
    const { vmid, name, guestType, status } = found;
    const snapshots = (found.snapshots ?? []).map((snapshot) => ({ takenAtMs: 0, ...snapshot }));
    return { ...paperless, ref: found.ref, vmid, name, guestType, status, snapshots };
  };
  const handler = createProxmoxTask({
    proxmoxOf: () => ({ ...proxmox, reader: { ...proxmox.reader, observeGuest } }),
    pastDurations: () => [],
  });
  const store = await openStore({ folder: temporaryFolder(), clock, log: silentLog });
  const { ledger } = store.journal;
  const handlers = createStepHandlers({ inventory, observeGuest, ledger, clock, systems: [handler] });
  const approvers = () => [{ userId: 'alice', name: 'Alice' }];
  const approvals = createApprovals(
    { expiryMs: 3_600_000, policy: defaultRequestPolicy },
    { store, clock, ids: createCountedIds(), log: silentLog, approvers },
  );
  const workflows = loadWorkflows(join(import.meta.dirname, '../../workflows'), handlers);
  const proposer = createProposer({ clock, workflows, handlers, inventory, approvals });
  /** Replaces what is in the homelab: names are what others wrote, too. */
  const setObjects = (objects: (nowMs: number) => readonly InventoryObject[]) =>
    inventory.set(inventoryOf(objects(clock.now()), clock.now()));
  return {
    clock,
    inventory,
    setObjects,
    proxmox,
    handlers,
    store,
    approvers,
    approvals,
    workflows,
    proposer,
  };
};

/** What {@link createHomeParts} makes. */
export type HomeParts = Awaited<ReturnType<typeof createHomeParts>>;

const noAliases = {};

/** The conversation over these parts. */
export const converse = (parts: HomeParts, tasks: Parameters<typeof createConversation>[0]['tasks']) =>
  createConversation({
    recognizer,
    inventory: parts.inventory,
    approvals: parts.approvals,
    runner: { get: () => undefined, list: () => [], queued: () => [], cancel: () => {}, report: () => {} },
    unfinishedRuns: () => [],
    killSwitch: createKillSwitch({
      file: join(temporaryFolder(), stopFileName),
      keyValue: parts.store.keyValue,
      clock: parts.clock,
      log: silentLog,
    }),
    ledger: parts.store.journal.ledger,
    proposer: parts.proposer,
    approvers: parts.approvers,
    workflows: () => [],
    aliases: () => noAliases,
    ...(tasks === undefined ? {} : { tasks }),
    clock: parts.clock,
    log: silentLog,
  });

/** Who speaks on a channel: Alice, or at a speaker of Wyoming somebody whom nobody knows. */
export const speaker = (channel: keyof typeof people): Requester => people[channel];
