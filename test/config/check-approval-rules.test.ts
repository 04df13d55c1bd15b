import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseOptions } from '../../src/config/parse-options.ts';

const approvers = [{ user: 'Alice' }, { user: 'Bob' }, { user: 'Carol' }];
const withRules = (...rules: readonly object[]) => parseOptions({ approvers, approval_rules: rules });

const faultOf = (...rules: readonly object[]): string => {
  try {
    withRules(...rules);
  } catch (thrown) {
    const { message, mend } = thrown as { message: string; mend: string };
    return `${message} ${mend}`;
  }
  return '';
};

describe('approval rules', () => {
  it('may say as little as a name, and as much as this', () => {
    const full = {
      name: 'storage at night',
      risks: 'disruptive, destructive',
      scope: 'storage-expansion, proxmox:home/guest/*, tag:critical',
      approvers: 'alice, Bob',
      approvals: 2,
      not_requester: false,
      expiry_minutes: 120,
      quiet_from: '23:00',
      quiet_to: '07:00',
      escalate_after_minutes: 30,
      escalate_to: 'Carol',
      escalate_notify: 'notify.family',
    };
    expect(withRules(full, { name: 'the rest' }).approval_rules).toEqual([full, { name: 'the rest' }]);
  });

  it.each([
    ['a risk that there is none of', { risks: 'dangerous' }, /risks must be of reversible, disruptive/],
    ['a time that is none', { quiet_from: '25:00', quiet_to: '07:00' }, /quiet_from must be a time of day/],
    ['a user who is no approver', { approvers: 'Dave' }, /names "Dave".*Alice, Bob, Carol/],
    [
      'an escalation to such a user',
      { approvers: 'Bob', escalate_after_minutes: 5, escalate_to: 'Eve' },
      /"Eve"/,
    ],
    [
      'more approvals than people',
      { approvers: 'Alice, Bob', approvals: 3 },
      /3 approvals, and only 2 people/,
    ],
    [
      'whoever asked, alone',
      { approvers: 'Alice', not_requester: true },
      /keeps whoever asked from approving/,
    ],
    ['half of the quiet hours', { quiet_from: '23:00' }, /quiet_to is missing/],
    ['quiet hours without length', { quiet_from: '23:00', quiet_to: '23:00' }, /same as quiet_from/],
    ['an escalation to nobody', { escalate_after_minutes: 5 }, /escalate_to is missing/],
    [
      'an escalation without a time',
      { escalate_notify: 'notify.family' },
      /escalate_after_minutes is missing/,
    ],
    [
      'an escalation after the end',
      { escalate_after_minutes: 90, escalate_notify: 'notify.family' },
      /has expired after 60 minutes already/,
    ],
    [
      'an escalation to people who are asked anyway',
      { escalate_after_minutes: 5, escalate_to: 'Carol' },
      /every approver is asked from the start/,
    ],
  ])('name the option and the mend: %s', (_, fields, expected) => {
    expect(faultOf({ name: 'mine', ...fields })).toMatch(expected);
    expect(faultOf({ name: 'mine', ...fields })).toContain('approval_rules[1]');
  });

  it('name a rule that is never reached', () => {
    expect(faultOf({ name: 'all' }, { name: 'storage', scope: 'tag:critical' })).toMatch(
      /approval_rules\[2\] \("storage"\) is never reached: "all" before it/,
    );
    expect(
      faultOf({ name: 'hard', risks: 'disruptive,destructive' }, { name: 'b', risks: 'destructive' }),
    ).toMatch(/"b"\) is never reached/);
    expect(faultOf({ name: 'hard', risks: 'destructive' }, { name: 'rest' })).toBe('');
    expect(faultOf({ name: 'tagged', scope: 'tag:critical' }, { name: 'rest' })).toBe('');
  });

  it('name a name that is there twice', () => {
    expect(faultOf({ name: 'a', risks: 'destructive' }, { name: 'A' })).toMatch(
      /\[2\]\.name is "A" a second time/,
    );
  });

  it('as the guide has them are right', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/approvals.md'), 'utf8');
    const example = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? '';
    expect(parseOptions(parse(example)).approval_rules.map(({ name }) => name)).toEqual([
      'data',
      'family',
      'nights',
    ]);
  });
});
