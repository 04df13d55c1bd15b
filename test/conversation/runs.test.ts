import { beforeEach, describe, expect, it } from 'vitest';
import { createConversation } from '../../src/conversation/conversation.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Requester } from '../../src/core/people.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { FinalReply } from '../../src/core/reply.ts';
import { createRecognizer } from '../../src/intents/recognizer.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { createFakeInventory, inventoryOf, node } from '../support/inventory.ts';
import { createSmallEngine, type SmallEngine } from '../support/small-engine.ts';
import {
  createSmallSystem,
  lookStep,
  type SmallSystem,
  setStep,
  smallPlan,
} from '../support/small-system.ts';

const recognizer = createRecognizer();
const alice: Requester = { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: true } };
const bob: Requester = { channel: 'assist', person: { userId: 'bob', name: 'Bob', isAdmin: false } };
const satellite: Requester = { channel: 'assist', claimedArea: 'Kitchen' };

let system: SmallSystem;
let engine: SmallEngine;
let talk: (text: string, who?: Requester, conversationId?: string) => Promise<FinalReply>;

/** A conversation over the engine as it is now. */
const converse = () => {
  const { approvals, runner, store } = engine.life;
  const conversation = createConversation({
    recognizer,
    inventory: createFakeInventory(inventoryOf([node('still-fawn')], engine.clock.now())),
    approvals,
    runner,
    unfinishedRuns: store.journal.unfinishedRuns,
    killSwitch: {
      isOn: engine.stopped,
      stop: ({ person }, reason) => {
        engine.stopEverything(true);
        return { sinceMs: engine.clock.now(), by: person?.name ?? 'an unknown speaker', reason };
      },
    },
    ledger: store.journal.ledger,
    proposer: createProposer({
      workflows: new Map(),
      handlers: new Map(system.handlers.map((handler) => [handler.type, handler])),
      inventory: createFakeInventory(inventoryOf([], engine.clock.now())),
      approvals,
      clock: engine.clock,
      records: { run: runner.get, entries: store.journal.entries, ledger: store.journal.ledger },
    }),
    approvers: () => [{ userId: 'alice', name: 'Alice' }],
    aliases: () => ({}),
    workflows: () => [
      { name: 'storage-expansion-workflow', title: 'Expand a pool' },
      { name: 'host-update', title: 'Bring a host up to date' },
    ],
    clock: engine.clock,
    log: silentLog,
  });
  return async (text: string, requester = alice, conversationId = 'c'): Promise<FinalReply> => {
    for await (const part of conversation.handle({ text, language: 'en', conversationId, requester }))
      if (part.kind === 'final') return part;
    throw new Error('no reply');
  };
};

/** The storage expansion in small: buy a disk, see it, set a word. */
const expansion = (change: Partial<Plan> = {}, object = 'tank'): Plan => ({
  ...smallPlan(system, [
    lookStep('buy', [], {
      kind: 'person',
      title: 'A person buys and installs: Samsung 980 PRO',
      fields: { report: ['serial'] },
    }),
    lookStep('see', ['buy'], { title: 'Look at the disk nvme1n1 in still-fawn' }),
    setStep('grow', { from: 'small', to: 'large', object }, ['see']),
  ]),
  workflow: 'storage-expansion-workflow',
  workflowDigest: 'test',
  title: 'Expand the pool tank',
  ...change,
});

beforeEach(async () => {
  system = createSmallSystem({ tank: 'small', pond: 'small', a: 'old', b: 'old' });
  system.checks.set('buy', (step, { reports }) => {
    const serial = (reports[step.id] ?? []).map(({ values }) => values['serial']).find(Boolean);
    return serial === undefined
      ? {
          kind: 'waiting',
          reason: 'Waits for a person.',
          attention:
            'Buy: Samsung 980 PRO (about $150). Where: amazon.com/dp/B08GLX7TNT. Say that it is done, with: serial.',
        }
      : { kind: 'done', statement: 'Alice reported it.', output: { serial } };
  });
  engine = await createSmallEngine(system);
  engine.digests.set('storage-expansion-workflow', 'test');
  engine.digests.set('host-update', 'test');
  talk = converse();
});

