import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { createKillSwitch, stopFileName } from '../../src/approvals/kill-switch.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import { createConversation } from '../../src/conversation/conversation.ts';
import type { GuestObject } from '../../src/core/inventory.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Requester } from '../../src/core/people.ts';
import type { FinalReply, ReplyPart } from '../../src/core/reply.ts';
import type { Run } from '../../src/core/run.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { loadWorkflows } from '../../src/planner/workflow-file/workflow-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createProxmoxTask } from '../../src/workflow/steps/proxmox-task.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeProxmox, paperless } from '../support/fake-proxmox.ts';
import { createFakeInventory, guest, inventoryOf, node, pool, storage } from '../support/inventory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const recognizer = createRecognizer();
const alice: Requester = { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: false } };
const satellite: Requester = {
  channel: 'assist',
  claimedSatelliteId: 'assist_satellite.kitchen',
  claimedArea: 'Kitchen',
};

const setUp = async () => {
  const clock = createFakeClock();
  const nowMs = clock.now();
  const objects = (change: Partial<GuestObject> = {}) => [
    node('still-fawn'),
    node('chief-horse', { cpu: 0.5 }),
    node('pumped-piglet', { status: 'offline' }),
    guest(101, 'paperless-ngx', nowMs, {
      snapshots: [{ name: 'before-upgrade', takenAtMs: nowMs }],
      ...change,
    }),
    guest(103, 'immich', nowMs, { guestType: 'vm' }),
    guest(104, 'jellyfin', nowMs, { status: 'stopped' }),
    guest(105, 'nas', nowMs, { lastBackup: null }),
    pool('tank', 0.78),
    storage('local'),
  ];
  const inventory = createFakeInventory(inventoryOf(objects(), nowMs));
  const proxmox = createFakeProxmox();
  const handler = createProxmoxTask({ proxmoxOf: () => proxmox, pastDurations: () => [] });
  const handlers = new Map([[handler.type, handler]]);
  const store = await openStore({
    folder: temporaryFolder(),
    clock,
    log: silentLog,
  });
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
  const runs: Run[] = [];
  const conversation = createConversation({
    recognizer,
    inventory,
    approvals,
    runner: { get: () => undefined, list: () => runs, queued: () => [], cancel: () => {}, report: () => {} },
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
      workflows: loadWorkflows(join(import.meta.dirname, '../../workflows'), handlers),
      handlers,
      inventory,
      approvals,
    }),
    approvers: () => [{ userId: 'alice', name: 'Alice' }],
    workflows: () => [],
    aliases: () => ({ 'paperless-ngx': ['the document shelf'] }),
    clock,
    log: silentLog,
  });
  const say = async (text: string, requester = alice, conversationId = 'c1'): Promise<FinalReply> => {
    const parts: ReplyPart[] = [];
    for await (const part of conversation.handle({ text, language: 'en', conversationId, requester }))
      parts.push(part);
    const final = parts.at(-1);
    if (final?.kind !== 'final') throw new Error('no final reply');
    expect(parts.map((part) => (part.kind === 'delta' ? part.text : '')).join('')).toBe(final.speech);
    return final;
  };
  return { clock, inventory, objects, proxmox, approvals, store, runs, conversation, say };
};

let home: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  home = await setUp();
});

