import type { Json } from '../../src/core/json.ts';
import type { Plan, PlanStep } from '../../src/core/plan.ts';
import type { Planning, StepContext, StepReport, StepTemplate } from '../../src/core/step.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { inventoryOf } from './inventory.ts';
import { samplePlan } from './records.ts';

/** A step as a workflow file has it. */
export const template = (
  type: string,
  fields: Readonly<Record<string, unknown>> = {},
  change: Partial<StepTemplate> = {},
): StepTemplate => ({ name: type, type, dependencies: [], fields, ...change });

/** What a handler is told while a plan is made, over an empty homelab unless another is given. */
export const planning = (change: Partial<Planning> = {}): Planning => {
  const clock = change.clock ?? createFakeClock();
  return {
    clock,
    inventory: inventoryOf([], clock.now()),
    workflow: 'storage-expansion',
    parameters: {},
    steps: [],
    predicted: () => ({}),
    ...change,
  };
};

/** A step that writes `action` to `ref`. */
export const changeStep = (
  id: string,
  ref: string,
  action: string,
  change: Partial<PlanStep> = {},
): PlanStep => ({
  ...(samplePlan.steps[0] as PlanStep),
  id,
  title: `${action} on ${ref}`,
  effect: { ref, action, parameters: {} },
  ...change,
});

/** A plan of these steps. */
export const planOf = (steps: readonly PlanStep[], change: Partial<Plan> = {}): Plan => ({
  ...samplePlan,
  workflow: 'storage-expansion-workflow',
  title: 'Expand tank',
  parameters: {},
  steps,
  observed: [],
  documentationPages: [],
  ...change,
});

/** What a handler is given when it performs. */
export const stepContext = (
  plan: Plan,
  given: {
    clock?: FakeClock;
    startedAtMs?: number;
    outputs?: Readonly<Record<string, Json>>;
    reports?: Readonly<Record<string, readonly StepReport[]>>;
    signal?: AbortSignal;
  } = {},
): StepContext => {
  const clock = given.clock ?? createFakeClock();
  return {
    runId: 'run_1',
    plan,
    clock,
    signal: given.signal ?? new AbortController().signal,
    startedAtMs: given.startedAtMs ?? clock.now(),
    outputs: given.outputs ?? {},
    reports: given.reports ?? {},
    progress: () => {},
  };
};
