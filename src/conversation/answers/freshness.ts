import type { InventoryObject, InventoryPart } from '../../core/inventory.ts';
import { ago, span } from '../format.ts';
import type { AnswerContext } from './answer.ts';

/** The part of the inventory that each kind of object comes from. */
const partOf: Record<InventoryObject['kind'], InventoryPart> = {
  node: 'resources',
  guest: 'resources',
  storage: 'resources',
  pool: 'pools',
  disk: 'disks',
};

/** Name of a system for people: "proxmox:home" is spoken as "proxmox home". */
const spokenSystem = (system: string): string => system.replace(':', ' ');

/** What has to be added to an answer because it is not fresh; empty text when it is. */
export const staleNote = (
  object: InventoryObject,
  { inventory, nowMs, texts }: Pick<AnswerContext, 'inventory' | 'nowMs' | 'texts'>,
  part: InventoryPart = partOf[object.kind],
): string => {
  const system = inventory.systems.find((candidate) => object.ref.startsWith(`${candidate.system}/`));
  const freshness = system?.parts[part];
  if (freshness === undefined || !freshness.isStale || system === undefined) return '';
  return freshness.readAtMs === undefined
    ? ` ${texts('freshness.never', { what: spokenSystem(system.system) })}`
    : ` ${texts('freshness.stale', {
        age: span(nowMs - freshness.readAtMs, texts),
        system: spokenSystem(system.system),
      })}`;
};

/** The same for answers about everything: names each system that is stale, or says that there is none at all. */
export const homelabNote = ({
  inventory,
  nowMs,
  texts,
}: Pick<AnswerContext, 'inventory' | 'nowMs' | 'texts'>): string => {
  if (inventory.systems.length === 0) return texts('freshness.none');
  return inventory.systems
    .flatMap(({ system, parts }) => {
      const resources = parts.resources;
      if (resources === undefined || !resources.isStale) return [];
      return resources.readAtMs === undefined
        ? [texts('freshness.never', { what: spokenSystem(system) })]
        : [
            texts('freshness.stale', {
              age: ago(resources.readAtMs, nowMs, texts),
              system: spokenSystem(system),
            }),
          ];
    })
    .join(' ');
};
