import type { GuestObject, Inventory, PoolObject, StorageObject } from '../core/inventory.ts';
import { objectsOfKind } from '../core/inventory.ts';
import type { Lists, ListValue } from './list-value.ts';
import { nameParts, spokenForms } from './names.ts';
import { identifierWords } from './number-words.ts';

/** Makes the lists of an inventory, and gives the same lists again while its names stay the same. */
export type InventoryLists = (inventory: Inventory) => Lists;

/**
 * Lists `guest`, `container`, `vm`, `node`, `pool` and `storage` with the ref of each object as value. Templates are
 * left out: nothing can be asked of them. Only names, types and places count: a new inventory with other loads gives
 * the same lists, so that they are indexed once.
 */
export const createInventoryLists = (): InventoryLists => {
  let known: { readonly signature: string; readonly lists: Lists } | undefined;
  return (inventory) => {
    const signature = signatureOf(inventory);
    if (known?.signature !== signature) known = { signature, lists: listsOf(inventory) };
    return known.lists;
  };
};

const signatureOf = (inventory: Inventory): string =>
  [...inventory.objects.values()]
    .map((object) => {
      const type = object.kind === 'guest' ? `${object.guestType} ${object.isTemplate}` : '';
      return `${object.ref}\t${object.name}\t${'node' in object ? object.node : ''}\t${type}`;
    })
    .join('\n');

/** The lists of one inventory; see {@link createInventoryLists}. */
export const listsOf = (inventory: Inventory): Lists => {
  const guests = objectsOfKind(inventory, 'guest').filter((guest) => !guest.isTemplate);
  const guestNames = countNames(guests);
  const guest = guests.map((one) => guestValue(one, guestNames.get(one.name) === 1));
  const ofType = (type: string): readonly ListValue[] =>
    guest.filter((value) => value.context?.['guest_type'] === type);
  return {
    guest,
    container: ofType('container'),
    vm: ofType('vm'),
    node: objectsOfKind(inventory, 'node').map(({ name, ref }) => ({ ...spokenForms(name), value: ref })),
    pool: placedValues(objectsOfKind(inventory, 'pool')),
    storage: placedValues(objectsOfKind(inventory, 'storage')),
  };
};

const countNames = (objects: readonly { readonly name: string }[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** The first form is what a question shows, so it has to tell two of the same name apart. */
const guestValue = ({ name, vmid, ref, node, guestType }: GuestObject, isOnly: boolean): ListValue => {
  const { text, short } = spokenForms(name);
  const ids = [String(vmid), ...identifierWords(vmid)];
  const shown = isOnly ? [name] : [`${name} ${vmid}`, `${name} on ${node}`];
  return { text: [...shown, ...text, ...ids], short, value: ref, context: { guest_type: guestType } };
};

/** Pools and storages: each node may have one of the same name. */
const placedValues = (objects: readonly (PoolObject | StorageObject)[]): readonly ListValue[] => {
  const names = countNames(objects);
  return objects.map(({ name, ref, node }) => {
    const { text, short } = spokenForms(name);
    const placed = [`${name} on ${node}`, `${node} ${name}`, `${node}s ${name}`];
    return { text: names.get(name) === 1 ? [...text, ...placed] : [...placed, ...text], short, value: ref };
  });
};

/**
 * The list `choice` of a question "which one?": each candidate by its name, and by the parts of its name that the
 * others do not have ("the a i one").
 */
export const choicesOf = (
  candidates: readonly { readonly value: string; readonly text: string }[],
): readonly ListValue[] => {
  const partsOf = candidates.map(({ text }) => nameParts(text));
  return candidates.map(({ value, text }, index) => {
    const own = (partsOf[index] ?? []).filter((part) =>
      partsOf.every((parts, other) => other === index || !parts.includes(part)),
    );
    return { text: [...spokenForms(text).text, ...own.flatMap((part) => spokenForms(part).text)], value };
  });
};
