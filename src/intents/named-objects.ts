import type { Inventory, InventoryObject } from '../core/inventory.ts';
import { objectsOfKind } from '../core/inventory.ts';
import { nameParts, spokenForms } from './names.ts';
import { canonicalKey, normalise } from './normalise.ts';

/** Longer names are not said in one go. Words. */
const longestName = 5;
/** A shorter first part of a name ("home" of home-assistant) is more likely another word. Characters. */
const shortestPart = 5;

/** The objects that a text names, in the order in which they are named. */
export type NamedObjects = (text: string, inventory: Inventory) => readonly InventoryObject[];

type Aliases = Readonly<Record<string, readonly string[]>>;

const isSpoken = (key: string): boolean => key.length > 2 && !/^\d+$/.test(key);

const indexOf = (inventory: Inventory, aliases: Aliases): ReadonlyMap<string, InventoryObject> => {
  const index = new Map<string, InventoryObject>();
  const add = (form: string, object: InventoryObject): void => {
    const key = canonicalKey(normalise(form).folded);
    if (isSpoken(key) && !index.has(key)) index.set(key, object);
  };
  const objects = [
    ...objectsOfKind(inventory, 'guest').filter((guest) => !guest.isTemplate),
    ...objectsOfKind(inventory, 'node'),
    ...objectsOfKind(inventory, 'pool'),
  ];
  for (const object of objects)
    for (const form of [
      ...spokenForms(object.name).text,
      ...(aliases[object.ref] ?? []),
      ...(aliases[object.name] ?? []),
    ])
      add(form, object);
  for (const object of objects) {
    const [first = '', second] = nameParts(object.name);
    if (object.kind === 'guest' && second !== undefined && first.length >= shortestPart) add(first, object);
  }
  return index;
};

/** Finds guests, nodes and pools by their names as speech writes them. The index lasts as long as the inventory. */
export const createNamedObjects = (aliases: () => Aliases): NamedObjects => {
  let known:
    | { objects: Inventory['objects']; aliases: Aliases; index: ReturnType<typeof indexOf> }
    | undefined;
  return (text, inventory) => {
    const named = aliases();
    if (known?.objects !== inventory.objects || known.aliases !== named)
      known = { objects: inventory.objects, aliases: named, index: indexOf(inventory, named) };
    const words = normalise(text).folded.split(' ');
    const found = new Set<InventoryObject>();
    for (let start = 0; start < words.length; start += 1)
      for (let length = Math.min(longestName, words.length - start); length > 0; length -= 1) {
        const object = known.index.get(canonicalKey(words.slice(start, start + length).join(' ')));
        if (object === undefined) continue;
        found.add(object);
        start += length - 1;
        break;
      }
    return [...found];
  };
};
