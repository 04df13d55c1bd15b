import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Approval } from '../../../src/core/approval.ts';
import type { Difference } from '../../../src/core/difference.ts';
import { digestOf } from '../../../src/core/digest.ts';
import type { Json } from '../../../src/core/json.ts';
import { type ObservedState, observedDigest, planDigest } from '../../../src/core/plan.ts';
import type { StepHandler } from '../../../src/core/step.ts';
import { createApprovalCheck } from '../../../src/workflow/run/approval-check.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { sampleApproval } from '../../support/records.ts';
import { createSmallSystem, setStep, smallPlan } from '../../support/small-system.ts';

/** What an object shows: names of facts to values of any shape. */
const facts = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__'),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
  { minKeys: 1, maxKeys: 6 },
);

const names = ['a', 'b', 'c'] as const;

it('a run does not begin when one fact of one object has changed since, and the difference is shown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(facts, facts, facts),
      fc.constantFrom(...names),
      fc.nat(),
      fc.jsonValue({ maxDepth: 2 }),
      async (seen, changedObject, factIndex, value) => {
        const system = createSmallSystem({ a: '1', b: '1', c: '1' });
        const states = names.map(
          (name, index): ObservedState => ({ ref: `small:one/word/${name}`, name, facts: seen[index] ?? {} }),
        );
        const target = states.find((state) => state.name === changedObject);
        const fact = Object.keys(target?.facts ?? {})[
          factIndex % Object.keys(target?.facts ?? {}).length
        ] as string;
        fc.pre(digestOf(target?.facts[fact] ?? null) !== digestOf((value as Json) ?? null));
        const now = states.map((state) =>
          state === target ? { ...state, facts: { ...state.facts, [fact]: value as Json } } : state,
        );
        const handler: StepHandler = {
          ...(system.handlers[0] as StepHandler),
          change: {
            ...(system.handlers[0]?.change as NonNullable<StepHandler['change']>),
            observe: async ({ effect }) => ({
              observed: now.filter((state) => state.ref === effect.ref),
              isDone: false,
              baseline: {},
            }),
          },
        };
        const plan = {
          ...smallPlan(
            system,
            names.map((name) => setStep(name, { from: '1', to: '2' })),
          ),
          observed: states,
        };
        const refused: { reason: string; differences: readonly Difference[] }[] = [];
        const check = createApprovalCheck({
          approvals: {
            invalidate: (_id, differences, reason) => {
              refused.push({ reason, differences });
            },
          },
          handlers: new Map([[handler.type, handler]]),
          workflowDigest: () => 'test',
          clock: createFakeClock(),
          signal: new AbortController().signal,
        });
        const approval: Approval = sampleApproval('approval_1', {
          plan,
          planDigest: planDigest(plan),
          observedDigest: observedDigest(states),
        });
        expect(await check(approval)).toBe(false);
        expect(refused).toHaveLength(1);
        expect(refused[0]?.differences).toEqual([
          { ref: target?.ref, name: changedObject, field: fact, before: target?.facts[fact], after: value },
        ]);
        expect(refused[0]?.reason).toContain(`${changedObject}: ${fact} was `);
        expect(observedDigest(now)).not.toBe(approval.observedDigest);
      },
    ),
    { numRuns: 600 },
  );
});

/** Every place in a plan where a single value stands. */
const leaves = (value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : Object.entries(value).flatMap(([key, each]) =>
        leaves(each as Json, [...path, Array.isArray(value) ? Number(key) : key]),
      );

const withLeaf = (value: Json, [key, ...rest]: readonly (string | number)[], leaf: Json): Json => {
  if (key === undefined) return leaf;
  const copy = Array.isArray(value) ? [...value] : { ...(value as Record<string, Json>) };
  const fields = copy as Record<string | number, Json>;
  fields[key] = withLeaf(fields[key] ?? null, rest, leaf);
  return copy as Json;
};

it('a plan with one field changed is another plan', () => {
  const system = createSmallSystem({ a: '1', b: '1' });
  const plan = smallPlan(system, [
    setStep('a', { from: '1', to: '2' }),
    setStep('b', { from: '1', to: '2' }, ['a'], { condition: 'true', timeoutMs: 60_000 }),
  ]);
  const places = leaves(plan as unknown as Json);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 1 }), (path, leaf) => {
      const changed = withLeaf(plan as unknown as Json, path, leaf as Json);
      fc.pre(JSON.stringify(changed) !== JSON.stringify(plan));
      expect(planDigest(changed as unknown as typeof plan)).not.toBe(planDigest(plan));
    }),
    { numRuns: 600 },
  );
});

it('a run begins when nothing has changed', async () => {
  const system = createSmallSystem({ a: '1', b: '1' });
  const plan = smallPlan(system, [
    setStep('a', { from: '1', to: '2' }),
    setStep('b', { from: '1', to: '2' }),
  ]);
  const check = createApprovalCheck({
    approvals: { invalidate: () => expect.unreachable() },
    handlers: new Map(system.handlers.map((handler) => [handler.type, handler])),
    workflowDigest: () => 'test',
    clock: createFakeClock(),
    signal: new AbortController().signal,
  });
  expect(await check(sampleApproval('approval_1', { plan }))).toBe(true);
});
