import type { ApprovalRequirement } from '../../core/approval.ts';
import { describeRequester, type Requester } from '../../core/people.ts';
import type { Plan } from '../../core/plan.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import type { Approver } from '../approvers.ts';
import type { ApprovalRule } from './approval-rule.ts';
import { needsStepUp } from './request-policy.ts';
import { fittingTerm, type PlanScope, type ScopeTerm, scopeOfPlan } from './scope.ts';
import { everMeant } from './who-may-approve.ts';

/** What a requirement is made from, besides the request and the rules. */
export interface PolicySurroundings {
  /** How long a request waits where its rule does not say it. Milliseconds. */
  readonly expiryMs: number;
  /** The tags of an object, as its own system has them. */
  readonly tagsOf: (ref: string) => readonly string[];
}

/** What a request takes; or that nobody could ever give it. */
export type Requirements =
  | { readonly kind: 'required'; readonly requirement: ApprovalRequirement }
  | { readonly kind: 'impossible'; readonly reason: string };

const termText = (term: ScopeTerm): string =>
  term.kind === 'tag'
    ? `the tag ${term.tag}`
    : `${term.kind === 'object' ? 'the object' : 'the workflow'} ${term.pattern}`;

/** Why a rule fits a plan; undefined when it does not. */
const reasonToApply = (rule: ApprovalRule, plan: Plan, scope: PlanScope): string | undefined => {
  if (rule.risks !== null && !rule.risks.includes(plan.risk)) return undefined;
  const term = rule.scope === null ? undefined : fittingTerm(rule.scope, scope);
  if (rule.scope !== null && term === undefined) return undefined;
  const because = [
    ...(rule.risks === null ? [] : [`the change is ${plan.risk}`]),
    ...(term === undefined ? [] : [`it falls under ${termText(term)}`]),
  ];
  return because.length === 0
    ? `The rule "${rule.name}" decides: it is for every change.`
    : `The rule "${rule.name}" decides, because ${because.join(' and ')}.`;
};

/** The first rule that fits, and why it does. */
const decidingRule = (
  rules: readonly ApprovalRule[],
  plan: Plan,
  scope: PlanScope,
): { readonly rule: ApprovalRule | undefined; readonly why: string } => {
  for (const rule of rules) {
    const why = reasonToApply(rule, plan, scope);
    if (why !== undefined) return { rule, why };
  }
  return { rule: undefined, why: 'No rule is for this change, so one approver decides.' };
};

const people = (count: number): string => (count === 1 ? 'One person has' : `${count} different people have`);

const named = (names: readonly string[] | null): string =>
  names === null ? 'any approver' : names.join(', ');

const whoText = (requirement: Omit<ApprovalRequirement, 'reasons'>): string =>
  `${people(requirement.approvals)} to approve it: ${named(requirement.approvers)}.`;

const escalationTexts = ({ escalation }: Omit<ApprovalRequirement, 'reasons'>): string[] => {
  if (escalation === undefined) return [];
  const others = [
    ...escalation.approvers,
    ...(escalation.notify === undefined ? [] : [`the notification service ${escalation.notify}`]),
  ];
  return [`If it still waits after ${spokenAge(escalation.afterMs)}, it is brought to ${others.join(', ')}.`];
};

/**
 * What it takes to approve a plan that somebody asks for, with the reasons, which are shown in the request. The first rule
 * that fits decides; where none does, one approver suffices. What destroys data needs the panel and a step-up whatever the
 * rules say. Pure.
 *
 * Where whoever asked may not approve and nobody vouches for who that is, one more yes is asked for: then at least as many
 * as the rule wants come from somebody else.
 * @param approvers all approvers as far as they are known; while none is, nothing is impossible
 */
export const requirementsFor = (
  plan: Plan,
  requester: Requester,
  rules: readonly ApprovalRule[],
  approvers: readonly Approver[],
  { expiryMs, tagsOf }: PolicySurroundings,
): Requirements => {
  const { rule, why } = decidingRule(rules, plan, scopeOfPlan(plan, tagsOf));
  const asker = describeRequester(requester);
  const isRequesterUnknown = requester.person === undefined;
  const excludesRequester = rule?.excludesRequester ?? false;
  const wanted = rule?.approvals ?? 1;
  const bare: Omit<ApprovalRequirement, 'reasons'> = {
    rule: rule?.name ?? null,
    approvers: rule?.approvers ?? null,
    approvals: excludesRequester && isRequesterUnknown ? wanted + 1 : wanted,
    excludesRequester,
    needsStepUp: needsStepUp(plan.risk),
    expiryMs: rule?.expiryMs ?? expiryMs,
    ...(rule?.quietHours === undefined ? {} : { quietHours: rule.quietHours }),
    ...(rule?.escalation === undefined ? {} : { escalation: rule.escalation }),
  };
  const able = approvers.filter(
    (approver) =>
      everMeant(bare, approver) && !(excludesRequester && requester.person?.userId === approver.userId),
  );
  if (approvers.length > 0 && able.length < bare.approvals)
    return {
      kind: 'impossible',
      reason: `${why} It takes ${bare.approvals} ${bare.approvals === 1 ? 'approval' : 'approvals'}, and ${able.length === 0 ? 'nobody' : `only ${able.map(({ name }) => name).join(', ')}`} could give one when ${asker} asks. Let somebody else ask, or change the option approval_rules.`,
    };
  return {
    kind: 'required',
    requirement: {
      ...bare,
      reasons: [
        why,
        whoText(bare),
        ...(excludesRequester
          ? [
              isRequesterUnknown
                ? `Whoever asked may not approve it, and nobody vouches for ${asker}: so one person more is asked.`
                : `${asker} asked and may not approve it.`,
            ]
          : []),
        ...(bare.needsStepUp
          ? ['It destroys data: it is approved in the panel, after confirming who you are.']
          : []),
        ...(bare.quietHours === undefined
          ? []
          : [
              `Phones are left alone from ${bare.quietHours.from} to ${bare.quietHours.to} (${bare.quietHours.timeZone}).`,
            ]),
        ...escalationTexts(bare),
      ],
    },
  };
};
