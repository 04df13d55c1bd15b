import { z } from 'zod';
import type { GuestObject, Inventory, InventoryObject } from '../../src/core/inventory.ts';
import type { Json } from '../../src/core/json.ts';
import type { Effect, PlanStep } from '../../src/core/plan.ts';
import type { ChangeHandler, StepHandler } from '../../src/core/step.ts';
import { checkWorkflow } from '../../src/planner/workflow-file/check-workflow.ts';
import { problemsError } from '../../src/planner/workflow-file/problem.ts';
import { stepTypesOf } from '../../src/planner/workflow-file/step-types.ts';
import type { Workflow } from '../../src/planner/workflow-file/workflow.ts';
import { stepWithoutEffect } from '../../src/workflow/steps/step-without-effect.ts';

/** A lamp that can be on or off: the smallest thing that can be changed, observed and undone. */
export interface Lamps {
  readonly states: Map<string, string>;
  /** What else is true of a lamp; must not change between approval and run. */
  readonly rooms: Map<string, string>;
}

export const createLamps = (): Lamps => ({
  states: new Map([
    ['porch', 'off'],
    ['desk', 'off'],
    ['hall', 'on'],
  ]),
  rooms: new Map([
    ['porch', 'outside'],
    ['desk', 'office'],
    ['hall', 'inside'],
  ]),
});

const refOf = (lamp: string): string => `lamps:home/guest/${lamp}`;
const lampOf = (ref: string): string => ref.split('/')[2] ?? '';

/** The step type `lamp`: switches a lamp, is undone by switching it back, and plans against what it will meet. */
export const createLampHandler = (lamps: Lamps): StepHandler => {
  const observed = (ref: string) => ({
    ref,
    name: lampOf(ref),
    facts: {
      status: lamps.states.get(lampOf(ref)) ?? null,
      room: lamps.rooms.get(lampOf(ref)) ?? null,
    },
  });
  const wanted = (effect: Effect): string => String(effect.parameters['to']);
  const change: ChangeHandler = {
    observe: async ({ effect }) => ({
      observed: [observed(effect.ref)],
      isDone: lamps.states.get(lampOf(effect.ref)) === wanted(effect),
      baseline: null,
    }),
    apply: async ({ effect }) => {
      lamps.states.set(lampOf(effect.ref), wanted(effect));
      return null;
    },
    settle: async () => ({ kind: 'absent' }),
    verify: async () => ({ kind: 'verified', statement: 'It was switched.', evidence: null }),
  };
  return {
    type: 'lamp',
    fields: z.strictObject({
      lamp: z.string(),
      to: z.enum(['on', 'off']).default('on'),
      brightness: z.int().min(1).max(100).optional(),
    }),
    needs: () => ['lamps'],
    plan: async (template, planning) => {
      const { lamp, to } = template.fields as { lamp: string; to: string };
      const ref = refOf(lamp);
      const before: Json = planning.predicted(ref)['status'] ?? lamps.states.get(lamp) ?? null;
      const effect = { ref, action: 'lamp.switch', parameters: { to } };
      const step: PlanStep = {
        ...stepWithoutEffect(template, {
          kind: 'check',
          title: `Switch ${lamp} ${to}`,
          expectedDurationMs: 1_000,
        }),
        kind: 'change',
        effect,
        compensation: {
          effect: { ...effect, parameters: { to: String(before) } },
          title: `Switch ${lamp} ${String(before)} again`,
          interruption: null,
          risk: 'reversible',
          riskReasons: ['A lamp can be switched back.'],
        },
        differences: [{ ref, name: lamp, field: 'status', before, after: to }],
        undo: `Switch ${lamp} back.`,
        risk: 'reversible',
        riskReasons: ['A lamp can be switched back.'],
      };
      return [
        {
          step,
          observed: [observed(ref)],
          affected: [`everybody near ${lamp}`],
          ...(before === to ? { alreadySo: `${lamp} is ${to} already.` } : {}),
        },
      ];
    },
    change,
  };
};

/** The step type `look`: measures, and has the output `lux`. */
export const lookHandler: StepHandler = {
  type: 'look',
  fields: z.strictObject({
    at: z.string().optional(),
    atLeast: z.int().optional(),
    lamps: z.array(z.string()).optional(),
  }),
  outputs: () => ['lux', 'names'],
  plan: async (template) => [
    {
      step: stepWithoutEffect(template, { kind: 'check', title: `Look at ${template.name}` }),
      observed: [],
      affected: [],
    },
  ],
  perform: async () => ({ kind: 'done', statement: 'It was looked at.', output: { lux: 5, names: [] } }),
};

export const handlersOf = (lamps: Lamps): ReadonlyMap<string, StepHandler> => {
  const lamp = createLampHandler(lamps);
  return new Map([
    [lamp.type, lamp],
    [lookHandler.type, lookHandler],
  ]);
};

/** A file with these steps, and these lines of parameters. */
export const fileWith = (
  steps: string,
  parameters = '',
  name = 'example',
): string => `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata:
  name: ${name}
spec:
  schema:
    spec: {${parameters}}
  resources:
${steps}`;

export const types = stepTypesOf(handlersOf(createLamps()).values());

/** What is wrong with a file. */
export const problemsOf = (text: string) => checkWorkflow('f.yaml', text, types).problems;

/** A file that must be right. */
export const workflowOf = (text: string): Workflow => {
  const { workflow, problems } = checkWorkflow('f.yaml', text, types);
  const [first, ...others] = problems;
  if (first !== undefined) throw problemsError([first, ...others]);
  if (workflow === undefined) throw new Error('neither problems nor a workflow');
  return workflow;
};

/** A guest as the inventory has it. */
export const guest = (name: string, own: Partial<GuestObject> = {}): GuestObject => ({
  kind: 'guest',
  ref: `proxmox:home/guest/${name}`,
  name,
  guestType: 'container',
  vmid: 100,
  node: 'still-fawn',
  nodeRef: 'proxmox:home/node/still-fawn',
  status: 'running',
  isTemplate: false,
  tags: [],
  ...own,
});

export const inventoryOf = (...objects: readonly InventoryObject[]): Inventory => ({
  takenAtMs: 0,
  systems: [],
  objects: new Map(objects.map((object) => [object.ref, object])),
});
