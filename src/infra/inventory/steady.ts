import { isDeepStrictEqual } from 'node:util';
import type { InventoryObject } from '../../core/inventory.ts';

/**
 * Keeps the inventory still while nothing worth telling happens. Usage figures of a busy homelab never stand still; each
 * new value that lies within one step of the one shown leaves the shown one alone, so nothing flickers between two
 * roundings either.
 */

/** Changes of less than this share are noise: 1 % of the cores and of the memory, 0.1 % of a disk. */
const cpuStep = 0.01;
const memoryShare = 0.01;
const diskShare = 0.001;

/** A running time is shown anew when it grew by a minute or by 1 %, whichever is more. */
const uptimeStepSeconds = 60;
const uptimeShare = 0.01;

type Fields = { readonly [field: string]: unknown };

const stepOf = (field: string, object: Fields): number | undefined => {
  const total = (name: string): number => (typeof object[name] === 'number' ? object[name] : 0);
  switch (field) {
    case 'cpu':
      return cpuStep;
    case 'memoryUsedBytes':
      return total('memoryTotalBytes') * memoryShare;
    case 'diskUsedBytes':
      return total('diskTotalBytes') * diskShare;
    case 'usedBytes':
      return total('totalBytes') * diskShare;
    default:
      return undefined;
  }
};

const steadyValue = (field: string, before: unknown, after: unknown, object: Fields): unknown => {
  if (typeof before !== 'number' || typeof after !== 'number')
    return isDeepStrictEqual(before, after) ? before : after;
  if (field === 'uptimeSeconds') {
    const grownBy = after - before;
    return grownBy >= 0 && grownBy < Math.max(uptimeStepSeconds, before * uptimeShare) ? before : after;
  }
  const step = stepOf(field, object);
  return step !== undefined && Math.abs(after - before) < step ? before : after;
};

/** An object as it is shown from now on. */
export interface Steadied {
  /** The very object shown before, when nothing in it moved. */
  readonly object: InventoryObject;
  /** Whether something changed that is worth telling: anything but a running time that grew. */
  readonly hasChanged: boolean;
}

/** Whether time alone explains the difference. A guest that restarted shows a shorter running time. */
const isOnlyAge = (field: string, before: unknown, after: unknown): boolean =>
  field === 'uptimeSeconds' && typeof before === 'number' && typeof after === 'number' && after >= before;

/** Compares an object with how it was shown before. Pure. */
export const steady = (before: InventoryObject | undefined, after: InventoryObject): Steadied => {
  if (before === undefined) return { object: after, hasChanged: true };
  const old = before as unknown as Fields;
  const fresh = after as unknown as Fields;
  const shown: Record<string, unknown> = {};
  let isSame = Object.keys(old).length === Object.keys(fresh).length;
  let hasChanged = !isSame;
  for (const field of Object.keys(fresh)) {
    const value = steadyValue(field, old[field], fresh[field], fresh);
    shown[field] = value;
    if (value === old[field] && field in old) continue;
    isSame = false;
    if (!isOnlyAge(field, old[field], value)) hasChanged = true;
  }
  return { object: isSame ? before : (shown as unknown as InventoryObject), hasChanged };
};