describe('a run that waits for a person', () => {
  beforeEach(async () => {
    engine.approve(expansion());
    await engine.settleRuns();
  });

  it('says what it waits for, without addresses that nobody can hear', async () => {
    for (const question of [
      'what are you waiting for?',
      'what waits for me?',
      'what is the expansion waiting for?',
    ])
      expect((await talk(question)).speech).toBe(
        'Expand the pool tank waits: Buy: Samsung 980 PRO (about $150). Say that it is done, with: serial.',
      );
    expect((await talk('how far is the storage expansion?')).speech).toMatch(
      /^Expand the pool tank: \d+% done\. It waits: Buy: Samsung/,
    );
    expect((await talk('what is running?')).speech).toMatch(/^Expand the pool tank: \d+% done\. It waits:/);
  });

  it('is mentioned with the state of the homelab', async () => {
    expect((await talk('how is the homelab?')).speech).toMatch(
      /One change waits for a person: ask me what I am waiting for\.$/,
    );
    await talk('stop everything');
    expect((await talk('how is the homelab?')).speech).toMatch(
      /Everything is stopped, so nothing is carried/,
    );
  });

  it('goes on when it is told the serial number, spelt, and says what comes next', async () => {
    const reply = await talk('the serial is s six x n n g zero r');
    expect(reply).toMatchObject({ outcome: 'action', data: { values: { serial: 'S6XNNG0R' } } });
    expect(reply.speech).toBe(
      'Serial S 6 X N N G 0 R. Thank you. I have told it: Expand the pool tank. Next: Look at the disk nvme1n1 in still-fawn.',
    );
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
    expect(system.values.get('small:one/word/tank')).toBe('large');
  });

  it('asks for the serial number, and takes a turn that is nothing but that', async () => {
    const question = await talk('the disk is in');
    expect(question).toMatchObject({ continueConversation: true });
    expect(question.speech).toMatch(/What is its serial number/);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    expect((await talk('sierra six x double n g')).speech).toMatch(/^Serial S 6 X N N G\./);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
  });

  it('leaves an answer that is no serial number to whom it belongs', async () => {
    await talk('the disk is in');
    expect(await talk('turn on the kitchen light')).toMatchObject({ outcome: 'delegate' });
    expect((await talk('the serial is on the label of the box')).speech).toMatch(/Spell it letter by letter/);
  });

  it('takes a report from whoever asked or an approver only', async () => {
    for (const who of [bob, satellite])
      expect(await talk('the serial is S6XNNG0R', who)).toMatchObject({
        outcome: 'error',
        data: { code: 'not-yours' },
      });
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
  });

  it('takes a corrected serial number while the check after it still waits', async () => {
    system.checks.set('see', (_, { reports }) =>
      reports['buy']?.at(-1)?.values['serial'] === 'RIGHT1'
        ? { kind: 'done', statement: 'Seen.', output: null }
        : { kind: 'waiting', reason: 'The disk is another one.', attention: 'That is the wrong disk.' },
    );
    await talk('the serial is wrong1');
    await engine.settleRuns();
    expect((await talk('what are you waiting for?')).speech).toBe(
      'Expand the pool tank waits: That is the wrong disk.',
    );
    expect((await talk('the serial is right1')).speech).toMatch(/I look again\.$/);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
  });

  it('is cancelled at once, for those who may', async () => {
    expect(await talk('stop the expansion', bob)).toMatchObject({
      outcome: 'error',
      data: { code: 'not-yours' },
    });
    expect(await talk('stop the expansion')).toMatchObject({
      outcome: 'action',
      speech:
        'I stop: Expand the pool tank. Nothing is being written at this moment, so nothing further is done.',
    });
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'cancelled' });
    expect((await talk('how far is the expansion?')).speech).toMatch(
      /^Expand the pool tank: Stopped by Alice\. Nothing was changed\. That was /,
    );
    expect((await talk('the disk is in')).speech).toBe('Nothing waits for a person.');
  });

  it('is asked about by name when two wait, and the answer counts', async () => {
    engine.approve(expansion({ title: 'Expand the pool pond' }, 'pond'));
    await engine.settleRuns();
    expect((await talk('what are you waiting for?')).speech).toMatch(
      /^2 changes wait for a person: Expand the pool pond and Expand the pool tank\. The first: Buy:/,
    );
    expect(await talk('the serial is S6XNNG0R')).toMatchObject({
      continueConversation: true,
      speech: 'Which one: Expand the pool pond and Expand the pool tank?',
    });
    expect((await talk('the pond one')).speech).toMatch(/I have told it: Expand the pool pond\./);
    await engine.settleRuns();
    expect(system.values.get('small:one/word/pond')).toBe('large');
    expect(system.values.get('small:one/word/tank')).toBe('small');
  });

  it('survives a restart, and is spoken of as before', async () => {
    await engine.restart();
    talk = converse();
    expect((await talk('what are you waiting for?')).speech).toMatch(/^Expand the pool tank waits: Buy:/);
  });
});

