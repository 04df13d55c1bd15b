import { findingsOf } from '../../core/health.ts';
import { type HostReader, hostObjectRef, reading } from '../../core/hosts.ts';
import { type Inventory, type ObjectRef, objectsOfKind } from '../../core/inventory.ts';

/** A ZFS pool as one system has just told it. Sizes in bytes. */
export interface PoolReading {
  readonly ref: ObjectRef;
  readonly name: string;
  /** The host that it is on. */
  readonly host: string;
  /** The vendor's word, e.g. `ONLINE`, `DEGRADED`. */
  readonly state: string;
  readonly usedBytes: number;
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** What was asked, for evidence: `Proxmox home`, `zpool on still-fawn`. */
  readonly source: string;
}

/** Something that could not be read, and why, as a sentence without its full stop. */
export interface Unread {
  readonly host: string;
  /** Name of the pool; null for all of a host. */
  readonly pool: string | null;
  readonly because: string;
}

/** Pools as the inventory has them; what is stale there counts as unread. */
export const poolsOfInventory = (
  inventory: Inventory,
  nowMs: number,
): { readonly pools: PoolReading[]; readonly unread: Unread[] } => {
  const pools: PoolReading[] = [];
  const unread: Unread[] = [];
  for (const pool of objectsOfKind(inventory, 'pool')) {
    const stale = findingsOf(pool, inventory, nowMs).find(({ severity }) => severity === 'unknown');
    if (stale !== undefined) unread.push({ host: pool.node, pool: pool.name, because: stale.text });
    else
      pools.push({
        ref: pool.ref,
        name: pool.name,
        host: pool.node,
        state: pool.health,
        usedBytes: pool.usedBytes,
        totalBytes: pool.totalBytes,
        freeBytes: Math.max(0, pool.totalBytes - pool.usedBytes),
        source: pool.ref.split('/')[0] ?? 'the inventory',
      });
  }
  return { pools, unread };
};

/**
 * Pools of a host, asked on the host itself.
 * @throws StewardError `ssh.*`, `host.*`
 */
export const poolsOfHost = async (host: HostReader, signal?: AbortSignal): Promise<PoolReading[]> => {
  const pools = await host.read(reading('zpool.list', {}), signal);
  return pools.map(({ pool, health, allocatedBytes, freeBytes, sizeBytes }) => ({
    ref: hostObjectRef(host.system, 'pool', pool),
    name: pool,
    host: host.name,
    state: health,
    usedBytes: allocatedBytes,
    totalBytes: sizeBytes,
    freeBytes,
    source: `zpool on ${host.name}`,
  }));
};

/**
 * The pool that a ref of any system is about, as `host.pool`: `proxmox:home/pool/still-fawn.tank` and
 * `ssh:still-fawn/dataset/tank/media` are both about `still-fawn.tank`. Undefined for everything else.
 */
export const poolOfRef = (ref: ObjectRef): string | undefined => {
  const [system = '', kind, ...rest] = ref.split('/');
  if (kind === 'pool' && system.startsWith('proxmox:')) return rest.join('/');
  return (kind === 'pool' || kind === 'dataset') && system.startsWith('ssh:')
    ? `${system.slice('ssh:'.length)}.${rest[0]}`
    : undefined;
};

/** Whether two refs are about the same thing, also where two systems know the same pool. */
export const isSameThing = (a: ObjectRef, b: ObjectRef): boolean => {
  const pool = poolOfRef(a);
  return a === b || (pool !== undefined && pool === poolOfRef(b));
};

/** Whether a ref of any system is this pool, or a dataset of it. */
export const isAboutPool = (ref: ObjectRef, pool: PoolReading): boolean =>
  ref === pool.ref || poolOfRef(ref) === `${pool.host}.${pool.name}`;

/** Whether people mean this pool by a name: `tank`, `still-fawn.tank`, `still-fawn/tank`, or its ref. */
export const isPoolCalled = (pool: PoolReading, name: string): boolean =>
  [pool.name, `${pool.host}.${pool.name}`, `${pool.host}/${pool.name}`, pool.ref].includes(name);
