import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApprovals } from '../../src/approvals/approvals.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy.ts';
import { createConversation } from '../../src/conversation/conversation.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import type { FinalReply } from '../../src/core/reply.ts';
import { createInventory } from '../../src/infra/inventory/inventory.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { loadWorkflows } from '../../src/planner/workflow-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { createRecorder } from '../../src/workflow/record/recorder.ts';
import { createRunner } from '../../src/workflow/runner.ts';
import { createProxmoxTask } from '../../src/workflow/steps/proxmox-task.ts';
import { createBench } from '../infra/proxmox/support.ts';
import {
  type CataloguedFault,
  type ProxmoxFaultName,
  proxmoxFaults,
} from '../standins/proxmox/fault-catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const recognizer = createRecognizer();

/** The product from the sentence to the wire, less Home Assistant, over the stand-in and a clock that runs fast. */
const setUp = async () => {
  const { standIn, proxmox, clock } = await createBench({ taskDurationMs: 1_000 });
  const folder = temporaryFolder();
  const store = await openStore({ folder, clock, log: silentLog });
  const tracker = await createLocalTracker({ folder: join(folder, 'tracker'), clock, log: silentLog });
  const approvals = createApprovals(
    { expiryMs: 86_400_000, policy: defaultRequestPolicy },
    { store, clock, ids: randomIds, log: silentLog, approvers: () => [{ userId: 'alice', name: 'Alice' }] },
  );
  const handler = createProxmoxTask({
    proxmoxOf: () => proxmox,
    pastDurations: () => [],
    timing: {
      verifyIntervalMs: 1_000,
      verifyLimitMs: 10_000,
      settleIntervalMs: 1_000,
      settleLooks: 3,
      taskLimitMs: 60_000,
    },
  });
  const handlers = new Map([[handler.type, handler]]);
  const workflows = loadWorkflows(join(import.meta.dirname, '../../workflows'), handlers);
  const recorder = createRecorder({ tracker, approvals, keyValue: store.keyValue, clock, log: silentLog });
  const runner = createRunner({
    store,
    approvals,
    recorder,
    handlers,
    workflowDigest: (name) => workflows.get(name)?.digest,
    clock,
    ids: randomIds,
    log: silentLog,
  });
  const inventory = createInventory({ sources: [proxmox], clock, log: silentLog });
  const isRead = new Promise<void>((resolve) => {
    inventory.onChange(({ objects }) => objects.size > 0 && resolve());
  });
  inventory.start();
  await isRead;
  runner.start();
  const conversation = createConversation({
    recognizer,
    inventory,
    approvals,
    runner,
    ledger: store.journal.ledger,
    proposer: createProposer({ workflows, handlers, inventory, approvals }),
    approverNames: () => ['Alice'],
    aliases: () => ({}),
    clock,
    log: silentLog,
  });
  const say = async (text: string): Promise<FinalReply> => {
    const requester = {
      channel: 'assist',
      person: { userId: 'alice', name: 'Alice', isAdmin: true },
    } as const;
    for await (const part of conversation.handle({ text, language: 'en', conversationId: 'c', requester }))
      if (part.kind === 'final') return part;
    throw new Error('no reply');
  };
  /** Approves, and waits for the end: of the run, or of an approval that lapsed. */
  const approveAndWait = async (approvalId: string): Promise<{ state: string; text: string }> => {
    const ended = new Promise<{ state: string; text: string }>((resolve) => {
      runner.onChange((run) => {
        if (run.state !== 'running') resolve({ state: run.state, text: run.result ?? '' });
      });
      approvals.onChange((approval) => {
        if (approval.state === 'invalidated')
          resolve({ state: 'invalidated', text: approval.endedBecause ?? '' });
      });
    });
    const approval = approvals.get(approvalId);
    approvals.approve(approvalId, {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest: approval?.planDigest ?? '',
    });
    return ended;
  };
  const end = async () => {
    await runner.stop();
    inventory.stop();
    store.close();
  };
  return { standIn, say, approveAndWait, end, store };
};

