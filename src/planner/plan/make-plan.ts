import type { Clock } from '../../core/clock.ts';
import { StewardError } from '../../core/errors.ts';
import type { Inventory } from '../../core/inventory.ts';
import type { ProblemView } from '../../core/overview.ts';
import {
  isChange,
  mergeObserved,
  type ObservedState,
  type Plan,
  type PlanStep,
  type SkippedStep,
} from '../../core/plan.ts';
import type { RoiRecord } from '../../core/roi.ts';
import type { StepHandler } from '../../core/step.ts';
import { pageSubjects } from '../../workflow/record/object-page.ts';
import { estimateRoi } from '../roi/estimate-roi.ts';
import type { ParameterValue } from '../workflow-file/simple-schema.ts';
import type { Workflow, WorkflowCatalogue } from '../workflow-file/workflow.ts';
import { decideConditions, type ExpandedStep, expandSteps } from './expand-steps.ts';
import { missingSystems } from './find-missing.ts';
import { missingSystemsError } from './missing-systems.ts';
import { planStep } from './plan-step.ts';
import { assessRisk } from './risk.ts';

/** A plan, or the news that what is wanted is so already. */
export type Planned =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'already-so'; readonly statement: string };

/** What plans are made with. */
export interface PlanningDeps {
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly handlers: ReadonlyMap<string, StepHandler>;
  /** Workflows that may stand within others. Default: none. */
  readonly workflows?: WorkflowCatalogue;
  /** Systems that are configured, e.g. `proxmox`; absent: all that the handlers need. */
  readonly systems?: ReadonlySet<string>;
  /** What is wrong in the homelab just now, for the estimate. Default: nothing. */
  readonly problems?: readonly ProblemView[];
  /** Forecasts and outcomes of past runs of a workflow, newest first. Default: none. */
  readonly pastRoi?: (workflow: string) => readonly RoiRecord[];
}

/** What became of one expanded step while planning. */
export type PlannedPart =
  | { readonly kind: 'planned'; readonly step: PlanStep }
  | { readonly kind: 'skipped'; readonly step: SkippedStep }
  /** It cannot be planned as things are. Only when {@link walkSteps} is told to go on. */
  | { readonly kind: 'impossible'; readonly id: string; readonly type: string; readonly error: StewardError };

/** Everything that planning the steps one after the other has shown. */
export interface Walk {
  readonly parts: readonly PlannedPart[];
  readonly steps: readonly PlanStep[];
  readonly skipped: readonly SkippedStep[];
  readonly observed: readonly ObservedState[];
  readonly affected: readonly string[];
  readonly pages: readonly string[];
}

/** Ids in the plan for those of the file: a step may have become several, or none. */
const createIds = () => {
  const lastPart = new Map<string, string>();
  const leftOut = new Map<string, readonly string[]>();
  const resolve = (id: string): readonly string[] => {
    const planned = lastPart.get(id) ?? id;
    const instead = leftOut.get(planned);
    return instead === undefined ? [planned] : instead.flatMap(resolve);
  };
  return {
    become: (id: string, part: string) => lastPart.set(id, part),
    leaveOut: (id: string, dependsOn: readonly string[]) => leftOut.set(id, dependsOn),
    planId: (id: string): string => lastPart.get(id) ?? id,
    resolveAll: (ids: readonly string[]): string[] => [...new Set(ids.flatMap(resolve))],
  };
};

/** The ids that expanding and walking share. */
export type PlanIds = ReturnType<typeof createIds>;

/** Fresh ids for one plan. */
export const newPlanIds = (): PlanIds => createIds();

/**
 * Plans steps one after the other, each against the state that those before it leave.
 * @param onImpossible what to do with a step that cannot be planned: throw its error, or go on without it
 */
