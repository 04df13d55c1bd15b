import { describe, expect, it } from 'vitest';
import type { PhoneNonce } from '../../../src/core/stores.ts';
import type { HomeAssistantEvent } from '../../../src/homeassistant/home-assistant.ts';
import { actionIdOf } from '../../../src/homeassistant/phones/action-id.ts';
import { judgeTap, type TapContext } from '../../../src/homeassistant/phones/judge-tap.ts';
import { sampleApproval } from '../../support/records.ts';

const nonceOf = (digit: string): string => digit.repeat(32);

const nonces: readonly PhoneNonce[] = [
  {
    nonce: nonceOf('a'),
    approvalId: 'approval_1',
    answer: 'approve',
    userId: 'alice',
    notifyService: 'mobile_app_alice',
    expiresAtMs: 3_601_000,
  },
  {
    nonce: nonceOf('d'),
    approvalId: 'approval_1',
    answer: 'deny',
    userId: 'alice',
    notifyService: 'mobile_app_alice',
    expiresAtMs: 3_601_000,
  },
  {
    nonce: nonceOf('b'),
    approvalId: 'approval_1',
    answer: 'approve',
    userId: 'bob',
    notifyService: 'mobile_app_bob',
    expiresAtMs: 3_601_000,
  },
];

const context = (change: Partial<TapContext> = {}): TapContext => ({
  findNonce: (wanted) => nonces.find(({ nonce }) => nonce === wanted),
  approval: (id) => (id === 'approval_1' ? sampleApproval(id, { state: 'presented' }) : undefined),
  approverIds: new Set(['alice', 'bob']),
  nowMs: 2_000,
  ...change,
});

const approve = actionIdOf('approve', nonceOf('a'));

const event = (
  change: Partial<HomeAssistantEvent> = {},
  contextChange: Partial<HomeAssistantEvent['context']> = {},
): HomeAssistantEvent => ({
  event_type: 'mobile_app_notification_action',
  data: { action: approve },
  origin: 'REMOTE',
  time_fired: '2026-11-22T20:00:00+00:00',
  context: { id: '01', parent_id: null, user_id: 'alice', ...contextChange },
  ...change,
});

const codeOf = (verdict: ReturnType<typeof judgeTap>): string =>
  verdict.kind === 'refused' ? verdict.code : verdict.kind;

describe('a tap', () => {
  it('counts when the phone that was asked sends it for its own person', () => {
    expect(judgeTap(event(), context())).toMatchObject({
      kind: 'accepted',
      answer: 'approve',
      userId: 'alice',
      notifyService: 'mobile_app_alice',
    });
  });

  it('counts as a denial under the other action', () => {
    const verdict = judgeTap(event({ data: { action: actionIdOf('deny', nonceOf('d')) } }), context());
    expect(verdict).toMatchObject({ kind: 'accepted', answer: 'deny' });
  });

  it('is none of our business under an action of another notification', () => {
    for (const action of ['OPEN_GARAGE', 'STEWARD_APPROVE', 'URI', '', undefined, 7, { a: 1 }])
      expect(judgeTap(event({ data: { action } }), context()).kind).toBe('not-ours');
  });

  it('of the person’s own webhook does not count for the nonce of somebody else, whatever device it names', () => {
    const forged = event({ data: { action: approve, device_id: 'alice-phone' } }, { user_id: 'bob' });
    expect(codeOf(judgeTap(forged, context()))).toBe('other-user');
  });

  it('over a leaked webhook id does not count without a nonce', () => {
    const guessed = event({ data: { action: actionIdOf('approve', nonceOf('0')) } });
    expect(codeOf(judgeTap(guessed, context()))).toBe('unknown-nonce');
  });

  it('over WebSocket fire_event by the administrator to whom it was sent does not count', () => {
    expect(codeOf(judgeTap(event({ origin: 'LOCAL' }), context()))).toBe('local-origin');
  });

  it('over REST by another administrator does not count', () => {
    expect(codeOf(judgeTap(event({}, { user_id: 'carol' }), context()))).toBe('other-user');
  });

  it('by another app through the Supervisor does not count: it acts as a user who is no approver', () => {
    for (const origin of ['LOCAL', 'REMOTE'])
      expect(judgeTap(event({ origin }, { user_id: 'supervisor' }), context()).kind).toBe('refused');
    expect(codeOf(judgeTap(event({}, { user_id: 'supervisor' }), context()))).toBe('other-user');
  });

  it('by an automation does not count', () => {
    expect(codeOf(judgeTap(event({ origin: 'LOCAL' }, { user_id: null, parent_id: 'p' }), context()))).toBe(
      'local-origin',
    );
    expect(codeOf(judgeTap(event({}, { parent_id: 'p' }), context()))).toBe('has-parent');
  });

  it('by a script that the approver runs does not count, although it carries the approver’s name', () => {
    expect(codeOf(judgeTap(event({ origin: 'LOCAL' }, { parent_id: null }), context()))).toBe('local-origin');
  });

  it('without a user does not count', () => {
    expect(codeOf(judgeTap(event({}, { user_id: null }), context()))).toBe('no-user');
  });

  it('does not count for somebody who is no approver any more', () => {
    expect(codeOf(judgeTap(event(), context({ approverIds: new Set(['bob']) })))).toBe('not-an-approver');
  });

  it('cannot turn a denial into an approval', () => {
    const turned = event({ data: { action: actionIdOf('approve', nonceOf('d')) } });
    expect(codeOf(judgeTap(turned, context()))).toBe('other-answer');
  });

  it('does not count from the very millisecond on in which the request expires', () => {
    expect(judgeTap(event(), context({ nowMs: 3_600_999 })).kind).toBe('accepted');
    expect(codeOf(judgeTap(event(), context({ nowMs: 3_601_000 })))).toBe('expired');
  });

  it('does not count when the request is decided, or gone', () => {
    for (const state of ['approved', 'denied', 'consumed', 'cancelled', 'invalidated'] as const)
      expect(codeOf(judgeTap(event(), context({ approval: (id) => sampleApproval(id, { state }) })))).toBe(
        'not-waiting',
      );
    expect(codeOf(judgeTap(event(), context({ approval: () => undefined })))).toBe('not-waiting');
  });

  it('names the request but never the nonce when it is refused', () => {
    const verdict = judgeTap(event({}, { user_id: 'bob' }), context());
    expect(verdict).toMatchObject({ kind: 'refused', approvalId: 'approval_1' });
    expect(JSON.stringify(verdict)).not.toContain(nonceOf('a'));
  });
});
