import { beforeEach, describe, expect, it } from 'vitest';
import type { SmallEngine } from '../support/small-engine.ts';
import { type SmallSystem, setStep, smallPlan } from '../support/small-system.ts';
import { bob, createSmallTalk, expansion, type SmallTalk, satellite, type Talk } from './small-talk.ts';

let small: SmallTalk;
let system: SmallSystem;
let engine: SmallEngine;
let talk: Talk;
beforeEach(async () => {
  small = await createSmallTalk();
  ({ system, engine, talk } = small);
});

describe('a run that waits for a person', () => {
  beforeEach(async () => {
    engine.approve(expansion(system));
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
    engine.approve(expansion(system, { title: 'Expand the pool pond' }, 'pond'));
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
    await small.restart();
    expect((await small.talk('what are you waiting for?')).speech).toMatch(
      /^Expand the pool tank waits: Buy:/,
    );
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
      workflow: 'host-update',
    });
    expect((await talk('what are you waiting for?')).speech).toBe(
      'Set a once more waits until this is over: Set some words.',
    );
    expect(await talk('cancel the host update')).toMatchObject({
      outcome: 'action',
      speech: 'Cancelled: Set a once more.',
    });
    resolve();
    await engine.settleRuns();
    expect(system.values.get('small:one/word/a')).toBe('new');
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