describe('a run that writes', () => {
  it('is stopped after what it is writing, and says so', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    system.gates.set('a', promise);
    engine.approve(
      smallPlan(system, [
        setStep('a', { from: 'old', to: 'new' }),
        setStep('b', { from: 'old', to: 'new' }, ['a']),
      ]),
    );
    await engine.clock.advance(1_000);
    await expect.poll(() => engine.lastRun()?.steps[0]?.state).toBe('applying');
    expect((await talk('what is running?')).speech).toMatch(
      /^One change is being carried out: Set some words, \d+% done\. Step 1 of 2: Set a to new\.$/,
    );
    expect((await talk('cancel the run')).speech).toBe(
      'I stop: Set some words. What is being done comes to its end first: Set a to new. Nothing after it is begun. What is done stays: say "undo that" if you want it back.',
    );
    resolve();
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('cancelled');
    expect(system.values.get('small:one/word/b')).toBe('old');
  });

  it('lets another one wait that changes the same object, and says for whom', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    system.gates.set('a', promise);
    engine.approve(smallPlan(system, [setStep('a', { from: 'old', to: 'new' })]));
    await engine.clock.advance(1_000);
    engine.approve({
      ...smallPlan(system, [setStep('later', { from: 'new', to: 'newest', object: 'a' })]),
      title: 'Set a once more',
    });
    expect((await talk('what are you waiting for?')).speech).toBe(
      'Set a once more waits until this is over: Set some words.',
    );
    resolve();
    await engine.settleRuns();
  });

  it('is spoken of as being undone while it is, and cannot be cancelled then', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    system.faults.set('b', 'refuse');
    system.gates.set('undo:a', promise);
    engine.approve(
      smallPlan(system, [
        setStep('a', { from: 'old', to: 'new' }),
        setStep('b', { from: 'old', to: 'new' }, ['a']),
      ]),
    );
    for (let turn = 0; turn < 40 && engine.lastRun()?.state !== 'rolling-back'; turn += 1) {
      await engine.clock.advance(1_000);
      await new Promise((done) => setImmediate(done));
    }
    expect((await talk('what is running?')).speech).toMatch(
      /^Set some words: something went wrong, so it is being undone\./,
    );
    expect(await talk('cancel the run')).toMatchObject({
      outcome: 'error',
      speech: expect.stringMatching(/^Set some words went wrong and is being undone already/),
    });
    resolve();
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('rolled-back');
    expect((await talk('what happened today?')).speech).toMatch(/Everything is as it was/);
  });
});

