import { StewardError } from '../../../core/errors.ts';
import {
  type BlockDevice,
  type Host,
  hostObjectRef,
  type PoolStatus,
  type PoolUsage,
  reading,
} from '../../../core/hosts.ts';
import type { Json } from '../../../core/json.ts';
import type { ObservedState, Plan } from '../../../core/plan.ts';
import { sizeText } from '../../../core/sizes.ts';
import type { StepContext } from '../../../core/step.ts';
import { contentOf, describeDisk, diskCalled, disksOfPool, redundantGroups, sameSerial } from './disks.ts';
import { type HostChange, type HostChangePlan, observedState } from './host-change.ts';

interface Look {
  readonly status: PoolStatus;
  readonly usage: PoolUsage | undefined;
  readonly device: BlockDevice | undefined;
}

const look = async (pool: string, device: string, { reader }: Host, signal?: AbortSignal): Promise<Look> => {
  const [status, usages, devices] = await Promise.all([
    reader.read(reading('zpool.status', { pool }), signal),
    reader.read(reading('zpool.list', {}), signal),
    reader.read(reading('lsblk', {}), signal),
  ]);
  return {
    status,
    usage: usages.find((each) => each.pool === pool),
    device: diskCalled(devices, device),
  };
};

const poolState = (host: Host, { status }: Look): ObservedState =>
  observedState(hostObjectRef(host.reader.system, 'pool', status.pool), status.pool, {
    state: status.state,
    disks: disksOfPool(status).join(', '),
  });

/** Whether a step before this one finds out which disk it is, when it is there. */
const isFoundLater = (steps: Plan['steps']): boolean => steps.some(({ type }) => type === 'external-task');

const obstacleOf = (pool: string, device: string, seen: Look, isLater: boolean): string | undefined => {
  const [group] = redundantGroups(seen.status);
  if (group !== undefined)
    return `The pool ${pool} is made of groups with redundancy (${group.name}), and the single disk ${device} would have none: OpenZFS refuses that, and Steward does not force it.`;
  if (seen.status.state !== 'ONLINE')
    return `The pool ${pool} is ${seen.status.state}. Mend it before it is expanded.`;
  if (isLater) return undefined;
  if (seen.device === undefined) return `There is no disk ${device} in the host.`;
  const content = contentOf(seen.device);
  return content === undefined
    ? undefined
    : `The disk ${device} is not empty: ${content}. Steward adds empty disks only.`;
};

const riskReasons = (pool: string, device: string): readonly string[] => [
  `A disk cannot be taken out of ${pool} again by Steward: this step cannot be undone.`,
  `${pool} stripes its data over single disks, so it is lost as a whole when ${device} fails.`,
];

/** The disk that an earlier step has found for this device; undefined when none has. */
const detectedDisk = ({ outputs }: StepContext, host: string, device: string) => {
  for (const output of Object.values(outputs)) {
    const { disk, host: on } = (output ?? {}) as {
      readonly disk?: { readonly device?: Json; readonly serial?: Json };
      readonly host?: Json;
    };
    if (on === host && disk?.device === device && typeof disk.serial === 'string') return disk.serial;
  }
  return undefined;
};

const refuse = (message: string): never => {
  throw new StewardError(message, {
    code: 'host.wrong-disk',
    kind: 'terminal',
    mend: 'Look at the disks of the host, and ask again.',
  });
};