describe('questions', () => {
  it.each([
    ['is still-fawn ok?', /^still-fawn is online, with 12% of its processor and 25% of its memory in use\.$/],
    ['is pumped piglet ok', /^pumped-piglet is offline\.$/],
    ['how full is tank?', /^tank on still-fawn is 78% full, 220 GB free of 1 TB\. It is healthy\.$/],
    ['is paperless running?', /^paperless-ngx is running on still-fawn for 3 days\.$/],
    ['is jellyfin running?', /^jellyfin is stopped\.$/],
    ['what is down?', /pumped-piglet is offline\. jellyfin is stopped\./],
    ['when was nas backed up?', /^There is no backup of nas\.$/],
    ['how much memory does immich use', /^immich uses 1 GB of 2 GB memory, 50%\.$/],
    ['what is waiting for approval?', /^Nothing is waiting for approval\.$/],
    ['what happened today?', /^Nothing was changed today\.$/],
    ['what can you do?', /approve each change on your phone/],
  ])('%s', async (text, answer) => {
    expect((await home.say(text)).speech).toMatch(answer);
  });

  it('answers from the state as it is now', async () => {
    expect((await home.say('is paperless running?')).speech).toMatch(/is running/);
    home.inventory.set(inventoryOf(home.objects({ status: 'stopped' }), home.clock.now()));
    expect((await home.say('is paperless running?')).speech).toBe('paperless-ngx is stopped.');
  });

  it('says what is stale as stale', async () => {
    const now = home.clock.now();
    const stale = {
      readAtMs: now - 7_200_000,
      isStale: true,
      error: { code: 'proxmox.unreachable', message: 'Proxmox does not answer.', sinceMs: now - 7_200_000 },
    };
    home.inventory.set(inventoryOf(home.objects(), now, { resources: stale }));
    expect((await home.say('is paperless running?')).speech).toMatch(
      /2 hours old: proxmox home cannot be read now/,
    );
    expect((await home.say('what is down?')).speech).toMatch(/cannot be read now/);
  });

  it('says that nothing is connected rather than that all is well', async () => {
    home.inventory.set({ takenAtMs: home.clock.now(), objects: new Map(), systems: [] });
    expect((await home.say('how is the homelab?')).speech).toMatch(/No system is connected yet/);
  });

  it('says that nothing has a name that it does not know', async () => {
    expect(await home.say('restart the papaya container')).toMatchObject({
      outcome: 'error',
      speech: 'I know nothing called "papaya".',
    });
  });

  it('says of an unknown name which system it could not read yet', async () => {
    home.inventory.set(inventoryOf([], home.clock.now(), { resources: { isStale: true } }));
    expect(await home.say('restart the papaya container')).toMatchObject({
      outcome: 'error',
      speech: 'I know nothing called "papaya". I have not been able to read proxmox home yet.',
    });
  });

  it('knows the names that people gave', async () => {
    expect((await home.say('is the document shelf running?')).speech).toMatch(/^paperless-ngx is running/);
  });
});

describe('follow-ups', () => {
  it('keeps the subject for another aspect, and the aspect for another subject', async () => {
    await home.say('is still-fawn ok?');
    expect((await home.say('what about its memory?')).speech).toBe(
      'still-fawn uses 16 GB of 64 GB memory, 25%.',
    );
    expect((await home.say('and chief-horse?')).speech).toBe('chief-horse uses 16 GB of 64 GB memory, 25%.');
  });

  it('does not mix conversations, and forgets after five minutes', async () => {
    await home.say('is still-fawn ok?', alice, 'one');
    expect((await home.say('what about its memory?', alice, 'two')).speech).not.toMatch(/still-fawn/);
    await home.clock.advance(6 * 60_000);
    expect((await home.say('what about its memory?', alice, 'one')).speech).not.toMatch(/still-fawn/);
  });

  it('asks which one is meant when a name is ambiguous, and takes the answer', async () => {
    const now = home.clock.now();
    home.inventory.set(inventoryOf([...home.objects(), guest(111, 'paperless-ai', now)], now));
    const question = await home.say('is paperless running?');
    expect(question).toMatchObject({
      continueConversation: true,
      speech: expect.stringMatching(/^Which one: /),
    });
    expect((await home.say('paperless ai')).speech).toMatch(/^paperless-ai is running/);
  });
});

