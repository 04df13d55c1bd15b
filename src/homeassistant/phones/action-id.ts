import type { PhoneNonce } from '../../core/stores.ts';

const words: Readonly<Record<PhoneNonce['answer'], string>> = { approve: 'APPROVE', deny: 'DENY' };

/** The id of an action of a notification: `STEWARD_APPROVE_<nonce>` or `STEWARD_DENY_<nonce>`. */
export const actionIdOf = (answer: PhoneNonce['answer'], nonce: string): string =>
  `STEWARD_${words[answer]}_${nonce}`;

/** Takes an action id apart; undefined when it is none of Steward's. */
export const parseActionId = (
  action: unknown,
): { readonly answer: PhoneNonce['answer']; readonly nonce: string } | undefined => {
  if (typeof action !== 'string') return undefined;
  const match = /^STEWARD_(APPROVE|DENY)_(.{1,64})$/.exec(action);
  if (match === null) return undefined;
  return { answer: match[1] === 'APPROVE' ? 'approve' : 'deny', nonce: match[2] ?? '' };
};