/** `zpool add`: a whole, empty disk more in a pool. It has no way back, and says so. */
export const zpoolAdd: HostChange<'zpool.add'> = {
  plan: async ({ pool, device }, host, planning): Promise<HostChangePlan> => {
    const seen = await look(pool, device, host);
    const isLater = isFoundLater(planning.steps);
    const isMember = disksOfPool(seen.status).includes(device);
    const { system, name } = host.reader;
    const ref = hostObjectRef(system, 'pool', pool);
    const obstacle = isMember ? undefined : obstacleOf(pool, device, seen, isLater);
    const before = disksOfPool(seen.status).join(', ');
    const isKnown = seen.device !== undefined && !isLater && !isMember;
    return {
      title: `Add the disk ${device} to the pool ${pool} on ${name}`,
      observed: [
        poolState(host, seen),
        ...(isKnown && seen.device !== undefined
          ? [
              observedState(hostObjectRef(system, 'device', device), device, {
                serial: seen.device.serial ?? null,
                sizeBytes: seen.device.sizeBytes,
                content: contentOf(seen.device) ?? null,
              }),
            ]
          : []),
      ],
      differences: [
        { ref, name: pool, field: 'disks', before, after: `${before}, ${device}` },
        {
          ref,
          name: pool,
          field: 'size',
          before: sizeText(seen.usage?.sizeBytes ?? 0),
          after:
            isKnown && seen.device !== undefined
              ? `about ${sizeText((seen.usage?.sizeBytes ?? 0) + seen.device.sizeBytes)}`
              : 'larger by the new disk',
        },
      ],
      affected: [],
      interruption: null,
      undo: null,
      compensation: null,
      risk: 'destructive',
      riskReasons: riskReasons(pool, device),
      expectedDurationMs: 15_000,
      ...(isMember ? { alreadySo: `${device} is in the pool ${pool} already.` } : {}),
      ...(obstacle === undefined ? {} : { obstacle }),
    };
  },

  observe: async ({ pool, device }, host, signal) => {
    const seen = await look(pool, device, host, signal);
    const isDone = disksOfPool(seen.status).includes(device);
    return {
      observed: [
        poolState(host, seen),
        ...(seen.device === undefined || isDone
          ? []
          : [
              observedState(hostObjectRef(host.reader.system, 'device', device), device, {
                serial: seen.device.serial ?? null,
                sizeBytes: seen.device.sizeBytes,
                content: contentOf(seen.device) ?? null,
              }),
            ]),
      ],
      isDone,
      baseline: { sizeBytes: seen.usage?.sizeBytes ?? 0 },
    };
  },

  assertSafe: async ({ pool, device }, host, context) => {
    const seen = await look(pool, device, host, context.signal);
    const { name } = host.reader;
    if (seen.device === undefined) return refuse(`There is no disk ${device} in ${name} any more.`);
    const detected = detectedDisk(context, name, device);
    if (detected === undefined && isFoundLater(context.plan.steps))
      return refuse(`No step has seen which disk ${device} in ${name} is, so it is not added to ${pool}.`);
    if (detected !== undefined && !sameSerial(detected, seen.device.serial))
      return refuse(
        `${device} in ${name} is not the disk that was seen before (serial number ${detected}): now it is ${describeDisk(seen.device)}.`,
      );
    const content = contentOf(seen.device);
    if (content !== undefined)
      return refuse(`The disk ${device} in ${name} is not empty: ${content}. It is not added to ${pool}.`);
  },

  verify: async ({ pool, device }, host, baseline, signal) => {
    const seen = await look(pool, device, host, signal);
    const before = (baseline as { readonly sizeBytes?: number }).sizeBytes ?? 0;
    const { name } = host.reader;
    if (!disksOfPool(seen.status).includes(device))
      return { kind: 'failed', reason: `${device} is not in the pool ${pool} on ${name}.` };
    if (seen.status.state !== 'ONLINE' || seen.usage === undefined)
      return { kind: 'failed', reason: `${device} was added, but the pool ${pool} is ${seen.status.state}.` };
    return {
      kind: 'verified',
      statement: `The disk ${device} is in the pool ${pool} on ${name}, which has ${sizeText(seen.usage.sizeBytes)} now and is ONLINE.`,
      evidence: {
        pool,
        device,
        serial: seen.device?.serial ?? null,
        sizeBytes: seen.usage.sizeBytes,
        freeBytes: seen.usage.freeBytes,
        grownByBytes: before === 0 ? null : seen.usage.sizeBytes - before,
        state: seen.status.state,
      },
    };
  },
};
