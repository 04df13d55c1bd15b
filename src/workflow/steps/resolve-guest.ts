import { StewardError } from '../../core/errors.ts';
import type { InventoryObject, ObjectRef } from '../../core/inventory.ts';

/**
 * The guest that a workflow file means: by its ref, or by its name as Proxmox has it. A ref that nothing has is left to the
 * system that it belongs to.
 * @throws StewardError `plan.unknown-guest`, `plan.ambiguous-guest`
 */
export const resolveGuest = (given: string, objects: Iterable<InventoryObject>): ObjectRef => {
  if (given.includes('/')) return given;
  const wanted = given.toLowerCase();
  const found = [...objects].filter(({ kind, name }) => kind === 'guest' && name.toLowerCase() === wanted);
  const [only, ...more] = found;
  if (only === undefined)
    throw new StewardError(`There is no guest ${given}.`, {
      code: 'plan.unknown-guest',
      kind: 'terminal',
      mend: 'Name one as Proxmox does, or by its ref: see `steward inventory`.',
    });
  if (more.length > 0)
    throw new StewardError(`Several guests are called ${given}: ${found.map(({ ref }) => ref).join(', ')}.`, {
      code: 'plan.ambiguous-guest',
      kind: 'terminal',
      mend: 'Say which by its ref.',
    });
  return only.ref;
};
