import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../src/approvals/policy/approval-rule.ts';
import { requirementView } from '../../src/approvals/views.ts';
import type { Approval } from '../../src/core/approval.ts';
import type { Requester } from '../../src/core/people.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  type ApprovalsLife,
  approversNamed,
  asks,
  beginApprovals,
  openMemoryStore,
  planOf,
  rule,
  taken,
  tapOf,
} from './support.ts';

const minute = 60_000;
const approvers = approversNamed('alice', 'bob', 'carol');
const berlin = (from: string, to: string) => ({ from, to, timeZone: 'Europe/Berlin' });

let clock: FakeClock;
let store: ReturnType<typeof openMemoryStore>;
let life: ApprovalsLife;
let rules: ApprovalRule[];
let folder: string;

const begin = () => {
  life = beginApprovals({ store, clock, stopFile: join(folder, 'STOP'), approvers, rules, isPolling: false });
};

const restartLater = async (milliseconds: number) => {
  life.stop();
  clock.set(clock.now() + milliseconds);
  begin();
  await clock.advance(0);
};

const request = (requester: Requester = asks('alice'), risk: 'disruptive' | 'destructive' = 'disruptive') =>
  taken(life.approvals.request({ plan: planOf(risk), requester, requestText: 'restart it' }));

const approve = (approval: Approval, userId: string) =>
  life.approvals.approve(approval.id, tapOf(approval, userId));
const now = (approval: Approval) => life.approvals.get(approval.id);

beforeEach(() => {
  clock = createFakeClock(Date.parse('2026-11-23T12:00:00+01:00'));
  store = openMemoryStore();
  folder = temporaryFolder();
  rules = [rule({ name: 'two', approvals: 2 })];
  begin();
});

describe('a request that takes two people', () => {
  it('is approved by the second, and keeps both answers', () => {
    const approval = request();
    expect(approve(approval, 'alice')).toMatchObject({ kind: 'taken', approval: { state: 'requested' } });
    expect(life.approvals.consume(approval.id, 'run_1')).toBeUndefined();
    expect(approve(approval, 'bob')).toMatchObject({
      kind: 'taken',
      approval: {
        state: 'approved',
        decision: { userId: 'bob' },
        decisions: [
          { userId: 'alice', answer: 'approve' },
          { userId: 'bob', answer: 'approve' },
        ],
      },
    });
  });

  it('does not count the same person twice, on whatever they answer, and says who is still needed', () => {
    const approval = request();
    approve(approval, 'alice');
    expect(
      life.approvals.approve(approval.id, {
        ...tapOf(approval, 'alice'),
        channel: 'panel',
        device: 'panel',
      }),
    ).toMatchObject({ code: 'already-answered', reason: expect.stringContaining('1 more') });
    expect(requirementView(now(approval) ?? approval, approvers)).toMatchObject({
      needed: 2,
      given: [{ name: 'Alice' }],
      mayApprove: [{ name: 'Bob' }, { name: 'Carol' }],
    });
  });

  it('is ended by one no, also of somebody who has said yes before', () => {
    const approval = request();
    approve(approval, 'alice');
    expect(life.approvals.deny(approval.id, tapOf(approval, 'alice'))).toMatchObject({
      approval: { state: 'denied', endedBecause: 'Alice denied it.' },
    });
    expect(approve(approval, 'bob')).toMatchObject({ code: 'already-decided' });
  });

  it('keeps the first answer over a restart', async () => {
    const approval = request();
    approve(approval, 'alice');
    await restartLater(minute);
    expect(approve(approval, 'bob')).toMatchObject({ approval: { state: 'approved' } });
  });

  it('does not count the yes of somebody who is no approver any more', () => {
    const approval = request();
    approve(approval, 'alice');
    life.stop();
    life = beginApprovals({
      store,
      clock,
      stopFile: join(folder, 'STOP'),
      approvers: approversNamed('bob', 'carol'),
      rules,
      isPolling: false,
    });
    expect(approve(approval, 'bob')).toMatchObject({ approval: { state: 'requested' } });
    expect(approve(approval, 'carol')).toMatchObject({ approval: { state: 'approved' } });
  });

  it('that expires says how many had approved it', async () => {
    const approval = request();
    approve(approval, 'alice');
    await clock.advance(60 * minute);
    expect(now(approval)?.endedBecause).toBe('Only 1 of 2 approvals came in time: Alice.');
  });

  it('and destroys data takes a step-up of each', () => {
    const approval = request(asks('alice'), 'destructive');
    const confirm = (userId: string, by = userId) =>
      life.approvals.approve(approval.id, {
        userId,
        channel: 'panel',
        device: 'panel',
        planDigest: approval.planDigest,
        stepUp: proofOf(by, `approve ${approval.id}`),
      });
    expect(approve(approval, 'bob')).toMatchObject({ code: 'panel-needed' });
    expect(confirm('alice')).toMatchObject({ approval: { decisions: [{ stepUp: 'totp' }] } });
    expect(confirm('bob', 'alice')).toMatchObject({ code: 'step-up-needed' });
    expect(confirm('bob')).toMatchObject({ approval: { state: 'approved' } });
  });
});