/** How a restart ends under each fault that meets its write; a new fault does not compile until it stands here. */
const endings: Record<
  ProxmoxFaultName,
  { state: 'succeeded' | 'failed' | 'unknown' | 'invalidated'; says: RegExp }
> = {
  'lock-timeout': { state: 'succeeded', says: /restarted and is running again/ },
  'guest-is-locked': { state: 'succeeded', says: /restarted and is running again/ },
  'node-unknown': { state: 'succeeded', says: /restarted and is running again/ },
  'node-unreachable': { state: 'succeeded', says: /restarted and is running again/ },
  'gateway-timeout': { state: 'succeeded', says: /restarted and is running again/ },
  unauthorized: { state: 'failed', says: /does not accept.*Nothing was changed/s },
  'ticket-expiry': { state: 'succeeded', says: /restarted and is running again/ },
  'token-revoked': { state: 'failed', says: /does not accept.*Nothing was changed/s },
  forbidden: { state: 'failed', says: /lacks VM\.PowerMgmt.*steward doctor.*Nothing was changed/s },
  overloaded: { state: 'succeeded', says: /restarted and is running again/ },
  'no-quorum': { state: 'succeeded', says: /restarted and is running again/ },
  'slow-header': { state: 'succeeded', says: /restarted and is running again/ },
  'slow-body': { state: 'succeeded', says: /restarted and is running again/ },
  silence: { state: 'succeeded', says: /restarted and is running again/ },
  'connection-dropped-before': { state: 'succeeded', says: /restarted and is running again/ },
  'connection-dropped-after': { state: 'succeeded', says: /restarted and is running again/ },
  'body-cut': { state: 'succeeded', says: /restarted and is running again/ },
  'html-body': { state: 'succeeded', says: /restarted and is running again/ },
  'malformed-json': { state: 'succeeded', says: /restarted and is running again/ },
  redirect: { state: 'succeeded', says: /restarted and is running again/ },
  'certificate-swap': { state: 'unknown', says: /is not known.*Look at it before you ask again/s },
  'stale-read': { state: 'succeeded', says: /restarted and is running again/ },
  'task-warnings': { state: 'succeeded', says: /restarted and is running again/ },
  'task-locked': { state: 'failed', says: /VM is locked \(backup\)/ },
  'task-fails': { state: 'failed', says: /exit code 255/ },
  'task-fails-after-effect': { state: 'failed', says: /got timeout/ },
  'task-log-lost': { state: 'unknown', says: /is not known/ },
  'task-runs-long': { state: 'succeeded', says: /restarted and is running again/ },
  'task-never-ends': { state: 'unknown', says: /is not known/ },
};

describe('a restart that meets this fault ends as it should, is told truly, and restarts the guest at most once', () => {
  for (const [name, ending] of Object.entries(endings)) {
    const { fault, description }: CataloguedFault = proxmoxFaults[name as ProxmoxFaultName];
    it(description, { timeout: 60_000 }, async () => {
      const { standIn, say, approveAndWait, end, store } = await setUp();
      const { approvalId = '' } = await say('restart the paperless container');
      standIn.inject({
        match: { method: 'POST', path: '/nodes/{node}/lxc/{vmid}/status/reboot', times: 1 },
        fault,
      });
      const { state, text } = await approveAndWait(approvalId);
      expect({ state, text }).toEqual({ state: ending.state, text: expect.stringMatching(ending.says) });
      if (standIn.tasks.filter((task) => task.type === 'vzreboot').length > 1)
        console.log(
          standIn.tasks.filter((task) => task.type === 'vzreboot'),
          JSON.stringify(store.journal.entries(store.journal.listRuns(1)[0] ?? ''), null, 1),
          standIn.requests.filter((r) => r.path.includes('tasks') || r.method === 'POST'),
        );
      expect(standIn.tasks.filter((task) => task.type === 'vzreboot').length).toBeLessThanOrEqual(1);
      // What is not confirmed by an independent read is not in the ledger, and so is never said to be done.
      expect(store.journal.ledger()).toHaveLength(state === 'succeeded' ? 1 : 0);
      await end();
      standIn.takeRefusals('authentication');
    });
  }
});
