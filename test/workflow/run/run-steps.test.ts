import { beforeEach, describe, expect, it } from 'vitest';
import type { Performed } from '../../../src/core/step.ts';
import { replayRun } from '../../../src/workflow/run/replay-run.ts';
import { createSmallEngine, type SmallEngine } from '../../support/small-engine.ts';
import {
  createSmallSystem,
  lookStep,
  type SmallFault,
  type SmallSystem,
  setStep,
  smallPlan,
} from '../../support/small-system.ts';

let system: SmallSystem;
let engine: SmallEngine;
beforeEach(async () => {
  system = createSmallSystem({ a: 'old', b: 'old', c: 'old', d: 'old' });
  engine = await createSmallEngine(system);
});

const change = { from: 'old', to: 'new' };
const words = () =>
  Object.fromEntries([...system.values].map(([ref, word]) => [ref.split('/').at(-1), word]));
const everything = (word: string) => ({ a: word, b: word, c: word, d: word });
const fourSteps = () =>
  smallPlan(system, [
    setStep('a', change),
    setStep('b', change, ['a']),
    setStep('c', change, ['b']),
    setStep('d', change, ['c']),
  ]);
const waiting: Performed = { kind: 'waiting', reason: 'Buy the disk.' };

/** Every recorded run must be what the same decisions would make of it again. */
const expectReplay = () => {
  const run = engine.lastRun();
  const approval = engine.life.approvals.get(run?.approvalId ?? '');
  if (run === undefined || approval === undefined) throw new Error('there is no run');
  expect(replayRun(approval.plan, engine.life.store.journal.entries(run.id))).toEqual([]);
};

