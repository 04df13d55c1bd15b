import { type Approval, type Decision, isPending } from '../../core/approval.ts';
import type { Phone } from '../../core/phones.ts';
import { type EndState, isUnderWay, type Run } from '../../core/run.ts';

/** A run that is over. */
export type EndedRun = Run & { readonly state: EndState };

/** What a phone should show about an approval now. */
export type Wanted =
  /** Leave it as it is. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ask' }
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
  /** Whether its owner may decide now. */
  readonly isApprover: boolean;
  /** Whether its owner asked for the change: they are told how it ended, whoever decided. */
  readonly isRequester: boolean;
  /** Whether the phone shows something about it, as far as is known. */
  readonly isShown: boolean;
  readonly nowMs: number;
}

const isEnded = (run: Run): run is EndedRun => !isUnderWay(run.state);

/** Whether the answer came from this phone; one given in the panel counts for all phones of the person who gave it. */
const hasAnswered = (phone: Phone, decision: Decision): boolean =>
  decision.channel === 'phone'
    ? decision.device === `notify.${phone.notifyService}`
    : decision.userId === phone.userId;

/**
 * Decides what a phone should show. Pure. Only the question is brought to a phone that shows nothing; everything else
 * takes the place of what is there. The phone that answered follows the run to its end; whoever asked for the change is
 * told how it ended, unless they ended it themselves; all other phones are cleared.
 */
export const wantedOn = (view: PhoneView): Wanted => {
  const { approval, run, phone, isApprover, isRequester, isShown, nowMs } = view;
  const nothing: Wanted = { kind: 'nothing' };
  if (isPending(approval)) {
    if (isApprover && nowMs < approval.expiresAtMs) return { kind: 'ask' };
    return isShown && !isRequester ? { kind: 'clear' } : nothing;
  }
  if (!isShown) return nothing;
  const { decision, state } = approval;
  const isToBeTold = isRequester && decision?.userId !== phone.userId;
  if (state === 'invalidated') return { kind: 'lapsed' };
  // Whoever takes a request back hears so where they said it.
  if (state === 'cancelled' && decision === undefined) return { kind: 'clear' };
  if (state === 'denied' || decision === undefined) return { kind: isToBeTold ? 'lapsed' : 'clear' };
  if (!isToBeTold && !hasAnswered(phone, decision)) return { kind: 'clear' };
  // Approved, and nothing came of it: whoever approved or asked is told why.
  if (state === 'expired' || state === 'cancelled') return { kind: 'lapsed' };
  if (run !== undefined && isEnded(run)) return { kind: 'result', run };
  return isApprover || !isToBeTold ? { kind: 'progress', run } : nothing;
};
