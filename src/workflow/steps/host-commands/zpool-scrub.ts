import { type Host, hostObjectRef, type PoolStatus, reading } from '../../../core/hosts.ts';
import type { ObservedState } from '../../../core/plan.ts';
import { type HostChange, type HostChangePlan, observedState } from './host-change.ts';

const read = (pool: string, { reader }: Host, signal?: AbortSignal) =>
  reader.read(reading('zpool.status', { pool }), signal);

const isScrubbing = ({ scan }: PoolStatus): boolean => scan?.startsWith('scrub in progress') === true;

const stateOf = (host: Host, { pool, state }: PoolStatus): ObservedState =>
  observedState(hostObjectRef(host.reader.system, 'pool', pool), pool, { state });

const planOf = (
  host: Host,
  status: PoolStatus,
  own: Pick<HostChangePlan, 'title' | 'undo' | 'compensation' | 'riskReasons'> & {
    readonly isStart: boolean;
  },
): HostChangePlan => ({
  title: own.title,
  observed: [stateOf(host, status)],
  differences: [
    {
      ref: hostObjectRef(host.reader.system, 'pool', status.pool),
      name: status.pool,
      field: 'scrub',
      before: isScrubbing(status) ? 'running' : 'not running',
      after: own.isStart ? 'running' : 'not running',
      // It ends by itself.
      isLasting: false,
    },
  ],
  affected: [],
  interruption: null,
  undo: own.undo,
  compensation: own.compensation,
  risk: 'reversible',
  riskReasons: own.riskReasons,
  expectedDurationMs: 5_000,
});

/** `zpool scrub`: starts reading a pool through. That it has begun is all that is verified; it takes hours. */
export const zpoolScrub: HostChange<'zpool.scrub'> = {
  plan: async ({ pool }, host) => {
    const status = await read(pool, host);
    const title = `Stop the scrub of ${pool}`;
    return {
      ...planOf(host, status, {
        isStart: true,
        title: `Start a scrub of the pool ${pool} on ${host.reader.name}`,
        undo: `${title}.`,
        compensation: { name: 'zpool.scrub-stop', parameters: { pool }, title },
        riskReasons: ['A scrub only reads, but makes the pool slower for hours. It can be stopped.'],
      }),
      ...(isScrubbing(status) ? { alreadySo: `A scrub of ${pool} is running already.` } : {}),
    };
  },
  observe: async ({ pool }, host, signal) => {
    const status = await read(pool, host, signal);
    return {
      observed: [stateOf(host, status)],
      isDone: isScrubbing(status),
      baseline: { scan: status.scan ?? null },
    };
  },
  verify: async ({ pool }, host, baseline, signal) => {
    const status = await read(pool, host, signal);
    const before = (baseline as { readonly scan?: string | null }).scan ?? null;
    // A small pool may be through already.
    const isOver = status.scan?.startsWith('scrub repaired') === true && status.scan !== before;
    return isScrubbing(status) || isOver
      ? {
          kind: 'verified',
          statement: `A scrub of ${pool} on ${host.reader.name} ${isOver ? 'has run' : 'is running'}.`,
          evidence: { pool, scan: status.scan ?? null },
        }
      : { kind: 'failed', reason: `No scrub of ${pool} is running: ${status.scan ?? 'none requested'}.` };
  },
};

/** `zpool scrub -s`: stops it. What it has repaired stays repaired. */
export const zpoolScrubStop: HostChange<'zpool.scrub-stop'> = {
  plan: async ({ pool }, host) => {
    const status = await read(pool, host);
    const title = `Start a scrub of ${pool} again`;
    return {
      ...planOf(host, status, {
        isStart: false,
        title: `Stop the scrub of the pool ${pool} on ${host.reader.name}`,
        undo: `${title}, from the beginning.`,
        compensation: { name: 'zpool.scrub', parameters: { pool }, title },
        riskReasons: ['What a scrub has repaired stays repaired; it begins anew when it is started again.'],
      }),
      ...(isScrubbing(status) ? {} : { alreadySo: `No scrub of ${pool} is running.` }),
    };
  },
  observe: async ({ pool }, host, signal) => {
    const status = await read(pool, host, signal);
    return {
      observed: [stateOf(host, status)],
      isDone: !isScrubbing(status),
      baseline: { scan: status.scan ?? null },
    };
  },
  verify: async ({ pool }, host, _baseline, signal) => {
    const status = await read(pool, host, signal);
    return isScrubbing(status)
      ? { kind: 'failed', reason: `The scrub of ${pool} is still running.` }
      : {
          kind: 'verified',
          statement: `No scrub of ${pool} on ${host.reader.name} is running any more.`,
          evidence: { pool, scan: status.scan ?? null },
        };
  },
};
