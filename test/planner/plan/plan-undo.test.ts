import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import { emptyInventory } from '../../../src/core/inventory.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Plan } from '../../../src/core/plan.ts';
import type { JournalEntry, JournalType, LedgerEntry, Run } from '../../../src/core/run.ts';
import { makePlan } from '../../../src/planner/plan/make-plan.ts';
import { planUndo, type UndoInput } from '../../../src/planner/plan/plan-undo.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { sampleApproval } from '../../support/records.ts';
import { createLamps, fileWith, handlersOf, workflowOf } from '../support.ts';

const clock = createFakeClock();

const run: Run = {
  id: 'run-1',
  approvalId: 'approval-1',
  workflow: 'example',
  title: 'Lamps',
  state: 'succeeded',
  steps: [],
  startedAtMs: 1_000,
  endedAtMs: 2_000,
  progressPercent: 100,
};

/** A run of two lamps that has succeeded, as its journal has it. */
const finished = async (more = '') => {
  const lamps = createLamps();
  const handlers = handlersOf(lamps);
  const workflow = workflowOf(
    fileWith(
      `    - { name: first, type: lamp, lamp: porch }\n    - { name: see, type: look, dependencies: [first] }\n    - { name: second, type: lamp, lamp: desk, dependencies: [see]${more} }\n`,
    ),
  );
  const planned = await makePlan(workflow, {}, { inventory: emptyInventory(0), clock, handlers });
  if (planned.kind !== 'plan') throw new Error(planned.statement);
  const { plan } = planned;
  const entries: JournalEntry[] = [];
  const append = (type: JournalType, step: string, data: Json = {}): void => {
    entries.push({ runId: run.id, sequence: entries.length + 1, atMs: 1_500, type, step, data });
  };
  const carryOut = (step: string, lamp: string): void => {
    append('step-started', step);
    append('step-observed', step);
    append('step-applying', step);
    lamps.states.set(lamp, 'on');
    append('step-applied', step, { receipt: null });
    append('step-verified', step, {
      text: 'done',
      output: null,
      observed: [
        {
          ref: `lamps:home/guest/${lamp}`,
          name: lamp,
          facts: { status: 'on', room: lamps.rooms.get(lamp) ?? null },
        },
      ],
    });
  };
  carryOut('first', 'porch');
  append('step-started', 'see');
  append('step-verified', 'see', { text: 'seen', output: {} });
  carryOut('second', 'desk');
  const approval: Approval = sampleApproval('approval-1', { plan, state: 'consumed' });
  const undo = (changes: Partial<UndoInput> = {}): Promise<Plan> =>
    planUndo({
      run,
      approval,
      entries,
      effectsSince: () => [],
      undoneBy: [],
      handlers,
      inventory: emptyInventory(0),
      clock,
      signal: new AbortController().signal,
      ...changes,
    });
  return { lamps, undo, append, plan };
};

describe('the plan that undoes a run', () => {
  it('undoes each change, the last first, and names the run', async () => {
    const { undo, plan } = await finished();
    const made = await undo();
    expect(made.undoes).toBe('run-1');
    expect(made.workflow).toBe(plan.workflow);
    expect(made.steps.map(({ id, title, dependsOn, risk }) => ({ id, title, dependsOn, risk }))).toEqual([
      { id: 'undo-second', title: 'Switch desk off again', dependsOn: [], risk: 'reversible' },
      { id: 'undo-first', title: 'Switch porch off again', dependsOn: ['undo-second'], risk: 'reversible' },
    ]);
    expect(made.steps[0]?.effect).toEqual({
      ref: 'lamps:home/guest/desk',
      action: 'lamp.switch',
      parameters: { to: 'off' },
    });
    expect(made.steps[0]?.differences).toMatchObject([{ field: 'status', before: 'on', after: 'off' }]);
    expect(made.steps[0]?.compensation?.effect.parameters).toEqual({ to: 'on' });
    expect(made.observed.map(({ ref, facts }) => [ref, facts['status']])).toEqual([
      ['lamps:home/guest/desk', 'on'],
      ['lamps:home/guest/porch', 'on'],
    ]);
    expect(made.skipped).toEqual([]);
  });

  it('lists what cannot be undone', async () => {
    const { undo } = await finished(', undo: none');
    const made = await undo();
    expect(made.steps.map(({ id }) => id)).toEqual(['undo-first']);
    expect(made.skipped).toEqual([{ id: 'second', reason: '"Switch desk on" cannot be undone.' }]);
  });

  it('leaves out what somebody has undone by hand', async () => {
    const { undo, lamps } = await finished();
    lamps.states.set('desk', 'off');
    const made = await undo();
    expect(made.steps.map(({ id }) => id)).toEqual(['undo-first']);
    expect(made.skipped).toEqual([
      { id: 'second', reason: '"Switch desk on": it is as it was before already.' },
    ]);
  });

  it('leaves out what the run itself has undone', async () => {
    const { undo, append } = await finished();
    append('step-applying', 'undo:second');
    append('step-applied', 'undo:second');
    append('step-verified', 'undo:second', { text: 'back', output: null, observed: [] });
    const made = await undo();
    expect(made.steps.map(({ id }) => id)).toEqual(['undo-first']);
    expect(made.skipped[0]?.reason).toContain('was undone when the run failed');
  });

  it('is refused when an object was changed since, and says by what', async () => {
    const { undo, lamps } = await finished();
    const later: LedgerEntry = {
      id: 9,
      runId: 'run-2',
      step: 'x',
      ref: 'lamps:home/guest/desk',
      action: 'lamp.switch',
      statement: 'The desk lamp was dimmed.',
      evidence: null,
      confirmedAtMs: 3_000,
    };
    await expect(undo({ effectsSince: () => [later] })).rejects.toMatchObject({
      code: 'undo.changed-since',
      message: expect.stringContaining('The desk lamp was dimmed. (run run-2)'),
    });
    lamps.rooms.set('desk', 'cellar');
    await expect(undo()).rejects.toMatchObject({
      code: 'undo.changed-since',
      message: expect.stringContaining('room was "office" and is "cellar"'),
    });
  });

  it('is refused when there is nothing to undo, it was undone already, or it is under way', async () => {
    const { undo, lamps } = await finished();
    await expect(undo({ run: { ...run, state: 'running' } })).rejects.toMatchObject({
      code: 'undo.under-way',
    });
    await expect(undo({ undoneBy: [{ ...run, id: 'run-3' }] })).rejects.toMatchObject({
      code: 'undo.already',
    });
    lamps.states.set('desk', 'off');
    lamps.states.set('porch', 'off');
    await expect(undo()).rejects.toMatchObject({ code: 'undo.nothing' });
    await expect(undo({ entries: [] })).rejects.toMatchObject({ code: 'undo.nothing' });
  });
});
