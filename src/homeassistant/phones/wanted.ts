import { type Approval, decisionsOf, isAutomatic, isPending } from '../../core/approval.ts';
import type { Phone } from '../../core/phones.ts';
import { type EndState, isUnderWay, type Run } from '../../core/run.ts';

/** A run that is over. */
export type EndedRun = Run & { readonly state: EndState };

/** What a phone should show about an approval now. */
export type Wanted =
  /** Leave it as it is. */
  | { readonly kind: 'nothing' }
  /** The same until the quiet hours are over; then look again. */
  | { readonly kind: 'later'; readonly atMs: number }
  | { readonly kind: 'ask' }
  /** Its owner has approved, and others have to. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'progress'; readonly run: Run | undefined }
  /** The rest are ends: nothing comes after them. */
  | { readonly kind: 'result'; readonly run: EndedRun }
  | { readonly kind: 'lapsed' }
  | { readonly kind: 'clear' };

/** What is known about one approval and one phone. */
export interface PhoneView {
  readonly approval: Approval;
  readonly run: Run | undefined;
  readonly phone: Phone;
  /** Whether its owner may approve this request now, whether or not they have. */
  readonly isApprover: boolean;
  /** Whether its owner asked for the change: they are told how it ended, whoever decided. */
  readonly isRequester: boolean;
  /** Whether the phone shows something about it, as far as is known. */
  readonly isShown: boolean;
  /** Until when the rule of this request leaves phones alone; undefined outside of its quiet hours. */
  readonly quietUntilMs: number | undefined;
  readonly nowMs: number;
}

const nothing: Wanted = { kind: 'nothing' };

const isEnded = (run: Run | undefined): run is EndedRun => run !== undefined && !isUnderWay(run.state);

/** Whether an answer came from this phone; one given in the panel counts for all phones of the person who gave it. */
const hasAnswered = ({ phone, approval }: PhoneView): boolean =>
  decisionsOf(approval).some((decision) =>
    decision.channel === 'phone'
      ? decision.device === `notify.${phone.notifyService}`
      : decision.userId === phone.userId,
  );

const hasOwnerAnswered = ({ phone, approval }: PhoneView): boolean =>
  decisionsOf(approval).some(({ userId }) => userId === phone.userId);

const whileWaiting = (view: PhoneView): Wanted => {
  const { approval, isApprover, isRequester, isShown, quietUntilMs, nowMs } = view;
  const away: Wanted = isShown && !isRequester ? { kind: 'clear' } : nothing;
  if (!isApprover || nowMs >= approval.expiresAtMs) return away;
  if (hasOwnerAnswered(view)) return hasAnswered(view) ? { kind: 'answered' } : away;
  // Whoever asks in quiet hours is awake.
  return quietUntilMs !== undefined && !isRequester ? { kind: 'later', atMs: quietUntilMs } : { kind: 'ask' };
};

/** Nobody was asked: people are told afterwards, of what went well when the quiet hours are over. */
const afterStandingApproval = ({ approval, run, quietUntilMs }: PhoneView): Wanted => {
  if (isEnded(run))
    return run.state === 'succeeded' && quietUntilMs !== undefined
      ? { kind: 'later', atMs: quietUntilMs }
      : { kind: 'result', run };
  if (approval.state !== 'approved' && approval.state !== 'consumed') return { kind: 'lapsed' };
  return run === undefined || run.state === 'running' ? nothing : { kind: 'progress', run };
};

/**
 * Decides what a phone should show. Pure. Only the question is brought to a phone that shows nothing; everything else
 * takes the place of what is there. The phone that answered follows the run to its end; whoever asked for the change is
 * told how it ended, unless they ended it themselves; all other phones are cleared.
 */
export const wantedOn = (view: PhoneView): Wanted => {
  const { approval, run, phone, isApprover, isRequester, isShown } = view;
  if (isPending(approval)) return whileWaiting(view);
  if (!isShown) return nothing;
  if (isAutomatic(approval)) return afterStandingApproval(view);
  const { decision, state } = approval;
  const isInvolved = hasAnswered(view);
  const isToBeTold = (isRequester || isInvolved) && decision?.userId !== phone.userId;
  if (state === 'invalidated') return { kind: 'lapsed' };
  // Whoever takes a request back hears so where they said it.
  if (state === 'cancelled' && decision === undefined) return { kind: isInvolved ? 'lapsed' : 'clear' };
  if (state === 'denied' || decision === undefined) return { kind: isToBeTold ? 'lapsed' : 'clear' };
  if (!isToBeTold && !isInvolved) return { kind: 'clear' };
  // Approved, and nothing came of it: whoever approved or asked is told why.
  if (state === 'expired' || state === 'cancelled') return { kind: 'lapsed' };
  if (isEnded(run)) return { kind: 'result', run };
  return isApprover || isInvolved ? { kind: 'progress', run } : nothing;
};
