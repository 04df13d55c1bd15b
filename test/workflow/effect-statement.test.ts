import { describe, expect, it } from 'vitest';
import type { LedgerEntry, Run, StepState } from '../../src/core/run.ts';
import { effectStatement } from '../../src/workflow/effect-statement.ts';
import { changeStep, planOf } from '../support/plans.ts';

const snapshot = changeStep('snapshot', 'proxmox:home/guest/101', 'guest.snapshot', {
  title: 'Take a snapshot',
});
const restart = changeStep('restart', 'proxmox:home/guest/101', 'guest.restart', { title: 'Restart it' });
const plan = planOf([snapshot, restart]);

const run = (state: Run['state'], states: readonly StepState[], change: Partial<Run> = {}): Run => ({
  id: 'run_1',
  approvalId: 'approval_1',
  workflow: 'w',
  title: 'Restart it',
  state,
  steps: plan.steps.map(({ id, title }, index) => ({
    id,
    title,
    state: states[index] ?? 'waiting',
    ...(states[index] === 'failed' ? { detail: 'Proxmox refused.' } : {}),
    ...(states[index] === 'unknown' ? { detail: 'Proxmox stopped answering.' } : {}),
  })),
  startedAtMs: 0,
  result: 'Everything was done and it runs splendidly.',
  progressPercent: 100,
  ...change,
});

const entry = (step: string, statement: string, runId = 'run_1'): LedgerEntry => ({
  id: 1,
  runId,
  step,
  ref: 'proxmox:home/guest/101',
  action: 'a',
  statement,
  evidence: {},
  confirmedAtMs: 0,
});

const taken = entry('snapshot', 'The snapshot was taken.');
const restarted = entry('restart', 'It was restarted.');
const deleted = entry('undo:snapshot', 'The snapshot was deleted.');

describe('what is said about effects', () => {
  it('is done when the ledger has every change, in its words', () => {
    expect(effectStatement(run('succeeded', ['done', 'done']), plan, [taken, restarted])).toMatchObject({
      verdict: 'done',
      text: 'The snapshot was taken. It was restarted.',
      unconfirmed: [],
    });
  });

  it('claims nothing on the word of a step that says it is done while the ledger has nothing', () => {
    const said = effectStatement(run('succeeded', ['done', 'done']), plan, []);
    expect(said).toMatchObject({
      verdict: 'inconclusive',
      text: 'It ended, but nothing confirms "Take a snapshot" and "Restart it".',
      confirmed: [],
    });
    expect(said.text).not.toContain('splendidly');
  });

  it('claims of several changes only those that are confirmed', () => {
    expect(effectStatement(run('succeeded', ['done', 'done']), plan, [taken])).toMatchObject({
      verdict: 'inconclusive',
      text: 'It ended, but nothing confirms "Restart it". Confirmed: The snapshot was taken.',
    });
  });

  it("takes nothing from another run's ledger", () => {
    const others = [entry('snapshot', 'The snapshot was taken.', 'run_0')];
    expect(effectStatement(run('succeeded', ['done', 'skipped']), plan, others).verdict).toBe('inconclusive');
  });

  it('asks no confirmation of what was skipped, and says so where there was nothing to change', () => {
    expect(effectStatement(run('succeeded', ['done', 'skipped']), plan, [taken]).verdict).toBe('done');
    expect(effectStatement(run('succeeded', []), planOf([]), []).text).toBe(
      'Everything was looked at; there was nothing to change.',
    );
  });

  it('is still failing when something of a failed run is there, and says what and why', () => {
    const remaining = [{ ref: 'r', name: 'paperless', field: 'snapshot x', before: null, after: 'present' }];
    expect(effectStatement(run('failed', ['done', 'failed'], { remaining }), plan, [taken])).toMatchObject({
      verdict: 'still failing',
      text: '"Restart it" failed: Proxmox refused. Confirmed: The snapshot was taken. Not as before: snapshot x of paperless, which was null and is "present".',
    });
  });

  it('is inconclusive when the outcome is not known, whatever the run says of itself', () => {
    expect(effectStatement(run('unknown', ['done', 'unknown']), plan, [taken])).toMatchObject({
      verdict: 'inconclusive',
      text: expect.stringMatching(/^The outcome of "Restart it" is not known: Proxmox stopped answering\./),
    });
  });

  it('is not done when it was undone, which needs its own confirmation', () => {
    expect(effectStatement(run('rolled-back', ['undone', 'failed']), plan, [taken, deleted])).toMatchObject({
      verdict: 'not done',
      text: '"Restart it" failed: Proxmox refused. Undone: The snapshot was deleted. Everything is as it was.',
      confirmed: [],
    });
    expect(effectStatement(run('rolled-back', ['undone', 'failed']), plan, [taken])).toMatchObject({
      verdict: 'inconclusive',
      text: expect.stringContaining('Nothing confirms that "Take a snapshot" was undone.'),
    });
  });

  it('says what is confirmed so far while it is under way, and when it was stopped', () => {
    expect(effectStatement(run('running', ['done', 'applying']), plan, [taken])).toMatchObject({
      verdict: 'under way',
      text: 'It is not finished. Confirmed: The snapshot was taken.',
    });
    const stopped = { stoppedBy: 'Alice' };
    expect(effectStatement(run('cancelled', ['done', 'waiting'], stopped), plan, [taken]).text).toBe(
      'Stopped by Alice. Confirmed: The snapshot was taken.',
    );
    expect(effectStatement(run('cancelled', ['waiting', 'waiting'], stopped), plan, []).text).toBe(
      'Stopped by Alice. Nothing was changed.',
    );
    expect(effectStatement(run('cancelled', ['failed', 'waiting'], stopped), plan, []).text).toBe(
      'Stopped by Alice. No effect is confirmed.',
    );
    expect(effectStatement(run('invalidated', []), plan, [])).toMatchObject({ verdict: 'not done' });
  });
});
