import type { Inventory, InventoryObject } from '../../core/inventory.ts';
import { type ParameterValue, readScalar } from '../../planner/workflow-file/simple-schema.ts';
import type { Workflow } from '../../planner/workflow-file/workflow.ts';

/** Parameters as they are planned with, and the objects of the homelab among them. */
export interface FilledParameters {
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly objects: readonly InventoryObject[];
  /** Names given for a guest that no guest has. */
  readonly unknown: readonly string[];
}

/** Parameters that a workflow uses as the guest of a step. */
const guestParameters = ({ steps }: Workflow): ReadonlySet<string> =>
  new Set(
    steps.flatMap(
      ({ fields }) => /^\$\{schema\.spec\.(\w+)\}$/.exec(String(fields['guest'] ?? ''))?.[1] ?? [],
    ),
  );

const scalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * Makes of a model's parameters what a workflow takes: a guest's name becomes its ref, text becomes the number or the yes
 * that it stands for, and the guest that was left out is the only one that the person named. What does not fit is left as it
 * is, so that the planner says what is wrong with it. Pure.
 */
export const fillParameters = (
  workflow: Workflow,
  given: Readonly<Record<string, unknown>>,
  {
    inventory,
    find,
    named,
  }: {
    readonly inventory: Inventory;
    /** The objects that a text names. */
    readonly find: (text: string) => readonly InventoryObject[];
    /** The objects that the person named. */
    readonly named: readonly InventoryObject[];
  },
): FilledParameters => {
  const guests = guestParameters(workflow);
  const objects: InventoryObject[] = [];
  const unknown: string[] = [];
  const objectOf = (text: string): InventoryObject | undefined => {
    const all = [...inventory.objects.values()];
    const exact =
      inventory.objects.get(text) ?? all.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    const [first, second] = exact === undefined ? find(text) : [exact];
    return second === undefined ? first : undefined;
  };
  const fill = (name: string, value: unknown): ParameterValue | undefined => {
    const schema = workflow.parameters[name];
    if (Array.isArray(value) && value.every(scalar)) {
      for (const one of value) noteObject(String(one));
      return value;
    }
    if (!scalar(value)) return undefined;
    if (guests.has(name)) {
      const object = objectOf(String(value));
      if (object?.kind !== 'guest') {
        unknown.push(String(value).slice(0, 80));
        return String(value);
      }
      objects.push(object);
      return object.ref;
    }
    noteObject(String(value));
    return schema === undefined || typeof value !== 'string'
      ? schema?.type === 'string'
        ? String(value)
        : value
      : (readScalar(schema.type, value) ?? value);
  };
  const noteObject = (text: string): void => {
    const object =
      inventory.objects.get(text) ?? [...inventory.objects.values()].find(({ name }) => name === text);
    if (object !== undefined) objects.push(object);
  };

  const values: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const filled = fill(name, value);
    if (filled !== undefined) values[name] = filled;
  }
  const [only, other] = named.filter(({ kind }) => kind === 'guest');
  for (const name of guests)
    if (values[name] === undefined && only !== undefined && other === undefined) {
      values[name] = only.ref;
      objects.push(only);
    }
  return { values, objects, unknown };
};