export const walkSteps = async (
  workflow: Workflow,
  expanded: readonly ExpandedStep[],
  parameters: Readonly<Record<string, ParameterValue>>,
  ids: PlanIds,
  deps: PlanningDeps,
  onImpossible: (step: ExpandedStep, thrown: unknown) => StewardError,
): Promise<Walk> => {
  const parts: PlannedPart[] = [];
  const steps: PlanStep[] = [];
  const skipped: SkippedStep[] = [];
  const observed: ObservedState[] = [];
  const affected = new Set<string>();
  const pages = new Set<string>();
  const skip = (id: string, reason: string, dependsOn: readonly string[]): void => {
    ids.leaveOut(id, dependsOn);
    skipped.push({ id, reason });
    parts.push({ kind: 'skipped', step: { id, reason } });
  };
  for (const one of expanded) {
    try {
      const decided = decideConditions(one.conditions);
      if ('fails' in decided) {
        skip(one.id, `Its condition is not met: ${decided.fails}.`, one.dependsOn);
        continue;
      }
      const handler = deps.handlers.get(one.step.type);
      if (handler === undefined)
        throw new StewardError(`Nothing here carries out the step type ${one.step.type}.`, {
          code: 'workflow.step-type',
          kind: 'terminal',
          mend: `Step types here: ${[...deps.handlers.keys()].join(', ')}.`,
        });
      const planned = await planStep(one, {
        ...deps,
        handler,
        workflow: workflow.title,
        parameters,
        steps,
        dependencies: ids.resolveAll(one.dependsOn),
        condition: decided.condition,
      });
      for (const { step, ...rest } of planned) {
        if (rest.alreadySo !== undefined) skip(step.id, rest.alreadySo, step.dependsOn);
        else {
          const placed = { ...step, dependsOn: ids.resolveAll(step.dependsOn) };
          steps.push(placed);
          parts.push({ kind: 'planned', step: placed });
          for (const who of rest.affected) affected.add(who);
        }
        // What is so already must still be so when the run is there.
        observed.push(...rest.observed);
        for (const page of rest.documentationPages ?? []) pages.add(page);
      }
      const last = planned.at(-1);
      if (last !== undefined) ids.become(one.id, last.step.id);
    } catch (thrown) {
      const error = onImpossible(one, thrown);
      ids.leaveOut(one.id, one.dependsOn);
      parts.push({ kind: 'impossible', id: one.id, type: one.step.type, error });
    }
  }
  return {
    parts,
    steps,
    skipped,
    observed: mergeObserved(observed),
    affected: [...affected],
    pages: [...pages],
  };
};

const titleOf = (workflow: Workflow, { steps, observed }: Walk): string => {
  const changes = steps.filter(isChange);
  const shown = changes.length > 0 ? changes : steps;
  if (shown.length <= 2) return shown.map(({ title }) => title).join('; ');
  const names = new Set(
    changes.map(({ effect }) => observed.find(({ ref }) => ref === effect.ref)?.name ?? effect.ref),
  );
  return names.size === 0 || names.size > 3 ? workflow.title : `${workflow.title}: ${[...names].join(', ')}`;
};

/** Puts a plan together from its walked steps. */
export const assemblePlan = (
  workflow: Workflow,
  parameters: Readonly<Record<string, ParameterValue>>,
  walk: Walk,
  expansion: { readonly pages: readonly string[]; readonly texts: readonly string[] },
  deps: PlanningDeps,
): Plan => {
  const { risk, reasons: riskReasons } = assessRisk(walk.steps, deps.inventory);
  const text = expansion.texts.join('\n\n');
  return {
    version: 2,
    workflow: workflow.name,
    workflowDigest: workflow.digest,
    undoes: null,
    title: titleOf(workflow, walk),
    purpose: workflow.purpose,
    parameters,
    steps: walk.steps,
    skipped: walk.skipped,
    risk,
    riskReasons,
    observed: walk.observed,
    affected: walk.affected,
    roi: estimateRoi({
      steps: walk.steps,
      risk,
      riskReasons,
      annotations: {
        minutesSaved: workflow.minutesSaved,
        minutesSavedBecause: workflow.minutesSavedBecause,
        ...(workflow.learning === null ? {} : { learning: workflow.learning }),
      },
      problems: deps.problems ?? [],
      past: deps.pastRoi?.(workflow.name) ?? [],
    }),
    documentationPages: [
      ...new Set([...pageSubjects(walk).map(({ path }) => path), ...walk.pages, ...expansion.pages]),
    ],
    ...(text === '' ? {} : { documentationText: text }),
  };
};

/**
 * Workflow + parameters + observed state = plan. Reads, and changes nothing.
 * @throws StewardError `workflow.parameters`, `workflow.fields`, `workflow.loop`, `plan.missing-system`, `expression.*`, or
 *   what a step's handler throws
 */
export const makePlan = async (
  workflow: Workflow,
  given: Readonly<Record<string, ParameterValue>>,
  deps: PlanningDeps,
): Promise<Planned> => {
  const ids = newPlanIds();
  const expansion = expandSteps(workflow, given, deps.workflows ?? new Map(), ids.planId);
  const missing = missingSystems(expansion.steps, deps.handlers, deps.systems);
  if (missing.length > 0) throw missingSystemsError(workflow.name, missing);
  const walk = await walkSteps(
    workflow,
    expansion.steps,
    expansion.parameters,
    ids,
    deps,
    (_step, thrown) => {
      throw thrown;
    },
  );
  // Without anything to do, an issue and documentation of it would be about nothing.
  if (walk.steps.every(({ kind }) => kind === 'record'))
    return {
      kind: 'already-so',
      statement: walk.skipped.map((step) => step.reason).join(' ') || 'There is nothing to do.',
    };
  return { kind: 'plan', plan: assemblePlan(workflow, expansion.parameters, walk, expansion, deps) };
};
