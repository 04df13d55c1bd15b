import { asStewardError } from '../../core/errors.ts';
import type { Plan } from '../../core/plan.ts';
import type { ParameterValue } from '../workflow-file/simple-schema.ts';
import type { Workflow } from '../workflow-file/workflow.ts';
import { expandSteps } from './expand-steps.ts';
import { missingSystems } from './find-missing.ts';
import { assemblePlan, newPlanIds, type PlannedPart, type PlanningDeps, walkSteps } from './make-plan.ts';
import { type MissingSystem, missingSystemsError, sentenceStart } from './missing-systems.ts';

/** A plan as far as it can be made here, to be looked at. */
export interface PlanPreview {
  /** Systems that are missing, named before anything was observed. */
  readonly missing: readonly MissingSystem[];
  /** Every step in order: planned, left out, or not possible here and why. */
  readonly parts: readonly PlannedPart[];
  /** What can be planned. It is the whole plan, and could be asked for, only if {@link isPossible}. */
  readonly plan: Plan;
  readonly isPossible: boolean;
}

/**
 * Plans what can be planned, and says of the rest why it cannot: for people who look at a workflow. Reads, and changes
 * nothing.
 * @throws StewardError `workflow.parameters`, `workflow.loop`, `expression.*`
 */
export const previewPlan = async (
  workflow: Workflow,
  given: Readonly<Record<string, ParameterValue>>,
  deps: PlanningDeps,
): Promise<PlanPreview> => {
  const ids = newPlanIds();
  const expansion = expandSteps(workflow, given, deps.workflows ?? new Map(), ids.planId);
  const missing = missingSystems(expansion.steps, deps.handlers, deps.systems);
  const withMissing = new Map(missing.flatMap((one) => one.steps.map((id) => [id, one] as const)));
  const possible = expansion.steps.map((step) =>
    withMissing.has(step.id) ? { ...step, step: { ...step.step, type: '' } } : step,
  );
  const walk = await walkSteps(workflow, possible, expansion.parameters, ids, deps, (step, thrown) => {
    const one = withMissing.get(step.id);
    return one === undefined ? asStewardError(thrown) : missingSystemsError(workflow.name, [one]);
  });
  const parts = walk.parts.map((part): PlannedPart => {
    if (part.kind !== 'impossible') return part;
    const original = expansion.steps.find(({ id }) => id === part.id);
    return { ...part, type: original?.step.type ?? part.type };
  });
  return {
    missing,
    parts,
    plan: assemblePlan(workflow, expansion.parameters, walk, expansion, deps),
    isPossible: missing.length === 0 && parts.every(({ kind }) => kind !== 'impossible'),
  };
};

/** Why a previewed step is not possible here, one sentence. */
export const impossibleBecause = (
  part: Extract<PlannedPart, { kind: 'impossible' }>,
  preview: PlanPreview,
): string => {
  const missing = preview.missing.find(({ steps }) => steps.includes(part.id));
  return missing === undefined ? part.error.message : `${sentenceStart(missing.title)} is missing.`;
};
