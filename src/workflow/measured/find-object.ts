import type { Inventory, InventoryObject, ObjectKind } from '../../core/inventory.ts';

const namesOf = (object: InventoryObject): readonly string[] => [
  object.name,
  object.ref,
  ...('node' in object ? [`${object.node}.${object.name}`, `${object.node}/${object.name}`] : []),
  ...(object.kind === 'guest' ? [String(object.vmid)] : []),
];

/** The one object that people mean by a name or ref; undefined when there is none, or more than one. */
export const findObject = <Kind extends ObjectKind>(
  inventory: Inventory,
  name: string,
  kind?: Kind,
): Extract<InventoryObject, { kind: Kind }> | undefined => {
  const known = inventory.objects.get(name);
  const found =
    known !== undefined
      ? [known]
      : [...inventory.objects.values()].filter((object) => namesOf(object).includes(name));
  const fitting = kind === undefined ? found : found.filter((object) => object.kind === kind);
  return fitting.length === 1 ? (fitting[0] as Extract<InventoryObject, { kind: Kind }>) : undefined;
};
