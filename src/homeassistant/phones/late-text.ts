import type { Texts } from '../../core/texts/texts.ts';
import type { LateAnswer } from './judge-tap.ts';

/**
 * What a person is told whose answer came too late; undefined when what was decided is what they wanted. Pure. It matters
 * most after Deny: the notification is gone from the phone, and they would believe that they had stopped it.
 */
export const lateText = ({ approval, answer }: LateAnswer, texts: Texts): string | undefined => {
  const isApproved = approval.state === 'approved' || approval.state === 'consumed';
  if (answer === 'deny')
    return isApproved
      ? texts('phone.lateDeny', { name: approval.decision?.name ?? texts('phone.somebody') })
      : undefined;
  return isApproved
    ? undefined
    : texts('phone.lateApprove', { reason: approval.endedBecause ?? texts('phone.noAnswer') });
};
