import { join } from 'node:path';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { createKillSwitch, stopFileName } from '../../src/approvals/kill-switch.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import { createConversation } from '../../src/conversation/conversation.ts';
import type { Clock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import type { TrackerOutbox } from '../../src/core/outbox.ts';
import type { FinalReply } from '../../src/core/reply.ts';
import { isUnderWay } from '../../src/core/run.ts';
import type { RecordTracker, Tracker } from '../../src/core/tracker.ts';
import { createInventory } from '../../src/infra/inventory/inventory.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { loadWorkflows } from '../../src/planner/workflow-file/workflow-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLocalTracker } from '../../src/tracker/local/local-tracker.ts';
import { createRecorder } from '../../src/workflow/record/recorder.ts';
import { createRunner } from '../../src/workflow/runner.ts';
import { createProxmoxTask } from '../../src/workflow/steps/proxmox-task.ts';
import { createBench } from '../infra/proxmox/support.ts';
import { proofOf } from './proof.ts';
import { temporaryFolder } from './temporary-folder.ts';

const recognizer = createRecognizer();

/** What a test wants otherwise than usual. */
export interface ProductOptions {
  /** How long a task takes at the stand-in. Milliseconds. */
  readonly taskDurationMs?: number;
  /** How long an effect is looked for before it is unknown. Milliseconds of a clock that runs fast. Default 10,000. */
  readonly verifyLimitMs?: number;
  /** The tracker that is mirrored to another one. Default: the local one alone. */
  readonly mirrored?: (parts: {
    readonly record: RecordTracker;
    readonly outbox: TrackerOutbox;
    readonly clock: Clock;
  }) => Tracker;
}

/**
 * The product from the sentence to the wire, less Home Assistant, over the stand-in and a clock that runs fast. Alice
 * asks, and approves in the panel with her PIN.
 */
export const createProduct = async (options: ProductOptions = {}) => {
  const { standIn, proxmox, clock } = await createBench({ taskDurationMs: options.taskDurationMs ?? 1_000 });
  const folder = temporaryFolder();
  const store = await openStore({ folder, clock, log: silentLog });
  const record = await createLocalTracker({ folder: join(folder, 'tracker'), clock, log: silentLog });
  const tracker = options.mirrored?.({ record, outbox: store.outbox, clock }) ?? record;
  const killSwitch = createKillSwitch({
    file: join(folder, stopFileName),
    keyValue: store.keyValue,
    clock,
    log: silentLog,
  });
  const approvals = createApprovals(
    { expiryMs: 86_400_000, policy: defaultRequestPolicy },
    {
      store,
      clock,
      ids: randomIds,
      log: silentLog,
      approvers: () => [{ userId: 'alice', name: 'Alice', pin: '2468' }],
      killSwitch,
    },
  );
  const handler = createProxmoxTask({
    proxmoxOf: () => proxmox,
    pastDurations: () => [],
    timing: {
      verifyIntervalMs: 1_000,
      verifyLimitMs: options.verifyLimitMs ?? 10_000,
      settleIntervalMs: 1_000,
      settleLooks: 3,
      taskLimitMs: 60_000,
    },
  });
  const handlers = new Map([[handler.type, handler]]);
  const workflows = loadWorkflows(join(import.meta.dirname, '../../workflows'), handlers);
  const recorder = createRecorder({ tracker, approvals, keyValue: store.keyValue, clock, log: silentLog });
  const runner = createRunner({
    killSwitch,
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
    inventory.onChange(({ systems }) => {
      if (systems.every(({ parts }) => parts.snapshots?.readAtMs !== undefined)) resolve();
    });
  });
  inventory.start();
  await isRead;
  recorder.start();
  runner.start();
  const conversation = createConversation({
    recognizer,
    inventory,
    approvals,
    runner,
    ledger: store.journal.ledger,
    proposer: createProposer({
      clock,
      workflows,
      handlers,
      inventory,
      approvals,
      records: { run: runner.get, entries: store.journal.entries, ledger: store.journal.ledger },
    }),
    unfinishedRuns: store.journal.unfinishedRuns,
    killSwitch,
    approvers: () => [{ userId: 'alice', name: 'Alice' }],
    aliases: () => ({}),
    workflows: () => [...workflows.values()],
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
        if (run.approvalId === approvalId && !isUnderWay(run.state))
          resolve({ state: run.state, text: run.result ?? '' });
      });
      approvals.onChange((approval) => {
        if (approval.id === approvalId && approval.state === 'invalidated')
          resolve({ state: 'invalidated', text: approval.endedBecause ?? '' });
      });
    });
    const approval = approvals.get(approvalId);
    const answered = approvals.approve(approvalId, {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest: approval?.planDigest ?? '',
      stepUp: proofOf('alice', `approve ${approvalId}`),
    });
    if (answered.kind === 'refused') throw new Error(answered.reason);
    return ended;
  };
  const end = async () => {
    await recorder.stop();
    await runner.stop();
    inventory.stop();
    store.close();
  };
  return { standIn, say, approveAndWait, end, store, approvals, runner, killSwitch, record, folder, clock };
};