describe('changes', () => {
  it('plans a restart, asks for approval, and changes nothing', async () => {
    const reply = await home.say('restart the paperless container');
    expect(reply).toMatchObject({
      outcome: 'action',
      speech: 'Restart the container paperless-ngx (101) on still-fawn? I have asked Alice for approval.',
    });
    expect(home.approvals.get(reply.approvalId ?? '')).toMatchObject({
      state: 'requested',
      requestText: 'restart the paperless container',
      plan: { workflow: 'restart-guest', risk: 'disruptive' },
    });
    expect(home.proxmox.writes).toEqual([]);
  });

  it('does not open the same request twice', async () => {
    const first = await home.say('restart paperless');
    const second = await home.say('restart paperless please');
    expect(second.approvalId).toBe(first.approvalId);
    expect(second.speech).toMatch(/waits for approval already/);
    expect(home.approvals.list()).toHaveLength(1);
  });

  it('says what is in the way instead of asking for the impossible', async () => {
    home.proxmox.guest = { ...paperless, status: 'stopped' };
    expect(await home.say('restart paperless')).toMatchObject({
      outcome: 'error',
      speech: 'paperless-ngx is stopped, so it cannot be restarted. Ask me to start it instead.',
    });
    expect(home.approvals.list()).toEqual([]);
  });

  it('has nothing to do when things are so already', async () => {
    expect((await home.say('start paperless')).speech).toBe('paperless-ngx is running already.');
  });

  it('makes a name of what is said for a snapshot, and rolls back to the only one there is', async () => {
    const snapshot = await home.say('take a snapshot of paperless called before the big move');
    expect(home.approvals.get(snapshot.approvalId ?? '')?.plan.steps[0]?.effect?.parameters).toMatchObject({
      name: 'before-the-big-move',
    });
    const rollback = await home.say('roll paperless back to the last snapshot');
    expect(rollback.speech).toMatch(/approved in the panel, with a PIN/);
    expect(home.approvals.get(rollback.approvalId ?? '')?.plan).toMatchObject({
      risk: 'destructive',
      parameters: { snapshot: 'before-upgrade' },
    });
  });

  it('does not say that there is no snapshot while it has not read them', async () => {
    const { snapshots: _unread, ...unread } = guest(101, 'paperless-ngx', home.clock.now());
    home.inventory.set(inventoryOf([unread], home.clock.now()));
    expect((await home.say('roll paperless back to the last snapshot')).speech).toMatch(
      /not read the snapshots/,
    );
  });

  it('takes a request back that this conversation made', async () => {
    const { approvalId = '' } = await home.say('restart paperless');
    expect((await home.say('cancel that')).speech).toMatch(/^Cancelled: Restart the container paperless-ngx/);
    expect(home.approvals.get(approvalId)?.state).toBe('cancelled');
  });

  it('takes no approval by voice', async () => {
    const { approvalId = '' } = await home.say('restart paperless');
    for (const words of ['yes', 'yes do it', 'approve it', 'approve the restart']) await home.say(words);
    expect((await home.say('yes')).speech).toMatch(/cannot take an approval by voice/);
    expect(home.approvals.get(approvalId)?.state).toBe('requested');
  });
});

describe('an unknown speaker', () => {
  it('may ask, and may request a restart, named as unknown', async () => {
    expect((await home.say('is paperless running?', satellite)).speech).toMatch(/is running/);
    expect((await home.say('restart paperless', satellite)).speech).toMatch(/I do not know who is speaking/);
  });

  it('is refused what would destroy data', async () => {
    expect(await home.say('roll paperless back to the last snapshot', satellite)).toMatchObject({
      outcome: 'error',
      speech: expect.stringMatching(/would destroy data, and I do not know who is speaking/),
    });
    expect(home.approvals.list()).toEqual([]);
  });
});

it('gives everything that is not about the homelab back to Home Assistant, without a word', async () => {
  expect(await home.say('turn on the kitchen light')).toMatchObject({ outcome: 'delegate', speech: '' });
});

it('handles the turns of one conversation one after the other', async () => {
  const order: string[] = [];
  const turn = async (text: string) => {
    await home.say(text);
    order.push(text);
  };
  await Promise.all([turn('restart paperless'), turn('is still-fawn ok?'), turn('what is down?')]);
  expect(order).toEqual(['restart paperless', 'is still-fawn ok?', 'what is down?']);
});

describe('what is said of effects', () => {
  it('is not what a run says of itself: without a ledger entry nothing is claimed', async () => {
    const { approvalId = '' } = await home.say('restart paperless-ngx');
    const step = home.approvals.get(approvalId)?.plan.steps[0];
    home.runs.push({
      id: 'run_1',
      approvalId,
      workflow: 'restart-guest',
      title: 'Restart paperless-ngx',
      state: 'succeeded',
      steps: [{ id: step?.id ?? '', title: step?.title ?? '', state: 'done', detail: 'It was restarted.' }],
      startedAtMs: home.clock.now(),
      endedAtMs: home.clock.now(),
      result: 'paperless-ngx was restarted and is running again.',
      progressPercent: 100,
    });
    const { speech } = await home.say('what happened today?');
    expect(speech).toMatch(/It ended, but nothing confirms "Restart the container paperless-ngx/);
    expect(speech).not.toMatch(/was restarted/);
  });
});
