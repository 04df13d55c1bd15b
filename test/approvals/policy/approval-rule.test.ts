import { expect, it } from 'vitest';
import { rulesFromOptions } from '../../../src/approvals/policy/approval-rule.ts';
import { parseOptions } from '../../../src/config/parse-options.ts';

const rulesOf = (...approval_rules: readonly object[]) =>
  rulesFromOptions(
    parseOptions({ approvers: [{ user: 'Alice' }, { user: 'Bob' }], approval_rules }).approval_rules,
    'Europe/Berlin',
  );

it('a rule that says nothing asks one approver, whoever it is, for whatever it is', () => {
  expect(rulesOf({ name: 'plain' })).toEqual([
    { name: 'plain', risks: null, scope: null, approvers: null, approvals: 1, excludesRequester: false },
  ]);
});

it('everything that a rule says is taken over, lists at their commas', () => {
  expect(
    rulesOf({
      name: 'full',
      risks: 'disruptive,destructive',
      scope: ' restart-*, proxmox:home/guest/1*,tag: critical ',
      approvers: 'Alice',
      approvals: 1,
      not_requester: false,
      expiry_minutes: 30,
      quiet_from: '23:00',
      quiet_to: '07:00',
      escalate_after_minutes: 10,
      escalate_to: 'Bob',
      escalate_notify: 'notify.family',
    }),
  ).toEqual([
    {
      name: 'full',
      risks: ['disruptive', 'destructive'],
      scope: [
        { kind: 'workflow', pattern: 'restart-*' },
        { kind: 'object', pattern: 'proxmox:home/guest/1*' },
        { kind: 'tag', tag: 'critical' },
      ],
      approvers: ['Alice'],
      approvals: 1,
      excludesRequester: false,
      expiryMs: 1_800_000,
      quietHours: { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin' },
      escalation: { afterMs: 600_000, approvers: ['Bob'], notify: 'family' },
    },
  ]);
});
