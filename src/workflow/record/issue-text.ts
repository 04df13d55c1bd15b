import type { Approval } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import { describeRequester } from '../../core/people.ts';
import type { Difference, Plan, PlanStep } from '../../core/plan.ts';

/**
 * The texts on an issue. Written from records only, in Markdown. What people or systems chose themselves (names, spoken
 * words) is put where it cannot become markup or a mention.
 */

/** Makes foreign text harmless in Markdown: no markup, no mentions, no line breaks. */
export const plainText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`)
    .replace(/@/g, '@\u200b');

const inline = (value: unknown): string =>
  value === null ? '—' : plainText(typeof value === 'string' ? value : JSON.stringify(value));

/** A Markdown table of differences; empty text for none. */
export const differenceTable = (differences: readonly Difference[], was = 'before', is = 'after'): string =>
  differences.length === 0
    ? ''
    : [
        `| what | field | ${was} | ${is} |`,
        '| --- | --- | --- | --- |',
        ...differences.map(
          ({ name, field, before, after }) =>
            `| ${inline(name)} | ${inline(field)} | ${inline(before)} | ${inline(after)} |`,
        ),
      ].join('\n');

/** "45 s", "3 min". */
export const duration = (milliseconds: number): string =>
  milliseconds < 90_000
    ? `${Math.max(1, Math.round(milliseconds / 1000))} s`
    : `${Math.round(milliseconds / 60_000)} min`;

const stepText = (step: PlanStep, index: number): string =>
  [
    `${index + 1}. **${plainText(step.title)}** (${step.risk}, usually ${duration(step.expectedDurationMs)})`,
    `   - Meanwhile: ${step.interruption === null ? 'nothing stops.' : plainText(step.interruption)}`,
    `   - Undo: ${step.undo === null ? 'not possible.' : plainText(step.undo)}`,
  ].join('\n');

/** Title of the issue: the plan's. */
export const issueTitle = (plan: Plan): string => plan.title.replace(/\s+/g, ' ').slice(0, 200);

/** Body: the request, who asked, the plan with its differences. */
export const issueBody = (approval: Approval): string => {
  const { plan } = approval;
  return [
    '## Request',
    `> ${plainText(approval.requestText)}`,
    '',
    `Asked by ${plainText(describeRequester(approval.requester))} through ${approval.requester.channel} at ${isoTime(approval.requestedAtMs)}.`,
    '',
    '## Plan',
    `Workflow \`${plan.workflow}\`. ${plainText(plan.purpose)}`,
    '',
    ...plan.steps.map(stepText),
    '',
    differenceTable(plan.steps.flatMap((step) => step.differences)),
    '',
    `Plan digest \`${approval.planDigest}\`, state digest \`${approval.observedDigest}\`.`,
  ].join('\n');
};

/** First comment: risk, who is affected, ROI. */
export const analysisText = ({ plan }: Approval): string =>
  [
    '## Analysis',
    `**Risk: ${plan.risk}.**`,
    ...plan.riskReasons.map((reason) => `- ${plainText(reason)}`),
    '',
    `**Affected:** ${plan.affected.length === 0 ? 'nobody.' : `${plan.affected.map(plainText).join('; ')}.`}`,
    '',
    `**Return on investment:** about ${plan.roi.minutesSaved} minutes of a person's time saved.`,
    ...plan.roi.reasons.map((reason) => `- ${plainText(reason)}`),
    '',
    '**Observed when the plan was made:**',
    ...plan.observed.flatMap((state) => [
      `- ${plainText(state.name)}: ${Object.entries(state.facts)
        .filter(([, value]) => value !== null)
        .map(([fact, value]) => `${plainText(fact)} ${inline(value)}`)
        .join(', ')}`,
    ]),
  ].join('\n');

/** Comment on the decision, or on the end without one. */
export const decisionText = (approval: Approval): string => {
  const { decision } = approval;
  if (approval.state === 'consumed' || approval.state === 'approved')
    return [
      '## Approval',
      decision === undefined
        ? 'Approved.'
        : `Approved by ${plainText(decision.name)} at ${isoTime(decision.atMs)}, on ${decision.channel === 'phone' ? `the phone \`${decision.device}\`` : 'the panel'}.`,
      `It covers plan digest \`${approval.planDigest}\` and state digest \`${approval.observedDigest}\`, once.`,
    ].join('\n');
  return [
    `## Not done: ${approval.state}`,
    plainText(approval.endedBecause ?? ''),
    decision === undefined ? '' : `Decided by ${plainText(decision.name)} at ${isoTime(decision.atMs)}.`,
    differenceTable(approval.differences ?? [], 'when asked', 'now'),
    'Nothing was changed.',
  ]
    .filter((line) => line !== '')
    .join('\n\n');
};

/** Comment on a rollback: what was undone, and what is not as it was before. */
export const rollbackText = ({
  undone,
  remaining,
}: {
  readonly undone: readonly string[];
  readonly remaining: readonly Difference[];
}): string =>
  [
    '## Rollback',
    ...(undone.length === 0
      ? ['Nothing could be undone.']
      : undone.map((title) => `- Undone: ${plainText(title)}`)),
    '',
    remaining.length === 0 ? 'Everything is as it was before.' : 'What remains different:',
    differenceTable(remaining, 'before the run', 'now'),
  ]
    .join('\n')
    .trimEnd();