describe('steps', () => {
  it('run one after the other where they depend on each other, and side by side where they do not', async () => {
    const gate = Promise.withResolvers<void>();
    for (const id of ['a', 'b', 'c']) system.gates.set(id, gate.promise);
    engine.approve(
      smallPlan(system, [
        setStep('a', change),
        setStep('b', change),
        setStep('c', change),
        setStep('d', change, ['a', 'b', 'c']),
      ]),
    );
    await engine.clock.advance(5_000);
    await engine.clock.advance(5_000);
    expect(system.writes).toEqual([]);
    gate.resolve();
    await engine.settleRuns();
    expect(system.mostAtOnce()).toBe(3);
    expect(system.writes.at(-1)?.ref).toBe('small:one/word/d');
    expect(engine.lastRun()).toMatchObject({ state: 'succeeded' });
    expectReplay();
  });

  it('keep to the limit of what one system bears at the same time', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `w${index}`);
    const gate = Promise.withResolvers<void>();
    for (const name of names) {
      system.values.set(`small:one/word/${name}`, 'old');
      system.gates.set(name, gate.promise);
    }
    engine.approve(
      smallPlan(
        system,
        names.map((name) => setStep(name, change)),
      ),
    );
    await engine.clock.advance(5_000);
    gate.resolve();
    await engine.settleRuns();
    expect(system.mostAtOnce()).toBe(3);
    expect(system.writes).toHaveLength(9);
  });

  it('use what earlier steps found out, and are left out when their condition is not met', async () => {
    system.checks.set('first', () => ({ kind: 'done', statement: 'Counted.', output: { count: 3 } }));
    system.checks.set('second', (step) => ({
      kind: 'done',
      statement: `It says ${JSON.stringify(step.fields['text'])}.`,
      output: null,
    }));
    engine.approve(
      smallPlan(system, [
        lookStep('first'),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow file
        lookStep('second', ['first'], { fields: { text: '${first.status.outputs.count}' } }),
        setStep('a', change, ['second'], { condition: 'first.status.outputs.count > 5' }),
        setStep('b', change, ['a'], { condition: 'first.status.outputs.count < 5' }),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()?.result).toBe('b is new.');
    expect(engine.lastRun()?.steps.map((step) => step.state)).toEqual(['done', 'done', 'skipped', 'done']);
    expect(words()).toMatchObject({ a: 'old', b: 'new' });
    expectReplay();
  });

  it('fail, with the reason, when what they were to use is not what they expected', async () => {
    system.checks.set('first', () => ({ kind: 'done', statement: 'Counted.', output: { other: 3 } }));
    engine.approve(
      smallPlan(system, [
        lookStep('first'),
        setStep('a', change, ['first'], { condition: 'first.status.outputs.count > 5' }),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'failed', result: expect.stringContaining('count') });
    expect(system.writes).toEqual([]);
  });

  it('may touch one object twice, because a run knows its own changes from those of others', async () => {
    engine.approve(
      smallPlan(system, [
        setStep('a', change),
        setStep('again', { from: 'new', to: 'newest', object: 'a' }, ['a']),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'succeeded', result: 'a is new. a is newest.' });
  });

  it('are tried again only for the kinds of error that the workflow names, as often as it says', async () => {
    system.faults.set('a', 'busy-once');
    engine.approve(
      smallPlan(system, [
        setStep('a', change, [], { retry: { attempts: 1, delayMs: 1_000, on: ['retry'] } }),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'failed' });
    expect(system.writes).toEqual([]);
    system.faults.set('a', 'busy-once');
    engine.approve(
      smallPlan(system, [
        setStep('a', change, [], { retry: { attempts: 2, delayMs: 1_000, on: ['retry'] } }),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'succeeded' });
  });

  it('fail when they take longer than the workflow allows', async () => {
    system.checks.set('look', () => ({ ...waiting, lookAgainMs: 10_000 }));
    engine.approve(smallPlan(system, [lookStep('look', [], { timeoutMs: 60_000 })]));
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    await engine.clock.advance(60_000);
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'failed',
      result: expect.stringContaining('longer than the workflow allows'),
    });
  });
});

describe('a step that fails', () => {
  const outcomes: [SmallFault, string][] = [
    ['refuse', 'It was refused.'],
    ['no-effect', 'it is still old.'],
  ];
  for (const failing of ['a', 'b', 'c', 'd'])
    it.each(outcomes)(`as ${failing} of four with %s leaves everything as it was`, async (fault, says) => {
      system.faults.set(failing, fault);
      engine.approve(fourSteps());
      await engine.settleRuns();
      expect(words()).toEqual(everything('old'));
      const run = engine.lastRun();
      expect(run?.result).toContain(says);
      expect(run?.remaining).toBeUndefined();
      expect(run?.state).toBe(failing === 'a' && fault === 'refuse' ? 'failed' : 'rolled-back');
      const undone = run?.steps.filter((step) => step.undoes !== undefined) ?? [];
      expect(undone.every((step) => step.state === 'done')).toBe(true);
      expectReplay();
    });

  it.each(['a', 'b', 'c'])(
    'and whose undoing of %s fails too leaves exactly that, and says so to the person and on the issue',
    async (stuck) => {
      system.faults.set('d', 'refuse');
      system.faults.set(`undo:${stuck}`, 'refuse');
      engine.approve(fourSteps());
      await engine.settleRuns();
      expect(words()).toEqual({ ...everything('old'), [stuck]: 'new' });
      const run = engine.lastRun();
      expect(run?.state).toBe('failed');
      expect(run?.result).toContain(`What remains changed: ${stuck}: word was "old" and is "new".`);
      expect(run?.remaining).toMatchObject([{ name: stuck, before: 'old', after: 'new' }]);
      const issue = await engine.tracker.readIssue(run?.issue ?? 0);
      expect(issue.state).toBe('open');
      const rollback = issue.comments.find((comment) => comment.body.startsWith('## Rollback'))?.body;
      expect(rollback).toContain(`| ${stuck} | word | old | new |`);
      expectReplay();
    },
  );

  it('undoes in the reverse of the order in which things were done', async () => {
    system.faults.set('d', 'refuse');
    engine.approve(fourSteps());
    await engine.settleRuns();
    expect(system.writes.map((effect) => `${effect.ref.at(-1)} ${String(effect.parameters['to'])}`)).toEqual([
      'a new',
      'b new',
      'c new',
      'c old',
      'b old',
      'a old',
    ]);
  });

  it('does not undo what was so before the run', async () => {
    system.values.set('small:one/word/a', 'new');
    system.faults.set('b', 'refuse');
    engine.approve(smallPlan(system, [setStep('a', change), setStep('b', change, ['a'])]));
    await engine.settleRuns();
    expect(words()['a']).toBe('new');
    expect(engine.lastRun()?.result).toContain('It was so already, so nothing was done: Set a to new.');
    const [claim] = engine.life.store.journal.ledger({ limit: 1 });
    expect(claim?.statement).toBe('It was so already, so nothing was done: Set a to new.');
  });

  it('says what cannot be undone', async () => {
    system.faults.set('b', 'refuse');
    engine.approve(
      smallPlan(system, [
        setStep('a', change, [], { compensation: null, undo: null }),
        setStep('b', change, ['a']),
      ]),
    );
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'failed',
      remaining: [{ name: 'a', before: 'old', after: 'new' }],
    });
  });

  it('keeps the way back while anything else remains different', async () => {
    const snapshot = setStep('a', change);
    engine.approve(
      smallPlan(system, [
        {
          ...snapshot,
          compensation: snapshot.compensation === null ? null : { ...snapshot.compensation, isWayBack: true },
        },
        setStep('b', change, ['a'], { compensation: null }),
        setStep('c', change, ['b']),
      ]),
    );
    system.faults.set('c', 'refuse');
    await engine.settleRuns();
    expect(words()).toEqual({ a: 'new', b: 'new', c: 'old', d: 'old' });
    expect(engine.lastRun()?.remaining?.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('lets what is being written beside it come to its end, and undoes that too', async () => {
    const gate = Promise.withResolvers<void>();
    system.gates.set('b', gate.promise);
    system.faults.set('a', 'refuse');
    engine.approve(
      smallPlan(system, [setStep('a', change), setStep('b', change), setStep('c', change, ['a'])]),
    );
    await engine.clock.advance(5_000);
    gate.resolve();
    await engine.settleRuns();
    expect(words()).toEqual(everything('old'));
    expect(system.writes.map((effect) => effect.parameters['to'])).toEqual(['new', 'old']);
    expectReplay();
  });
});

describe('an outcome that is not known', () => {
  it.each<SmallFault>(['unreadable', 'lost-for-good'])(
    'is said as unknown, and nothing is undone around it (%s)',
    async (fault) => {
      system.faults.set('b', fault);
      engine.approve(fourSteps());
      await engine.settleRuns();
      const run = engine.lastRun();
      expect(run?.state).toBe('unknown');
      expect(run?.result).toContain('is not known: ');
      expect(run?.remaining?.map(({ name }) => name)).toEqual(['a', 'b']);
      expect(system.writes).toHaveLength(2);
      expectReplay();
    },
  );

  it.each<SmallFault>(['lose-reply', 'lose-request'])(
    'is settled by reading where it can be (%s)',
    async (fault) => {
      system.faults.set('b', fault);
      engine.approve(fourSteps());
      await engine.settleRuns();
      expect(engine.lastRun()?.state).toBe('succeeded');
      expect(system.writes).toHaveLength(4);
      expectReplay();
    },
  );

  it('of an undoing makes the whole outcome unknown', async () => {
    system.faults.set('d', 'refuse');
    system.faults.set('undo:b', 'unreadable');
    engine.approve(fourSteps());
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('unknown');
    expect(engine.lastRun()?.result).toContain('Whether "Set b to new" was undone is not known');
  });
});

describe('waiting', () => {
  const plan = () => smallPlan(system, [lookStep('buy'), setStep('a', change, ['buy'])]);
  const untilReported = () =>
    system.checks.set('buy', (step, context) =>
      (context.reports[step.id] ?? []).length === 0
        ? waiting
        : {
            kind: 'done',
            statement: 'The disk is in.',
            output: context.reports[step.id]?.at(-1)?.values ?? null,
          },
    );

  it('for a person lasts for weeks and over restarts, and goes on with what they report', async () => {
    untilReported();
    engine.approve(plan());
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'waiting',
      steps: [{ state: 'held', detail: 'Buy the disk.' }, {}],
    });
    await engine.clock.advance(21 * 86_400_000);
    await engine.restart();
    await engine.clock.advance(21 * 86_400_000);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    engine.life.runner.report(engine.lastRun()?.id ?? '', 'buy', { by: 'Alice', values: { serial: 'S1' } });
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({ state: 'succeeded', result: 'a is new.' });
    expectReplay();
  });

  it('looks again as often as the step asks, and writes the same wait only once', async () => {
    let looks = 0;
    system.checks.set('buy', () => {
      looks += 1;
      return looks < 20
        ? { ...waiting, lookAgainMs: 5_000 }
        : { kind: 'done', statement: 'It is there.', output: null };
    });
    engine.approve(plan());
    await engine.settleRuns();
    for (let turn = 0; turn < 60; turn += 1) await engine.clock.advance(5_000);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
    expect(looks).toBe(20);
    const entries = engine.life.store.journal.entries(engine.lastRun()?.id ?? '');
    expect(entries.filter((entry) => entry.type === 'step-waiting')).toHaveLength(1);
  });

  it('tells a person what they must know now, once', async () => {
    system.checks.set('buy', () => ({
      ...waiting,
      lookAgainMs: 5_000,
      attention: 'That is the wrong disk.',
    }));
    engine.approve(plan());
    await engine.settleRuns();
    await engine.clock.advance(60_000);
    expect(engine.lastRun()?.steps[0]?.attention).toBe('That is the wrong disk.');
    const entries = engine.life.store.journal.entries(engine.lastRun()?.id ?? '');
    expect(entries.filter((entry) => entry.type === 'step-attention')).toHaveLength(1);
  });

  it('ends with a clear message when the workflow was changed meanwhile, and nothing of it is done', async () => {
    untilReported();
    engine.approve(plan());
    await engine.settleRuns();
    engine.digests.set('test', 'another');
    engine.life.runner.report(engine.lastRun()?.id ?? '', 'buy', { by: 'Alice', values: {} });
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'failed',
      result: expect.stringContaining('The workflow test was changed while this run was under way'),
    });
    expect(system.writes).toEqual([]);
    expectReplay();
  });

  it('does not keep others from the same object; what they changed meanwhile is refused, not overwritten', async () => {
    untilReported();
    engine.approve(plan());
    await engine.settleRuns();
    const first = engine.lastRun()?.id ?? '';
    engine.approve(smallPlan(system, [setStep('a', { from: 'old', to: 'other' })]));
    await engine.settleRuns();
    expect(words()['a']).toBe('other');
    engine.life.runner.report(first, 'buy', { by: 'Alice', values: {} });
    await engine.settleRuns();
    expect(engine.life.runner.get(first)).toMatchObject({
      state: 'invalidated',
      result: expect.stringContaining('word was "old" and is "other"'),
    });
    expect(words()['a']).toBe('other');
  });

  it('takes no report for a run that is over, or for a step that it does not have', async () => {
    engine.approve(smallPlan(system, [setStep('a', change)]));
    await engine.settleRuns();
    const { runner } = engine.life;
    const id = engine.lastRun()?.id ?? '';
    expect(() => runner.report(id, 'a', { by: 'Alice', values: {} })).toThrow(/is over already/);
    untilReported();
    engine.approve(smallPlan(system, [lookStep('buy')]));
    await engine.settleRuns();
    expect(() => runner.report(engine.lastRun()?.id ?? '', 'sell', { by: 'Alice', values: {} })).toThrow(
      /has no step sell/,
    );
  });
});

