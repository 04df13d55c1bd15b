import { beforeEach, describe, expect, it } from 'vitest';
import type { SmallEngine } from '../support/small-engine.ts';
import { type SmallSystem, setStep, smallPlan } from '../support/small-system.ts';
import { alice, createSmallTalk, expansion, type Talk } from './small-talk.ts';

let system: SmallSystem;
let engine: SmallEngine;
let talk: Talk;
beforeEach(async () => {
  ({ system, engine, talk } = await createSmallTalk());
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
    engine.approve(expansion(system));
    await engine.settleRuns();
    expect((await talk('undo the expansion')).speech).toBe(
      'Expand the pool tank is being carried out. Say "cancel the run" first.',
    );
  });
});
