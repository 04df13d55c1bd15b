import { beforeEach, describe, expect, it } from 'vitest';
import { StewardError } from '../../src/core/errors.ts';
import { createTestEngine, type TestEngine } from '../support/engine.ts';
import { paperless } from '../support/fake-proxmox.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await createTestEngine();
});

const lastRun = () => engine.life.runner.list(1)[0];

describe('an approved plan', () => {
  it('is carried out once, verified, documented and closed, and its issue tells the whole story', async () => {
    const approval = await engine.request('restart-guest');
    expect(engine.approve(approval).kind).toBe('taken');
    await engine.finishRuns();

    expect(engine.proxmox.writes).toEqual([
      { ref: paperless.ref, action: 'guest.restart', parameters: { timeoutSeconds: 180 } },
    ]);
    expect(lastRun()).toMatchObject({
      state: 'succeeded',
      result: 'paperless-ngx was restarted and is running again.',
      progressPercent: 100,
    });
    const issue = await engine.tracker.readIssue(1);
    expect(issue).toMatchObject({ state: 'closed', closedByCommit: lastRun()?.commit });
    const headings = [issue.body, ...issue.comments.map((comment) => comment.body)]
      .join('\n')
      .match(/^## .*/gm);
    expect(headings).toEqual([
      '## Request',
      '## Plan',
      '## Analysis',
      '## Approval',
      '## Progress',
      '## Validation: verified',
      '## Forecast and outcome',
    ]);
    expect(issue.body).toContain('> please restart-guest');
    expect(issue.body).toContain('Asked by Alice through assist');
    const page = await engine.tracker.readFile('docs/infrastructure/guests/paperless-ngx.md');
    expect(page).toContain('paperless-ngx was restarted and is running again.');
    expect(page).toContain('(#1)');
    expect(await engine.tracker.readFile('CHANGELOG.md')).toContain('paperless-ngx was restarted');
  });

  it('has every journal entry in the order that the design asks for, with no gap in the numbers', async () => {
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    const entries = engine.life.store.journal.entries(lastRun()?.id ?? '');
    expect(entries.map((entry) => entry.type)).toEqual([
      'run-started',
      'issue-opened',
      'analysis-recorded',
      'approval-recorded',
      'step-observed',
      'step-applying',
      'step-applied',
      'step-verified',
      'progress-recorded',
      'validation-recorded',
      'outcome-recorded',
      'documentation-committed',
      'issue-closed',
      'run-finished',
    ]);
    expect(entries.map((entry) => entry.sequence)).toEqual(entries.map((_, index) => index + 1));
  });

  it.each([
    ['start-guest', {}, { status: 'stopped', uptimeSeconds: 0 }, 'paperless-ngx was started and is running.'],
    ['stop-guest', {}, {}, 'paperless-ngx was shut down and is stopped.'],
    ['snapshot-guest', { snapshot: 'now' }, {}, 'The snapshot now of paperless-ngx was taken.'],
    [
      'roll-back-guest',
      { snapshot: 'before-upgrade' },
      {},
      'paperless-ngx was rolled back to before-upgrade and is running.',
    ],
  ] as const)('of %s is carried out and verified', async (workflow, parameters, change, result) => {
    engine.proxmox.guest = { ...paperless, ...change };
    engine.approve(await engine.request(workflow, parameters));
    await engine.finishRuns();
    expect(lastRun()).toMatchObject({ state: 'succeeded', result });
    expect(engine.proxmox.writes).toHaveLength(1);
  });

  it('learns how long it takes', async () => {
    const first = await engine.request('snapshot-guest', { snapshot: 'one' });
    expect(first.plan.steps[0]?.expectedDurationMs).toBe(15_000);
    engine.approve(first);
    await engine.finishRuns();
    const second = await engine.request('snapshot-guest', { snapshot: 'two' });
    expect(second.plan.steps[0]?.expectedDurationMs).toBeLessThan(5_000);
  });
});

describe('without an approval', () => {
  it.each([
    [
      'denied',
      (id: string, digest: string) =>
        engine.life.approvals.deny(id, {
          userId: 'alice',
          channel: 'panel',
          device: 'panel',
          planDigest: digest,
        }),
    ],
    [
      'cancelled',
      (id: string) =>
        engine.life.approvals.cancel(id, {
          channel: 'assist',
          person: { userId: 'alice', name: 'Alice', isAdmin: true },
        }),
    ],
    ['expired', () => engine.clock.advance(3_700_000)],
  ] as const)(
    'nothing is written, and the issue of what was %s is closed with the reason',
    async (state, end) => {
      const approval = await engine.request('restart-guest');
      await end(approval.id, approval.planDigest);
      await engine.finishRuns();
      expect(engine.life.approvals.get(approval.id)?.state).toBe(state);
      expect(engine.proxmox.writes).toEqual([]);
      expect(engine.life.runner.list(10)).toEqual([]);
      const issue = await engine.tracker.readIssue(1);
      expect(issue).toMatchObject({
        state: 'closed',
        closedAs: 'not-planned',
        labels: expect.arrayContaining([state]),
      });
      expect(issue.comments.at(-1)?.body).toContain('Nothing was changed.');
    },
  );

  it.each([
    [
      'somebody stopped the guest',
      { ...paperless, status: 'stopped' },
      'status was "running" and is "stopped"',
    ],
    ['it moved', { ...paperless, node: 'chief-horse' }, 'node was "still-fawn" and is "chief-horse"'],
    ['a backup locked it', { ...paperless, lock: 'backup' }, 'lock was null and is "backup"'],
    ['its configuration was edited', { ...paperless, configDigest: 'b'.repeat(40) }, 'configuration was'],
  ] as const)(
    'an approval lapses when %s meanwhile, and the difference is told',
    async (_, changed, difference) => {
      const approval = await engine.request('restart-guest');
      engine.proxmox.guest = changed;
      engine.approve(approval);
      await engine.finishRuns();
      expect(engine.proxmox.writes).toEqual([]);
      const ended = engine.life.approvals.get(approval.id);
      expect(ended).toMatchObject({
        state: 'invalidated',
        endedBecause: expect.stringContaining(difference),
      });
      expect((await engine.tracker.readIssue(1)).comments.at(-1)?.body).toContain(
        '| what | field | when asked | now |',
      );
    },
  );

  it('an approval lapses when the guest is gone', async () => {
    const approval = await engine.request('restart-guest');
    engine.proxmox.guest = undefined;
    engine.approve(approval);
    await engine.finishRuns();
    expect(engine.life.approvals.get(approval.id)).toMatchObject({
      state: 'invalidated',
      endedBecause: 'Nothing was done: There is no guest 101 any more.',
    });
  });
});

describe('when something goes wrong', () => {
  it('says that nothing was changed when Proxmox refuses, and leaves the issue open', async () => {
    engine.proxmox.nextWrite = 'refuse';
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()).toMatchObject({
      state: 'failed',
      result: expect.stringMatching(/failed: Proxmox refused\. Nothing was changed by it\./),
    });
    expect(await engine.tracker.readIssue(1)).toMatchObject({
      state: 'open',
      labels: expect.arrayContaining(['failed']),
    });
  });

  it('tries again when Proxmox was only busy', async () => {
    engine.proxmox.nextWrite = 'busy';
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()?.state).toBe('succeeded');
    expect(engine.proxmox.writes).toHaveLength(1);
  });

  it('finds out by looking what became of a write whose reply was lost, and does not repeat it', async () => {
    engine.proxmox.nextWrite = 'lose-reply';
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()?.state).toBe('succeeded');
    expect(engine.proxmox.writes).toHaveLength(1);
  });

  it('sends a write again only when looking has shown that it never arrived', async () => {
    engine.proxmox.nextWrite = 'lose-request';
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()?.state).toBe('succeeded');
    expect(engine.proxmox.writes).toHaveLength(1);
  });

  it('reports a task that failed, with the reason that Proxmox gives', async () => {
    engine.proxmox.taskOutcome = { kind: 'failed', reason: 'startup for container 101 failed', logTail: [] };
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()).toMatchObject({
      state: 'failed',
      result: expect.stringContaining('startup for container 101 failed'),
    });
    expect(engine.life.store.journal.ledger()).toEqual([]);
  });

  it('takes a task with warnings as done when the guest shows it', async () => {
    engine.proxmox.taskOutcome = { kind: 'succeeded', warnings: 1 };
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()?.state).toBe('succeeded');
  });

  it('says that an outcome is unknown when it is, claims nothing, and repeats nothing', async () => {
    engine.proxmox.taskOutcome = { kind: 'unknown', reason: 'Proxmox stopped answering.' };
    engine.approve(await engine.request('restart-guest'));
    await engine.finishRuns();
    expect(lastRun()).toMatchObject({
      state: 'unknown',
      result: expect.stringMatching(/is not known: Proxmox stopped/),
    });
    expect(engine.life.store.journal.ledger()).toEqual([]);
    expect(engine.proxmox.writes).toHaveLength(1);
    expect(await engine.tracker.readIssue(1)).toMatchObject({
      state: 'open',
      labels: expect.arrayContaining(['outcome-unknown']),
    });
  });

  it('waits out a Proxmox that cannot be read for a while after the approval', async () => {
    const approval = await engine.request('restart-guest');
    engine.proxmox.readError = new StewardError('Proxmox does not answer.', {
      code: 'proxmox.unreachable',
      kind: 'retry',
    });
    engine.approve(approval);
    await engine.clock.advance(20_000);
    expect(engine.life.approvals.get(approval.id)?.state).toBe('approved');
    engine.proxmox.readError = undefined;
    await engine.finishRuns();
    expect(lastRun()?.state).toBe('succeeded');
  });
});

it('lets two runs on one guest happen one after the other, and refuses the second if the first changed it', async () => {
  const snapshot = await engine.request('snapshot-guest', { snapshot: 'one' });
  const stop = await engine.request('stop-guest');
  engine.approve(stop);
  engine.approve(snapshot);
  await engine.finishRuns();
  expect(engine.proxmox.writes.map((effect) => effect.action)).toEqual(['guest.shutdown']);
  expect(engine.life.approvals.get(snapshot.id)?.state).toBe('invalidated');
});
