import { type Approval, type ApprovalRequirement, type Decision, isAutomatic } from '../../core/approval.ts';
import type { AutonomySetting } from '../../core/autonomy.ts';
import { isoTime } from '../../core/clock.ts';
import type { Requester } from '../../core/people.ts';
import type { Plan } from '../../core/plan.ts';
import type { Approver } from '../approvers.ts';
import { isUnknownSpeaker } from '../policy/request-policy.ts';
import { refsOf } from '../policy/scope.ts';
import { everMeant } from '../policy/who-may-approve.ts';
import { letsRun, levelForPlan } from './autonomy-for.ts';

/** A request as autonomy sees it. */
export interface RequestToJudge {
  readonly plan: Plan;
  readonly requester: Requester;
  readonly requirement: ApprovalRequirement;
  /** While everything is stopped, nothing runs by itself. */
  readonly isStopped: boolean;
  /** Requests made lately, in any state. */
  readonly recent: readonly Approval[];
  readonly nowMs: number;
}

/** What autonomy says to a request. */
export type AutonomyVerdict =
  /** People are asked. `reasons` say why nothing runs by itself where somebody might expect it; else they are empty. */
  | { readonly kind: 'ask'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'automatic';
      readonly setting: AutonomySetting;
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'watching'; readonly reason: string };

const grantText = ({ level, workflow, scope, setBy, setAtMs, untilMs, because }: AutonomySetting): string =>
  `${setBy.name} set ${level} for ${workflow === null ? 'every workflow' : `the workflow ${workflow}`} on ${scope ?? 'everything'} at ${isoTime(setAtMs)}, ${untilMs === undefined ? 'without an end' : `until ${isoTime(untilMs)}`}: ${because.replace(/[.!\s]+$/, '')}`;

/**
 * What runs without asking so often is asked for again: a loop in an automation, or a repair that repairs nothing, must not
 * go on all night.
 */
const mostInWindow = 3;
const windowMs = 3_600_000;

/** How often the same workflow ran by itself lately on one of the same objects. */
const timesLately = ({ plan, recent, nowMs }: RequestToJudge): number => {
  const refs = new Set(refsOf(plan));
  return recent.filter(
    (approval) =>
      isAutomatic(approval) &&
      approval.plan.workflow === plan.workflow &&
      approval.requestedAtMs > nowMs - windowMs &&
      refsOf(approval.plan).some((ref) => refs.has(ref)),
  ).length;
};

/** Why a standing approval may not stand for the answers that a request takes; undefined when it may. */
const standingObjection = (
  request: RequestToJudge,
  setting: AutonomySetting,
  approvers: readonly Approver[],
): string | undefined => {
  const { plan, requester, requirement, isStopped } = request;
  const { level, setBy } = setting;
  if (isStopped) return 'Everything is stopped, so nothing runs without asking.';
  if (isUnknownSpeaker(requester))
    return 'It is asked for all the same, because nobody vouches for who spoke.';
  if (!letsRun(level, plan.risk))
    return plan.risk === 'destructive'
      ? 'It is asked for all the same, because it destroys data.'
      : `It is asked for all the same, because it is ${plan.risk}, which ${level} does not cover.`;
  const granter = approvers.find(({ userId }) => userId === setBy.userId);
  if (granter === undefined)
    return `It is asked for all the same, because ${setBy.name} is not an approver any more.`;
  if (requirement.approvals > 1)
    return `It is asked for all the same, because it takes ${requirement.approvals} people, and a standing approval is that of one.`;
  if (!everMeant({ approvers: requirement.approvers }, granter))
    return `It is asked for all the same, because its rule does not let ${setBy.name} approve it.`;
  if (requirement.excludesRequester && requester.person?.userId === setBy.userId)
    return `It is asked for all the same, because ${setBy.name} asked for it and may not approve it.`;
  if (timesLately(request) >= mostInWindow)
    return `It is asked for all the same, because it ran without asking ${mostInWindow} times within the last hour.`;
  return undefined;
};

/**
 * Whether a request runs by a standing approval, is asked for, or is not even taken. A standing approval is worth as much
 * as one yes of the person who granted it, who has to be an approver still: it never stands in for a second person, never
 * covers what destroys data, and never serves somebody unknown. Pure.
 * @param settings those in force
 */
export const judgeAutonomy = (
  request: RequestToJudge,
  settings: readonly AutonomySetting[],
  approvers: readonly Approver[],
): AutonomyVerdict => {
  const { plan, requester } = request;
  const { level, setting } = levelForPlan(plan, settings);
  if (setting === undefined || level === 'ask') return { kind: 'ask', reasons: [] };
  const grant = grantText(setting);
  if (level === 'watch')
    return requester.channel === 'panel' && requester.person !== undefined
      ? { kind: 'ask', reasons: [`${grant}. It is taken all the same, because a person asked in the panel.`] }
      : { kind: 'watching', reason: `Steward only watches here: ${grant}. Ask for it in the panel.` };
  const objection = standingObjection(request, setting, approvers);
  return objection === undefined
    ? {
        kind: 'automatic',
        setting,
        reasons: [
          `${grant}.`,
          `It applies: the change is ${plan.risk}, and touches only what this was set for.`,
        ],
      }
    : { kind: 'ask', reasons: [`${grant}. ${objection}`] };
};

/** The answer that a standing approval gives to a request: its granter's, with the reasons. */
export const standingDecision = (
  { setting, reasons }: Extract<AutonomyVerdict, { kind: 'automatic' }>,
  atMs: number,
): Decision => ({
  userId: setting.setBy.userId,
  name: setting.setBy.name,
  channel: 'autonomy',
  device: 'autonomy',
  atMs,
  answer: 'approve',
  reasons,
});
