import { isChange, type Plan } from '../../core/plan.ts';
import { sizeText } from '../../core/sizes.ts';
import type { Measured } from '../measured/measure.ts';
import { isAboutPool, isPoolCalled, type PoolReading } from '../measured/pool-reading.ts';
import type { Criterion } from './criterion.ts';
import { compare, inconclusive, type Judged, judged, together } from './verdict.ts';

/** The pools that a plan changes, by the objects of its steps, else those that its parameters name. */
export const poolsOfPlan = (
  plan: Pick<Plan, 'steps' | 'parameters'>,
  pools: readonly PoolReading[],
): PoolReading[] => {
  const refs = plan.steps.filter(isChange).map((step) => step.effect.ref);
  const changed = pools.filter((pool) => refs.some((ref) => isAboutPool(ref, pool)));
  if (changed.length > 0) return changed;
  const named = Object.values(plan.parameters).filter((value) => typeof value === 'string');
  return pools.filter((pool) => named.some((value) => isPoolCalled(pool, value)));
};

type Meant = { readonly pools: readonly PoolReading[] } | { readonly because: string };

const poolsMeant = (name: string | null, measured: Measured, plan: Plan): Meant => {
  const why = measured.unread.map(({ because }) => because).join('; ');
  if (name !== null) {
    const pools = measured.pools.filter((pool) => isPoolCalled(pool, name));
    if (pools.length > 0) return { pools };
    return { because: `no pool ${name} could be read${why === '' ? '' : `: ${why}`}.` };
  }
  const ofPlan = poolsOfPlan(plan, measured.pools);
  if (ofPlan.length > 0) return { pools: ofPlan };
  // "All pools are healthy" may not be said when some of them could not be looked at.
  if (measured.pools.length === 0 || why !== '')
    return { because: why === '' ? 'there is no pool that could be read.' : `${why}.` };
  return { pools: measured.pools };
};

const where = ({ name, host }: PoolReading): string => `The pool ${name} on ${host}`;

/** `zpool status healthy`: every pool that is meant is ONLINE. */
export const checkPoolHealth = (
  { pool }: Extract<Criterion, { kind: 'pool-healthy' }>,
  measured: Measured,
  plan: Plan,
): Judged => {
  const meant = poolsMeant(pool, measured, plan);
  return 'because' in meant
    ? inconclusive(`It could not be checked: ${meant.because}`)
    : together(meant.pools.map((one) => judged(one.state === 'ONLINE', `${where(one)} is ${one.state}.`)));
};

const amountOf = (pool: PoolReading, what: 'available' | 'used' | 'total'): number =>
  what === 'available' ? pool.freeBytes : what === 'used' ? pool.usedBytes : pool.totalBytes;

/** `available space > 2TB`: of just one pool, since a sum over pools is nothing that anybody can use. */
export const checkSpace = (
  { pool, what, comparison, limit }: Extract<Criterion, { kind: 'space' }>,
  measured: Measured,
  plan: Plan,
): Judged => {
  const meant = poolsMeant(pool, measured, plan);
  if ('because' in meant) return inconclusive(`It could not be checked: ${meant.because}`);
  const [one, another] = meant.pools;
  if (one === undefined || another !== undefined)
    return inconclusive(
      `It does not say which pool is meant: ${meant.pools.map(({ host, name }) => `${host}.${name}`).join(', ')}.`,
    );
  const bytes = amountOf(one, what);
  const isSo =
    'bytes' in limit
      ? compare(bytes, comparison, limit.bytes)
      : compare(one.totalBytes === 0 ? 0 : bytes / one.totalBytes, comparison, limit.share);
  const share = one.totalBytes === 0 ? '' : `, ${Math.round((bytes / one.totalBytes) * 100)} %`;
  return judged(
    isSo === true,
    `${where(one)} has ${sizeText(bytes)} ${what}${what === 'total' ? '' : ` of ${sizeText(one.totalBytes)}${share}`}.`,
  );
};
