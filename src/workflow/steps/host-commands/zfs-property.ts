import { type Host, hostObjectRef, type PropertyValue, reading } from '../../../core/hosts.ts';
import type { ObservedState, Risk } from '../../../core/plan.ts';
import { type HostChange, type HostChangePlan, observedState } from './host-change.ts';

const read = (dataset: string, property: string, { reader }: Host, signal?: AbortSignal) =>
  reader.read(reading('zfs.get', { dataset, property }), signal);

const refOf = (host: Host, dataset: string) => hostObjectRef(host.reader.system, 'dataset', dataset);

const stateOf = (host: Host, { dataset, property, value, source }: PropertyValue): ObservedState =>
  observedState(refOf(host, dataset), dataset, { [property]: value, [`${property} comes from`]: source });

const factors = 'KMGTPE';

/** `100G` as ZFS prints it with `-p`. */
const exactSize = (text: string): string | undefined => {
  if (text === 'none') return '0';
  const [, digits, unit] = /^([0-9]+)([KMGTPE])$/i.exec(text) ?? [];
  return digits === undefined || unit === undefined
    ? undefined
    : String(BigInt(digits) * 1024n ** BigInt(factors.indexOf(unit.toUpperCase()) + 1));
};

const isValue = (wanted: string, seen: string): boolean => seen === wanted || seen === exactSize(wanted);

/** Whether a value was set on the dataset itself, so that it is set back; else it is inherited again. */
const isOwn = (source: string): boolean => source === 'local' || source === 'received';

const wayBack = (before: PropertyValue): NonNullable<HostChangePlan['compensation']> => {
  const { dataset, property, value, source } = before;
  return isOwn(source)
    ? {
        name: 'zfs.set',
        parameters: { dataset, property, value },
        title: `Set ${property} of ${dataset} back to ${value}`,
      }
    : {
        name: 'zfs.inherit',
        parameters: { dataset, property },
        title: `Let ${dataset} take ${property} from above again (${value})`,
      };
};

const riskOf = (property: string, value: string): { risk: Risk; reason: string } =>
  property === 'readonly' && value === 'on'
    ? { risk: 'disruptive', reason: 'Programs can no longer write there.' }
    : /quota$/.test(property) && value !== 'none'
      ? { risk: 'disruptive', reason: 'Programs can no longer write there once the quota is used up.' }
      : { risk: 'reversible', reason: 'A property takes effect at once and can be set back.' };

const planOf = (
  host: Host,
  before: PropertyValue,
  own: Pick<HostChangePlan, 'title'> & {
    readonly after: string;
    readonly alreadySo?: string;
    readonly risk: { readonly risk: Risk; readonly reason: string };
  },
): HostChangePlan => {
  const compensation = wayBack(before);
  return {
    title: own.title,
    observed: [stateOf(host, before)],
    differences: [
      {
        ref: refOf(host, before.dataset),
        name: before.dataset,
        field: before.property,
        before: before.value,
        after: own.after,
      },
    ],
    affected: [],
    interruption: null,
    undo: `${compensation.title}.`,
    compensation,
    risk: own.risk.risk,
    riskReasons: [
      own.risk.reason,
      ...(before.property === 'compression' || before.property === 'recordsize'
        ? ['Only what is written from then on is affected.']
        : []),
    ],
    expectedDurationMs: 2_000,
    ...(own.alreadySo === undefined ? {} : { alreadySo: own.alreadySo }),
  };
};

/** `zfs set`: a property of a dataset; undone by what it was, and by inheriting where nothing was set. */
export const zfsSet: HostChange<'zfs.set'> = {
  plan: async ({ dataset, property, value }, host) => {
    const before = await read(dataset, property, host);
    return planOf(host, before, {
      title: `Set ${property} of ${dataset} on ${host.reader.name} to ${value}`,
      after: value,
      risk: riskOf(property, value),
      ...(isValue(value, before.value) && before.source === 'local'
        ? { alreadySo: `${property} of ${dataset} is ${value} already.` }
        : {}),
    });
  },
  observe: async ({ dataset, property, value }, host, signal) => {
    const seen = await read(dataset, property, host, signal);
    return {
      observed: [stateOf(host, seen)],
      isDone: isValue(value, seen.value) && seen.source === 'local',
      baseline: { value: seen.value, source: seen.source },
    };
  },
  verify: async ({ dataset, property, value }, host, _baseline, signal) => {
    const seen = await read(dataset, property, host, signal);
    return isValue(value, seen.value) && seen.source === 'local'
      ? {
          kind: 'verified',
          statement: `${property} of ${dataset} on ${host.reader.name} is ${value}.`,
          evidence: { dataset, property, value: seen.value, source: seen.source },
        }
      : { kind: 'failed', reason: `${property} of ${dataset} is ${seen.value} (${seen.source}).` };
  },
};

/** `zfs inherit`: a property that is no longer set on the dataset itself. */
export const zfsInherit: HostChange<'zfs.inherit'> = {
  plan: async ({ dataset, property }, host) => {
    const before = await read(dataset, property, host);
    return planOf(host, before, {
      title: `Let ${dataset} on ${host.reader.name} take ${property} from above`,
      after: 'inherited',
      risk: riskOf(property, ''),
      ...(isOwn(before.source) ? {} : { alreadySo: `${property} of ${dataset} is not set on it.` }),
    });
  },
  observe: async ({ dataset, property }, host, signal) => {
    const seen = await read(dataset, property, host, signal);
    return {
      observed: [stateOf(host, seen)],
      isDone: !isOwn(seen.source),
      baseline: { value: seen.value, source: seen.source },
    };
  },
  verify: async ({ dataset, property }, host, _baseline, signal) => {
    const seen = await read(dataset, property, host, signal);
    return isOwn(seen.source)
      ? { kind: 'failed', reason: `${property} of ${dataset} is still set on it (${seen.value}).` }
      : {
          kind: 'verified',
          statement: `${property} of ${dataset} on ${host.reader.name} is taken from above again: ${seen.value}.`,
          evidence: { dataset, property, value: seen.value, source: seen.source },
        };
  },
};
