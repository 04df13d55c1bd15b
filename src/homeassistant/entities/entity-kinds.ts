import { isoTime } from '../../core/clock.ts';
import type { EntityDescription, EntityState } from '../protocol/to-integration.ts';
import type { DescribedEntity } from './picture.ts';

/** Where an entity belongs: `<owner>/<aspect>` is its key. The aspect is its translation key unless told otherwise. */
export interface Place {
  readonly owner: string;
  readonly aspect: string;
  readonly deviceKey: string;
}

const describe = (
  { owner, aspect, deviceKey }: Place,
  platform: EntityDescription['platform'],
  more: Partial<EntityDescription>,
): EntityDescription => ({
  key: `${owner}/${aspect}`,
  deviceKey,
  platform,
  translationKey: aspect,
  deviceClass: null,
  stateClass: null,
  unit: null,
  options: null,
  eventTypes: null,
  category: null,
  isEnabledByDefault: true,
  precision: null,
  ...more,
});

const stateOf = (
  value: EntityState['value'],
  isAvailable: boolean,
  attributes: EntityState['attributes'] = {},
): EntityState => ({ value, isAvailable, attributes });

/** A number of things, with details in the attributes. */
export const countSensor = (
  place: Place,
  count: number,
  attributes?: EntityState['attributes'],
): DescribedEntity => ({
  description: describe(place, 'sensor', { stateClass: 'measurement', precision: 0 }),
  state: stateOf(count, true, attributes),
});

/** An amount of data that only ever grows, in bytes. */
export const bytesSensor = (
  place: Place,
  bytes: number,
  attributes?: EntityState['attributes'],
): DescribedEntity => ({
  description: describe(place, 'sensor', {
    deviceClass: 'data_size',
    stateClass: 'total_increasing',
    unit: 'B',
    precision: 0,
  }),
  state: stateOf(bytes, true, attributes),
});

/**
 * A share of something in whole percent, so that the noise of an idle homelab is no news.
 * @param share 0 to 1; undefined: unknown
 * @param more e.g. a translation key with placeholders
 */
export const percentSensor = (
  place: Place,
  share: number | undefined,
  isAvailable: boolean,
  more: Partial<EntityDescription> = {},
): DescribedEntity => ({
  description: describe(place, 'sensor', { stateClass: 'measurement', unit: '%', precision: 0, ...more }),
  state: stateOf(
    !isAvailable || share === undefined || !Number.isFinite(share) ? null : Math.round(share * 100),
    isAvailable,
  ),
});

/** One of a fixed set of words; a word outside of it is unknown. */
export const enumSensor = (
  place: Place,
  options: readonly string[],
  word: string,
  isAvailable: boolean,
): DescribedEntity => ({
  description: describe(place, 'sensor', { deviceClass: 'enum', options: [...options] }),
  state: stateOf(isAvailable && options.includes(word) ? word : null, isAvailable),
});

/** A point in time. `atMs` undefined: there is none, or it is unknown. */
export const timestampSensor = (
  place: Place,
  atMs: number | undefined,
  isAvailable: boolean,
  category: EntityDescription['category'] = null,
): DescribedEntity => ({
  description: describe(place, 'sensor', { deviceClass: 'timestamp', category }),
  state: stateOf(atMs === undefined || !isAvailable ? null : isoTime(atMs), isAvailable),
});

/** A button that opens a request to restart something. */
export const restartButton = (place: Place, isAvailable: boolean): DescribedEntity => ({
  description: describe(place, 'button', { deviceClass: 'restart' }),
  state: stateOf(null, isAvailable),
});

/** A button that does just one thing, which its name says. */
export const plainButton = (place: Place): DescribedEntity => ({
  description: describe(place, 'button', {}),
  state: stateOf(null, true),
});

/** Something that happens now and then, each time as one of these types. */
export const eventEntity = (place: Place, eventTypes: readonly string[]): DescribedEntity => ({
  description: describe(place, 'event', { eventTypes: [...eventTypes] }),
});

/** Share of a total that is in use, 0 to 1; undefined when either is unknown or there is nothing to use. */
export const shareOf = (used: number | undefined, total: number | undefined): number | undefined =>
  used === undefined || total === undefined || total <= 0 ? undefined : used / total;
