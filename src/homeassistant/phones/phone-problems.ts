import type { z } from 'zod';
import { canBeForged, type HouseholdDirectory } from '../../core/phones.ts';
import type { issue } from '../protocol/to-integration.ts';

/** What a person has to mend about phones, as Home Assistant's Repairs shows it. */
export type PhoneProblem = z.infer<typeof issue>;

/** An approver, as far as phones are concerned. */
export interface PhoneApprover {
  readonly userId: string;
  readonly name: string;
}

/**
 * Names the approvers who have no phone, and the phones whose answers could be forged. Empty while nothing is known
 * about phones.
 */
export const phoneProblems = (
  approvers: readonly PhoneApprover[],
  directory: HouseholdDirectory,
): readonly PhoneProblem[] => {
  if (!directory.isKnown) return [];
  return approvers.flatMap(({ userId, name }): PhoneProblem[] => {
    const own = directory.phones.filter((phone) => phone.userId === userId);
    if (own.length === 0)
      return [
        {
          issueId: `approver_without_phone_${userId}`.slice(0, 128),
          translationKey: 'approver_without_phone',
          severity: 'warning',
          placeholders: { approver: name },
        },
      ];
    return own.filter(canBeForged).map((phone) => ({
      issueId: `approver_phone_forgeable_${phone.notifyService}`.slice(0, 128),
      translationKey: 'approver_phone_forgeable',
      severity: 'error',
      placeholders: { approver: name, phone: phone.deviceName },
    }));
  });
};
