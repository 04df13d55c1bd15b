import type { Approval } from '../../core/approval.ts';
import type { Requester } from '../../core/people.ts';
import type { Risk } from '../../core/plan.ts';

/** What a homelab's owner allows, from the options. */
export interface RequestPolicy {
  /** Whether somebody whom Home Assistant does not identify may request changes at all. Default true. */
  readonly allowsUnknownSpeakers: boolean;
  /** Most requests that unknown speakers together may open within {@link unknownSpeakerWindowMs}. */
  readonly unknownSpeakerLimit: number;
  readonly unknownSpeakerWindowMs: number;
  /** Most requests that may wait at the same time, over all requesters. */
  readonly pendingLimit: number;
}

/** Three requests in ten minutes from unknown speakers, fifty waiting in all. */
export const defaultRequestPolicy: RequestPolicy = {
  allowsUnknownSpeakers: true,
  unknownSpeakerLimit: 3,
  unknownSpeakerWindowMs: 10 * 60_000,
  pendingLimit: 50,
};

/** Why a request is not even recorded, or that it may be. */
export type RequestVerdict =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'unknown-speaker-forbidden'
        | 'unknown-speaker-destructive'
        | 'too-many'
        | 'too-many-waiting';
      readonly reason: string;
    };

/** What is somebody's own and is named: an automation, the command line, a program with a token from the options. */
const ownChannels: ReadonlySet<Requester['channel']> = new Set(['automation', 'cli', 'mcp']);

/** Whether nobody is known to be behind this request. */
export const isUnknownSpeaker = (requester: Requester): boolean =>
  requester.person === undefined && !ownChannels.has(requester.channel);

/**
 * May this be requested at all? A request is not an approval, so nearly everybody may ask. `recent` are the approvals
 * requested lately, in any state.
 */
export const mayRequest = (
  requester: Requester,
  risk: Risk,
  recent: readonly Pick<Approval, 'requester' | 'requestedAtMs' | 'state'>[],
  policy: RequestPolicy,
  nowMs: number,
): RequestVerdict => {
  if (isUnknownSpeaker(requester)) {
    if (!policy.allowsUnknownSpeakers)
      return {
        kind: 'refused',
        code: 'unknown-speaker-forbidden',
        reason:
          'I do not know who is speaking, and the option unknown_speaker_requests forbids such requests.',
      };
    if (risk === 'destructive')
      return {
        kind: 'refused',
        code: 'unknown-speaker-destructive',
        reason:
          'This would destroy data, and I do not know who is speaking. Ask from the Home Assistant app or the panel.',
      };
    const lately = recent.filter(
      (approval) =>
        isUnknownSpeaker(approval.requester) &&
        approval.requestedAtMs > nowMs - policy.unknownSpeakerWindowMs,
    );
    if (lately.length >= policy.unknownSpeakerLimit)
      return {
        kind: 'refused',
        code: 'too-many',
        reason: `Unknown speakers have made ${lately.length} requests in the last ${Math.round(policy.unknownSpeakerWindowMs / 60_000)} minutes. Try again later, or from the Home Assistant app.`,
      };
  }
  const waiting = recent.filter(
    (approval) => approval.state === 'requested' || approval.state === 'presented',
  );
  if (waiting.length >= policy.pendingLimit)
    return {
      kind: 'refused',
      code: 'too-many-waiting',
      reason: `${waiting.length} requests are waiting already. Decide or cancel some of them first.`,
    };
  return { kind: 'allowed' };
};

/** Whether approving a plan of this risk takes the panel and a step-up instead of a tap on the phone. */
export const needsStepUp = (risk: Risk): boolean => risk === 'destructive';

/**
 * May this requester take back this request? Whoever asked may, every approver may; an unknown speaker only what an
 * unknown speaker asked for.
 */
export const mayCancel = (
  requester: Requester,
  approval: Pick<Approval, 'requester'>,
  approverIds: readonly string[],
): boolean => {
  if (requester.channel === 'cli') return true;
  if (requester.person === undefined)
    return isUnknownSpeaker(requester) && isUnknownSpeaker(approval.requester);
  return (
    requester.person.isAdmin ||
    requester.person.userId === approval.requester.person?.userId ||
    approverIds.includes(requester.person.userId)
  );
};
