import type { Refusal, Taken } from '../approvals/answers.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Conversation } from '../core/reply.ts';
import type { Outcome, PanelEngine } from '../http/panel/live-session.ts';

const outcomeOf = (answer: Taken | Refusal): Outcome =>
  answer.kind === 'taken' ? { ok: true } : { ok: false, code: answer.code, message: answer.reason };

/** What a page of the panel can have done, on behalf of the person whom Home Assistant vouches for. */
export const createPanelEngine = (approvals: Approvals, conversation: Conversation): PanelEngine => ({
  conversation,
  decide: async ({ approvalId, answer, person, planDigest, pin }) => {
    const given = { userId: person.userId, channel: 'panel', device: 'panel', planDigest } as const;
    return outcomeOf(
      answer === 'approve'
        ? approvals.approve(approvalId, { ...given, pin })
        : approvals.deny(approvalId, given),
    );
  },
  cancelRequest: async (approvalId, person) =>
    outcomeOf(approvals.cancel(approvalId, { channel: 'panel', person })),
});
