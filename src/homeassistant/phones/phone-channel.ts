import { type Approval, decisionsOf, isAutomatic, isPending, requirementOf } from '../../core/approval.ts';
import { asStewardError } from '../../core/errors.ts';
import type { Phone } from '../../core/phones.ts';
import { quietUntilMs } from '../../core/quiet-hours.ts';
import { isUnderWay, type Run } from '../../core/run.ts';
import type { PhoneNonce } from '../../core/stores.ts';
import { createAnswerTaker } from './answer-taker.ts';
import {
  answeredNotification,
  askNotification,
  mayApproveByTap,
  type PhoneNonces,
} from './ask-notification.ts';
import { tapEventType } from './judge-tap.ts';
import { asShownOn, clearNotification, type PhoneNotification } from './notification.ts';
import type { PhoneChannelDeps } from './phone-channel-deps.ts';
import { type PhoneProblem, phoneProblems } from './phone-problems.ts';
import { createPhoneQueue, type Deliver } from './phone-queue.ts';
import { lapsedNotification, progressNotification, resultNotification } from './run-notification.ts';
import { createShownRecord } from './shown-record.ts';
import { type Wanted, wantedOn } from './wanted.ts';

/** Approvals and runs on the approvers' phones. */
export interface PhoneChannel {
  /** Shows what waits, goes on with what was shown before, and listens to taps. */
  start(): void;
  stop(): void;
  /** Approvers without a phone, and phones whose answers could be forged. */
  problems(): readonly PhoneProblem[];
}

/** Between two lines of progress. Home Assistant's push service allows a phone 500 messages a day. Milliseconds. */
const progressIntervalMs = 3_000;
const firstRetryMs = 5_000;
const longestRetryMs = 60_000;
/** How often the end is tried: for about half an hour. What only asks is tried until the request expires. */
const endTries = 33;
const openLimit = 200;

/** What is sent to a phone. */
type Shown = Exclude<Wanted, { kind: 'nothing' | 'later' }>;

const isEnd = ({ kind }: Shown): boolean => kind === 'result' || kind === 'lapsed' || kind === 'clear';

/** Approved by a standing approval and not over. */
const isBeginningByItself = (approval: Approval, run: Run | undefined): boolean =>
  isAutomatic(approval) &&
  (approval.state === 'approved' ||
    (approval.state === 'consumed' && (run === undefined || isUnderWay(run.state))));

/**
 * Shows approvals and runs as notifications and takes the answers. It is level-triggered: at each change it compares what
 * a phone should show with what it shows, so a restart, a lost reply or a phone that was away ends in the same picture.
 * Repeating a notification is harmless, because the phone keeps one for each tag. Nothing else is ever called twice.
 */
