import type { Options } from '../../config/options.ts';
import type { Escalation } from '../../core/approval.ts';
import type { Risk } from '../../core/plan.ts';
import type { QuietHours } from '../../core/quiet-hours.ts';
import { type ScopeTerm, scopeTerm, wordsOf } from './scope.ts';

/** One rule of who decides what. The first that fits a request decides; nothing that it leaves out is inherited. */
export interface ApprovalRule {
  readonly name: string;
  /** The risks that it is for; null for all. */
  readonly risks: readonly Risk[] | null;
  /** The plans that it is for: one fitting word is enough; null for all. */
  readonly scope: readonly ScopeTerm[] | null;
  /** Who may approve: user names or ids; null for every approver. */
  readonly approvers: readonly string[] | null;
  /** How many different people have to say yes, 1 to 5. */
  readonly approvals: number;
  readonly excludesRequester: boolean;
  /** Absent: the option `approval_expiry_minutes`. */
  readonly expiryMs?: number;
  readonly quietHours?: QuietHours;
  readonly escalation?: Escalation;
}

const minuteMs = 60_000;

/** An empty list means that nothing was said. */
const listed = (text: string | undefined): string[] | null => {
  const words = wordsOf(text);
  return words.length === 0 ? null : words;
};

/** `notify.family` and `family` are the same service. */
const serviceOf = (notify: string): string => notify.trim().replace(/^notify\./, '');

/** Turns the option `approval_rules` into rules. The options have been checked when they were loaded. */
export const rulesFromOptions = (
  options: Options['approval_rules'],
  timeZone: string,
): readonly ApprovalRule[] =>
  options.map((option) => ({
    name: option.name,
    risks: listed(option.risks) as Risk[] | null,
    scope: listed(option.scope)?.map(scopeTerm) ?? null,
    approvers: listed(option.approvers),
    approvals: option.approvals ?? 1,
    excludesRequester: option.not_requester ?? false,
    ...(option.expiry_minutes === undefined ? {} : { expiryMs: option.expiry_minutes * minuteMs }),
    ...(option.quiet_from === undefined || option.quiet_to === undefined
      ? {}
      : { quietHours: { from: option.quiet_from, to: option.quiet_to, timeZone } }),
    ...(option.escalate_after_minutes === undefined
      ? {}
      : {
          escalation: {
            afterMs: option.escalate_after_minutes * minuteMs,
            approvers: wordsOf(option.escalate_to),
            ...(option.escalate_notify === undefined ? {} : { notify: serviceOf(option.escalate_notify) }),
          },
        }),
  }));
