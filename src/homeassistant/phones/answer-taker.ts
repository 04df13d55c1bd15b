import type { Approval } from '../../core/approval.ts';
import { asStewardError } from '../../core/errors.ts';
import type { PhoneNonce } from '../../core/stores.ts';
import type { HomeAssistantEvent } from '../home-assistant.ts';
import { judgeTap } from './judge-tap.ts';
import { lateText } from './late-text.ts';
import { asShownOn, commonData, shortLine } from './notification.ts';
import type { PhoneChannelDeps } from './phone-channel-deps.ts';

/** Takes the answers that phones send. */
export interface AnswerTaker {
  /** Keeps a nonce and remembers for whom it is, so that an answer that comes too late can be explained. */
  give(nonce: PhoneNonce): void;
  /** Judges an event of Home Assistant's bus and hands a genuine answer to the approvals engine. */
  take(event: HomeAssistantEvent): void;
}

/** How long after its request an answer is still explained. Milliseconds. */
const explainedForMs = 3_600_000;

/**
 * Makes the taker. An answer counts once, because the approvals engine decides a request once, in one transaction; its
 * nonces go with the decision. What is remembered here only explains: it is lost with a restart.
 */
export const createAnswerTaker = (deps: PhoneChannelDeps): AnswerTaker => {
  const { desk, nonces, clock, log, texts } = deps;
  const given = new Map<string, PhoneNonce>();

  /** Under a tag of its own, so that clearing the question cannot take it away. Sent once: the phone was there just now. */
  const tell = async (approval: Approval, notifyService: string, message: string): Promise<void> => {
    const phone = deps.directory().phones.find((each) => each.notifyService === notifyService);
    if (phone === undefined) return;
    const panelUri = deps.detailsUri();
    const notification = asShownOn(phone, {
      title: shortLine(texts('phone.notTakenTitle', { title: approval.plan.title })),
      message: shortLine(message),
      data: {
        ...commonData(`${approval.id}-late`, 'alarm', phone, panelUri),
        actions: [{ action: 'URI', title: texts('phone.details'), uri: panelUri }],
      },
    });
    try {
      await deps.homeAssistant.callService('notify', notifyService, { ...notification });
    } catch (thrown) {
      const error = asStewardError(thrown).message;
      log.warn('A phone could not be told that its answer was not taken.', {
        phone: phone.deviceName,
        error,
      });
    }
  };

  return {
    give: (nonce) => {
      for (const [key, { expiresAtMs }] of given)
        if (clock.now() > expiresAtMs + explainedForMs) given.delete(key);
      given.set(nonce.nonce, nonce);
      nonces.addNonce(nonce);
    },
    take: (event) => {
      const verdict = judgeTap(event, {
        findNonce: (nonce) => nonces.findNonce(nonce) ?? given.get(nonce),
        approval: desk.get,
        approverIds: new Set(deps.approvers().map(({ userId }) => userId)),
        nowMs: clock.now(),
      });
      if (verdict.kind === 'not-ours') return;
      if (verdict.kind === 'refused') {
        const { code, text, approvalId, late } = verdict;
        const { origin, context } = event;
        log.security(text, { code, approval: approvalId, origin, user: context.user_id });
        const explanation = late === undefined ? undefined : lateText(late, texts);
        if (late !== undefined && explanation !== undefined)
          void tell(late.approval, late.notifyService, explanation);
        return;
      }
      const { approval, answer, userId, notifyService } = verdict;
      const outcome = desk[answer](approval.id, {
        userId,
        channel: 'phone',
        device: `notify.${notifyService}`,
        planDigest: approval.planDigest,
      });
      if (outcome.kind === 'taken') return;
      log.security('An answer from a phone was not taken.', { approval: approval.id, code: outcome.code });
      void tell(approval, notifyService, outcome.reason);
    },
  };
};
