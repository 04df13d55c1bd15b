import { findingsOf } from '../../core/health.ts';
import { hostObjectRef } from '../../core/hosts.ts';
import { type InventoryObject, type ObjectRef, objectsOfKind } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import { isChange, type Plan } from '../../core/plan.ts';
import type { LedgerEntry } from '../../core/run.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import { poolsOfPlan } from '../criteria/check-pools.ts';
import { findObject } from '../measured/find-object.ts';
import type { Measured } from '../measured/measure.ts';
import { isPoolCalled, type PoolReading } from '../measured/pool-reading.ts';
import { contradictions } from './contradictions.ts';
import { type Measurement, measureObject, measurePool } from './measurement.ts';
import type { UsageTrend } from './usage-history.ts';

/** What an analysis without a model is made from: what is measured, what was done before, and what the author wrote. */
export interface AnalysisInput {
  readonly measured: Measured;
  readonly plan: Pick<Plan, 'steps' | 'parameters' | 'observed'>;
  /** Names or refs that the workflow names; empty: what the plan is about. */
  readonly about: readonly string[];
  /** The author's own text; never taken for a measurement. */
  readonly authorsNote: string | null;
  /** Confirmed effects of the past on an object, newest first. */
  readonly history: (ref: ObjectRef) => readonly LedgerEntry[];
  /** Where the use of a pool is going; undefined when that is not known. */
  readonly trend: (pool: PoolReading) => UsageTrend | undefined;
  readonly nowMs: number;
}

/** What came of it. Plain JSON, since later steps use it. */
export interface Analysis {
  readonly measured: readonly Measurement[];
  /** What is not in order with those objects: whole sentences. */
  readonly concerns: readonly string[];
  /** What could not be measured, and why: whole sentences. */
  readonly unknown: readonly string[];
  readonly past: readonly string[];
  readonly authorsNote: string | null;
  readonly contradictions: readonly string[];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

type Measurable = Exclude<InventoryObject, { kind: 'pool' }>;

interface Subjects {
  readonly pools: readonly PoolReading[];
  /** Disks of those pools, as far as the inventory tells. */
  readonly disks: readonly Measurable[];
  readonly objects: readonly Measurable[];
  readonly strangers: readonly string[];
}

const subjectsOf = ({ measured, plan, about }: AnalysisInput): Subjects => {
  const refs = [
    ...plan.steps.filter(isChange).map(({ effect }) => effect.ref),
    ...plan.observed.map(({ ref }) => ref),
  ];
  const parameters = Object.values(plan.parameters).filter((value) => typeof value === 'string');
  const names = about.length > 0 ? about : [...new Set([...refs, ...parameters])];
  const pools =
    about.length > 0
      ? measured.pools.filter((pool) => about.some((name) => isPoolCalled(pool, name)))
      : poolsOfPlan(plan, measured.pools);
  const found = names.map((name) => findObject(measured.inventory, name));
  const objects = [...new Set(found)].filter(
    (object): object is Measurable => object !== undefined && object.kind !== 'pool',
  );
  const isNothing = pools.length === 0 && objects.length === 0;
  // A plan that is about nothing in particular yet is about where the space is, the usual reason for an analysis.
  const meant = isNothing && about.length === 0 ? measured.pools : pools;
  return {
    pools: meant,
    disks: objectsOfKind(measured.inventory, 'disk').filter(
      (disk) =>
        !objects.includes(disk) &&
        /zfs/i.test(disk.usedFor ?? '') &&
        meant.some(({ host }) => host === disk.node),
    ),
    objects,
    strangers: about.filter(
      (name, index) => found[index] === undefined && !measured.pools.some((pool) => isPoolCalled(pool, name)),
    ),
  };
};

const concernsOf = (subjects: Subjects, { measured, nowMs }: AnalysisInput): string[] =>
  [
    ...subjects.objects,
    ...subjects.disks,
    ...subjects.pools.map(({ ref }) => measured.inventory.objects.get(ref)),
  ]
    .filter((object) => object !== undefined)
    .flatMap((object) => findingsOf(object, measured.inventory, nowMs))
    .filter(({ severity }) => severity !== 'unknown')
    .map(({ text }) => capital(text));

const isInOrder = (object: Measurable, { measured, nowMs }: AnalysisInput): boolean =>
  findingsOf(object, measured.inventory, nowMs).every(({ severity }) => severity === 'unknown');

/** Every ref under which effects on a measured object may stand in the ledger: a pool has one on its host, too. */
const ledgerRefs = ({ ref, kind, name, values }: Measurement): readonly ObjectRef[] => {
  const host = values['host'];
  if (kind !== 'pool' || typeof host !== 'string') return [ref];
  const onHost = (of: 'pool' | 'dataset') => hostObjectRef(`ssh:${host}`, of, name);
  return [...new Set([ref, onHost('pool'), onHost('dataset')])];
};

/** Past effects that are told, at most. */
const pastLimit = 3;

/** Measures what a plan is about, and sets the author's words against it. Pure. */
export const analyse = (input: AnalysisInput): Analysis => {
  const { measured, authorsNote, history, nowMs } = input;
  const subjects = subjectsOf(input);
  const objects = subjects.objects.map((object) => measureObject(object, measured.inventory, nowMs));
  const measurements = [
    ...subjects.pools.map((pool) => measurePool(pool, input.trend(pool))),
    ...objects.filter((one): one is Measurement => 'ref' in one),
    ...subjects.disks.flatMap((disk): Measurement[] => {
      const one = measureObject(disk, measured.inventory, nowMs);
      return 'ref' in one ? [isInOrder(disk, input) ? { ...one, isAside: true } : one] : [];
    }),
  ];
  const past = measurements
    .flatMap((one) => ledgerRefs(one).flatMap(history))
    .sort((a, b) => b.confirmedAtMs - a.confirmedAtMs)
    .slice(0, pastLimit)
    .map(({ confirmedAtMs, statement }) => `${spokenAge(nowMs - confirmedAtMs)} ago: ${statement}`);
  return {
    measured: measurements,
    concerns: concernsOf(subjects, input),
    unknown: [
      ...objects.flatMap((one) => ('because' in one ? [capital(one.because)] : [])),
      ...subjects.strangers.map((name) => `Nothing called ${name} is known.`),
      ...measured.unread.map(({ because }) => capital(because)),
    ],
    past,
    authorsNote,
    contradictions: authorsNote === null ? [] : contradictions(authorsNote, subjects.pools),
  };
};

/** An analysis in words: measured facts first, then the author's note as what it is. */
export const analysisStatement = ({ measured, contradictions: wrong, unknown }: Analysis): string =>
  [
    `Measured: ${measured
      .filter(({ isAside }) => isAside !== true)
      .map(({ text }) => text)
      .join(' ')}`,
    ...wrong,
    ...unknown.map((text) => `Not known: ${text}`),
  ].join(' ');

/** For later steps: each object's values by its name, e.g. `pools.tank.usedShare`, besides everything that was said. */
export const analysisOutput = (analysis: Analysis): { readonly [name: string]: Json } => {
  const of = (kind: Measurement['kind']): { readonly [name: string]: Json } =>
    Object.fromEntries(
      analysis.measured.filter((one) => one.kind === kind).map(({ name, values }) => [name, values]),
    );
  return {
    pools: of('pool'),
    disks: of('disk'),
    guests: of('guest'),
    nodes: of('node'),
    storages: of('storage'),
    concerns: analysis.concerns,
    unknown: analysis.unknown,
    past: analysis.past,
    contradictions: analysis.contradictions,
    authorsNote: analysis.authorsNote,
  };
};
