import type { Approvals } from '../../approvals/approvals.ts';
import type { Approval } from '../../core/approval.ts';
import type { Clock } from '../../core/clock.ts';
import { asStewardError, explain } from '../../core/errors.ts';
import type { StepHandler } from '../../core/step.ts';
import { changesSinceApproval, describeDifferences } from './changes-since-approval.ts';

/**
 * Looks, right before a run begins, whether everything is still as it was approved: the workflow's file, and every object
 * that the plan touches, observed afresh. If not, the approval lapses with what is different.
 * @returns whether the run may begin; false also when Steward is stopping, and then the approval stands
 */
export const createApprovalCheck =
  (deps: {
    readonly approvals: Pick<Approvals, 'invalidate'>;
    readonly handlers: ReadonlyMap<string, StepHandler>;
    readonly workflowDigest: (workflow: string) => string | undefined;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  }) =>
  async (approval: Approval): Promise<boolean> => {
    const { approvals, signal } = deps;
    const { plan } = approval;
    if (plan.undoes === null && deps.workflowDigest(plan.workflow) !== plan.workflowDigest) {
      approvals.invalidate(
        approval.id,
        [],
        `Nothing was done: the workflow ${plan.workflow} was changed after the approval. Ask again, so that the new plan is shown.`,
      );
      return false;
    }
    try {
      const differences = await changesSinceApproval(approval, deps.handlers, deps.clock, signal);
      if (differences.length === 0) return true;
      approvals.invalidate(
        approval.id,
        differences,
        `Nothing was done, because something changed after the request: ${describeDifferences(differences)}.`,
      );
    } catch (thrown) {
      // Steward is stopping: the approval stands, and its run begins at the next start.
      if (!signal.aborted)
        approvals.invalidate(approval.id, [], `Nothing was done: ${explain(asStewardError(thrown))}`);
    }
    return false;
  };
