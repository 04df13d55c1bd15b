import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PhoneNonce } from '../../src/core/stores.ts';
import { sampleApproval } from '../support/records.ts';
import { openTestStore, startRun } from './store-fixture.ts';

const nonce = (changes: Partial<PhoneNonce> = {}): PhoneNonce => ({
  nonce: 'f00dfeedf00dfeedf00dfeedf00dfeed',
  approvalId: 'a1',
  answer: 'approve',
  userId: 'alice',
  notifyService: 'mobile_app_pixel',
  expiresAtMs: 9_000,
  ...changes,
});

describe('approvals in the database', () => {
  it('come back as they were recorded', async () => {
    const { store } = await openTestStore();
    const approval = sampleApproval('a1', { conversationId: 'c1' });
    store.approvals.create(approval);
    expect(store.approvals.get('a1')).toEqual(approval);
    expect(store.approvals.get('a2')).toBeUndefined();
  });

  it('change state only from a state that is allowed, and keep each change', async () => {
    const { store } = await openTestStore();
    store.approvals.create(sampleApproval('a1'));
    const denied = {
      approvalId: 'a1',
      atMs: 5_000,
      state: 'denied',
      change: { endedBecause: 'no' },
    } as const;
    expect(store.approvals.transition(['requested', 'presented'], denied)).toMatchObject({
      state: 'denied',
      endedBecause: 'no',
    });
    const late = { approvalId: 'a1', atMs: 6_000, state: 'approved', change: {} } as const;
    expect(store.approvals.transition(['requested', 'presented'], late)).toBeUndefined();
    expect(store.approvals.transition(['requested'], { ...late, approvalId: 'nobody' })).toBeUndefined();
    expect(store.approvals.get('a1')?.state).toBe('denied');
    expect(store.approvals.events('a1').map(({ state, atMs }) => [state, atMs])).toEqual([
      ['requested', 1_000],
      ['denied', 5_000],
    ]);
  });

  it('are consumed once, together with the first entry of the run', async () => {
    const { store } = await openTestStore();
    startRun(store, 'r1', 'a1');
    expect(store.approvals.get('a1')).toMatchObject({ state: 'consumed', runId: 'r1' });
    expect(store.journal.entries('r1')).toHaveLength(1);
    expect(store.journal.approvalIdOf('r1')).toBe('a1');
    const again = store.approvals.consume(
      { approvalId: 'a1', atMs: 4_000, state: 'consumed', change: { runId: 'r2' } },
      { runId: 'r2', sequence: 1, atMs: 4_000, type: 'run-started', data: {} },
    );
    expect(again).toBeUndefined();
    expect(store.journal.listRuns(10)).toEqual(['r1']);
  });

  it('stay approved when the run cannot be recorded', async () => {
    const { store } = await openTestStore();
    startRun(store, 'r1', 'a1');
    store.approvals.create(sampleApproval('a2'));
    store.approvals.transition(['requested'], { approvalId: 'a2', atMs: 2, state: 'approved', change: {} });
    expect(() =>
      store.approvals.consume(
        { approvalId: 'a2', atMs: 3, state: 'consumed', change: { runId: 'r1' } },
        { runId: 'r1', sequence: 1, atMs: 3, type: 'run-started', data: {} },
      ),
    ).toThrow(/failed/);
    expect(store.approvals.get('a2')?.state).toBe('approved');
    expect(store.approvals.events('a2')).toHaveLength(2);
  });

  it('are listed newest first, by state and up to a limit', async () => {
    const { store } = await openTestStore();
    for (const [index, id] of ['a1', 'a2', 'a3'].entries())
      store.approvals.create(sampleApproval(id, { requestedAtMs: index }));
    store.approvals.transition(['requested'], { approvalId: 'a2', atMs: 9, state: 'denied', change: {} });
    expect(store.approvals.list().map(({ id }) => id)).toEqual(['a3', 'a2', 'a1']);
    expect(store.approvals.list({ states: ['requested'] }).map(({ id }) => id)).toEqual(['a3', 'a1']);
    expect(store.approvals.list({ limit: 1 }).map(({ id }) => id)).toEqual(['a3']);
    expect(store.approvals.list({ states: [] })).toEqual([]);
  });

  it('take the number of their issue without an event', async () => {
    const { store } = await openTestStore();
    store.approvals.create(sampleApproval('a1'));
    store.approvals.setIssue('a1', 7);
    expect(store.approvals.get('a1')).toMatchObject({ issue: 7, state: 'requested' });
    expect(store.approvals.events('a1')).toHaveLength(1);
  });
});

describe('a nonce of a phone', () => {
  it('is found by looking and taken once', async () => {
    const { store } = await openTestStore();
    store.approvals.create(sampleApproval('a1'));
    store.approvals.addNonce(nonce());
    expect(store.approvals.findNonce(nonce().nonce)).toEqual(nonce());
    expect(store.approvals.takeNonce(nonce().nonce)).toEqual(nonce());
    expect(store.approvals.takeNonce(nonce().nonce)).toBeUndefined();
    expect(store.approvals.findNonce(nonce().nonce)).toBeUndefined();
  });

  it('does not stand in any file of the store', async () => {
    const { store, folder } = await openTestStore();
    store.approvals.create(sampleApproval('a1'));
    store.approvals.addNonce(nonce());
    store.copyNow();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(nonce().nonce)).toBe(false);
  });

  it('is dropped with the others of its approval', async () => {
    const { store } = await openTestStore();
    for (const id of ['a1', 'a2']) store.approvals.create(sampleApproval(id));
    store.approvals.addNonce(nonce());
    store.approvals.addNonce(nonce({ nonce: 'second', answer: 'deny' }));
    store.approvals.addNonce(nonce({ nonce: 'third', approvalId: 'a2' }));
    expect(store.approvals.noncesOf('a1').map(({ answer }) => answer)).toEqual(
      expect.arrayContaining(['approve', 'deny']),
    );
    store.approvals.dropNonces('a1');
    expect(store.approvals.noncesOf('a1')).toEqual([]);
    expect(store.approvals.findNonce('third')).toBeDefined();
  });

  it('belongs to an approval that exists', async () => {
    const { store } = await openTestStore();
    expect(() => store.approvals.addNonce(nonce({ approvalId: 'nobody' }))).toThrow(/FOREIGN KEY/);
  });
});