describe('two plans for the same object', () => {
  it('run one after the other, and the second says for whom it waits and lapses if the first changed what it saw', async () => {
    const gate = Promise.withResolvers<void>();
    system.gates.set('a', gate.promise);
    engine.approve(smallPlan(system, [setStep('a', change)]));
    await engine.clock.advance(2_000);
    const second = engine.approve(smallPlan(system, [setStep('a', { from: 'old', to: 'other' })]));
    await engine.clock.advance(2_000);
    expect(engine.life.runner.queued()).toMatchObject([{ holder: second.id }]);
    gate.resolve();
    await engine.settleRuns();
    expect(engine.life.runner.queued()).toEqual([]);
    expect(words()['a']).toBe('new');
    expect(engine.life.approvals.get(second.id)).toMatchObject({
      state: 'invalidated',
      differences: [{ field: 'word', before: 'old', after: 'new' }],
    });
  });
});

describe('cancelling a run', () => {
  it('stops it at the next safe point: what is written comes to its end, nothing further begins', async () => {
    const gate = Promise.withResolvers<void>();
    system.gates.set('b', gate.promise);
    engine.approve(fourSteps());
    await engine.clock.advance(5_000);
    await engine.clock.advance(5_000);
    engine.life.runner.cancel(engine.lastRun()?.id ?? '', 'Alice');
    gate.resolve();
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'cancelled',
      result: expect.stringContaining('Stopped by Alice. Done before: a is new. b is new.'),
    });
    expect(engine.lastRun()?.remaining?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(words()).toEqual({ a: 'new', b: 'new', c: 'old', d: 'old' });
    expectReplay();
  });

  it('ends one that waits at once', async () => {
    system.checks.set('buy', () => waiting);
    engine.approve(smallPlan(system, [lookStep('buy'), setStep('a', change, ['buy'])]));
    await engine.settleRuns();
    engine.life.runner.cancel(engine.lastRun()?.id ?? '', 'Alice');
    await engine.settleRuns();
    expect(engine.lastRun()).toMatchObject({
      state: 'cancelled',
      result: 'Stopped by Alice. Nothing was changed.',
    });
  });
});

describe('the kill switch', () => {
  it('holds a run before its next write, over a restart, and lets it go on when it is released', async () => {
    const gate = Promise.withResolvers<void>();
    system.gates.set('b', gate.promise);
    engine.approve(fourSteps());
    await engine.clock.advance(5_000);
    await engine.clock.advance(5_000);
    engine.stopEverything(true);
    gate.resolve();
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('waiting');
    expect(words()).toEqual({ a: 'new', b: 'new', c: 'old', d: 'old' });
    await engine.restart();
    await engine.settleRuns();
    expect(system.writes).toHaveLength(2);
    engine.stopEverything(false);
    await engine.settleRuns();
    expect(engine.lastRun()?.state).toBe('succeeded');
    expect(words()).toEqual(everything('new'));
    expectReplay();
  });

  it('lets nothing be approved, and so nothing begin, until it is released', async () => {
    const plan = smallPlan(system, [setStep('a', change)]);
    engine.stopEverything(true);
    expect(() => engine.approve(plan)).toThrow('Everything was stopped');
    await engine.clock.advance(60_000);
    expect(system.writes).toEqual([]);
    engine.stopEverything(false);
    engine.approve(plan);
    await engine.settleRuns();
    expect(words()['a']).toBe('new');
  });
});
