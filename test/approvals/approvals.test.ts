import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/approvals/answers.ts';
import type { Approvals } from '../../src/approvals/approvals.ts';
import { createApprovals } from '../../src/approvals/create-approvals.ts';
import { defaultRequestPolicy } from '../../src/approvals/policy/request-policy.ts';
import type { Approval } from '../../src/core/approval.ts';
import { Grant } from '../../src/core/grant.ts';
import type { Log } from '../../src/core/log.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Plan, Risk } from '../../src/core/plan.ts';
import { StepUpProof } from '../../src/core/step-up.ts';
import { type OpenedStore, openStore } from '../../src/store/open-store.ts';
import { createCountedIds } from '../support/counted-ids.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const effect = {
  ref: 'proxmox:home/guest/101',
  action: 'guest.restart',
  parameters: { timeoutSeconds: 180 },
};

const planWith = (risk: Risk): Plan => ({
  version: 2,
  undoes: null,
  skipped: [],
  workflow: 'restart-guest',
  workflowDigest: 'w',
  title: 'Restart paperless-ngx',
  purpose: '',
  parameters: {},
  steps: [
    {
      id: 'restart',
      type: 'proxmox-task',
      title: 'Restart paperless-ngx',
      dependsOn: [],
      kind: 'change',
      fields: {},
      effect,
      compensation: null,
      condition: null,
      pastRuns: 0,
      timeoutMs: null,
      retry: null,
      differences: [],
      interruption: null,
      undo: null,
      risk,
      riskReasons: [],
      expectedDurationMs: 60_000,
    },
  ],
  risk,
  riskReasons: [],
  observed: [{ ref: effect.ref, name: 'paperless-ngx', facts: { status: 'running' } }],
  affected: [],
  roi: { minutesSaved: 5, reasons: [] },
  documentationPages: ['docs/infrastructure/guests/paperless-ngx.md'],
});

let clock: FakeClock;
let store: OpenedStore;
let approvals: Approvals;
let security: string[];

const open = () => {
  const log: Log = { ...silentLog, security: (message) => security.push(message) };
  return createApprovals(
    { expiryMs: 3_600_000, policy: defaultRequestPolicy },
    {
      store,
      clock,
      ids: createCountedIds(),
      log,
      approvers: () => [
        { userId: 'alice', name: 'Alice' },
        { userId: 'bob', name: 'Bob' },
      ],
    },
  );
};

beforeEach(async () => {
  clock = createFakeClock();
  security = [];
  store = await openStore({ folder: temporaryFolder(), clock, log: silentLog });
  approvals = open();
  approvals.start();
});

const request = (risk: Risk = 'disruptive'): Approval => {
  const taken = approvals.request({
    plan: planWith(risk),
    requester: { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: true } },
    requestText: 'restart paperless',
  });
  if (taken.kind !== 'taken') throw new Error(taken.reason);
  return taken.approval;
};

const answer = (approval: Approval, change: Partial<Answer> = {}): Answer => ({
  userId: 'alice',
  channel: 'phone',
  device: 'notify.mobile_app_pixel',
  planDigest: approval.planDigest,
  ...change,
});

describe('an answer', () => {
  it('of an approver counts, with who, when and where', () => {
    const approval = request();
    expect(approvals.approve(approval.id, answer(approval))).toMatchObject({
      kind: 'taken',
      approval: {
        state: 'approved',
        decision: {
          userId: 'alice',
          name: 'Alice',
          channel: 'phone',
          device: 'notify.mobile_app_pixel',
          atMs: clock.now(),
        },
      },
    });
  });

  it('of anybody else does not count, and is a security event', () => {
    const approval = request();
    expect(approvals.approve(approval.id, answer(approval, { userId: 'mallory' }))).toMatchObject({
      code: 'not-an-approver',
    });
    expect(approvals.deny(approval.id, answer(approval, { userId: 'mallory' }))).toMatchObject({
      code: 'not-an-approver',
    });
    expect(approvals.get(approval.id)?.state).toBe('requested');
    expect(security).toHaveLength(2);
  });

  it('to another plan than the one that waits does not count', () => {
    const approval = request();
    expect(approvals.approve(approval.id, answer(approval, { planDigest: 'f'.repeat(64) }))).toMatchObject({
      code: 'other-plan',
    });
  });

  it('does not count when the recorded plan is not the one that its digest names', () => {
    const approval = request();
    const change = { plan: { ...approval.plan, title: 'Something else' } };
    store.approvals.transition(['requested'], {
      approvalId: approval.id,
      atMs: 0,
      state: 'presented',
      change,
    });
    expect(approvals.approve(approval.id, answer(approval))).toMatchObject({ code: 'other-plan' });
  });

  it.each(['approve', 'deny'] as const)('counts once: after %s nothing else does', (first) => {
    const approval = request();
    expect(approvals[first](approval.id, answer(approval)).kind).toBe('taken');
    expect(approvals.approve(approval.id, answer(approval, { userId: 'bob' }))).toMatchObject({
      code: 'already-decided',
    });
    expect(approvals.deny(approval.id, answer(approval))).toMatchObject({ code: 'already-decided' });
  });

  it('does not count after the expiry, also where the timer has not fired because the machine slept', () => {
    const approval = request();
    clock.set(approval.expiresAtMs);
    expect(approvals.approve(approval.id, answer(approval))).toMatchObject({ code: 'expired' });
    expect(approvals.get(approval.id)?.state).toBe('expired');
  });

  it('to a request that is not there is refused', () => {
    expect(approvals.approve('approval_none', answer(request()))).toMatchObject({ code: 'not-found' });
  });
});