describe('a rule about people', () => {
  it('keeps out an approver whom it does not name, who may deny all the same', () => {
    rules = [rule({ name: 'storage', approvers: ['alice', 'Carol'] })];
    life.stop();
    begin();
    const approval = request();
    expect(approve(approval, 'bob')).toMatchObject({
      code: 'not-in-rule',
      reason: expect.stringContaining('"storage"'),
    });
    expect(life.approvals.deny(approval.id, tapOf(approval, 'bob')).kind).toBe('taken');
  });

  it('keeps whoever asked from approving', () => {
    rules = [rule({ excludesRequester: true })];
    life.stop();
    begin();
    const approval = request();
    expect(approve(approval, 'alice')).toMatchObject({ code: 'requester-excluded' });
    expect(approve(approval, 'bob')).toMatchObject({ approval: { state: 'approved' } });
  });

  it('that nobody could meet refuses the request, with the reason', () => {
    rules = [rule({ name: 'three', approvers: ['alice'], excludesRequester: true })];
    life.stop();
    begin();
    expect(
      life.approvals.request({ plan: planOf('disruptive'), requester: asks('alice'), requestText: '' }),
    ).toMatchObject({ code: 'too-few-approvers', reason: expect.stringContaining('"three"') });
  });
});

describe('a request that nobody answers', () => {
  beforeEach(() => {
    rules = [
      rule({
        approvers: ['alice'],
        escalation: { afterMs: 10 * minute, approvers: ['bob'] },
        expiryMs: 30 * minute,
      }),
    ];
    life.stop();
    begin();
  });

  it('is brought to others in time, who may approve it from then on', async () => {
    const approval = request();
    expect(approve(approval, 'bob')).toMatchObject({ code: 'not-in-rule' });
    await clock.advance(10 * minute);
    expect(now(approval)?.escalatedAtMs).toBe(clock.now());
    expect(approve(approval, 'bob')).toMatchObject({ approval: { state: 'approved' } });
  });

  it('is brought to them at the next start when that was due meanwhile, once', async () => {
    const approval = request();
    await restartLater(15 * minute);
    expect(now(approval)?.escalatedAtMs).toBe(clock.now());
    await restartLater(minute);
    const escalations = store.approvals
      .events(approval.id)
      .filter(({ change }) => change.escalatedAtMs !== undefined);
    expect(escalations).toHaveLength(1);
  });

  it('only expires when that was due meanwhile, too', async () => {
    const approval = request();
    await restartLater(31 * minute);
    expect(now(approval)).toMatchObject({ state: 'expired' });
    expect(now(approval)?.escalatedAtMs).toBeUndefined();
  });

  it('is brought to nobody once it was answered', async () => {
    const approval = request();
    approve(approval, 'alice');
    await clock.advance(20 * minute);
    expect(now(approval)?.escalatedAtMs).toBeUndefined();
  });
});

describe('in quiet hours', () => {
  beforeEach(() => {
    rules = [
      rule({
        quietHours: berlin('23:00', '07:00'),
        escalation: { afterMs: 20 * minute, approvers: [], notify: 'family' },
      }),
    ];
    clock.set(Date.parse('2026-11-24T01:00:00+01:00'));
    life.stop();
    begin();
  });
  const seven = Date.parse('2026-11-24T07:00:00+01:00');

  it('a request waits for their end, and its time and the escalation run from there, over a restart', async () => {
    const approval = request(asks('dave'));
    expect(approval).toMatchObject({ quietUntilMs: seven, expiresAtMs: seven + 60 * minute });
    await restartLater(5 * 60 * minute);
    expect(now(approval)?.quietEndedAtMs).toBeUndefined();
    await clock.advance(60 * minute);
    expect(now(approval)?.quietEndedAtMs).toBe(seven);
    await clock.advance(20 * minute);
    expect(now(approval)?.escalatedAtMs).toBe(seven + 20 * minute);
    await clock.advance(40 * minute);
    expect(now(approval)?.state).toBe('expired');
  });

  it('a request of somebody who can approve it alone does not wait: they are awake', () => {
    expect(request(asks('alice'))).toMatchObject({ expiresAtMs: clock.now() + 60 * minute });
    expect(request(asks('alice')).quietUntilMs).toBeUndefined();
  });

  it('nothing is brought to others before their end', async () => {
    clock.set(Date.parse('2026-11-24T22:50:00+01:00'));
    rules = [
      rule({
        quietHours: berlin('23:00', '07:00'),
        expiryMs: 24 * 60 * minute,
        escalation: { afterMs: 20 * minute, approvers: [], notify: 'family' },
      }),
    ];
    life.stop();
    begin();
    const approval = request(asks('dave'));
    await clock.advance(8 * 60 * minute);
    expect(now(approval)?.escalatedAtMs).toBeUndefined();
    await clock.advance(10 * minute);
    expect(now(approval)?.escalatedAtMs).toBe(Date.parse('2026-11-25T07:00:00+01:00'));
  });
});

it('a record from before there were rules is approved by one person, as it was then', () => {
  const { requirement: _requirement, ...old } = request();
  store.approvals.create({ ...old, id: 'approval_old' });
  expect(life.approvals.approve('approval_old', tapOf(old, 'bob'))).toMatchObject({
    approval: { state: 'approved', decision: { userId: 'bob' } },
  });
});
