import { type Approval, isAutomatic } from '../../core/approval.ts';
import type { Difference } from '../../core/difference.ts';
import type { Json } from '../../core/json.ts';
import type { Phone } from '../../core/phones.ts';
import type { EndState, Run } from '../../core/run.ts';
import type { TextKey, Texts } from '../../core/texts/texts.ts';
import {
  commonData,
  isAndroid,
  longestTitle,
  type PhoneNotification,
  shortLine,
  type Urgency,
} from './notification.ts';

/** What the notifications of a run are made for. */
export interface RunContext {
  readonly phone: Phone;
  readonly panelUri: string;
  readonly texts: Texts;
}

/** A result is the point of its notification: it may be longer than other lines. Characters. */
const longestResult = 1_000;

const openPanel = ({ panelUri, texts }: RunContext) => [
  { action: 'URI', title: texts('phone.details'), uri: panelUri },
];

/** One line on what a run does now. */
export const progressLine = (run: Run | undefined, texts: Texts): string => {
  if (run === undefined) return texts('phone.starting');
  const held = run.state === 'waiting' ? run.steps.find(({ state }) => state === 'held') : undefined;
  if (held !== undefined) return shortLine(held.attention ?? held.detail ?? held.title, longestResult);
  const current =
    run.steps.findLast(({ state }) => state !== 'done' && state !== 'waiting' && state !== 'skipped') ??
    run.steps[0];
  const detail = current?.detail ?? current?.title ?? run.title;
  return shortLine(texts('phone.progress', { percent: run.progressPercent, detail }));
};

/** Whether a person has something to know or do, which is worth a sound; progress is not. */
const urgencyUnderWay = (run: Run | undefined): Urgency => {
  if (run?.state !== 'waiting') return 'quiet';
  return run.steps.some(({ attention }) => attention !== undefined) ? 'alarm' : 'result';
};

const titleUnderWay = (approval: Approval, run: Run | undefined, texts: Texts): string => {
  const { title } = approval.plan;
  if (run?.state === 'rolling-back') return texts('phone.rollingBackTitle', { title });
  return run?.state === 'waiting' ? texts('phone.waitingTitle', { title }) : title;
};

/**
 * Takes the place of the question while the plan is carried out: silent, with a progress bar where the phone has one. A
 * run that waits for a person says so aloud, and what they must know now as an alarm.
 */
export const progressNotification = (
  approval: Approval,
  run: Run | undefined,
  context: RunContext,
): PhoneNotification => ({
  title: shortLine(titleUnderWay(approval, run, context.texts), longestTitle),
  message: progressLine(run, context.texts),
  data: {
    ...commonData(approval.id, urgencyUnderWay(run), context.phone, context.panelUri),
    actions: openPanel(context),
    ...(isAndroid(context.phone)
      ? {
          progress: run?.progressPercent ?? 0,
          progress_max: 100,
          progress_indeterminate: run === undefined,
          // Android 16 shows it in the status bar, with these few characters.
          live_update: true,
          critical_text: `${run?.progressPercent ?? 0} %`,
        }
      : {}),
  },
});

const titles = {
  succeeded: 'phone.doneTitle',
  'rolled-back': 'phone.rolledBackTitle',
  failed: 'phone.failedTitle',
  unknown: 'phone.unknownTitle',
  invalidated: 'phone.lapsedTitle',
  cancelled: 'phone.stoppedTitle',
} as const satisfies Readonly<Record<EndState, TextKey>>;

const withoutAsking = (approval: Approval, texts: Texts): string[] => {
  const [reason] = isAutomatic(approval) ? (approval.decision?.reasons ?? []) : [];
  return reason === undefined ? [] : [shortLine(texts('phone.withoutAsking', { reason }))];
};

/** What became of a run, in the words of its record: only what was verified is said to have happened. */
export const resultNotification = (
  approval: Approval,
  run: Run & { readonly state: EndState },
  context: RunContext,
): PhoneNotification => {
  const { texts } = context;
  const urgency: Urgency = run.state === 'succeeded' ? 'result' : 'alarm';
  const lines = [
    shortLine(run.result ?? texts('phone.noResult'), longestResult),
    ...(run.state === 'unknown' ? [texts('phone.unknownAdvice')] : []),
    ...withoutAsking(approval, texts),
    ...(run.issue === undefined ? [] : [texts('phone.issue', { issue: run.issue })]),
  ];
  return {
    title: shortLine(texts(titles[run.state], { title: approval.plan.title }), longestTitle),
    message: lines.join('\n'),
    data: {
      ...commonData(approval.id, urgency, context.phone, context.panelUri),
      actions: openPanel(context),
    },
  };
};

const shownDifferences = 5;
const longestValue = 80;

const valueText = (value: Json, texts: Texts): string =>
  shortLine(
    value === null
      ? texts('phone.nothing')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value),
    longestValue,
  );

const differenceText = ({ name, field, before, after }: Difference, texts: Texts): string =>
  texts('phone.difference', {
    name: shortLine(name, longestValue),
    field: shortLine(field, longestValue),
    before: valueText(before, texts),
    after: valueText(after, texts),
  });

/** Says that a request has lapsed because what it was shown for has changed, and what has. */
export const lapsedNotification = (approval: Approval, context: RunContext): PhoneNotification => {
  const { texts } = context;
  const differences = (approval.differences ?? [])
    .slice(0, shownDifferences)
    .map((difference) => differenceText(difference, texts));
  return {
    title: shortLine(texts('phone.lapsedTitle', { title: approval.plan.title }), longestTitle),
    message:
      differences.length === 0
        ? texts('phone.lapsedBare', {
            reason: shortLine(approval.endedBecause ?? texts('phone.noResult'), longestResult),
          })
        : texts('phone.lapsed', { differences: differences.join('; ') }),
    data: {
      ...commonData(approval.id, 'alarm', context.phone, context.panelUri),
      actions: openPanel(context),
    },
  };
};