describe('a plan that destroys data', () => {
  const panel = { channel: 'panel', device: 'panel' } as const;

  it('is not approved by a tap, but can be denied by one', () => {
    const approval = request('destructive');
    expect(approvals.approve(approval.id, answer(approval))).toMatchObject({ code: 'panel-needed' });
    expect(approvals.deny(approval.id, answer(approval)).kind).toBe('taken');
  });

  it('takes a proof of just this approver for just this request, which is used up', () => {
    const approval = request('destructive');
    const other = request('destructive');
    const approve = (stepUp: StepUpProof | undefined, userId = 'alice') =>
      approvals.approve(approval.id, answer(approval, { ...panel, userId, stepUp }));
    expect(approve(undefined)).toMatchObject({ code: 'step-up-needed' });
    expect(approve({ userId: 'alice' } as StepUpProof)).toMatchObject({ code: 'step-up-needed' });
    expect(approve(proofOf('alice', `approve ${other.id}`))).toMatchObject({ code: 'step-up-needed' });
    expect(approve(proofOf('alice', `approve ${approval.id}`), 'bob')).toMatchObject({
      code: 'step-up-needed',
    });
    expect(approve(proofOf('alice', `approve ${approval.id}`, clock.now()))).toMatchObject({
      code: 'step-up-needed',
      reason: expect.stringContaining('too old'),
    });
    expect(approvals.get(approval.id)?.state).toBe('requested');
    const proof = proofOf('alice', `approve ${approval.id}`);
    expect(approve(proof)).toMatchObject({ approval: { decision: { stepUp: 'totp' } } });
    expect(() =>
      StepUpProof.spend(proof, { userId: 'alice', purpose: `approve ${approval.id}`, nowMs: 0 }),
    ).toThrow('used before');
  });

  it('does not use a proof up that comes with an answer to something else', () => {
    const approval = request('destructive');
    const proof = proofOf('alice', `approve ${approval.id}`);
    const approve = (planDigest: string) =>
      approvals.approve(approval.id, answer(approval, { ...panel, stepUp: proof, planDigest }));
    expect(approve('f'.repeat(64))).toMatchObject({ code: 'other-plan' });
    expect(approve(approval.planDigest).kind).toBe('taken');
  });
});

describe('a request', () => {
  it('expires by itself, and its listeners hear of it', async () => {
    const heard: string[] = [];
    approvals.onChange((approval) => heard.push(approval.state));
    const approval = request();
    await clock.advance(3_600_000);
    expect(approvals.get(approval.id)).toMatchObject({
      state: 'expired',
      endedBecause: 'Nobody answered in time.',
    });
    expect(heard).toEqual(['requested', 'expired']);
  });

  it('that ran out while Steward was stopped is expired at the next start', async () => {
    const approval = request();
    approvals.stop();
    clock.set(approval.expiresAtMs + 1);
    approvals = open();
    approvals.start();
    await clock.advance(0);
    expect(approvals.get(approval.id)?.state).toBe('expired');
  });

  it('leaves a trail of every state that it was in', () => {
    const approval = request();
    approvals.markPresented(approval.id);
    approvals.approve(approval.id, answer(approval));
    approvals.consume(approval.id, 'run_1');
    expect(store.approvals.events(approval.id).map((event) => event.state)).toEqual([
      'requested',
      'presented',
      'approved',
      'consumed',
    ]);
  });
});

describe('a Grant', () => {
  it('is had once for an approved plan, and for nothing else', () => {
    const approval = request();
    expect(approvals.consume(approval.id, 'run_1')).toBeUndefined();
    approvals.approve(approval.id, answer(approval));
    const consumed = approvals.consume(approval.id, 'run_1');
    expect(() => Grant.assertCovers(consumed?.grant, effect)).not.toThrow();
    expect(approvals.consume(approval.id, 'run_2')).toBeUndefined();
  });

  it('is had again after a restart for the very run that was under way, and not once it has finished', () => {
    const approval = request();
    approvals.approve(approval.id, answer(approval));
    approvals.consume(approval.id, 'run_1');
    approvals = open();
    expect(() => Grant.assertCovers(approvals.resume('run_1')?.grant, effect)).not.toThrow();
    expect(approvals.resume('run_2')).toBeUndefined();
    store.journal.append({ runId: 'run_1', atMs: 0, type: 'run-finished', data: { state: 'succeeded' } });
    expect(approvals.resume('run_1')).toBeUndefined();
  });

  it('is not had for a plan that was changed in the records', () => {
    const approval = request();
    approvals.approve(approval.id, answer(approval));
    store.approvals.transition(['approved'], {
      approvalId: approval.id,
      atMs: 0,
      state: 'approved',
      change: { plan: planWith('reversible') },
    });
    expect(approvals.consume(approval.id, 'run_1')).toBeUndefined();
  });
});
