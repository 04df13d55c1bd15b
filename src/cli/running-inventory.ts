import { dataFolder } from '../config/load-options.ts';
import type { InventoryObject } from '../core/inventory.ts';
import { createControlClient } from './control-client.ts';

/** What the running Steward's homelab has, for commands that also work alone; nothing where no Steward runs. */
export const runningInventory = async (): Promise<InventoryObject[]> => {
  const objects: InventoryObject[] = [];
  try {
    await createControlClient(dataFolder()).call('GET', '/inventory', undefined, (line) =>
      objects.push(line as InventoryObject),
    );
  } catch {
    // The command works alone.
  }
  return objects;
};
