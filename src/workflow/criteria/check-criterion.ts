import { asStewardError, explain, StewardError } from '../../core/errors.ts';
import { clause, findingsOf } from '../../core/health.ts';
import { type HostReader, reading } from '../../core/hosts.ts';
import { type InventoryObject, objectsOfKind } from '../../core/inventory.ts';
import type { Plan } from '../../core/plan.ts';
import type { GuestObservation } from '../../core/proxmox.ts';
import { findObject } from '../measured/find-object.ts';
import type { Measured } from '../measured/measure.ts';
import { isPoolCalled } from '../measured/pool-reading.ts';
import { checkPoolHealth, checkSpace } from './check-pools.ts';
import { type Criterion, knownCriteria, parseCriterion } from './criterion.ts';
import { type CriterionResult, compare, inconclusive, type Judged, judged, together } from './verdict.ts';

/** What criteria are checked against: everything is read afresh, and not by whoever made the change. */
export interface CriterionWorld {
  readonly measured: Measured;
  readonly plan: Plan;
  readonly hosts: readonly HostReader[];
  /** Throws `proxmox.*`. */
  readonly observeGuest: (ref: string) => Promise<GuestObservation>;
  readonly nowMs: number;
}

/** Criteria about an object that is not there, or is not known just now, are neither right nor wrong. */
const missing = (name: string): Judged => inconclusive(`Nothing called ${name} is known.`);

const observe = async (
  name: string,
  { measured, observeGuest }: CriterionWorld,
  judge: (guest: GuestObservation) => Judged,
): Promise<Judged> => {
  const guest = findObject(measured.inventory, name, 'guest');
  return guest === undefined ? missing(name) : judge(await observeGuest(guest.ref));
};

const isStale = (object: InventoryObject, { measured, nowMs }: CriterionWorld): string | undefined =>
  findingsOf(object, measured.inventory, nowMs).find(({ severity }) => severity === 'unknown')?.text;

const checkNode = (name: string, world: CriterionWorld): Judged => {
  const node = findObject(world.measured.inventory, name, 'node');
  if (node === undefined) return missing(name);
  const stale = isStale(node, world);
  return stale === undefined
    ? judged(node.status === 'online', `${node.name} is ${node.status}.`)
    : inconclusive(`It could not be checked: ${stale}.`);
};

const checkDisks = (
  { disk, host }: Extract<Criterion, { kind: 'disk-passes' }>,
  world: CriterionWorld,
): Judged => {
  const disks = objectsOfKind(world.measured.inventory, 'disk').filter(
    (one) =>
      (host === null || one.node === host) &&
      (disk === null ||
        [one.name, one.devicePath, `/dev/${disk}`, one.serial].includes(disk) ||
        one.devicePath === `/dev/${disk}`),
  );
  if (disks.length === 0) return missing(disk ?? `a disk${host === null ? '' : ` of ${host}`}`);
  return together(
    disks.map((one) => {
      const stale = isStale(one, world);
      return stale === undefined
        ? judged(
            ['PASSED', 'OK'].includes(one.smartHealth.toUpperCase()),
            `The disk ${one.name} of ${one.node} says ${one.smartHealth}.`,
          )
        : inconclusive(`It could not be checked: ${stale}.`);
    }),
  );
};

/** A property of ZFS, asked on the host that has the pool. */
const zfsProperty = async (
  { property, of }: Extract<Criterion, { kind: 'property' }>,
  { measured, hosts }: CriterionWorld,
): Promise<{ readonly value: string; readonly name: string } | undefined> => {
  const pool = measured.pools.find((one) => isPoolCalled(one, of) || of.startsWith(`${one.name}/`));
  const host = hosts.find((one) => one.name === pool?.host);
  if (pool === undefined || host === undefined) return undefined;
  const name = isPoolCalled(pool, of) ? pool.name : of;
  const { value } = await host.read(reading('zfs.get', { dataset: name, property }));
  return { value, name };
};

const checkProperty = async (
  criterion: Extract<Criterion, { kind: 'property' }>,
  world: CriterionWorld,
): Promise<Judged> => {
  const { property, of, comparison, value } = criterion;
  const object = findObject(world.measured.inventory, of);
  const known = object === undefined ? undefined : (object as unknown as Record<string, unknown>)[property];
  const stale = object === undefined ? undefined : isStale(object, world);
  if (stale !== undefined) return inconclusive(`It could not be checked: ${stale}.`);
  const measured =
    known !== undefined && typeof known !== 'object'
      ? { value: String(known), name: object?.name ?? of }
      : await zfsProperty(criterion, world);
  if (measured === undefined)
    return object === undefined
      ? missing(of)
      : inconclusive(`${of} has no property ${property} that could be read.`);
  const isNumeric = [measured.value, value].every(
    (text) => text.trim() !== '' && !Number.isNaN(Number(text)),
  );
  const isSo = isNumeric
    ? compare(Number(measured.value), comparison, Number(value))
    : compare(measured.value, comparison, value);
  return isSo === undefined
    ? inconclusive(`${property} of ${measured.name} is ${measured.value}, which cannot be put in an order.`)
    : judged(isSo, `${property} of ${measured.name} is ${measured.value}.`);
};

const check = async (criterion: Criterion, world: CriterionWorld): Promise<Judged> => {
  switch (criterion.kind) {
    case 'pool-healthy':
      return checkPoolHealth(criterion, world.measured, world.plan);
    case 'space':
      return checkSpace(criterion, world.measured, world.plan);
    case 'guest-status':
      return observe(criterion.guest, world, (guest) =>
        judged(guest.status === criterion.status, `${guest.name} is ${guest.status}.`),
      );
    case 'snapshot-present':
      return observe(criterion.guest, world, (guest) => {
        const isThere = guest.snapshots.some(({ name }) => name === criterion.snapshot);
        return judged(isThere, `${guest.name} has ${isThere ? 'the' : 'no'} snapshot ${criterion.snapshot}.`);
      });
    case 'node-online':
      return checkNode(criterion.node, world);
    case 'disk-passes':
      return checkDisks(criterion, world);
    case 'property':
      return checkProperty(criterion, world);
    case 'system-missing':
      return inconclusive(`No ${criterion.system} is configured, so it could not be checked.`);
  }
};

/**
 * Checks one criterion. An expression comes already worked out, as true or false. What cannot be read is inconclusive and
 * never verified.
 */
export const checkCriterion = async (
  text: string,
  value: string | boolean,
  world: CriterionWorld,
): Promise<CriterionResult> => {
  if (typeof value === 'boolean')
    return { criterion: text, ...judged(value, `The outputs of the earlier steps say ${value}.`) };
  const criterion = parseCriterion(value);
  if (criterion === undefined)
    throw new StewardError(`The success criterion "${value}" is not known.`, {
      code: 'workflow.criterion',
      kind: 'terminal',
      mend: `Known forms: ${knownCriteria.join('; ')}.`,
    });
  try {
    return { criterion: text, ...(await check(criterion, world)) };
  } catch (thrown) {
    const error = asStewardError(thrown);
    if (error.code === 'proxmox.guest-gone') return { criterion: text, ...judged(false, error.message) };
    return { criterion: text, ...inconclusive(`It could not be checked: ${clause(explain(error))}.`) };
  }
};
