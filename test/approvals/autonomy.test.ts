import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AutonomyChange } from '../../src/approvals/autonomy/autonomy.ts';
import type { ApprovalRule } from '../../src/approvals/policy/approval-rule.ts';
import type { Approval } from '../../src/core/approval.ts';
import { autonomyLevels } from '../../src/core/autonomy.ts';
import { Grant } from '../../src/core/grant.ts';
import type { Requester } from '../../src/core/people.ts';
import type { Risk } from '../../src/core/plan.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { proofOf } from '../support/proof.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  type ApprovalsLife,
  approversNamed,
  asks,
  automation,
  beginApprovals,
  openMemoryStore,
  person,
  planOf,
  rule,
  taken,
  unknownSpeaker,
} from './support.ts';

const hour = 3_600_000;
let approvers = approversNamed('alice', 'bob');
let clock: FakeClock;
let store: ReturnType<typeof openMemoryStore>;
let life: ApprovalsLife;
let rules: ApprovalRule[];
let folder: string;

const begin = () => {
  life?.stop();
  life = beginApprovals({ store, clock, stopFile: join(folder, 'STOP'), approvers, rules, isPolling: false });
};

beforeEach(() => {
  approvers = approversNamed('alice', 'bob');
  clock = createFakeClock();
  store = openMemoryStore();
  folder = temporaryFolder();
  rules = [];
  begin();
});

const everything = { workflow: null, scope: null, because: 'It does so every week.' };

const set = (change: Partial<AutonomyChange>, userId = 'alice', proofOfUser = userId) =>
  life.autonomy.set(
    { ...everything, level: 'assist', ...change },
    person(userId),
    proofOf(proofOfUser, 'set-autonomy'),
  );

const ask = (
  risk: Risk = 'reversible',
  requester: Requester = asks('bob'),
  ref?: string,
  workflow?: string,
) => life.approvals.request({ plan: planOf(risk, ref, workflow), requester, requestText: 'please' });

const stateAfter = (...parameters: Parameters<typeof ask>): Approval['state'] | string => {
  const outcome = ask(...parameters);
  return outcome.kind === 'taken' ? outcome.approval.state : outcome.code;
};

describe('without any setting', () => {
  it('everything is asked', () => {
    for (const risk of ['read', 'reversible', 'disruptive', 'destructive'] as const)
      expect(stateAfter(risk)).toBe('requested');
  });
});

describe('a level', () => {
  it.each([
    ['watch', ['only-watching', 'only-watching', 'only-watching']],
    ['ask', ['requested', 'requested', 'requested']],
    ['assist', ['approved', 'requested', 'requested']],
    ['autopilot', ['approved', 'approved', 'requested']],
  ] as const)('%s lets run what its risk allows, and never what destroys data', (level, states) => {
    set({ level });
    expect((['reversible', 'disruptive', 'destructive'] as const).map((risk) => stateAfter(risk))).toEqual(
      states,
    );
  });

  it('counts for its workflow and its objects alone', () => {
    set({ workflow: 'restart-guest', scope: 'proxmox:home/guest/1*' });
    expect(stateAfter('reversible', asks('bob'), 'proxmox:home/guest/101', 'restart-guest')).toBe('approved');
    expect(stateAfter('reversible', asks('bob'), 'proxmox:home/guest/101', 'stop-guest')).toBe('requested');
    expect(stateAfter('reversible', asks('bob'), 'proxmox:home/guest/201', 'restart-guest')).toBe(
      'requested',
    );
  });

  it('that is written more narrowly counts, and of two that are equally narrow the more careful one', () => {
    set({ level: 'ask' });
    set({ level: 'assist', scope: 'proxmox:home/guest/*' });
    expect(stateAfter()).toBe('approved');
    set({ level: 'watch', scope: 'proxmox:home/guest/101' });
    expect(stateAfter()).toBe('only-watching');
    set({ level: 'autopilot', workflow: 'restart-guest' });
    expect(stateAfter()).toBe('only-watching');
  });

  it('of the most carefully watched object counts for the whole plan', () => {
    set({ level: 'autopilot', scope: 'proxmox:home/guest/101' });
    const plan = planOf('reversible');
    const both = {
      ...plan,
      observed: [...plan.observed, { ref: 'proxmox:home/guest/102', name: 'other', facts: {} }],
    };
    expect(taken(life.approvals.request({ plan: both, requester: asks('bob'), requestText: '' })).state).toBe(
      'requested',
    );
  });

  it('reverts by itself to what was set before, over a restart, and stays reverted when the clock is set back', async () => {
    set({ level: 'watch' });
    set({ level: 'assist', untilMs: clock.now() + 2 * hour });
    expect(stateAfter()).toBe('approved');
    begin();
    await clock.advance(2 * hour);
    expect(stateAfter()).toBe('only-watching');
    clock.set(clock.now() - 24 * hour);
    begin();
    expect(stateAfter()).toBe('only-watching');
    expect(life.autonomy.history(10).map(({ type }) => type)).toEqual(['ended', 'set', 'set']);
  });

  it('says whom it asks all the same, and why', () => {
    set({ level: 'assist' });
    expect(taken(ask('disruptive')).requirement?.reasons.at(-1)).toMatch(
      /Alice set assist for every workflow.*disruptive, which assist does not cover/,
    );
  });
});

