import { type Approval, decisionsOf, requirementOf } from '../../core/approval.ts';
import { describeRequester, type Requester } from '../../core/people.ts';
import { canBeForged, type Phone } from '../../core/phones.ts';
import { isChange, type Plan, type PlanStep } from '../../core/plan.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import type { Texts } from '../../core/texts/texts.ts';
import { actionIdOf } from './action-id.ts';
import {
  commonData,
  foreignText,
  isAndroid,
  longestTitle,
  type PhoneNotification,
  shortLine,
} from './notification.ts';

/** The nonces of one phone for one approval. */
export interface PhoneNonces {
  /** Absent where a tap on this phone may not approve: see {@link mayApproveByTap}. */
  readonly approve?: string;
  readonly deny: string;
}

/** What the notification is made for. */
export interface AskContext {
  readonly phone: Phone;
  readonly nonces: PhoneNonces;
  /** Where Details leads, e.g. `/hassio/ingress/a0d7b954_homelab_steward`. */
  readonly panelUri: string;
  readonly nowMs: number;
  readonly texts: Texts;
  /** Whether the phone shows the question already: then it is brought up to date without a sound. */
  readonly isUpdate: boolean;
}

const shownSteps = 4;
/** How much is shown of what somebody said and of who they say they are. Characters. */
const longestRequest = 200;
const longestName = 60;

/**
 * Whether Approve is offered on this phone. Not for a plan that destroys data, which needs the panel and a step-up; and not
 * on a phone whose answers somebody else could forge (docs/decisions/2026-11-23-forgeable-phones.md).
 */
export const mayApproveByTap = (plan: Pick<Plan, 'risk'>, phone: Phone): boolean =>
  plan.risk !== 'destructive' && !canBeForged(phone);

const requestLine = (requester: Requester, requestText: string, texts: Texts): string => {
  const values = {
    who: foreignText(describeRequester(requester), longestName),
    text: foreignText(requestText, longestRequest),
  };
  if (requester.channel === 'automation') return texts('phone.askedByAutomation', values);
  return requester.person === undefined && requester.channel !== 'cli'
    ? texts('phone.askedByUnknown', values)
    : texts('phone.askedByPerson', values);
};

const stepLines = ({ steps }: Plan, texts: Texts): string[] => {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined)
    return [texts('phone.step', { title: shortLine(only.title, longestTitle) })];
  const shown = steps
    .slice(0, shownSteps)
    .map(({ title }, index) =>
      texts('phone.stepOf', { number: index + 1, title: shortLine(title, longestTitle) }),
    );
  const more = steps.length - shown.length;
  return more > 0 ? [...shown, texts('phone.moreSteps', { count: more })] : shown;
};

/** What of it can be undone. Steps that change nothing have nothing to undo. */
const undoLines = (changes: readonly PlanStep[], texts: Texts): string[] => {
  const final = changes.filter(({ undo }) => undo === null);
  const [only, ...others] = changes;
  if (only === undefined) return [];
  if (final.length === changes.length) return [texts('phone.noUndo')];
  if (final.length > 0)
    return [
      texts('phone.partlyFinal', {
        titles: shortLine(final.map(({ title }) => title).join('; '), longestTitle),
      }),
    ];
  return [
    others.length === 0 ? texts('phone.undo', { text: only.undo ?? '' }) : texts('phone.undoneTogether'),
  ];
};

const effectLines = ({ steps, risk }: Plan, texts: Texts): string[] => {
  const interruptions = steps.flatMap(({ interruption }) => interruption ?? []);
  return [
    interruptions.length === 0
      ? texts('phone.noInterruption')
      : texts('phone.interruption', { text: interruptions.slice(0, shownSteps).join(' ') }),
    ...undoLines(steps.filter(isChange), texts),
    ...(risk === 'destructive' ? [texts('phone.destructive')] : []),
  ];
};

/** Who has approved so far, where it takes several; and that it was brought to more people. */
export const peopleLines = (approval: Approval, texts: Texts): string[] => {
  const { approvals: count } = requirementOf(approval);
  const names = decisionsOf(approval).map(({ name }) => foreignText(name, longestName));
  return [
    ...(count === 1
      ? []
      : [
          names.length === 0
            ? texts('phone.needsPeople', { count })
            : texts('phone.approvedSoFar', { given: names.length, count, names: names.join(', ') }),
        ]),
    ...(approval.escalatedAtMs === undefined ? [] : [texts('phone.broughtToMore')]),
  ];
};

/** What an approver's phone shows after their yes, while others have to say it, too: silent, with a way to change their mind. */
export const answeredNotification = (approval: Approval, context: AskContext): PhoneNotification => {
  const { phone, nonces, panelUri, texts } = context;
  return {
    title: shortLine(texts('phone.answeredTitle', { title: approval.plan.title }), longestTitle),
    message: peopleLines(approval, texts).join('\n'),
    data: {
      ...commonData(approval.id, 'quiet', phone, panelUri),
      actions: [
        { action: actionIdOf('deny', nonces.deny), title: texts('phone.deny'), destructive: true },
        { action: 'URI', title: texts('phone.details'), uri: panelUri },
      ],
    },
  };
};

/** Asks an approver on one phone: what would happen, where, what stops meanwhile, who wants it, and until when. Pure. */
export const askNotification = (approval: Approval, context: AskContext): PhoneNotification => {
  const { phone, nonces, panelUri, nowMs, texts, isUpdate } = context;
  const { plan } = approval;
  const leftMs = Math.max(0, approval.expiresAtMs - nowMs);
  const isUnsafe = plan.risk !== 'destructive' && !mayApproveByTap(plan, phone);
  const actions = [
    ...(nonces.approve !== undefined && mayApproveByTap(plan, phone)
      ? [
          {
            action: actionIdOf('approve', nonces.approve),
            title: texts('phone.approve'),
            authenticationRequired: true,
          },
        ]
      : []),
    {
      action: actionIdOf('deny', nonces.deny),
      title: texts('phone.deny'),
      destructive: true,
    },
    {
      action: 'URI',
      title: texts(mayApproveByTap(plan, phone) ? 'phone.details' : 'phone.openPanel'),
      uri: panelUri,
    },
  ];
  return {
    title: shortLine(texts('phone.askTitle', { title: plan.title }), longestTitle),
    message: [
      ...stepLines(plan, texts),
      ...effectLines(plan, texts),
      ...(isUnsafe ? [texts('phone.forgeable')] : []),
      requestLine(approval.requester, approval.requestText, texts),
      ...peopleLines(approval, texts),
      texts('phone.expires', { duration: spokenAge(leftMs) }),
    ]
      .map((line) => shortLine(line))
      .join('\n'),
    data: {
      // Android brings it up to date without a sound by itself (alert_once).
      ...commonData(approval.id, isUpdate && !isAndroid(phone) ? 'quiet' : 'ask', phone, panelUri),
      actions,
      ...(isAndroid(phone)
        ? {
            // Stays after a tap on it, until it is answered or its time is over.
            sticky: 'true',
            alert_once: true,
            timeout: Math.ceil(leftMs / 1000),
            chronometer: true,
            when: Math.floor(approval.expiresAtMs / 1000),
          }
        : {}),
    },
  };
};
