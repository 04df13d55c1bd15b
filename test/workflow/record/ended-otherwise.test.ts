import { beforeEach, describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../src/core/plan.ts';
import { createSmallEngine, type SmallEngine } from '../../support/small-engine.ts';
import {
  createSmallSystem,
  lookStep,
  type SmallSystem,
  setStep,
  smallPlan,
} from '../../support/small-system.ts';

let system: SmallSystem;
let engine: SmallEngine;
beforeEach(async () => {
  system = createSmallSystem({ a: 'old', b: 'old' });
  engine = await createSmallEngine(system);
});

const change = { from: 'old', to: 'new' };
const final = (step: PlanStep): PlanStep => ({ ...step, compensation: null, undo: null });
const page = (name: string) => `docs/infrastructure/words/${name}.md`;
const run = async (steps: readonly PlanStep[]) => {
  engine.approve(smallPlan(system, steps));
  await engine.settleRuns();
};
const issue = () => engine.tracker.readIssue(1);

describe('the record of a run that did not end as planned', () => {
  it('documents what is there all the same, and leaves the issue open for a person', async () => {
    system.faults.set('b', 'refuse');
    await run([final(setStep('a', change)), setStep('b', change, ['a'])]);
    expect(engine.lastRun()?.state).toBe('failed');
    expect(await issue()).toMatchObject({ state: 'open', labels: expect.arrayContaining(['failed']) });
    expect(await engine.tracker.readFile(page('a'))).toContain('- word: new');
    expect(await engine.tracker.readFile(page('b'))).not.toContain('new');
  });

  it('says what was undone and documents nothing when everything is as it was', async () => {
    system.faults.set('b', 'refuse');
    await run([setStep('a', change), setStep('b', change, ['a'])]);
    expect(engine.lastRun()?.state).toBe('rolled-back');
    const { labels, comments } = await issue();
    expect(labels).toContain('rolled-back');
    expect(comments.map(({ body }) => body).join('\n')).toMatch(
      /## Rollback\n\nUndone, newest first:\n\n- .*\n\nEverything is as it was before\./,
    );
    expect(await engine.tracker.readFile(page('a'))).toBeUndefined();
  });

  it('lists on the issue what an undoing that failed has left, and documents it', async () => {
    system.faults.set('b', 'refuse');
    system.faults.set('undo:a', 'refuse');
    await run([setStep('a', change), setStep('b', change, ['a'])]);
    const text = (await issue()).comments.map(({ body }) => body).join('\n');
    expect(text).toMatch(/a person has to look at it:\*\*\n\n[\s\S]*\| a \| word \| old \| new \|/);
    expect(await engine.tracker.readFile(page('a'))).toContain('- word: new');
  });

  it('closes what was stopped: with its documentation, or as not done when nothing was', async () => {
    system.checks.set('wait', () => ({ kind: 'waiting', reason: 'Waits.' }));
    await run([setStep('a', change), lookStep('wait', ['a']), setStep('b', change, ['wait'])]);
    engine.life.runner.cancel(engine.lastRun()?.id ?? '', 'Alice');
    await engine.settleRuns();
    const stopped = await issue();
    expect(stopped).toMatchObject({ state: 'closed', labels: expect.arrayContaining(['cancelled']) });
    expect(stopped.closedByCommit).toBe(engine.lastRun()?.commit);
    expect(await engine.tracker.readFile(page('a'))).toContain('- word: new');

    engine.approve(smallPlan(system, [lookStep('wait'), setStep('b', change, ['wait'])]));
    await engine.settleRuns();
    engine.life.runner.cancel(engine.lastRun()?.id ?? '', 'Alice');
    await engine.settleRuns();
    expect(await engine.tracker.readIssue(2)).toMatchObject({ state: 'closed', closedAs: 'not-planned' });
  });
});
