import type { Approver } from '../approvals/approvers.ts';
import { needsStepUp } from '../approvals/policy/request-policy.ts';
import { requirementView } from '../approvals/views.ts';
import type { Approval } from '../core/approval.ts';
import type { ApprovalView, RoiView, StepView } from '../core/overview.ts';
import { describeRequester } from '../core/people.ts';
import type { PlanStep, RoiEstimate } from '../core/plan.ts';
import { minutesRange, moneyText } from '../core/roi.ts';

const stepView = ({
  id,
  kind,
  title,
  dependsOn,
  condition,
  risk,
  riskReasons,
  interruption,
  undo,
  differences,
  expectedDurationMs,
  pastRuns,
}: PlanStep): StepView => ({
  id,
  kind,
  title,
  dependsOn,
  condition,
  risk,
  riskReasons,
  interruption,
  undo,
  differences,
  expectedDurationMs,
  pastRuns,
});

const roiView = ({ minutesSaved, reasons, forecast }: RoiEstimate): RoiView => ({
  minutesSaved,
  reasons,
  expected:
    forecast === undefined
      ? []
      : [
          { what: "people's time saved", value: minutesRange(forecast.savedMinutes) },
          { what: "people's time", value: minutesRange(forecast.peopleMinutes) },
          { what: 'machine time', value: minutesRange(forecast.machineMinutes) },
          { what: 'money', value: moneyText(forecast.cost) },
          { what: 'learning', value: forecast.learning.level },
          { what: 'complexity', value: forecast.complexity.level },
        ],
});

/** A request and its plan, as the panel and the card show them. Pure. */
export const approvalView = (approval: Approval, approvers: readonly Approver[]): ApprovalView => ({
  id: approval.id,
  state: approval.state,
  title: approval.plan.title,
  purpose: approval.plan.purpose,
  workflow: approval.plan.workflow,
  undoes: approval.plan.undoes,
  roi: roiView(approval.plan.roi),
  requestedBy: describeRequester(approval.requester),
  requestText: approval.requestText,
  requestedAtMs: approval.requestedAtMs,
  expiresAtMs: approval.expiresAtMs,
  risk: approval.plan.risk,
  riskReasons: approval.plan.riskReasons,
  steps: approval.plan.steps.map(stepView),
  skipped: approval.plan.skipped,
  affected: approval.plan.affected,
  planDigest: approval.planDigest,
  requirement: requirementView(approval, approvers),
  needsStepUp: needsStepUp(approval.plan.risk),
  ...(approval.decision === undefined ? {} : { decision: approval.decision }),
  ...(approval.endedBecause === undefined ? {} : { endedBecause: approval.endedBecause }),
  ...(approval.differences === undefined ? {} : { differences: approval.differences }),
  ...(approval.issue === undefined ? {} : { issue: approval.issue }),
  ...(approval.runId === undefined ? {} : { runId: approval.runId }),
});
