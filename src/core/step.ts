import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Grant } from './grant.ts';
import type { Inventory } from './inventory.ts';
import type { Json, ObservedState, PlanStep } from './plan.ts';

/** A step as a workflow file has it: its name, type and fields of that type. A handler gets it with parameters filled in. */
export interface StepTemplate {
  readonly name: string;
  readonly type: string;
  readonly dependencies: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a handler's `plan` answers. */
export interface PlannedStep {
  readonly step: PlanStep;
  readonly observed: readonly ObservedState[];
  readonly affected: readonly string[];
  /** Set when there is nothing to do, in plain words: "paperless-ngx is running already." */
  readonly alreadySo?: string;
}

/** What a handler's `observe` answers, afresh from the system. */
export interface StepObservation {
  readonly observed: readonly ObservedState[];
  /** Whether the step's effect is there already, so that nothing is to be applied. */
  readonly isDone: boolean;
  /** What `settle` and `verify` need later to tell this effect from an earlier one; journalled before `apply`. */
  readonly baseline: Json;
}

/** How a lost reply was settled by observation. */
export type Settlement =
  | { readonly kind: 'applied'; readonly receipt: Json }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What an independent read shows after a step. */
export type Verification =
  | { readonly kind: 'verified'; readonly statement: string; readonly evidence: Json }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'inconclusive'; readonly reason: string };

/** What a handler is given while a run executes it. */
export interface StepContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Tells people what is going on, one line at a time. */
  progress(line: string): void;
}

/**
 * One step type. `plan` runs when a plan is made; the others when it runs, each journalled before and after:
 * `observe`, then (unless done already) `apply`, then `verify`. After a lost reply or a crash in `apply`, `settle` finds
 * out by reading whether the effect is there; `apply` is repeated only when it is known absent.
 */
export interface StepHandler {
  readonly type: string;
  readonly fields: z.ZodType;
  plan(template: StepTemplate, inventory: Inventory): Promise<PlannedStep>;
  observe(step: PlanStep, context: StepContext): Promise<StepObservation>;
  /** @returns a receipt that finds the effect again, e.g. `{ upid }`. */
  apply(step: PlanStep, grant: Grant, context: StepContext): Promise<Json>;
  settle(step: PlanStep, baseline: Json, context: StepContext): Promise<Settlement>;
  verify(step: PlanStep, baseline: Json, receipt: Json, context: StepContext): Promise<Verification>;
}
