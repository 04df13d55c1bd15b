import type { Approval } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import { describeRequester } from '../../core/people.ts';
import { isChange, type Plan, type PlanStep } from '../../core/plan.ts';
import { type ExternalTaskFields, personTasks } from '../steps/external-task.ts';
import { differenceDiff, netDifferences } from './difference-text.ts';
import { leavesNothing } from './documented-change.ts';
import { blocks, bullets, duration, plainText, rawText, section } from './markdown.ts';

/** Title of the issue: the plan's. */
export const issueTitle = (plan: Plan): string => plan.title.replace(/\s+/g, ' ').trim().slice(0, 200);

/** Labels of a new issue. What became of the request is added later. */
export const issueLabels = (plan: Plan): string[] => [
  'homelab',
  `risk:${plan.risk}`,
  plan.workflow,
  ...(plan.steps.some((step) => step.kind === 'person') ? ['person-needed'] : []),
  ...(plan.undoes === null ? [] : ['undo']),
];

const timing = ({ kind, expectedDurationMs, pastRuns }: PlanStep): string => {
  if (kind === 'person') return 'as long as it takes';
  if (kind === 'record') return 'with the record';
  const from = pastRuns === 0 ? 'estimated' : `from ${pastRuns} past ${pastRuns === 1 ? 'run' : 'runs'}`;
  return `about ${duration(expectedDurationMs)}, ${from}`;
};

const nature = (step: PlanStep): string => {
  switch (step.kind) {
    case 'change':
      return step.risk;
    case 'check':
      return 'changes nothing';
    case 'person':
      return 'a person does it';
    case 'record':
      return 'the record';
  }
};

const undoText = (step: PlanStep): string => {
  if (leavesNothing(step)) return 'not needed, nothing of it lasts.';
  if (step.compensation !== null) return plainText(step.undo ?? step.compensation.title);
  return step.undo === null ? '**not possible.**' : `by hand only: ${plainText(step.undo)}`;
};

const stepText = (step: PlanStep, index: number): string => {
  const details = [
    ...(step.condition === null ? [] : [`Only if ${plainText(step.condition)}`]),
    ...(isChange(step)
      ? [
          `Meanwhile: ${step.interruption === null ? 'nothing stops.' : plainText(step.interruption)}`,
          `Undo: ${undoText(step)}`,
        ]
      : []),
  ];
  return [
    `${index + 1}. **${plainText(step.title)}** (${nature(step)}; ${timing(step)})`,
    ...details.map((detail) => `   - ${detail}`),
  ].join('\n');
};

const personChecklist = (plan: Plan): string =>
  plan.steps
    .filter((step) => step.kind === 'person')
    .flatMap((step) => personTasks(step.fields as unknown as ExternalTaskFields, step.id))
    .flatMap(({ task, notes }) => [
      `- [ ] ${plainText(task)}`,
      ...notes.map((note) => `  - ${plainText(note)}`),
    ])
    .join('\n');

const finalSteps = (plan: Plan): string =>
  bullets(
    plan.steps
      .filter(
        (step) => isChange(step) && step.compensation === null && step.undo === null && !leavesNothing(step),
      )
      .map((step) => plainText(step.title)),
  );

/** Body: the request, who asked, the plan with its differences, and what people have to do. */
export const issueBody = (approval: Approval): string => {
  const { plan } = approval;
  const total = plan.steps.reduce((sum, step) => sum + step.expectedDurationMs, 0);
  return blocks(
    '## Request',
    `> ${plainText(approval.requestText)}`,
    `Asked by ${plainText(describeRequester(approval.requester))} through ${approval.requester.channel} at ${isoTime(approval.requestedAtMs)}.`,
    '## Plan',
    plan.undoes === null
      ? `Workflow \`${plan.workflow}\`. ${plainText(plan.purpose)}`.trim()
      : `This undoes the run \`${plan.undoes}\`. ${plainText(plan.purpose)}`.trim(),
    plan.steps.map(stepText).join('\n'),
    `About ${duration(total)} in all${plan.steps.some((step) => step.kind === 'person') ? ', and the time that people take' : ''}.`,
    section(
      '### What changes',
      differenceDiff(netDifferences(plan.steps.flatMap((step) => step.differences))),
    ),
    section('### What a person has to do', personChecklist(plan)),
    section('### What cannot be undone', finalSteps(plan)),
    section(
      '### Left out',
      bullets(plan.skipped.map(({ id, reason }) => `\`${rawText(id)}\`: ${plainText(reason)}`)),
    ),
    `Plan digest \`${approval.planDigest}\`, state digest \`${approval.observedDigest}\`.`,
  );
};
