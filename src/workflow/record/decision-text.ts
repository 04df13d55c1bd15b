import {
  type Approval,
  type ApprovalRequirement,
  type Decision,
  decisionsOf,
  requirementOf,
} from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import { differenceTable } from './difference-text.ts';
import { blocks, bullets, plainText, rawText, section } from './markdown.ts';
import { notDoneOutcomeText } from './outcome-text.ts';

const where = ({ channel, device, stepUp }: Decision): string => {
  if (channel === 'autonomy') return 'by a standing approval';
  const place = channel === 'phone' ? `on the phone \`${rawText(device)}\`` : 'on the panel';
  return stepUp === undefined ? place : `${place}, confirmed with a ${stepUp}`;
};

const answerLine = (decision: Decision, approval: Approval): string => {
  const isNo = decision.answer === 'deny' || (decision.answer === undefined && approval.state === 'denied');
  const said =
    decision.channel === 'autonomy'
      ? `Approved automatically, as ${plainText(decision.name)} had allowed`
      : `${isNo ? 'Denied' : 'Approved'} by ${plainText(decision.name)}`;
  return `${said} at ${isoTime(decision.atMs)}, ${where(decision)}.`;
};

const requirementLines = (approval: Approval, requirement: ApprovalRequirement): string[] => [
  ...(requirement.approvals > 1 ? [`${requirement.approvals} different people had to say yes.`] : []),
  ...(requirement.excludesRequester ? ['Whoever asked could not approve it.'] : []),
  ...requirement.reasons.map(plainText),
  ...(approval.quietUntilMs === undefined
    ? []
    : [`It was asked in quiet hours; phones were left alone until ${isoTime(approval.quietUntilMs)}.`]),
  ...(approval.escalatedAtMs === undefined
    ? []
    : [`Nobody had answered by ${isoTime(approval.escalatedAtMs)}, so others were asked, too.`]),
];

const answers = (approval: Approval): string => {
  const lines = decisionsOf(approval).flatMap((decision) => [
    answerLine(decision, approval),
    ...(decision.reasons ?? []).map(plainText),
  ]);
  return lines.length > 1 ? bullets(lines) : (lines[0] ?? '');
};

/** Comment on the decision with everybody who took part in it, or on the end without one. */
export const decisionText = (approval: Approval): string => {
  const requirement = bullets(requirementLines(approval, requirementOf(approval)));
  if (approval.state === 'consumed' || approval.state === 'approved')
    return blocks(
      '## Approval',
      answers(approval) || 'Approved.',
      section('What it took:', requirement),
      `It covers plan digest \`${approval.planDigest}\` and state digest \`${approval.observedDigest}\`, once.`,
    );
  return blocks(
    `## Not done: ${approval.state}`,
    plainText(approval.endedBecause ?? ''),
    answers(approval),
    section('What it would have taken:', requirement),
    differenceTable(approval.differences ?? [], 'when asked', 'now'),
    notDoneOutcomeText(approval.plan),
    'Nothing was changed.',
  );
};