describe('what runs without asking', () => {
  it('is a standing approval of whoever granted it, recorded with who, when, until and why', () => {
    set({ untilMs: clock.now() + hour });
    const approval = taken(ask());
    expect(approval).toMatchObject({
      state: 'approved',
      decision: { userId: 'alice', name: 'Alice', channel: 'autonomy', answer: 'approve' },
    });
    expect(approval.decision?.reasons).toEqual([
      'Alice set assist for every workflow on everything at 2026-11-22T20:00:00.000Z, until 2026-11-22T21:00:00.000Z: It does so every week.',
      'It applies: the change is reversible, and touches only what this was set for.',
    ]);
    expect(store.approvals.events(approval.id).map(({ state }) => state)).toEqual(['requested', 'approved']);
    expect(approval.requirement?.reasons).toHaveLength(2);
    const begun = life.approvals.consume(approval.id, 'run_1');
    expect(() => Grant.assertCovers(begun?.grant, approval.plan.steps[0]?.effect as never)).not.toThrow();
  });

  it('is told to listeners once, as approved: nobody is asked in between', () => {
    set({});
    const heard: string[] = [];
    life.approvals.onChange(({ state }) => heard.push(state));
    ask();
    expect(heard).toEqual(['approved']);
  });

  it('is never what an unknown speaker asks for; an automation may', () => {
    set({ level: 'autopilot' });
    expect(stateAfter('reversible', unknownSpeaker)).toBe('requested');
    expect(stateAfter('reversible', automation)).toBe('approved');
  });

  it('is never what takes two people, nor what its granter may not approve', () => {
    set({ level: 'autopilot' });
    for (const stricter of [
      rule({ approvals: 2 }),
      rule({ approvers: ['bob'] }),
      rule({ excludesRequester: true }),
    ]) {
      rules = [stricter];
      begin();
      expect(stateAfter('reversible', asks('alice'))).toBe('requested');
    }
  });

  it('ends with its granter: who is no approver any more approves nothing', () => {
    set({});
    approvers = approversNamed('bob');
    begin();
    expect(stateAfter()).toBe('requested');
  });

  it('is nothing while everything is stopped', () => {
    set({});
    life.killSwitch.stop(asks('bob'), 'stop everything');
    expect(stateAfter()).toBe('requested');
  });
});

describe('what runs without asking again and again', () => {
  it('is asked for after three times within an hour, on that object alone', async () => {
    set({ level: 'autopilot' });
    for (let time = 0; time < 3; time += 1) expect(stateAfter('disruptive', automation)).toBe('approved');
    expect(taken(ask('disruptive', automation)).requirement?.reasons.at(-1)).toContain(
      '3 times within the last hour',
    );
    expect(stateAfter('disruptive', automation, 'proxmox:home/guest/102')).toBe('approved');
    await clock.advance(hour);
    expect(stateAfter('disruptive', automation)).toBe('approved');
  });
});

describe('watching', () => {
  it('takes what a person asks in the panel, and nothing else', () => {
    set({ level: 'watch' });
    expect(stateAfter('reversible', asks('bob', 'panel'))).toBe('requested');
    for (const requester of [asks('bob'), asks('bob', 'button'), automation, unknownSpeaker])
      expect(ask('reversible', requester)).toMatchObject({
        code: 'only-watching',
        reason: expect.stringMatching(
          /^Steward only watches here: Alice set watch.*Ask for it in the panel\.$/,
        ),
      });
  });
});

describe('setting a level', () => {
  it('takes an approver', () => {
    expect(set({}, 'mallory')).toMatchObject({ code: 'not-an-approver' });
  });

  it('takes a proof of just this person for just this, which is used up', () => {
    expect(set({}, 'alice', 'bob')).toMatchObject({ code: 'step-up-needed' });
    const proof = proofOf('alice', 'set-autonomy');
    const change = { ...everything, level: 'assist' } as const;
    expect(life.autonomy.set(change, person('alice'), proof).kind).toBe('set');
    expect(life.autonomy.set(change, person('alice'), proof)).toMatchObject({ code: 'step-up-needed' });
    expect(life.autonomy.set(change, person('alice'), {} as never)).toMatchObject({ code: 'step-up-needed' });
    expect(life.autonomy.current()).toHaveLength(1);
  });

  it.each([
    ['no reason', { because: ' ' }],
    ['a level that there is none of', { level: 'god' as never }],
    ['a workflow that is none', { workflow: 'Restart guest' }],
    ['an object with a space', { scope: 'guest 101' }],
    ['an end in the past', { untilMs: 1 }],
    ['an end that is no time', { untilMs: Number.NaN }],
  ])('refuses %s, and does not use the proof up', (_, change) => {
    const proof = proofOf('alice', 'set-autonomy');
    const wrong = { ...everything, level: 'assist', ...change } as AutonomyChange;
    expect(life.autonomy.set(wrong, person('alice'), proof)).toMatchObject({ code: 'autonomy-invalid' });
    const right = { ...everything, level: 'assist' } as const;
    expect(life.autonomy.set(right, person('alice'), proof).kind).toBe('set');
  });
});

it('whatever is set, what destroys data and what an unknown speaker asks for never runs by itself', () => {
  const aChange = fc.record({
    level: fc.constantFrom(...autonomyLevels),
    workflow: fc.constantFrom(null, 'restart-guest', 'stop-guest'),
    scope: fc.constantFrom(null, '*', 'proxmox:home/guest/*', 'proxmox:home/guest/101'),
  });
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 5 }), (changes) => {
      store = openMemoryStore();
      begin();
      for (const change of changes) set(change);
      for (const [risk, requester] of [
        ['destructive', asks('bob')],
        ['destructive', automation],
        ['reversible', unknownSpeaker],
      ] as const)
        expect(['requested', 'only-watching']).toContain(stateAfter(risk, requester));
    }),
    { numRuns: 60, seed: 8 },
  );
});
