import { z } from 'zod';
import { StewardError, UnknownOutcomeError } from '../../src/core/errors.ts';
import { Grant } from '../../src/core/grant.ts';
import type { Effect, ObservedState, Plan, PlanStep } from '../../src/core/plan.ts';
import type { Performed, StepContext, StepHandler } from '../../src/core/step.ts';
import { samplePlan } from './records.ts';

/** What goes wrong with the next write of a step (an undoing has the id `undo:...`). */
export type SmallFault =
  | 'refuse'
  /** Refused for a passing reason, the first time only. */
  | 'busy-once'
  | 'lose-reply'
  | 'lose-request'
  /** Taken, and nothing happens. */
  | 'no-effect'
  /** Done, but nobody can read whether. */
  | 'unreadable'
  /** The reply is lost, and nobody can read whether it was done. */
  | 'lost-for-good';

/** A system in memory that holds a word for each of its objects, for tests of the runner. */
export interface SmallSystem {
  readonly values: Map<string, string>;
  readonly writes: Effect[];
  readonly faults: Map<string, SmallFault>;
  /** Steps (by id) whose write waits until the promise resolves. */
  readonly gates: Map<string, Promise<void>>;
  /** What a check answers, by step id. Default: done, with the output `{ seen: id }`. */
  readonly checks: Map<string, (step: PlanStep, context: StepContext) => Performed>;
  /** Most writes that were under way at the same time. */
  mostAtOnce(): number;
  readonly handlers: readonly StepHandler[];
}

const refOf = (name: string): string => `small:one/word/${name}`;

/** Makes the system with its two step types: `set-word`, which writes, and `look`, which does not. */
export const createSmallSystem = (words: Record<string, string>): SmallSystem => {
  const values = new Map(Object.entries(words).map(([name, word]) => [refOf(name), word]));
  const writes: Effect[] = [];
  const faults = new Map<string, SmallFault>();
  const gates = new Map<string, Promise<void>>();
  const checks = new Map<string, (step: PlanStep, context: StepContext) => Performed>();
  let underWay = 0;
  let most = 0;

  const observed = (ref: string): ObservedState => ({
    ref,
    name: ref.split('/').at(-1) ?? ref,
    facts: { word: values.get(ref) ?? null },
  });
  const wordOf = (effect: Effect): string => String(effect.parameters['to']);
  const lost = () => new UnknownOutcomeError('No reply.', { code: 'small.lost', kind: 'terminal' });

  const setWord: StepHandler = {
    type: 'set-word',
    fields: z.looseObject({}),
    plan: () => Promise.reject(new Error('plans are written by the test')),
    change: {
      observe: async ({ effect }) => ({
        observed: [observed(effect.ref)],
        isDone: values.get(effect.ref) === wordOf(effect),
        baseline: { writes: writes.length },
      }),
      apply: async ({ id, effect }, grant) => {
        Grant.assertCovers(grant, effect);
        const fault = faults.get(id);
        if (fault === 'refuse')
          throw new StewardError('It was refused.', { code: 'small.refused', kind: 'terminal' });
        if (fault === 'busy-once') {
          faults.delete(id);
          throw new StewardError('It is busy.', { code: 'small.busy', kind: 'retry' });
        }
        if (fault === 'lose-request') {
          faults.delete(id);
          throw lost();
        }
        underWay += 1;
        most = Math.max(most, underWay);
        await gates.get(id);
        underWay -= 1;
        writes.push(effect);
        if (fault !== 'no-effect') values.set(effect.ref, wordOf(effect));
        if (fault === 'lose-reply' || fault === 'lost-for-good') throw lost();
        return { write: writes.length };
      },
      settle: async ({ id, effect }) => {
        if (faults.get(id) === 'lost-for-good') return { kind: 'unknown', reason: 'nobody can read it.' };
        return values.get(effect.ref) === wordOf(effect)
          ? { kind: 'applied', receipt: { write: writes.length } }
          : { kind: 'absent' };
      },
      verify: async ({ id, effect }) => {
        if (faults.get(id) === 'unreadable') return { kind: 'inconclusive', reason: 'nobody can read it.' };
        const word = values.get(effect.ref) ?? 'gone';
        return word === wordOf(effect)
          ? { kind: 'verified', statement: `${effect.ref.split('/').at(-1)} is ${word}.`, evidence: { word } }
          : { kind: 'failed', reason: `it is still ${word}.` };
      },
    },
  };
  const look: StepHandler = {
    type: 'look',
    fields: z.looseObject({}),
    plan: () => Promise.reject(new Error('plans are written by the test')),
    perform: async (step, context) =>
      checks.get(step.id)?.(step, context) ?? {
        kind: 'done',
        statement: `Looked at ${step.id}.`,
        output: { seen: step.id },
      },
  };
  return { values, writes, faults, gates, checks, mostAtOnce: () => most, handlers: [setWord, look] };
};

const baseStep = (id: string, dependsOn: readonly string[]): PlanStep => ({
  id,
  type: 'look',
  kind: 'check',
  title: `Look at ${id}`,
  dependsOn,
  fields: {},
  effect: null,
  compensation: null,
  condition: null,
  differences: [],
  interruption: null,
  undo: null,
  risk: 'read',
  riskReasons: [],
  expectedDurationMs: 1_000,
  pastRuns: 0,
  timeoutMs: null,
  retry: null,
});

/** A step that looks. */
export const lookStep = (
  id: string,
  dependsOn: readonly string[] = [],
  rest: Partial<PlanStep> = {},
): PlanStep => ({ ...baseStep(id, dependsOn), ...rest });

/** A step that sets the word of the object `id` (or of `object`) from one to another, and can be undone. */
export const setStep = (
  id: string,
  words: { readonly from: string; readonly to: string; readonly object?: string },
  dependsOn: readonly string[] = [],
  rest: Partial<PlanStep> = {},
): PlanStep => {
  const ref = refOf(words.object ?? id);
  return {
    ...baseStep(id, dependsOn),
    type: 'set-word',
    kind: 'change',
    title: `Set ${id} to ${words.to}`,
    effect: { ref, action: 'word.set', parameters: { to: words.to } },
    compensation: {
      effect: { ref, action: 'word.set', parameters: { to: words.from } },
      title: `Set ${id} back to ${words.from}`,
      interruption: null,
      risk: 'reversible',
      riskReasons: [],
    },
    differences: [{ ref, name: words.object ?? id, field: 'word', before: words.from, after: words.to }],
    undo: 'Set it back.',
    risk: 'reversible',
    ...rest,
  };
};

/** A plan of these steps, against the system as it is. Its workflow is called `test`, with the digest `test`. */
export const smallPlan = (system: SmallSystem, steps: readonly PlanStep[]): Plan => ({
  ...samplePlan,
  workflow: 'test',
  workflowDigest: 'test',
  title: 'Set some words',
  parameters: {},
  steps,
  risk: 'reversible',
  observed: [...new Set(steps.flatMap((step) => (step.effect === null ? [] : [step.effect.ref])))].map(
    (ref) => ({ ref, name: ref.split('/').at(-1) ?? ref, facts: { word: system.values.get(ref) ?? null } }),
  ),
  documentationPages: ['docs/words.md'],
});