export const createPhoneChannel = (deps: PhoneChannelDeps): PhoneChannel => {
  const { homeAssistant, desk, runs, nonces, clock, log, texts } = deps;
  const shown = createShownRecord(deps.keyValue);
  const answers = createAnswerTaker(deps);
  const issued = new Map<string, PhoneNonces>();
  const stages = new Map<string, { readonly stage: string; readonly atMs: number }>();
  const failures = new Map<string, { stage: string; tries: number; againAtMs: number }>();
  const ends: (() => void)[] = [];
  let isStopped = false;

  const isApprover = (userId: string): boolean =>
    deps.approvers().some((approver) => approver.userId === userId);

  const forget = (key: string, approvalId: string, notifyService: string): void => {
    shown.remove(approvalId, notifyService);
    for (const map of [issued, stages, failures]) map.delete(key);
  };

  /** The nonces of a phone: made once, so that a repeated notification carries the same ones. */
  const noncesFor = (key: string, approval: Approval, phone: Phone): PhoneNonces => {
    const known = issued.get(key);
    if (known !== undefined) return known;
    const make = (answer: PhoneNonce['answer']): string => {
      const nonce = deps.ids.nonce();
      answers.give({
        nonce,
        approvalId: approval.id,
        answer,
        userId: phone.userId,
        notifyService: phone.notifyService,
        expiresAtMs: approval.expiresAtMs,
      });
      return nonce;
    };
    const made: PhoneNonces = {
      ...(mayApproveByTap(approval.plan, phone) ? { approve: make('approve') } : {}),
      deny: make('deny'),
    };
    issued.set(key, made);
    return made;
  };

  const notificationFor = (
    wanted: Shown,
    key: string,
    approval: Approval,
    phone: Phone,
  ): PhoneNotification => {
    const context = { phone, panelUri: deps.detailsUri(), nowMs: clock.now(), texts };
    const askContext = () => ({
      ...context,
      nonces: noncesFor(key, approval, phone),
      isUpdate: stages.get(key)?.stage.startsWith('ask') === true,
    });
    switch (wanted.kind) {
      case 'ask':
        return askNotification(approval, askContext());
      case 'answered':
        return answeredNotification(approval, askContext());
      case 'progress':
        return progressNotification(approval, wanted.run, context);
      case 'result':
        return resultNotification(approval, wanted.run, context);
      case 'lapsed':
        return lapsedNotification(approval, context);
      case 'clear':
        return clearNotification(approval.id);
    }
  };

  const send = (phone: Phone, notification: PhoneNotification): Promise<void> =>
    homeAssistant.callService('notify', phone.notifyService, { ...asShownOn(phone, notification) });

  const stageOf = (wanted: Wanted, approval: Approval): string => {
    if (wanted.kind === 'progress')
      return `progress ${wanted.run?.progressPercent} ${JSON.stringify(wanted.run?.steps)}`;
    return wanted.kind === 'ask' || wanted.kind === 'answered'
      ? `${wanted.kind} ${decisionsOf(approval).length} ${approval.escalatedAtMs ?? ''}`
      : wanted.kind;
  };

  const deliver: Deliver = async (notifyService, approvalId) => {
    const done = { kind: 'done' } as const;
    const key = `${notifyService} ${approvalId}`;
    const approval = desk.get(approvalId);
    const phone = deps.directory().phones.find((each) => each.notifyService === notifyService);
    if (isStopped) return done;
    if (approval === undefined || phone === undefined) {
      forget(key, approvalId, notifyService);
      return done;
    }
    const isRequester = approval.requester.person?.userId === phone.userId;
    const run = approval.runId === undefined ? undefined : runs.get(approval.runId);
    // Their phone shows nothing while others decide, and is to be told the end, over a restart too; so is everybody of
    // what runs without asking.
    if ((isRequester && isPending(approval)) || isBeginningByItself(approval, run))
      shown.add(approvalId, notifyService);
    const nowMs = clock.now();
    const wanted = wantedOn({
      approval,
      run,
      phone,
      isApprover: desk.mayApprove(approval).some(({ userId }) => userId === phone.userId),
      isRequester,
      isShown: shown.isShown(approvalId, notifyService),
      quietUntilMs: quietUntilMs(requirementOf(approval).quietHours, nowMs),
      nowMs,
    });
    const last = stages.get(key);
    const stage = stageOf(wanted, approval);
    if (wanted.kind === 'later') return { kind: 'later', delayMs: wanted.atMs - nowMs };
    if (wanted.kind === 'nothing' || stage === last?.stage) return done;
    const failure = failures.get(key);
    const notBeforeMs = Math.max(
      failure?.stage === stage ? failure.againAtMs : 0,
      wanted.kind === 'progress' && last?.stage.startsWith('progress') ? last.atMs + progressIntervalMs : 0,
    );
    if (clock.now() < notBeforeMs) return { kind: 'later', delayMs: notBeforeMs - clock.now() };
    shown.add(approvalId, notifyService);
    try {
      await send(phone, notificationFor(wanted, key, approval, phone));
    } catch (thrown) {
      return isStopped ? done : afterFailure(thrown, key, approvalId, phone, stage, isEnd(wanted));
    }
    if (isStopped) return done;
    failures.delete(key);
    if (wanted.kind === 'ask') desk.markPresented(approvalId);
    if (isEnd(wanted)) forget(key, approvalId, notifyService);
    else stages.set(key, { stage, atMs: clock.now() });
    return done;
  };

  const afterFailure = (
    thrown: unknown,
    key: string,
    approvalId: string,
    phone: Phone,
    stage: string,
    isTheEnd: boolean,
  ): Awaited<ReturnType<Deliver>> => {
    const before = failures.get(key);
    const tries = before?.stage === stage ? before.tries + 1 : 1;
    const delayMs = Math.min(firstRetryMs * 2 ** (tries - 1), longestRetryMs);
    failures.set(key, { stage, tries, againAtMs: clock.now() + delayMs });
    const fields = { phone: phone.deviceName, approval: approvalId, error: asStewardError(thrown).message };
    if (isTheEnd && tries >= endTries) {
      log.warn('A phone could not be told how a request ended.', fields);
      forget(key, approvalId, phone.notifyService);
      return { kind: 'done' };
    }
    if (tries === 1) log.warn('A phone could not be notified; it is tried again.', fields);
    else log.debug('A phone still cannot be notified.', { ...fields, tries });
    return { kind: 'later', delayMs };
  };

  const queue = createPhoneQueue(async (notifyService, approvalId) => {
    try {
      return await deliver(notifyService, approvalId);
    } catch (thrown) {
      log.error('A notification could not be made.', { approval: approvalId, error: String(thrown) });
      return { kind: 'done' };
    }
  }, clock);

  const look = (approvalId: string): void => {
    const requester = desk.get(approvalId)?.requester.person?.userId;
    const phones = deps
      .directory()
      .phones.filter((phone) => isApprover(phone.userId) || phone.userId === requester)
      .map((phone) => phone.notifyService);
    for (const service of new Set([...phones, ...shown.services(approvalId)])) queue.add(service, approvalId);
  };

  const lookAtAll = (): void => {
    const waiting = desk.list({ states: ['requested', 'presented'], limit: openLimit });
    for (const id of new Set([...waiting.map((approval) => approval.id), ...shown.approvalIds()])) look(id);
  };

  /**
   * A tap while nobody listened is lost, and the phone has put the question away. So after every gap it is asked again:
   * where it still stands, Android replaces it without a sound; an iPhone has no such thing and sounds again.
   */
  const askAgain = (): void => {
    stages.clear();
    failures.clear();
    lookAtAll();
  };

  return {
    start: () => {
      for (const { translationKey, placeholders } of phoneProblems(deps.approvers(), deps.directory()))
        log.warn(
          translationKey === 'approver_phone_forgeable'
            ? 'A phone is not safe for approvals: it has neither encryption nor a push service.'
            : 'An approver has no phone that can be notified.',
          placeholders,
        );
      ends.push(
        homeAssistant.onEvent(tapEventType, answers.take),
        homeAssistant.onState((state) => {
          if (state.kind === 'connected') askAgain();
        }),
        desk.onChange((approval) => {
          // A nonce that stands for nothing any more is deleted: decisions are taken once.
          if (!isPending(approval)) nonces.dropNonces(approval.id);
          look(approval.id);
        }),
        runs.onChange((run) => look(run.approvalId)),
      );
      if (deps.onDirectoryChange !== undefined) ends.push(deps.onDirectoryChange(lookAtAll));
      lookAtAll();
    },
    stop: () => {
      isStopped = true;
      queue.stop();
      for (const end of ends.splice(0)) end();
    },
    problems: () => phoneProblems(deps.approvers(), deps.directory()),
  };
};
