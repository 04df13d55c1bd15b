import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyInventory } from '../../../src/core/inventory.ts';
import type { Json } from '../../../src/core/json.ts';
import { observedDifferences, observedDigest, type Plan, planDigest } from '../../../src/core/plan.ts';
import { makePlan } from '../../../src/planner/plan/make-plan.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createLamps, fileWith, handlersOf, workflowOf } from '../support.ts';

const planned = await makePlan(
  workflowOf(
    fileWith(
      '    - { name: look-up, type: look, readyWhen: ["$' +
        '{lookUp.status.outputs.lux > 1}"] }\n' +
        '    - { name: a, type: lamp, lamp: porch, brightness: 40, timeout: 5m, retries: { attempts: 2 } }\n' +
        '    - { name: b, type: lamp, lamp: hall, to: "off", dependencies: [a], includeWhen: ["$' +
        '{lookUp.status.outputs.lux > 1}"] }\n' +
        '    - { name: c, type: lamp, lamp: hall, to: "off", dependencies: [b] }\n',
    ),
  ),
  {},
  { inventory: emptyInventory(0), clock: createFakeClock(), handlers: handlersOf(createLamps()) },
);
if (planned.kind !== 'plan') throw new Error(planned.statement);
const { plan } = planned;

/** Paths of every value within a value, those that hold others included. */
const pathsIn = (value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] => [
  ...(path.length === 0 ? [] : [path]),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) =>
        pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((one, key) => Reflect.get(one as object, key), value);

const changed = (value: unknown, path: readonly PropertyKey[], by: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (index === key ? changed(each, rest, by) : each));
  return { ...(value as object), [key]: changed(Reflect.get(value as object, key), rest, by) };
};

const json = fc.jsonValue({ maxDepth: 1 }).map((value) => value as Json);

it('a plan has another digest when any one field of it is another', () => {
  const paths = pathsIn(plan);
  fc.assert(
    fc.property(fc.constantFrom(...paths), json, (path, by) => {
      fc.pre(JSON.stringify(at(plan, path)) !== JSON.stringify(by));
      expect(planDigest(changed(plan, path, by) as Plan)).not.toBe(planDigest(plan));
    }),
    { numRuns: 1_000 },
  );
});

it('an observation has another digest when any one fact is another, and the difference is shown with both values', () => {
  const facts = plan.observed.flatMap((state, index) =>
    Object.keys(state.facts).map((fact) => [index, fact] as const),
  );
  expect(facts.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.constantFrom(...facts), json, ([index, fact], by) => {
      const before = plan.observed[index]?.facts[fact] ?? null;
      fc.pre(JSON.stringify(before) !== JSON.stringify(by));
      const now = changed(plan.observed, [index, 'facts', fact], by) as typeof plan.observed;
      expect(observedDigest(now)).not.toBe(observedDigest(plan.observed));
      expect(observedDifferences(plan.observed, now)).toEqual([
        { ref: plan.observed[index]?.ref, name: plan.observed[index]?.name, field: fact, before, after: by },
      ]);
    }),
    { numRuns: 1_000 },
  );
});
