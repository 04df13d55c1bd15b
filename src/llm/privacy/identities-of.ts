import type { InventoryObject } from '../../core/inventory.ts';
import type { KnownIdentities, KnownIdentity } from './inspection.ts';

const host = (value: string): KnownIdentity => ({ entity: 'host', value });

const ofObject = (object: InventoryObject): KnownIdentity[] => {
  switch (object.kind) {
    case 'node':
      return [host(object.name)];
    case 'guest':
      return [host(object.name), host(object.node)];
    case 'disk':
      return [
        host(object.node),
        ...(object.serial === undefined ? [] : [{ entity: 'serial', value: object.serial } as const]),
      ];
    default:
      return [host(object.node), { entity: 'name', value: object.name }];
  }
};

/**
 * The identities of a homelab: names of its hosts, guests, pools and storages, serial numbers of its disks, and what else
 * is known, each once.
 * @param more from elsewhere, e.g. people's names and the domain; comes first, where the same stands in both
 */
export const identitiesOf = (
  objects: Iterable<InventoryObject>,
  more: Iterable<KnownIdentity> = [],
): KnownIdentities => {
  const byValue = new Map<string, KnownIdentity>();
  for (const identity of [...more, ...[...objects].flatMap(ofObject)]) {
    const key = identity.value.toLowerCase();
    if (key.trim() !== '' && !byValue.has(key)) byValue.set(key, identity);
  }
  return [...byValue.values()];
};
