import type { Difference } from './difference.ts';
import { digestOf } from './digest.ts';
import type { ObjectRef } from './inventory.ts';
import type { Json } from './json.ts';
import type { RoiForecast } from './roi.ts';

/** How much a plan can hurt, from least to most. `read` needs no approval. */
export type Risk = 'read' | 'reversible' | 'disruptive' | 'destructive';

/** Risks in ascending order. */
export const risksAscending: readonly Risk[] = ['read', 'reversible', 'disruptive', 'destructive'];

/** The greater of two risks. */
export const greaterRisk = (a: Risk, b: Risk): Risk =>
  risksAscending.indexOf(a) >= risksAscending.indexOf(b) ? a : b;

/**
 * One write that a plan may do: the smallest thing that a Grant allows.
 * `action` is the writer's own word, e.g. `guest.restart`.
 */
export interface Effect {
  readonly ref: ObjectRef;
  readonly action: string;
  readonly parameters: { readonly [key: string]: Json };
}

/** The parts of one object's observed state that matter to a plan, as shown to the approver. */
export interface ObservedState {
  readonly ref: ObjectRef;
  readonly name: string;
  /** Only what must not change between approval and run, e.g. `{ status: 'running', node: 'still-fawn' }`. */
  readonly facts: { readonly [fact: string]: Json };
}

/**
 * What a step is to the runner. `change`: one effect on the homelab. `check`: reads, measures or analyses, and changes
 * nothing. `person`: waits until somebody has done something. `record`: issue and documentation, which the run's own
 * record carries out at their time.
 */
export type StepKind = 'change' | 'check' | 'person' | 'record';

/** The write that undoes a step, decided and shown when the plan is made, so that the approval covers it too. */
export interface Compensation {
  readonly effect: Effect;
  /** In plain words, imperative: "Start the container paperless-ngx (101) on still-fawn again". */
  readonly title: string;
  readonly interruption: string | null;
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  /** Kept while anything else remains different: a snapshot is a way back. */
  readonly isWayBack?: true;
}

/** Tries again after errors that pass by themselves, and only while the effect is known to be absent. */
export interface RetryPolicy {
  /** Tries in all, 1 to 20. */
  readonly attempts: number;
  /** Wait before the second try; doubled before each further one. Milliseconds. */
  readonly delayMs: number;
  /** Kinds of error that are tried again. */
  readonly on: readonly ('retry' | 'auth')[];
}

/** One exact step of a plan. */
export interface PlanStep {
  /** Unique within the plan; the workflow's step name, with `[n]` in a loop and `outer/inner` in a sub-workflow. */
  readonly id: string;
  /** The step type that carries it out, e.g. `proxmox-task`. */
  readonly type: string;
  readonly kind: StepKind;
  /** In plain words, imperative: "Restart the container paperless-ngx (101) on still-fawn". */
  readonly title: string;
  readonly dependsOn: readonly string[];
  /** The step's fields, parameters filled in. `${...}` is left only where it needs the output of an earlier step. */
  readonly fields: { readonly [field: string]: Json };
  /** The one write of a `change`; null for every other kind. */
  readonly effect: Effect | null;
  /** Null when it cannot be undone, and for every kind but `change`. */
  readonly compensation: Compensation | null;
  /** CEL over the outputs of earlier steps, looked at when the run comes to the step; null: always done. */
  readonly condition: string | null;
  /** CEL over the outputs of earlier steps and its own: it has failed unless all of these hold. Absent: none. */
  readonly readyWhen?: readonly string[];
  /** What changes, for the diff. A restart changes nothing lasting: then it says what happens meanwhile. */
  readonly differences: readonly Difference[];
  /** What stops meanwhile, in plain words; null when nothing does. */
  readonly interruption: string | null;
  /** How it can be undone, in plain words; null when it cannot. */
  readonly undo: string | null;
  readonly risk: Risk;
  /** Why the risk is what it is. */
  readonly riskReasons: readonly string[];
  /** Typical duration from past runs, or the workflow's own estimate. Milliseconds. */
  readonly expectedDurationMs: number;
  /** How many past runs {@link expectedDurationMs} is the median of; 0: an estimate. */
  readonly pastRuns: number;
  /** The step fails when it takes longer; null: no limit but its handler's own. Milliseconds. */
  readonly timeoutMs: number | null;
  /** Null: the runner's own three further tries, after 2, 5 and 15 seconds. */
  readonly retry: RetryPolicy | null;
}

