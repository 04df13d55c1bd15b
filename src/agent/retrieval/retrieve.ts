import { type Inventory, type InventoryObject, objectsOfKind } from '../../core/inventory.ts';
import type { ReadPart } from '../tools/read-tool.ts';
import { findObjects } from './find-objects.ts';
import { objectFacts, objectLine } from './object-facts.ts';
import { oneLine } from './one-line.ts';

/** Of so many objects everything is told; of more only a line. */
const mostInFull = 3;
/** So many get a line. */
const mostLines = 12;
/** Names of what is down, in the overview. */
const mostDown = 6;

const named = (objects: readonly InventoryObject[]): string =>
  objects.length === 0
    ? ''
    : ` (${objects
        .slice(0, mostDown)
        .map(({ name }) => oneLine(name))
        .join(', ')}${objects.length > mostDown ? ` and ${objects.length - mostDown} more` : ''})`;

/** The homelab in a few lines: how much there is of what, and what is down. Pure. */
export const overviewOf = (inventory: Inventory): ReadPart => {
  const nodes = objectsOfKind(inventory, 'node');
  const guests = objectsOfKind(inventory, 'guest').filter(({ isTemplate }) => !isTemplate);
  const away = nodes.filter(({ status }) => status !== 'online');
  const stopped = guests.filter(({ status }) => status !== 'running');
  const unread = inventory.systems.filter(({ isReachable }) => !isReachable);
  return {
    source: 'inventory',
    atMs: inventory.takenAtMs,
    provenance: 'inventory',
    text: [
      `${nodes.length} nodes, ${away.length} not online${named(away)}.`,
      `${guests.length} guests, ${stopped.length} not running${named(stopped)}.`,
      `Pools: ${objectsOfKind(inventory, 'pool').slice(0, mostDown).map(objectLine).join('; ') || 'none'}.`,
      ...(unread.length === 0
        ? []
        : [`Cannot be read now: ${unread.map(({ system }) => system).join(', ')}.`]),
    ].join('\n'),
  };
};

/** Objects in a line each, the first of them, and how many more there are. */
export const objectLines = (
  objects: readonly InventoryObject[],
  inventory: Inventory,
  most: number,
): ReadPart => ({
  source: 'inventory',
  atMs: inventory.takenAtMs,
  provenance: 'inventory',
  text: [
    `${objects.length} found${objects.length > most ? `, the first ${most} of them` : ''}:`,
    ...objects.slice(0, most).map(objectLine),
  ].join('\n'),
});

/**
 * What is looked up before a model is asked: everything about the objects that the person named, a line about what else
 * their words may mean, and the homelab as a whole. Most questions need nothing more. Pure.
 */
export const retrieve = (
  text: string,
  namedObjects: readonly InventoryObject[],
  inventory: Inventory,
  nowMs: number,
): readonly ReadPart[] => {
  const inFull = namedObjects.slice(0, mostInFull);
  const others = [...new Set([...namedObjects, ...findObjects(text, inventory)])].filter(
    (object) => !inFull.includes(object),
  );
  const full = inFull.map((object) => objectFacts(object, inventory, nowMs));
  const [only, second] = others;
  if (full.length === 0 && only !== undefined && second === undefined)
    full.push(objectFacts(only, inventory, nowMs));
  else if (others.length > 0) full.push(objectLines(others, inventory, mostLines));
  return [...full, overviewOf(inventory)];
};
