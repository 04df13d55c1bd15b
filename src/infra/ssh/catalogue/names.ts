import { z } from 'zod';

/** Top-level groups of a pool's layout; OpenZFS takes no pool that is named like one. */
const reservedPoolNames = /^(?:mirror|raidz|draid|spare|log)/;

/** A pool as OpenZFS lets it be named (zpool-create(8), zpoolconcepts(7)). */
export const poolName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z][A-Za-z0-9_.:-]*$/, 'is not a name that a ZFS pool can have')
  .refine((name) => !reservedPoolNames.test(name), 'is a name that OpenZFS keeps for itself')
  .refine((name) => !/^c[0-9]/.test(name), 'begins with c and a digit, which OpenZFS does not take');

/** A pool or a dataset in it, e.g. `tank/media/photos` (zfsprops(7)). A snapshot is none. */
export const datasetName = z
  .string()
  .max(255)
  .regex(
    /^[A-Za-z][A-Za-z0-9_.:-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.: -]*)*$/,
    'is not a name that a ZFS dataset can have',
  )
  .refine((name) => !name.endsWith(' '), 'ends with a space');

/** A whole disk as Linux names it: `sda`, `nvme1n1`, `vdb`. Written with or without `/dev/`; kept without. */
export const deviceName = z
  .string()
  .transform((text) => text.replace(/^\/dev\//, ''))
  .pipe(
    z
      .string()
      .regex(
        /^(?:(?:sd|vd|xvd|hd)[a-z]{1,3}|nvme[0-9]{1,3}n[0-9]{1,3})$/,
        'is not the name of a whole disk, such as sda or nvme1n1',
      ),
  );

/** A text to look for in the kernel's log; it is looked for by Steward itself and never sent. */
export const searchText = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9 _.:/-]+$/, 'holds other signs than letters, digits, spaces and . _ : / -');

const onOff = /^(?:on|off)$/;
const size = /^(?:none|[1-9][0-9]{0,18}[KMGTPE]?)$/;
const cached = /^(?:all|none|metadata)$/;

/**
 * The properties that may be set, with the values that OpenZFS takes (zfsprops(7)). Those that move data or shares to
 * other places, or make acknowledged writes unsafe, are left out on purpose.
 */
const propertyValues: Readonly<Record<string, RegExp>> = {
  atime: onOff,
  relatime: onOff,
  readonly: onOff,
  compression: /^(?:on|off|lz4|lzjb|zle|gzip(?:-[1-9])?|zstd(?:-(?:[1-9]|1[0-9]|fast(?:-[0-9]{1,4})?))?)$/,
  copies: /^[123]$/,
  logbias: /^(?:latency|throughput)$/,
  primarycache: cached,
  secondarycache: cached,
  quota: size,
  refquota: size,
  reservation: size,
  refreservation: size,
  recordsize: /^(?:512|1K|2K|4K|8K|16K|32K|64K|128K|256K|512K|1M|2M|4M|8M|16M)$/i,
  snapdir: /^(?:hidden|visible)$/,
  xattr: /^(?:on|off|sa|dir)$/,
};

/** A user's own property: module and name, e.g. `com.example:owner`. */
const userProperty = /^[a-z0-9][a-z0-9._+-]*:[a-z0-9._+:-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const controlSigns = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const knownProperties = Object.keys(propertyValues).join(', ');

/** A property that may be read: any of OpenZFS or of users. */
export const readablePropertyName = z
  .string()
  .max(255)
  .regex(/^[a-z0-9][a-z0-9._+:-]*$/, 'is not a name that a ZFS property can have')
  // `zfs get all` is no single property.
  .refine((name) => name !== 'all', 'is not a single property');

/** A property that may be set or inherited. */
export const propertyName = z
  .string()
  .max(255)
  .refine(
    (name) => Object.hasOwn(propertyValues, name) || userProperty.test(name),
    `is not a property that Steward knows (${knownProperties}, and users' own with a colon)`,
  );

/** Whether a value is one that the property takes; a user's own property takes any line of text. */
export const isPropertyValue = (property: string, value: string): boolean => {
  if (value.startsWith('-') || controlSigns.test(value) || !value.isWellFormed()) return false;
  return Object.hasOwn(propertyValues, property)
    ? propertyValues[property]?.test(value) === true
    : userProperty.test(property) && value.length <= 1024;
};
