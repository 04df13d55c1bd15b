import type { OptionFault } from './describe-issue.ts';
import type { Options } from './options.ts';

type Rule = Options['approval_rules'][number];

const wordsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const fault = (where: string, message: string, mend: string): OptionFault => ({
  message: `The option ${where} ${message}`,
  mend,
});

/** The people whom a rule ever lets approve, as the option `approvers` writes them. */
const peopleOf = (rule: Rule, approvers: readonly string[]): string[] => {
  const named = wordsOf(rule.approvers);
  const wanted = named.length === 0 ? approvers : [...named, ...wordsOf(rule.escalate_to)];
  return approvers.filter((user) => wanted.some((word) => same(word, user)));
};

const unknownUser = (rule: Rule, where: string, approvers: readonly string[]): OptionFault | undefined => {
  for (const field of ['approvers', 'escalate_to'] as const)
    for (const word of wordsOf(rule[field]))
      if (!approvers.some((user) => same(user, word)))
        return fault(
          `${where}.${field}`,
          `names "${word}", who is not in the option approvers.`,
          approvers.length === 0
            ? 'Add the approvers first.'
            : `Write one of these, as it stands there: ${approvers.join(', ')}.`,
        );
  return undefined;
};

const tooFewPeople = (rule: Rule, where: string, approvers: readonly string[]): OptionFault | undefined => {
  const people = peopleOf(rule, approvers);
  const wanted = rule.approvals ?? 1;
  if (people.length < wanted)
    return fault(
      where,
      `("${rule.name}") wants ${wanted === 1 ? '1 approval' : `${wanted} approvals`}, and only ${people.length === 1 ? '1 person' : `${people.length} people`} could give one.`,
      'Lower approvals, or name more approvers.',
    );
  if (rule.not_requester === true && people.length - 1 < wanted)
    return fault(
      where,
      `("${rule.name}") keeps whoever asked from approving, and then too few are left: of ${people.join(', ')}, ${wanted} would have to approve what one of them asks for.`,
      'Name more approvers, lower approvals, or leave not_requester out.',
    );
  return undefined;
};

const times = (rule: Rule, where: string, defaultExpiryMinutes: number): OptionFault | undefined => {
  const { quiet_from: from, quiet_to: to, escalate_after_minutes: after } = rule;
  if ((from === undefined) !== (to === undefined))
    return fault(
      `${where}.${from === undefined ? 'quiet_from' : 'quiet_to'}`,
      'is missing.',
      'Set both quiet_from and quiet_to, or neither.',
    );
  if (from !== undefined && from === to)
    return fault(
      `${where}.quiet_to`,
      'is the same as quiet_from, which would be no quiet hours, or nothing else.',
      'Set another time.',
    );
  const hasTarget = wordsOf(rule.escalate_to).length > 0 || rule.escalate_notify !== undefined;
  if (after === undefined && hasTarget)
    return fault(
      `${where}.escalate_after_minutes`,
      'is missing.',
      'Say after how many minutes others are asked, or leave escalate_to and escalate_notify out.',
    );
  if (after !== undefined && !hasTarget)
    return fault(
      `${where}.escalate_to`,
      'is missing.',
      'Say who is asked then (escalate_to) or what is told (escalate_notify).',
    );
  const expiryMinutes = rule.expiry_minutes ?? defaultExpiryMinutes;
  if (after !== undefined && after >= expiryMinutes)
    return fault(
      `${where}.escalate_after_minutes`,
      `is ${after}, and the request has expired after ${expiryMinutes} minutes already.`,
      'Escalate earlier, or set a longer expiry_minutes.',
    );
  if (wordsOf(rule.escalate_to).length > 0 && wordsOf(rule.approvers).length === 0)
    return fault(
      `${where}.escalate_to`,
      'can bring in nobody: every approver is asked from the start.',
      'Name in approvers who is asked first.',
    );
  return undefined;
};

/** An earlier rule that takes everything that this one is for. */
const hiddenBehind = (rules: readonly Rule[], index: number): Rule | undefined =>
  rules.slice(0, index).find((earlier) => {
    if (wordsOf(earlier.scope).length > 0) return false;
    const taken = wordsOf(earlier.risks);
    const wanted = wordsOf(rules[index]?.risks);
    return taken.length === 0 || (wanted.length > 0 && wanted.every((risk) => taken.includes(risk)));
  });

/**
 * What no approval could ever come of, or what says two things at once, in the option `approval_rules`: users who are no
 * approvers, more approvals than people, times that do not go together, a rule that an earlier one hides. Pure.
 * @returns the first fault
 */
export const approvalRuleFault = (
  options: Pick<Options, 'approval_rules' | 'approvers' | 'approval_expiry_minutes'>,
): OptionFault | undefined => {
  const rules = options.approval_rules;
  const approvers = options.approvers.map(({ user }) => user.trim());
  for (const [index, rule] of rules.entries()) {
    const where = `approval_rules[${index + 1}]`;
    if (rules.slice(0, index).some(({ name }) => same(name, rule.name)))
      return fault(`${where}.name`, `is "${rule.name}" a second time.`, 'Give each rule its own name.');
    const hiding = hiddenBehind(rules, index);
    const found =
      unknownUser(rule, where, approvers) ??
      tooFewPeople(rule, where, approvers) ??
      times(rule, where, options.approval_expiry_minutes) ??
      (hiding === undefined
        ? undefined
        : fault(
            where,
            `("${rule.name}") is never reached: "${hiding.name}" before it is for all that it is for.`,
            'Move it up, or give the earlier rule a scope.',
          ));
    if (found !== undefined) return found;
  }
  return undefined;
};
