import { z } from 'zod';
import type { Dataset, PropertyValue } from '../../../core/hosts.ts';
import {
  after,
  type ChangingEntry,
  OutputError,
  type ReadingEntry,
  tableRows,
  wholeNumber,
} from './entry.ts';
import { datasetName, isPropertyValue, propertyName, readablePropertyName } from './names.ts';

const propertyColumns = ['name', 'property', 'value', 'source'];

const sourcePattern = /^(?:-|local|default|received|temporary|inherited from .+)$/;

const parseProperty = (text: string, dataset: string, property: string): PropertyValue => {
  const rows = tableRows(text, propertyColumns.length, 'zfs get');
  const [name, named, value, source] = rows[0] ?? [];
  if (rows.length !== 1 || name !== dataset || named !== property || value === undefined)
    throw new OutputError(`zfs get did not answer with ${property} of ${dataset}`);
  if (source === undefined || !sourcePattern.test(source))
    throw new OutputError(`zfs get named the source ${JSON.stringify(source ?? null)}`);
  return { dataset, property, value, source };
};

/** `zfs get`: one property of one dataset, and where its value comes from. */
export const zfsGet: ReadingEntry<'zfs.get'> = {
  parameters: z.strictObject({ dataset: datasetName, property: readablePropertyName }),
  words: ({ dataset, property }) => [
    'zfs',
    'get',
    '-H',
    '-p',
    '-o',
    propertyColumns.join(','),
    property,
    dataset,
  ],
  usage: 'zfs get <property> <dataset>',
  recognise: (words) => after(words, ['zfs', 'get'], 'property', 'dataset'),
  parse: ({ stdout }, { dataset, property }) => parseProperty(stdout, dataset, property),
};

const datasetColumns = ['name', 'used', 'available', 'referenced', 'mountpoint'];

const toDataset = ([dataset, used, available, referenced, mountpoint]: readonly string[]): Dataset => ({
  dataset: dataset ?? '',
  usedBytes: wholeNumber(used, 'the use of a dataset'),
  availableBytes: wholeNumber(available, 'the free space of a dataset'),
  referencedBytes: wholeNumber(referenced, 'the content of a dataset'),
  mountpoint: mountpoint ?? '-',
});

/** `zfs list`: file systems and volumes. */
export const zfsList: ReadingEntry<'zfs.list'> = {
  parameters: z.strictObject({}),
  words: () => ['zfs', 'list', '-H', '-p', '-t', 'filesystem,volume', '-o', datasetColumns.join(',')],
  usage: 'zfs list',
  recognise: (words) => after(words, ['zfs', 'list']),
  parse: ({ stdout }) => tableRows(stdout, datasetColumns.length, 'zfs list').map(toDataset),
};

/** `zfs set`. */
export const zfsSet: ChangingEntry<'zfs.set'> = {
  parameters: z
    .strictObject({ dataset: datasetName, property: propertyName, value: z.string().min(1) })
    .refine(({ property, value }) => isPropertyValue(property, value), {
      path: ['value'],
      message: 'is not a value that this property takes',
    }),
  words: ({ dataset, property, value }) => ['zfs', 'set', `${property}=${value}`, dataset],
  usage: 'zfs set <property>=<value> <dataset>',
  recognise: (words) => {
    const { assignment, dataset = '' } = after(words, ['zfs', 'set'], 'assignment', 'dataset') ?? {};
    const at = assignment?.indexOf('=') ?? -1;
    return assignment === undefined || at < 1
      ? undefined
      : { dataset, property: assignment.slice(0, at), value: assignment.slice(at + 1) };
  },
};

/** `zfs inherit`: takes back what was set. */
export const zfsInherit: ChangingEntry<'zfs.inherit'> = {
  parameters: z.strictObject({ dataset: datasetName, property: propertyName }),
  words: ({ dataset, property }) => ['zfs', 'inherit', property, dataset],
  usage: 'zfs inherit <property> <dataset>',
  recognise: (words) => after(words, ['zfs', 'inherit'], 'property', 'dataset'),
};
