import type {
  DiskObject,
  GuestObject,
  Health,
  Inventory,
  InventoryObject,
  InventoryPart,
  NodeObject,
  ObjectKind,
  PartFreshness,
  PoolObject,
  StorageObject,
  SystemState,
} from './inventory.ts';
import type { ProblemView } from './overview.ts';
import { spokenAge } from './spoken-age.ts';

/** From where on something counts as wrong. Shares are 0 to 1. */
export interface HealthThresholds {
  /** ZFS slows down and fragments well before it is full. */
  readonly poolWarning: number;
  readonly poolError: number;
  readonly storageWarning: number;
  readonly storageError: number;
  /** Percent of a disk's life that is used up. */
  readonly wearWarningPercent: number;
  /** A weekly backup and a day's grace. */
  readonly backupMaxAgeMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The defaults of {@link HealthThresholds}. */
export const defaultThresholds: HealthThresholds = {
  poolWarning: 0.75,
  poolError: 0.9,
  storageWarning: 0.85,
  storageError: 0.95,
  wearWarningPercent: 80,
  backupMaxAgeMs: 8 * dayMs,
};

/** One thing that is not in order. `text` is a sentence without its full stop. */
export interface Finding {
  readonly severity: ProblemView['severity'];
  readonly text: string;
}

/** Which part of the inventory an object's own state comes from. */
export const partOf: Readonly<Record<ObjectKind, InventoryPart>> = {
  node: 'resources',
  guest: 'resources',
  storage: 'resources',
  pool: 'pools',
  disk: 'disks',
};

/** The system that an object belongs to. */
export const systemOf = (inventory: Inventory, ref: string): SystemState | undefined =>
  inventory.systems.find(({ system }) => ref.startsWith(`${system}/`));

const freshnessOf = (inventory: Inventory, ref: string, part: InventoryPart): PartFreshness | undefined =>
  systemOf(inventory, ref)?.parts[part];

/** How a system is called in sentences: `Proxmox home` for `proxmox:home`. */
export const spokenSystem = (system: string): string => {
  const [kind = '', name = ''] = system.split(':');
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`;
};

/** How long ago a part was read, for people: `last read 5 minutes ago`, `never read`. */
export const lastRead = (freshness: PartFreshness, nowMs: number): string =>
  freshness.readAtMs === undefined ? 'never read' : `last read ${spokenAge(nowMs - freshness.readAtMs)} ago`;

/** A sentence without its full stop, to be put into another one. */
export const clause = (sentence: string): string => sentence.replace(/\.$/, '');

/** Which reading an object's state goes by: that of its part, or that of the system when this does not answer at all. */
const decisiveFreshness = (object: InventoryObject, inventory: Inventory): PartFreshness | undefined => {
  const system = systemOf(inventory, object.ref);
  return system?.isReachable === false ? system.parts.resources : system?.parts[partOf[object.kind]];
};

/** Why nothing can be said about an object now; undefined when its state is fresh. */
const whyUnknown = (object: InventoryObject, inventory: Inventory, nowMs: number): string | undefined => {
  const freshness = decisiveFreshness(object, inventory);
  if (freshness === undefined) return `nothing is known about ${object.name}`;
  if (freshness.isStale || freshness.error !== undefined) {
    const because = freshness.error === undefined ? '' : `: ${clause(freshness.error.message)}`;
    return `the state of ${object.name} is not known, it was ${lastRead(freshness, nowMs)}${because}`;
  }
  if (object.kind === 'node') return undefined;
  const failure = freshness.unreadable?.[object.nodeRef];
  if (failure !== undefined)
    return `the state of ${object.name} has not been known for ${spokenAge(nowMs - failure.sinceMs)}: ${clause(failure.message)}`;
  const node = inventory.objects.get(object.nodeRef);
  if (node?.kind === 'node' && node.status !== 'online')
    return `the state of ${object.name} is not known, because ${object.node} is ${node.status === 'offline' ? 'offline' : 'not answering'}`;
  return undefined;
};

const judgeNode = (node: NodeObject): Finding[] => {
  if (node.status === 'online') return [];
  return node.status === 'offline'
    ? [{ severity: 'error', text: `${node.name} is offline` }]
    : [{ severity: 'unknown', text: `the state of ${node.name} is not known` }];
};

const judgeBackup = (
  guest: GuestObject,
  inventory: Inventory,
  nowMs: number,
  { backupMaxAgeMs }: HealthThresholds,
): Finding[] => {
  if (guest.isTemplate) return [];
  const freshness = freshnessOf(inventory, guest.ref, 'backups');
  if (guest.lastBackup === undefined) {
    // Not read yet, just after a start, is no finding; not to be read is one.
    const cannotBeRead = freshness?.error !== undefined || freshness?.unreadable !== undefined;
    return cannotBeRead
      ? [{ severity: 'unknown', text: `it is not known whether ${guest.name} has a backup` }]
      : [];
  }
  if (guest.lastBackup === null) return [{ severity: 'warning', text: `${guest.name} has no backup` }];
  const ageMs = nowMs - guest.lastBackup.takenAtMs;
  if (ageMs <= backupMaxAgeMs) return [];
  const isFresh = freshness !== undefined && !freshness.isStale && freshness.unreadable === undefined;
  return [
    isFresh
      ? { severity: 'warning', text: `the newest backup of ${guest.name} is ${spokenAge(ageMs)} old` }
      : {
          severity: 'unknown',
          text: `the newest known backup of ${guest.name} is ${spokenAge(ageMs)} old, and newer ones cannot be read`,
        },
  ];
};

const judgeGuest = (
  guest: GuestObject,
  inventory: Inventory,
  nowMs: number,
  thresholds: HealthThresholds,
): Finding[] => {
  const findings: Finding[] = [];
  if (guest.status === 'unknown')
    findings.push({ severity: 'unknown', text: `the state of ${guest.name} is not known` });
  if (guest.status === 'stopped' && guest.startsOnBoot === true && !guest.isTemplate)
    findings.push({ severity: 'warning', text: `${guest.name} is stopped although it starts with its node` });
  if (guest.status === 'paused') findings.push({ severity: 'warning', text: `${guest.name} is paused` });
  return [...findings, ...judgeBackup(guest, inventory, nowMs, thresholds)];
};

const judgeFullness = (
  what: string,
  used: number | undefined,
  total: number | undefined,
  warning: number,
  error: number,
): Finding[] => {
  if (used === undefined || total === undefined || total <= 0) return [];
  const share = used / total;
  if (share < warning) return [];
  const percent = Math.floor(share * 100);
  return [{ severity: share >= error ? 'error' : 'warning', text: `${what} is ${percent} % full` }];
};

const judgePool = (pool: PoolObject, { poolWarning, poolError }: HealthThresholds): Finding[] => {
  const what = `the pool ${pool.name} on ${pool.node}`;
  return [
    ...(pool.health === 'ONLINE' ? [] : [{ severity: 'error' as const, text: `${what} is ${pool.health}` }]),
    ...judgeFullness(what, pool.usedBytes, pool.totalBytes, poolWarning, poolError),
  ];
};

const judgeStorage = (
  storage: StorageObject,
  { storageWarning, storageError }: HealthThresholds,
): Finding[] => {
  const what = storage.isShared
    ? `the storage ${storage.name}`
    : `the storage ${storage.name} on ${storage.node}`;
  if (!storage.isActive) return [{ severity: 'error', text: `${what} cannot be reached` }];
  return judgeFullness(what, storage.usedBytes, storage.totalBytes, storageWarning, storageError);
};

/** Verdicts of disks that are well; SAS disks say OK. */
const healthyVerdicts = new Set(['PASSED', 'OK']);
/** Words of disks that give no verdict, as virtual ones and those behind a RAID controller. */
const noVerdicts = new Set(['', 'UNKNOWN', 'N/A', 'SMART DISABLED']);

const judgeDisk = (disk: DiskObject, { wearWarningPercent }: HealthThresholds): Finding[] => {
  const what = `the disk ${disk.name} of ${disk.node}`;
  const verdict = disk.smartHealth.toUpperCase();
  const findings: Finding[] = [];
  if (noVerdicts.has(verdict)) findings.push({ severity: 'unknown', text: `${what} gives no SMART verdict` });
  else if (!healthyVerdicts.has(verdict))
    findings.push({ severity: 'error', text: `${what} says ${disk.smartHealth} to SMART` });
  if (disk.wearPercent !== undefined && disk.wearPercent >= wearWarningPercent)
    findings.push({
      severity: 'warning',
      text: `${what} has used up ${Math.floor(disk.wearPercent)} % of its life`,
    });
  return findings;
};

/**
 * What is not in order with one object, gravest first; empty when nothing is. When its state is stale or cannot be read,
 * that is the one finding: what was known before is no news.
 */
export const findingsOf = (
  object: InventoryObject,
  inventory: Inventory,
  nowMs: number,
  thresholds: HealthThresholds = defaultThresholds,
): readonly Finding[] => {
  const unknown = whyUnknown(object, inventory, nowMs);
  if (unknown !== undefined) return [{ severity: 'unknown', text: unknown }];
  switch (object.kind) {
    case 'node':
      return judgeNode(object);
    case 'guest':
      return judgeGuest(object, inventory, nowMs, thresholds).sort(bySeverity);
    case 'pool':
      return judgePool(object, thresholds).sort(bySeverity);
    case 'storage':
      return judgeStorage(object, thresholds);
    case 'disk':
      return judgeDisk(object, thresholds).sort(bySeverity);
  }
};

const rank: Readonly<Record<ProblemView['severity'], number>> = { error: 0, warning: 1, unknown: 2 };

/** Sorts findings and problems, gravest first. */
export const bySeverity = (
  a: { severity: ProblemView['severity'] },
  b: { severity: ProblemView['severity'] },
): number => rank[a.severity] - rank[b.severity];

/** The health of one object: that of its gravest finding. */
export const healthOf = (
  object: InventoryObject,
  inventory: Inventory,
  nowMs: number,
  thresholds: HealthThresholds = defaultThresholds,
): Health => findingsOf(object, inventory, nowMs, thresholds)[0]?.severity ?? 'ok';