/** A step of the workflow that the plan leaves out, and why. */
export interface SkippedStep {
  readonly id: string;
  /** In plain words: "its condition is not met", "paperless-ngx is running already." */
  readonly reason: string;
}

/** Estimated return on investment of a change, with the reasons for the numbers. */
export interface RoiEstimate {
  /** Most likely minutes of a person's time that it saves; negative when it takes more than it saves. */
  readonly minutesSaved: number;
  readonly reasons: readonly string[];
  /** The whole forecast; absent for a plan that undoes another one, which is made to be back and not for a gain. */
  readonly forecast?: RoiForecast;
}

/**
 * A workflow applied to the observed state: exactly what would be done. Immutable and canonical JSON; its SHA-256
 * is what an approval is bound to.
 */
export interface Plan {
  readonly version: 2;
  readonly workflow: string;
  /** Digest of the workflow file's parsed content: a file changed since then is another workflow. */
  readonly workflowDigest: string;
  /** Id of the run that this plan undoes; null for every other plan. Its steps come from that run, not from a file. */
  readonly undoes: string | null;
  readonly title: string;
  /** One sentence of why, from the request or the workflow. */
  readonly purpose: string;
  readonly parameters: { readonly [name: string]: Json };
  /** In an order in which they can be done; the runner does side by side what does not depend on each other. */
  readonly steps: readonly PlanStep[];
  readonly skipped: readonly SkippedStep[];
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  /** Every object that the plan touches, as observed when it was made. */
  readonly observed: readonly ObservedState[];
  /** People and services affected, in plain words. */
  readonly affected: readonly string[];
  readonly roi: RoiEstimate;
  /** Documentation pages that the run brings up to date, e.g. `docs/infrastructure/guests/paperless-ngx.md`. */
  readonly documentationPages: readonly string[];
  /** What the author of the workflow wants said on those pages; absent when nothing. */
  readonly documentationText?: string;
}

/** A step that writes. */
export type ChangeStep = PlanStep & { readonly kind: 'change'; readonly effect: Effect };

/** Whether a step writes. */
export const isChange = (step: PlanStep): step is ChangeStep => step.effect !== null;

/** Every write that an approval of this plan allows: the steps' effects, and what undoes them. */
export const effectsOf = (plan: Plan): Effect[] =>
  plan.steps.flatMap(({ effect, compensation }) => [
    ...(effect === null ? [] : [effect]),
    ...(compensation === null ? [] : [compensation.effect]),
  ]);

/**
 * Several observations of the same objects as one each; a later one adds its facts, and counts where both have one.
 */
export const mergeObserved = (states: readonly ObservedState[]): ObservedState[] => {
  const merged = new Map<ObjectRef, ObservedState>();
  for (const state of states) {
    const known = merged.get(state.ref);
    merged.set(
      state.ref,
      known === undefined ? state : { ...state, facts: { ...known.facts, ...state.facts } },
    );
  }
  return [...merged.values()];
};

/** The plan digest: 64 hexadecimal characters. */
export const planDigest = (plan: Plan): string => digestOf(plan);

/** The digest of the observed state of every object that the plan touches. */
export const observedDigest = (observed: readonly ObservedState[]): string =>
  digestOf([...observed].sort((a, b) => a.ref.localeCompare(b.ref)));

/** Field by field, what is different between two observations of the same objects. Empty when nothing is. */
export const observedDifferences = (
  before: readonly ObservedState[],
  after: readonly ObservedState[],
): Difference[] => {
  const differences: Difference[] = [];
  for (const old of before) {
    const current = after.find((candidate) => candidate.ref === old.ref);
    const fields = new Set([...Object.keys(old.facts), ...Object.keys(current?.facts ?? {})]);
    for (const field of fields) {
      const was = old.facts[field] ?? null;
      const is = current === undefined ? null : (current.facts[field] ?? null);
      if (digestOf(was) !== digestOf(is))
        differences.push({ ref: old.ref, name: old.name, field, before: was, after: is });
    }
  }
  return differences;
};
