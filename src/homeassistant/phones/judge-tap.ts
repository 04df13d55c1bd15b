import { type Approval, isPending } from '../../core/approval.ts';
import type { PhoneNonce } from '../../core/stores.ts';
import type { HomeAssistantEvent } from '../home-assistant.ts';
import { parseActionId } from './action-id.ts';

/** The event that Home Assistant fires when somebody taps an action of a notification. */
export const tapEventType = 'mobile_app_notification_action';

/** What is known at the moment of a tap. */
export interface TapContext {
  findNonce(nonce: string): PhoneNonce | undefined;
  approval(approvalId: string): Approval | undefined;
  /** Home Assistant user ids of those who may decide now. */
  readonly approverIds: ReadonlySet<string>;
  readonly nowMs: number;
}

/** Why a tap does not count. */
export type TapRefusal =
  | 'local-origin'
  | 'has-parent'
  | 'no-user'
  | 'unknown-nonce'
  | 'other-answer'
  | 'other-user'
  | 'not-an-approver'
  | 'expired'
  | 'not-waiting';

/** What a tap is worth. */
export type TapVerdict =
  /** An action of somebody else's notification. */
  | { readonly kind: 'not-ours' }
  | {
      readonly kind: 'accepted';
      readonly approval: Approval;
      readonly answer: PhoneNonce['answer'];
      readonly userId: string;
      readonly notifyService: string;
    }
  | {
      readonly kind: 'refused';
      readonly code: TapRefusal;
      /** What happened, for the security log. Holds no nonce. */
      readonly text: string;
      readonly approvalId?: string;
      /** A genuine answer that came too late: its phone may be told. */
      readonly late?: LateAnswer;
    };

/** What a phone answered after the request had ended. */
export interface LateAnswer {
  readonly approval: Approval;
  readonly answer: PhoneNonce['answer'];
  readonly notifyService: string;
}

const refused = (
  code: TapRefusal,
  text: string,
  nonce?: PhoneNonce,
): Extract<TapVerdict, { kind: 'refused' }> => ({
  kind: 'refused',
  code,
  text,
  ...(nonce === undefined ? {} : { approvalId: nonce.approvalId }),
});

/**
 * Decides what an event of type {@link tapEventType} is worth. Pure: it takes nothing and changes nothing, so that a
 * forged event cannot use up the genuine answer.
 *
 * Only what Home Assistant itself sets counts: origin, parent and user of the context. The event's data are the sender's
 * own words; of them only the action id counts, because it is a secret of one phone (design.md section 5).
 */
export const judgeTap = (event: HomeAssistantEvent, context: TapContext): TapVerdict => {
  const action = parseActionId(event.data['action']);
  if (action === undefined) return { kind: 'not-ours' };
  const found = context.findNonce(action.nonce);
  const { parent_id: parentId, user_id: userId } = event.context;

  if (event.origin !== 'REMOTE')
    return refused(
      'local-origin',
      'Something inside Home Assistant fired an answer; no phone sent it.',
      found,
    );
  if (parentId !== null)
    return refused('has-parent', 'An automation or a script fired an answer; no phone sent it.', found);
  if (userId === null) return refused('no-user', 'An answer came without a user.', found);
  if (found === undefined)
    return refused(
      'unknown-nonce',
      'An answer came that was never asked for, or whose request does not wait any more.',
    );
  if (found.answer !== action.answer)
    return refused('other-answer', 'An answer was turned into the other one.', found);
  if (found.userId !== userId)
    return refused(
      'other-user',
      'Somebody sent the answer that was meant for another person’s phone.',
      found,
    );
  if (!context.approverIds.has(userId))
    return refused('not-an-approver', 'Somebody answered who is not an approver any more.', found);
  const approval = context.approval(found.approvalId);
  const { answer, notifyService } = found;
  const late = approval === undefined ? {} : { late: { approval, answer, notifyService } };
  if (context.nowMs >= found.expiresAtMs)
    return { ...refused('expired', 'An answer came after the request had expired.', found), ...late };
  if (approval === undefined || !isPending(approval))
    return {
      ...refused('not-waiting', 'An answer came to a request that does not wait any more.', found),
      ...late,
    };
  return { kind: 'accepted', approval, answer, userId, notifyService };
};
