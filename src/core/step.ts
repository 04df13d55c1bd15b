import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Grant } from './grant.ts';
import type { Inventory } from './inventory.ts';
import type { Json } from './json.ts';
import type { ChangeStep, ObservedState, Plan, PlanStep } from './plan.ts';

/** A step as a workflow file has it: its name, type and fields of that type. A handler gets it with parameters filled in. */
export interface StepTemplate {
  readonly name: string;
  readonly type: string;
  readonly dependencies: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a handler knows while a plan is made. */
export interface Planning {
  readonly clock: Clock;
  readonly inventory: Inventory;
  /** Title of the workflow and what it was asked with. */
  readonly workflow: string;
  readonly parameters: { readonly [name: string]: Json };
  /** The steps planned so far, in order. */
  readonly steps: readonly PlanStep[];
  /**
   * What the steps planned so far will have changed on an object: field to value, as in their differences. A step is
   * planned against the state that it will meet, so that "stop" after "start" is not taken for done already.
   */
  predicted(ref: string): Readonly<Record<string, Json>>;
}

/** What a handler's `plan` answers for one step; a file's step may become several, which then follow each other. */
export interface PlannedStep {
  readonly step: PlanStep;
  readonly observed: readonly ObservedState[];
  readonly affected: readonly string[];
  /** Set when there is nothing to do, in plain words: "paperless-ngx is running already." */
  readonly alreadySo?: string;
  /** Documentation pages that this step wants brought up to date. */
  readonly documentationPages?: readonly string[];
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

/** What an independent read shows after a step. `evidence` is the step's output for later ones. */
export type Verification =
  | { readonly kind: 'verified'; readonly statement: string; readonly evidence: Json }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'inconclusive'; readonly reason: string };

/** What a step without an effect has come to. */
export type Performed =
  | { readonly kind: 'done'; readonly statement: string; readonly output: Json }
  | { readonly kind: 'failed'; readonly reason: string; readonly evidence?: Json }
  /** It is measured and neither right nor wrong, or could not be measured. `evidence`: what was looked at, for the record. */
  | { readonly kind: 'inconclusive'; readonly reason: string; readonly evidence?: Json }
  /**
   * Not yet. The run is put aside, over restarts and for weeks, and `perform` is called again after `lookAgainMs`, or
   * when a person reports; without `lookAgainMs` only then.
   */
  | {
      readonly kind: 'waiting';
      /** One line for people: what it waits for. */
      readonly reason: string;
      readonly lookAgainMs?: number;
      /** Something that a person must know now; goes to the phones, once for each new text. */
      readonly attention?: string;
    };

/** What a person said about a step that waits for them: fields of their own naming, e.g. `{ serial }`, and who it was. */
export interface StepReport {
  readonly by: string;
  readonly atMs: number;
  readonly values: { readonly [field: string]: Json };
}

/** What a handler is given while a run executes it. */
export interface StepContext {
  readonly runId: string;
  readonly plan: Plan;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When the step was first begun; stays the same over restarts. */
  readonly startedAtMs: number;
  /** Outputs of the steps done so far, by step id. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** What people reported on this run, by step id, newest last. */
  readonly reports: Readonly<Record<string, readonly StepReport[]>>;
  /** Tells people what is going on, one line at a time. */
  progress(line: string): void;
}

/** How a step type writes. */
export interface ChangeHandler {
  observe(step: ChangeStep, context: StepContext): Promise<StepObservation>;
  /** @returns a receipt that finds the effect again, e.g. `{ upid }`. */
  apply(step: ChangeStep, grant: Grant, context: StepContext): Promise<Json>;
  settle(step: ChangeStep, baseline: Json, context: StepContext): Promise<Settlement>;
  verify(step: ChangeStep, baseline: Json, receipt: Json, context: StepContext): Promise<Verification>;
}

/**
 * One step type. `plan` runs when a plan is made. When it runs, a step with an effect goes through `change`, each call
 * journalled before and after: `observe`, then (unless done already) `apply`, then `verify`. After a lost reply or a crash
 * in `apply`, `settle` finds out by reading whether the effect is there; `apply` is repeated only when it is known absent.
 * The write that undoes a step goes the same way. A step without an effect is a call of `perform`, which may be repeated
 * at any time because it changes nothing.
 */
export interface StepHandler {
  readonly type: string;
  /** The fields that a workflow file may give, before or after `${...}` is filled in; becomes the published JSON Schema. */
  readonly fields: z.ZodType;
  /** Systems that it cannot do without, by these fields, e.g. `proxmox`, `ssh`, `kubernetes`. Default: none. */
  readonly needs?: (fields: Readonly<Record<string, unknown>>) => readonly string[];
  /**
   * Names of its outputs, as far as these fields decide them, so that a file which refers to another is refused. Absent:
   * not known beforehand.
   */
  readonly outputs?: (fields: Readonly<Record<string, unknown>>) => readonly string[];
  plan(template: StepTemplate, planning: Planning): Promise<readonly PlannedStep[]>;
  readonly change?: ChangeHandler;
  readonly perform?: (step: PlanStep, context: StepContext) => Promise<Performed>;
}
