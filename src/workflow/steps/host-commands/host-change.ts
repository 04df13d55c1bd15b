import type { Difference } from '../../../core/difference.ts';
import type { ChangingCommands, Host } from '../../../core/hosts.ts';
import type { Json } from '../../../core/json.ts';
import type { ObservedState, PlanStep } from '../../../core/plan.ts';
import type { Planning, StepContext, Verification } from '../../../core/step.ts';

/** What people are told about a change of a host before it runs. */
export interface HostChangePlan
  extends Pick<PlanStep, 'title' | 'interruption' | 'undo' | 'risk' | 'riskReasons' | 'expectedDurationMs'> {
  readonly observed: readonly ObservedState[];
  readonly differences: readonly Difference[];
  readonly affected: readonly string[];
  /** The command that undoes it, and how that is said. Null: nothing does. */
  readonly compensation: {
    readonly name: keyof ChangingCommands;
    readonly parameters: ChangingCommands[keyof ChangingCommands];
    readonly title: string;
  } | null;
  /** Set when there is nothing to do. */
  readonly alreadySo?: string;
  /** Set when it cannot be done as things are: what is in the way. */
  readonly obstacle?: string;
}

/** One look at what a change is about. */
export interface HostChangeObservation {
  readonly observed: readonly ObservedState[];
  readonly isDone: boolean;
  /** Told apart later what was before from what came after. */
  readonly baseline: Json;
}

/** What one changing command means: how it is planned, seen and shown to be done. */
export interface HostChange<Name extends keyof ChangingCommands = keyof ChangingCommands> {
  plan(parameters: ChangingCommands[Name], host: Host, planning: Planning): Promise<HostChangePlan>;
  observe(
    parameters: ChangingCommands[Name],
    host: Host,
    signal: AbortSignal,
  ): Promise<HostChangeObservation>;
  /** Last look right before it is sent. @throws StewardError when it must not be done */
  assertSafe?(parameters: ChangingCommands[Name], host: Host, context: StepContext): Promise<void>;
  /** One independent look afterwards. */
  verify(
    parameters: ChangingCommands[Name],
    host: Host,
    baseline: Json,
    signal: AbortSignal,
  ): Promise<Verification>;
}

/** The state of an object, for plans and observations. */
export const observedState = (
  ref: string,
  name: string,
  facts: { readonly [fact: string]: Json },
): ObservedState => ({ ref, name, facts });
