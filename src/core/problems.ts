import {
  bySeverity,
  clause,
  defaultThresholds,
  findingsOf,
  type HealthThresholds,
  lastRead,
  partOf,
  spokenSystem,
  systemOf,
} from './health.ts';
import {
  type Inventory,
  type InventoryObject,
  objectsOfKind,
  type PartFreshness,
  type SystemState,
} from './inventory.ts';
import type { ProblemView } from './overview.ts';

export { healthOf } from './health.ts';

/** Why a system as a whole, or a part of it, is not known. */
const judgeSystem = ({ system, parts, isReachable }: SystemState, nowMs: number): ProblemView[] => {
  const { resources } = parts;
  const name = spokenSystem(system);
  const view = (severity: ProblemView['severity'], text: string): ProblemView => ({
    ref: system,
    name,
    severity,
    text,
  });
  if (resources === undefined || (resources.readAtMs === undefined && resources.error === undefined))
    return [view('unknown', `${name} has not been read yet`)];
  const because = ({ error }: PartFreshness): string =>
    error === undefined ? '' : `: ${clause(error.message)}`;
  if (!isReachable)
    return [view('error', `${name} cannot be read, ${lastRead(resources, nowMs)}${because(resources)}`)];
  return Object.entries(parts)
    .filter(([, { error, isStale, readAtMs }]) => error !== undefined || (isStale && readAtMs !== undefined))
    .map(([part, freshness]) =>
      view(
        'unknown',
        `the ${part} of ${name} are not known, ${lastRead(freshness, nowMs)}${because(freshness)}`,
      ),
    );
};

/** Objects about which one sentence is said already: for the whole system, or for the node that is away. */
const isExplained = (object: InventoryObject, inventory: Inventory): boolean => {
  const system = systemOf(inventory, object.ref);
  const freshness = system?.parts[partOf[object.kind]];
  if (
    system === undefined ||
    !system.isReachable ||
    freshness?.error !== undefined ||
    freshness?.isStale === true
  )
    return true;
  if (object.kind === 'node' || object.kind === 'guest') return false;
  const node = inventory.objects.get(object.nodeRef);
  return node?.kind === 'node' && node.status !== 'online';
};

/**
 * Everything that is wrong, stale or unknown, gravest first, then by name. One cause is said once: when a system cannot
 * be read, its objects are not listed one by one; when a node is offline, its guests are (people miss those), its disks
 * and pools are not. Each text is a sentence without its full stop. Pure.
 */
export const problemsOf = (
  inventory: Inventory,
  nowMs: number,
  thresholds: HealthThresholds = defaultThresholds,
): readonly ProblemView[] => {
  const ofSystems = inventory.systems.flatMap((system) => judgeSystem(system, nowMs));
  const kinds = ['node', 'guest', 'pool', 'storage', 'disk'] as const;
  const ofObjects = kinds
    .flatMap((kind): InventoryObject[] => objectsOfKind(inventory, kind))
    .filter((object) => !isExplained(object, inventory))
    .flatMap((object) =>
      findingsOf(object, inventory, nowMs, thresholds).map(({ severity, text }) => ({
        ref: object.ref,
        name: object.name,
        severity,
        text,
      })),
    );
  return [...ofSystems, ...ofObjects].sort((a, b) => bySeverity(a, b) || a.name.localeCompare(b.name));
};
