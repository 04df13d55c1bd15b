import { type Approval, isPending, requirementOf } from '../../core/approval.ts';
import { quietUntilMs } from '../../core/quiet-hours.ts';

/** What time alone does to a request. */
export interface TimedStep {
  readonly kind: 'end-quiet' | 'escalate' | 'expire';
  readonly atMs: number;
}

/** When a request is brought to others; undefined when that is done, not wanted, or would come after its end. */
export const escalationAtMs = (approval: Approval): number | undefined => {
  const { escalation, quietHours } = requirementOf(approval);
  if (escalation === undefined || approval.escalatedAtMs !== undefined) return undefined;
  const dueMs = (approval.quietUntilMs ?? approval.requestedAtMs) + escalation.afterMs;
  const atMs = quietUntilMs(quietHours, dueMs) ?? dueMs;
  return atMs < approval.expiresAtMs ? atMs : undefined;
};

/**
 * What time does next to a request, and when. It follows from the record alone, so a restart changes nothing: what fell
 * due meanwhile is done at the next start, and nothing but the expiry where that was due, too. Pure.
 */
export const nextTimedStep = (approval: Approval, nowMs: number): TimedStep | undefined => {
  const expiry: TimedStep = { kind: 'expire', atMs: approval.expiresAtMs };
  if (approval.state === 'approved') return expiry;
  if (!isPending(approval)) return undefined;
  if (nowMs >= approval.expiresAtMs) return expiry;
  const quietMs = approval.quietEndedAtMs === undefined ? approval.quietUntilMs : undefined;
  const escalationMs = escalationAtMs(approval);
  const steps: TimedStep[] = [
    ...(quietMs === undefined ? [] : [{ kind: 'end-quiet' as const, atMs: quietMs }]),
    ...(escalationMs === undefined ? [] : [{ kind: 'escalate' as const, atMs: escalationMs }]),
    expiry,
  ];
  return steps.reduce((first, step) => (step.atMs < first.atMs ? step : first));
};