describe('undo', () => {
  const change = async (title: string, steps: Parameters<typeof smallPlan>[1]) => {
    engine.approve({ ...smallPlan(system, steps), title });
    await engine.settleRuns();
  };
  const approveUndo = async (approvalId: string | undefined) => {
    const approval = engine.life.approvals.get(approvalId ?? '');
    engine.life.approvals.approve(approvalId ?? '', {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest: approval?.planDigest ?? '',
    });
    await engine.settleRuns();
  };

  it('asks for approval of what undoes the last change, and only then does it', async () => {
    await change('Set a', [setStep('a', { from: 'old', to: 'new' })]);
    const reply = await talk('undo that');
    expect(reply).toMatchObject({
      outcome: 'action',
      speech: 'Set a back to old? I have asked Alice for approval.',
    });
    expect(system.values.get('small:one/word/a')).toBe('new');
    expect((await talk('undo that')).speech).toMatch(/^Set a back to old has not been done yet/);
    await approveUndo(reply.approvalId);
    expect(system.values.get('small:one/word/a')).toBe('old');
    expect((await talk('what happened today?')).speech).toMatch(/a is old\..*a is new\./);
  });

  it('says what stays as it is', async () => {
    await change('Set a, for good b', [
      setStep('a', { from: 'old', to: 'new' }),
      setStep('b', { from: 'old', to: 'new' }, ['a'], { compensation: null, undo: null }),
    ]);
    expect((await talk('put it back as it was')).speech).toBe(
      'Set a back to old? I have asked Alice for approval. The rest stays as it is: "Set b to new" cannot be undone.',
    );
  });

  it('undoes the last change that was one, and a named one before that', async () => {
    engine.digests.set('host-update', 'test');
    engine.approve({
      ...smallPlan(system, [setStep('a', { from: 'old', to: 'new' })]),
      workflow: 'host-update',
      title: 'Bring pve up to date',
    });
    await engine.settleRuns();
    await change('Set b', [setStep('b', { from: 'old', to: 'new' })]);
    system.faults.set('c', 'refuse');
    await change('Set pond', [setStep('c', { from: 'small', to: 'large', object: 'pond' })]);
    expect((await talk('undo the last change', alice, 'one')).speech).toMatch(/^Set b back to old\?/);
    expect((await talk('undo the host update', alice, 'two')).speech).toMatch(/^Set a back to old\?/);
    expect((await talk('undo the storage expansion', alice, 'three')).speech).toBe(
      'I know of no such change.',
    );
  });

  it.each([
    [
      'it cannot be undone',
      setStep('a', { from: 'old', to: 'new' }, [], { compensation: null, undo: null }),
      () => {},
      /^Nothing of "Set a" can be undone\. "Set a to new" cannot be undone\./,
    ],
    [
      'it was changed from elsewhere since',
      setStep('a', { from: 'old', to: 'new' }),
      () => void system.values.set('small:one/word/a', 'mine'),
      /^It was changed since from elsewhere, so "Set a" is not undone: /,
    ],
    [
      'it is as it was already',
      setStep('a', { from: 'old', to: 'new' }),
      () => void system.values.set('small:one/word/a', 'old'),
      /^Nothing of "Set a" can be undone\. "Set a to new": it is as it was before already\./,
    ],
  ])('says why not when %s', async (_, step, meanwhile, speech) => {
    await change('Set a', [step]);
    meanwhile();
    const reply = await talk('undo that');
    expect(reply.outcome).toBe('error');
    expect(reply.speech).toMatch(speech);
    expect(engine.life.approvals.list({ states: ['requested', 'presented'] })).toEqual([]);
  });

  it('says that it was undone already', async () => {
    await change('Set a', [setStep('a', { from: 'old', to: 'new' })]);
    const named = { workflow: 'host-update', workflowDigest: 'test', title: 'Bring pve up to date' };
    engine.approve({ ...smallPlan(system, [setStep('b', { from: 'old', to: 'new' })]), ...named });
    await engine.settleRuns();
    await approveUndo((await talk('undo the host update')).approvalId);
    expect((await talk('undo the host update')).speech).toMatch(
      /^"Bring pve up to date" was undone already\./,
    );
  });

  it('has nothing to undo where nothing was done', async () => {
    expect((await talk('undo that')).speech).toBe('I have changed nothing that could be undone.');
    engine.approve(expansion());
    await engine.settleRuns();
    expect((await talk('undo the expansion')).speech).toBe(
      'Expand the pool tank is being carried out. Say "cancel the run" first.',
    );
  });
});

describe('stop everything', () => {
  it.each([
    ['Alice', alice],
    ['an unknown speaker', satellite],
    ['somebody who approves nothing', bob],
  ])('stops everything at once for %s, and says how it is released', async (_, who) => {
    expect((await talk('is everything stopped?')).speech).toBe('No. Nothing is stopped.');
    expect(await talk('stop everything', who)).toMatchObject({
      outcome: 'action',
      speech:
        'Everything is stopped: nothing further is begun or written. Nothing was being carried out. Release it in the panel.',
    });
    expect(engine.stopped()).toBeDefined();
    expect((await talk('is everything stopped?')).speech).toMatch(
      /^Yes\. Everything was stopped just now by /,
    );
    expect((await talk('stop everything', who)).speech).toMatch(/^Everything is stopped already/);
  });

  it('names what stands still, and is mentioned wherever somebody would wonder', async () => {
    engine.approve(expansion());
    await engine.settleRuns();
    expect((await talk('emergency stop')).speech).toMatch(/then this stands still: Expand the pool tank\./);
    for (const question of ['what is running?', 'what are you waiting for?'])
      expect((await talk(question)).speech).toMatch(/Everything is stopped, so nothing is carried out/);
  });

  it('is not released by voice, by nobody', async () => {
    await talk('stop everything');
    expect(await talk('release the stop')).toMatchObject({
      outcome: 'error',
      speech: expect.stringMatching(/in the panel, with a step-up/),
    });
    expect(engine.stopped()).toBeDefined();
  });
});
