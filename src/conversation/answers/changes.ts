import { isUnknownSpeaker, needsStepUp } from '../../approvals/policy/request-policy.ts';
import { type Approval, isAutomatic } from '../../core/approval.ts';
import { isoTime } from '../../core/clock.ts';
import { explain } from '../../core/errors.ts';
import type { IntentName } from '../../intents/recognizer.ts';
import type { Proposal } from '../../planner/proposer.ts';
import { ago, enumerate, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { stopNote } from './stop.ts';

/** The workflow behind each intent that asks for a change. */
const workflowOf: Partial<Record<IntentName, string>> = {
  RestartGuest: 'restart-guest',
  StartGuest: 'start-guest',
  StopGuest: 'stop-guest',
  SnapshotGuest: 'snapshot-guest',
  RollbackGuest: 'roll-back-guest',
};

/** Makes spoken words a name that Proxmox takes: "before upgrade" is `before-upgrade`. */
export const snapshotName = (spoken: string | undefined, nowMs: number): string => {
  const safe = (spoken ?? '')
    .toLowerCase()
    .trim()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return safe.length < 2
    ? `steward-${isoTime(nowMs)
        .slice(0, 16)
        .replace(/[^0-9T]/g, '')
        .replace('T', '-')}`
    : safe;
};

const requested = (approval: Approval, context: AnswerContext): Answer => {
  const { texts } = context;
  const data = { approvalId: approval.id, title: approval.plan.title, risk: approval.plan.risk };
  if (isAutomatic(approval))
    return {
      speech: texts('change.automatic', {
        title: spokenTitle(approval.plan.title, texts),
        name: approval.decision?.name ?? '',
      }),
      outcome: 'action',
      approvalId: approval.id,
      data,
    };
  const approvers = context.approvals.mayApprove(approval).map(({ name }) => name);
  const key = needsStepUp(approval.plan.risk)
    ? 'change.destructive'
    : isUnknownSpeaker(approval.requester)
      ? 'change.requestedByUnknown'
      : 'change.requested';
  return {
    speech: `${texts(approvers.length === 0 ? 'change.noApprovers' : key, {
      title: spokenTitle(approval.plan.title, texts),
      approvers: enumerate(approvers, texts),
    })} ${stopNote(context)}`.trim(),
    outcome: 'action',
    approvalId: approval.id,
    data,
  };
};

/** What is said to what became of a wish. */
export const answerProposal = (proposal: Proposal, context: AnswerContext): Answer => {
  const { texts, nowMs } = context;
  switch (proposal.kind) {
    case 'requested':
      return requested(proposal.approval, context);
    case 'waiting-already':
      return {
        speech: texts('change.waitingAlready', { age: ago(proposal.approval.requestedAtMs, nowMs, texts) }),
        approvalId: proposal.approval.id,
      };
    case 'already-so':
      return { speech: proposal.statement };
    case 'refused':
      return { speech: proposal.refusal.reason, outcome: 'error', data: { code: proposal.refusal.code } };
    case 'impossible':
      return { speech: explain(proposal.error), outcome: 'error', data: { code: proposal.error.code } };
  }
};

/** The snapshot that is meant: a name as spoken, the newest, or the only one; undefined when it has to be asked. */
const snapshotMeant = (context: AnswerContext, guestRef: string): string | undefined => {
  const object = context.inventory.objects.get(guestRef);
  const snapshots = object?.kind === 'guest' ? (object.snapshots ?? []) : [];
  const spoken = context.slots['snapshot']?.value;
  if (spoken !== undefined) {
    const wanted = snapshotName(spoken, context.nowMs);
    return (
      snapshots.find((snapshot) => snapshotName(snapshot.name, context.nowMs) === wanted)?.name ?? wanted
    );
  }
  const newest = [...snapshots].sort((a, b) => (b.takenAtMs ?? 0) - (a.takenAtMs ?? 0))[0];
  return context.slots['which']?.value === 'latest' || snapshots.length === 1 ? newest?.name : undefined;
};

/** "restart the paperless container": plans it and asks for approval. Nothing is changed by speaking. */
export const requestChange = async (intent: IntentName, context: AnswerContext): Promise<Answer> => {
  const { slots, texts, turn, nowMs } = context;
  const guest = slots['guest'];
  const workflow = workflowOf[intent];
  if (guest === undefined || workflow === undefined)
    return { speech: texts('ask.noSubject'), outcome: 'error' };
  const object = context.inventory.objects.get(guest.value);
  const subject =
    object === undefined ? {} : { subject: { ref: object.ref, name: object.name, kind: object.kind } };
  const parameters: Record<string, string> = { guest: guest.value };
  if (intent === 'SnapshotGuest') parameters['snapshot'] = snapshotName(slots['snapshot']?.value, nowMs);
  if (intent === 'RollbackGuest') {
    const snapshot = snapshotMeant(context, guest.value);
    if (snapshot === undefined) return { ...askSnapshot(context, guest.value), ...subject };
    parameters['snapshot'] = snapshot;
  }
  const proposal = await context.proposer.propose({
    workflow,
    parameters,
    requester: turn.requester,
    requestText: turn.text,
    conversationId: turn.conversationId,
  });
  return { ...answerProposal(proposal, context), ...subject };
};

const askSnapshot = (context: AnswerContext, guestRef: string): Answer => {
  const { texts, slots } = context;
  const object = context.inventory.objects.get(guestRef);
  const snapshots = object?.kind === 'guest' ? object.snapshots : undefined;
  const name = object?.name ?? '';
  if (snapshots === undefined)
    return { speech: texts('change.snapshotsUnknown', { name }), outcome: 'error' };
  if (snapshots.length === 0) return { speech: texts('change.noSnapshots', { name }), outcome: 'error' };
  const names = snapshots.map((snapshot) => snapshot.name);
  return {
    speech: texts('change.noSnapshot', { name, names: enumerate(names, texts) }),
    choosing: {
      intent: 'RollbackGuest',
      slot: 'snapshot',
      slots,
      candidates: names.map((value) => ({ value, text: value })),
    },
  };
};

/** "yes, do it": an approval cannot be spoken. */
export const approveByVoice = ({ approvals, texts }: AnswerContext): Answer => ({
  speech: texts(
    approvals.list({ states: ['requested', 'presented'] }).length === 0
      ? 'approve.nothing'
      : 'approve.elsewhere',
  ),
  outcome: 'error',
});
