import { describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../../src/approvals/policy/approval-rule.ts';
import { requirementsFor } from '../../../src/approvals/policy/requirements-for.ts';
import { scopeTerm } from '../../../src/approvals/policy/scope.ts';
import type { ApprovalRequirement } from '../../../src/core/approval.ts';
import type { Requester } from '../../../src/core/people.ts';
import type { Plan } from '../../../src/core/plan.ts';
import { approversNamed, asks, automation, planOf, rule, unknownSpeaker } from '../support.ts';

const minute = 60_000;
const household = approversNamed('alice', 'bob', 'carol');
const tagsOf = (ref: string) => (ref.endsWith('/101') ? ['critical'] : []);

const outcomeOf = (
  rules: readonly ApprovalRule[],
  { plan = planOf('disruptive'), requester = asks('alice') }: { plan?: Plan; requester?: Requester } = {},
  approvers = household,
) => requirementsFor(plan, requester, rules, approvers, { expiryMs: 60 * minute, tagsOf });

const required = (...parameters: Parameters<typeof outcomeOf>): ApprovalRequirement => {
  const outcome = outcomeOf(...parameters);
  if (outcome.kind !== 'required') throw new Error(outcome.reason);
  return outcome.requirement;
};

describe('what a request takes', () => {
  it('is one approver, for as long as the option says, where there is no rule', () => {
    expect(required([])).toEqual({
      rule: null,
      approvers: null,
      approvals: 1,
      excludesRequester: false,
      needsStepUp: false,
      expiryMs: 60 * minute,
      reasons: [
        'No rule is for this change, so one approver decides.',
        'One person has to approve it: any approver.',
      ],
    });
  });

  it('is what the first rule says that fits, and nothing of the later ones', () => {
    const rules = [
      rule({ name: 'storage', risks: ['destructive'], approvals: 3 }),
      rule({ name: 'two', approvals: 2, expiryMs: 5 * minute }),
      rule({ name: 'late', approvals: 1, excludesRequester: true }),
    ];
    expect(required(rules)).toMatchObject({
      rule: 'two',
      approvals: 2,
      expiryMs: 5 * minute,
      excludesRequester: false,
    });
    expect(required(rules, { plan: planOf('destructive') })).toMatchObject({ rule: 'storage', approvals: 3 });
  });

  it.each([
    ['a workflow', 'restart-guest', true],
    ['a part of a workflow’s name', 'restart', false],
    ['a pattern of workflows', 'restart-*', true],
    ['an object', 'proxmox:home/guest/101', true],
    ['a pattern of objects', 'proxmox:*/guest/1*', true],
    ['another object', 'proxmox:home/guest/10', false],
    ['a tag', 'tag:critical', true],
    ['another tag', 'tag:lab', false],
  ])('goes by %s', (_, scope, fits) => {
    const chosen = required([rule({ name: 'scoped', scope: [scopeTerm(scope)] })]).rule;
    expect(chosen).toBe(fits ? 'scoped' : null);
  });

  it('names in its reasons the rule, why it fits, who, the quiet hours and whom it is brought to later', () => {
    expect(
      required([
        rule({
          name: 'storage',
          risks: ['disruptive'],
          scope: [scopeTerm('tag:critical')],
          approvers: ['Alice', 'Bob'],
          approvals: 2,
          quietHours: { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' },
          escalation: { afterMs: 10 * minute, approvers: ['Carol'], notify: 'family' },
        }),
      ]).reasons,
    ).toEqual([
      'The rule "storage" decides, because the change is disruptive and it falls under the tag critical.',
      '2 different people have to approve it: Alice, Bob.',
      'Phones are left alone from 23:00 to 07:00 (Europe/Berlin).',
      'If it still waits after 10 minutes, it is brought to Carol, the notification service family.',
    ]);
  });

  it.each([rule({ risks: ['destructive'] }), rule({ scope: [scopeTerm('tag:lab')] })])(
    'is the panel and a step-up for what destroys data, whatever the rules say',
    (anyRule) => {
      expect(required([anyRule], { plan: planOf('destructive') }).needsStepUp).toBe(true);
      expect(required([anyRule], { plan: planOf('disruptive') }).needsStepUp).toBe(false);
    },
  );
});

describe('whoever asked', () => {
  const four = [rule({ name: 'four eyes', excludesRequester: true })];

  it('is kept from approving where the rule says so', () => {
    expect(required(four)).toMatchObject({ approvals: 1, excludesRequester: true });
    expect(required(four).reasons).toContain('Alice asked and may not approve it.');
  });

  it.each([unknownSpeaker, automation])(
    'and is not known counts as one of the approvers, so one person more is asked',
    (requester) => {
      expect(required(four, { requester }).approvals).toBe(2);
    },
  );

  it('is told at once when nobody is left who could approve', () => {
    expect(outcomeOf(four, {}, approversNamed('alice'))).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining('nobody could give one when Alice asks'),
    });
    expect(outcomeOf(four, { requester: unknownSpeaker }, approversNamed('alice'))).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining('only Alice could give one'),
    });
  });

  it('is not told so while nobody is known, because the approvers may be known later', () => {
    expect(outcomeOf(four, {}, []).kind).toBe('required');
  });
});
