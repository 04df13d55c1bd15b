import type { Approval } from '../../core/approval.ts';
import { isUnderWay, type Run } from '../../core/run.ts';
import type { ToIntegration } from '../protocol/to-integration.ts';

/** A message that something happened. */
export type EventMessage = Extract<ToIntegration, { type: 'event' }>;

/** Every way in which a request can end. */
export const runResultTypes = [
  'succeeded',
  'rolled-back',
  'failed',
  'unknown',
  'denied',
  'expired',
  'cancelled',
  'invalidated',
] as const;

const key = 'steward/run_result';

/** The end of a run; undefined while it is under way. */
export const resultOfRun = (run: Run): EventMessage | undefined =>
  isUnderWay(run.state)
    ? undefined
    : {
        type: 'event',
        entityKey: key,
        eventType: run.state,
        attributes: {
          title: run.title,
          workflow: run.workflow,
          result: run.result ?? null,
          approval_id: run.approvalId,
          run_id: run.id,
          issue: run.issue ?? null,
        },
      };

/** The end of a request that never ran; undefined while it can still run, and when it has run: then the run tells. */
export const resultOfApproval = (approval: Approval): EventMessage | undefined => {
  switch (approval.state) {
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'invalidated':
      return {
        type: 'event',
        entityKey: key,
        eventType: approval.state,
        attributes: {
          title: approval.plan.title,
          workflow: approval.plan.workflow,
          result: approval.endedBecause ?? null,
          approval_id: approval.id,
          run_id: null,
          issue: approval.issue ?? null,
        },
      };
    default:
      return undefined;
  }
};
