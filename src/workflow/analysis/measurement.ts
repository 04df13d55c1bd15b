import { findingsOf } from '../../core/health.ts';
import type { Inventory, InventoryObject, ObjectKind, ObjectRef } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import { sizeText } from '../../core/sizes.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import type { PoolReading } from '../measured/pool-reading.ts';
import { trendText, type UsageTrend } from './usage-history.ts';

/** What was measured of one object. */
export interface Measurement {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly kind: ObjectKind;
  /** A whole sentence. */
  readonly text: string;
  /** Measured along with something else and in order: kept for later steps, and not worth a sentence. */
  readonly isAside?: true;
  /** The numbers themselves, for later steps. Shares are 0 to 1, sizes bytes. */
  readonly values: { readonly [name: string]: Json };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const share = (used: number | undefined, total: number | undefined): number | undefined =>
  used === undefined || total === undefined || total <= 0 ? undefined : used / total;

/** Leaves out what is not known, since JSON has no place for it. */
const known = (values: Readonly<Record<string, Json | undefined>>): { readonly [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );

/** How full a pool is, how it is, and where it is going, if that is known. */
export const measurePool = (pool: PoolReading, trend?: UsageTrend): Measurement => {
  const usedShare = share(pool.usedBytes, pool.totalBytes) ?? 0;
  return {
    ref: pool.ref,
    name: pool.name,
    kind: 'pool',
    text: `The pool ${pool.name} on ${pool.host} is ${percent(usedShare)} full, ${sizeText(pool.freeBytes)} free of ${sizeText(pool.totalBytes)}, and ${pool.state}.${trend === undefined ? '' : ` ${trendText(trend, pool)}`}`,
    values: {
      host: pool.host,
      state: pool.state,
      usedShare,
      usedBytes: pool.usedBytes,
      freeBytes: pool.freeBytes,
      totalBytes: pool.totalBytes,
      ...(trend === undefined ? {} : { growthBytesPerDay: Math.round(trend.bytesPerDay) }),
    },
  };
};

const load = (object: { cpu?: number; memoryUsedBytes?: number; memoryTotalBytes?: number }): string => {
  const memory = share(object.memoryUsedBytes, object.memoryTotalBytes);
  return [
    ...(object.cpu === undefined ? [] : [`${percent(object.cpu)} of its processor`]),
    ...(memory === undefined ? [] : [`${percent(memory)} of its memory`]),
  ].join(' and ');
};

const sentence = (object: InventoryObject): string => {
  switch (object.kind) {
    case 'pool':
      return '';
    case 'disk':
      return `The disk ${object.name} of ${object.node} says ${object.smartHealth} to SMART${object.wearPercent === undefined ? '' : ` and has used up ${Math.round(object.wearPercent)} % of its life`}.`;
    case 'storage': {
      const used = share(object.usedBytes, object.totalBytes);
      return `The storage ${object.name} is ${object.isActive ? 'active' : 'not active'}${used === undefined ? '' : ` and ${percent(used)} full`}.`;
    }
    case 'node':
    case 'guest': {
      const uses = load(object);
      const up = object.uptimeSeconds === undefined ? '' : ` for ${spokenAge(object.uptimeSeconds * 1000)}`;
      return `${object.name} is ${object.status}${up}${uses === '' ? '' : `, with ${uses} in use`}.`;
    }
  }
};

const valuesOf = (object: InventoryObject): Measurement['values'] => {
  switch (object.kind) {
    case 'pool':
      return {};
    case 'disk':
      return known({
        host: object.node,
        smartHealth: object.smartHealth,
        wearPercent: object.wearPercent,
        sizeBytes: object.sizeBytes,
        serial: object.serial,
      });
    case 'storage':
      return known({
        isActive: object.isActive,
        usedShare: share(object.usedBytes, object.totalBytes),
        totalBytes: object.totalBytes,
      });
    case 'node':
    case 'guest':
      return known({
        status: object.status,
        cpuShare: object.cpu,
        memoryShare: share(object.memoryUsedBytes, object.memoryTotalBytes),
        uptimeSeconds: object.uptimeSeconds,
      });
  }
};

/** One object of the inventory; when its state is not known just now, the sentence that says why. Pools apart. */
export const measureObject = (
  object: Exclude<InventoryObject, { kind: 'pool' }>,
  inventory: Inventory,
  nowMs: number,
): Measurement | { readonly because: string } => {
  const unknown = findingsOf(object, inventory, nowMs).find(({ severity }) => severity === 'unknown');
  const isMuteDisk = object.kind === 'disk' && unknown?.text.endsWith('gives no SMART verdict') === true;
  if (unknown !== undefined && !isMuteDisk) return { because: unknown.text };
  const { ref, name, kind } = object;
  return { ref, name, kind, text: sentence(object), values: valuesOf(object) };
};
