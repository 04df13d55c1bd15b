import { type Approval, isPending, requirementOf } from '../../core/approval.ts';
import { asStewardError } from '../../core/errors.ts';
import { describeRequester } from '../../core/people.ts';
import { foreignText, longestTitle, shortLine } from './notification.ts';
import type { PhoneChannelDeps } from './phone-channel-deps.ts';

/** Tells a notification service, or Home Assistant's own list of notifications, of requests that nobody has answered. */
export interface EscalationNotices {
  start(): void;
  stop(): void;
}

/** What {@link createEscalationNotices} is given. */
export type EscalationNoticesDeps = Pick<
  PhoneChannelDeps,
  'homeAssistant' | 'desk' | 'keyValue' | 'clock' | 'log' | 'texts'
>;

const toldPrefix = 'escalation-told/';
const retryMs = 60_000;
const openLimit = 200;
const longestRequest = 200;

/** The one service that is no device: it puts a notification into Home Assistant's side bar. */
const sideBar = 'persistent_notification';

/** Until its request has ended, each notice is tried again every minute. What was told is remembered over restarts. */
export const createEscalationNotices = (deps: EscalationNoticesDeps): EscalationNotices => {
  const { homeAssistant, desk, keyValue, clock, log, texts } = deps;
  const timers = new Map<string, unknown>();
  const sending = new Set<string>();
  let unsubscribe: () => void = () => {};
  let isStopped = false;

  const callFor = (approval: Approval, notify: string): [string, string, Record<string, unknown>] => {
    const title = shortLine(texts('phone.noticeTitle', { title: approval.plan.title }), longestTitle);
    const message = [
      texts('phone.askedByPerson', {
        who: foreignText(describeRequester(approval.requester), longestTitle),
        text: foreignText(approval.requestText, longestRequest),
      }),
      texts('phone.noticeAdvice'),
    ].join('\n');
    return notify === sideBar
      ? [sideBar, 'create', { title, message, notification_id: `steward_${approval.id}` }]
      : ['notify', notify, { title, message }];
  };

  const call = async (
    approvalId: string,
    ...args: [string, string, Record<string, unknown>]
  ): Promise<boolean> => {
    try {
      await homeAssistant.callService(...args);
      return true;
    } catch (thrown) {
      log.warn('The notice of a request that waits could not be sent.', {
        approval: approvalId,
        service: `${args[0]}.${args[1]}`,
        error: asStewardError(thrown).message,
      });
      return false;
    }
  };

  const look = async (approval: Approval): Promise<void> => {
    const key = `${toldPrefix}${approval.id}`;
    const notify = requirementOf(approval).escalation?.notify;
    if (isStopped || notify === undefined || sending.has(approval.id)) return;
    const isTold = keyValue.get(key) !== undefined;
    const isWanted = isPending(approval) && approval.escalatedAtMs !== undefined;
    if (isWanted === isTold) return;
    sending.add(approval.id);
    const isDone = isWanted
      ? await call(approval.id, ...callFor(approval, notify))
      : notify !== sideBar ||
        (await call(approval.id, sideBar, 'dismiss', { notification_id: `steward_${approval.id}` }));
    sending.delete(approval.id);
    if (isStopped) return;
    if (isDone && isWanted) keyValue.set(key, true);
    if (isDone && !isWanted) keyValue.delete(key);
    clock.clearTimeout(timers.get(approval.id));
    timers.set(
      approval.id,
      clock.setTimeout(() => lookAgain(approval.id), isDone ? 0 : retryMs),
    );
  };

  /** What happened while the notice was on its way. */
  const lookAgain = (approvalId: string): void => {
    timers.delete(approvalId);
    const approval = desk.get(approvalId);
    if (approval !== undefined) void look(approval);
  };

  return {
    start: () => {
      unsubscribe = desk.onChange((approval) => void look(approval));
      const told = keyValue.keys(toldPrefix).map((key) => key.slice(toldPrefix.length));
      const waiting = desk.list({ states: ['requested', 'presented'], limit: openLimit });
      for (const id of new Set([...told, ...waiting.map((approval) => approval.id)])) lookAgain(id);
    },
    stop: () => {
      isStopped = true;
      unsubscribe();
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
};
