import { describe, expect, it } from 'vitest';
import {
  defaultRequestPolicy,
  mayCancel,
  mayRequest,
  needsStepUp,
} from '../../../src/approvals/policy/request-policy.ts';
import type { ApprovalState } from '../../../src/core/approval.ts';
import type { Requester } from '../../../src/core/people.ts';

const alice: Requester = { channel: 'assist', person: { userId: 'alice', name: 'Alice', isAdmin: false } };
const unknown: Requester = { channel: 'wyoming', claimedSatelliteId: 'assist_satellite.kitchen' };
const automation: Requester = { channel: 'automation', automation: 'Nightly maintenance' };
const nowMs = 1_000_000_000;
const past = (requester: Requester, agoMs: number, state: ApprovalState = 'denied') => ({
  requester,
  requestedAtMs: nowMs - agoMs,
  state,
});

describe('mayRequest', () => {
  it('lets a known person request anything', () => {
    expect(mayRequest(alice, 'destructive', [], defaultRequestPolicy, nowMs)).toEqual({ kind: 'allowed' });
  });

  it('lets an unknown speaker request what is reversible or disruptive, never what is destructive', () => {
    expect(mayRequest(unknown, 'reversible', [], defaultRequestPolicy, nowMs).kind).toBe('allowed');
    expect(mayRequest(unknown, 'disruptive', [], defaultRequestPolicy, nowMs).kind).toBe('allowed');
    expect(mayRequest(unknown, 'destructive', [], defaultRequestPolicy, nowMs)).toMatchObject({
      code: 'unknown-speaker-destructive',
    });
  });

  it('refuses every request of an unknown speaker where the option forbids them', () => {
    const policy = { ...defaultRequestPolicy, allowsUnknownSpeakers: false };
    expect(mayRequest(unknown, 'reversible', [], policy, nowMs)).toMatchObject({
      code: 'unknown-speaker-forbidden',
    });
  });

  it('refuses a flood from unknown speakers, whatever room each claims, and lets it through again later', () => {
    const elsewhere: Requester = { channel: 'assist', claimedSatelliteId: 'assist_satellite.attic' };
    const flood = [past(unknown, 1000), past(elsewhere, 2000), past(unknown, 3000)];
    expect(mayRequest(unknown, 'reversible', flood, defaultRequestPolicy, nowMs)).toMatchObject({
      code: 'too-many',
    });
    const later = nowMs + defaultRequestPolicy.unknownSpeakerWindowMs;
    expect(mayRequest(unknown, 'reversible', flood, defaultRequestPolicy, later).kind).toBe('allowed');
    expect(mayRequest(alice, 'reversible', flood, defaultRequestPolicy, nowMs).kind).toBe('allowed');
  });

  it('does not count an automation as an unknown speaker', () => {
    expect(mayRequest(automation, 'destructive', [], defaultRequestPolicy, nowMs).kind).toBe('allowed');
  });

  it('refuses when too many requests wait, but counts only those that wait', () => {
    const waiting = Array.from({ length: 50 }, () => past(alice, 1, 'presented'));
    const decided = Array.from({ length: 200 }, () => past(alice, 1, 'denied'));
    expect(mayRequest(alice, 'read', waiting, defaultRequestPolicy, nowMs)).toMatchObject({
      code: 'too-many-waiting',
    });
    expect(mayRequest(alice, 'read', decided, defaultRequestPolicy, nowMs).kind).toBe('allowed');
  });
});

describe('mayCancel', () => {
  const bob: Requester = { channel: 'panel', person: { userId: 'bob', name: 'Bob', isAdmin: false } };
  it('lets whoever asked, any approver and any administrator take a request back, and nobody else', () => {
    expect(mayCancel(alice, { requester: alice }, [])).toBe(true);
    expect(mayCancel(bob, { requester: alice }, [])).toBe(false);
    expect(mayCancel(bob, { requester: alice }, ['bob'])).toBe(true);
    const admin: Requester = { channel: 'assist', person: { userId: 'root', name: 'Root', isAdmin: true } };
    expect(mayCancel(admin, { requester: alice }, [])).toBe(true);
  });

  it('lets an unknown speaker take back only what an unknown speaker asked for', () => {
    expect(mayCancel(unknown, { requester: unknown }, [])).toBe(true);
    expect(mayCancel(unknown, { requester: alice }, [])).toBe(false);
    expect(mayCancel(unknown, { requester: automation }, [])).toBe(false);
  });
});

it('asks for a step-up for destructive plans only', () => {
  expect((['read', 'reversible', 'disruptive', 'destructive'] as const).map(needsStepUp)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
