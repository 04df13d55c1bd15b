import { fail, type HostState, succeed, type Tool, type ToolResult } from '../host-state.ts';

/** Native properties with their defaults and what may be set (undefined: read-only). */
const native: Readonly<Record<string, { readonly byDefault: string; readonly values?: readonly string[] }>> =
  {
    atime: { byDefault: 'on', values: ['on', 'off'] },
    relatime: { byDefault: 'on', values: ['on', 'off'] },
    readonly: { byDefault: 'off', values: ['on', 'off'] },
    compression: {
      byDefault: 'on',
      values: [
        'on',
        'off',
        'lzjb',
        'gzip',
        'gzip-1',
        'gzip-6',
        'gzip-9',
        'zle',
        'lz4',
        'zstd',
        'zstd-3',
        'zstd-19',
      ],
    },
    recordsize: { byDefault: '131072', values: ['4K', '16K', '128K', '1M'] },
    logbias: { byDefault: 'latency', values: ['latency', 'throughput'] },
    compressratio: { byDefault: '1.31' },
  };

const isUserProperty = (name: string): boolean => /^[a-z0-9._+:-]*:[a-z0-9._+:-]*$/.test(name);

const noDataset = (name: string): ToolResult => fail(1, `cannot open '${name}': dataset does not exist`);

/** The value that counts for a dataset, and where it comes from. */
const effective = (state: HostState, dataset: string, property: string): readonly [string, string] => {
  const own = state.datasets[dataset]?.[property];
  if (own !== undefined) return [own, 'local'];
  for (let above = dataset; above.includes('/'); ) {
    above = above.slice(0, above.lastIndexOf('/'));
    const value = state.datasets[above]?.[property];
    if (value !== undefined) return [value, `inherited from ${above}`];
  }
  const known = native[property];
  return known === undefined ? ['-', '-'] : [known.byDefault, known.values === undefined ? '-' : 'default'];
};

const get = (state: HostState, args: readonly string[]): ToolResult => {
  const [property = '', dataset = ''] = args.slice(4);
  if (args.length !== 6 || args.slice(0, 4).join(' ') !== '-H -p -o name,property,value,source')
    return fail(2, 'this stand-in gets one property of one dataset as a row only');
  if (!(property in native) && !isUserProperty(property))
    return fail(2, `bad property list: invalid property '${property}'`);
  if (state.datasets[dataset] === undefined) return noDataset(dataset);
  return succeed(`${[dataset, property, ...effective(state, dataset, property)].join('\t')}\n`);
};

const list = (state: HostState, args: readonly string[]): ToolResult => {
  if (args.join(' ') !== '-H -p -t filesystem,volume -o name,used,available,referenced,mountpoint')
    return fail(2, 'this stand-in lists all datasets as rows only');
  return succeed(
    Object.keys(state.datasets)
      .map((name) => {
        const pool = state.pools.find((each) => each.name === name.split('/')[0]);
        const used = name.includes('/') ? 98_304 : (pool?.allocatedBytes ?? 0);
        const available = (pool?.sizeBytes ?? 0) - (pool?.allocatedBytes ?? 0);
        return `${[name, used, available, 98_304, `/${name}`].join('\t')}\n`;
      })
      .join(''),
  );
};

const set = (state: HostState, args: readonly string[]): ToolResult => {
  const [assignment = '', dataset = '', ...more] = args;
  const at = assignment.indexOf('=');
  if (assignment.startsWith('-')) return fail(2, `invalid option '${assignment.slice(1, 2)}'`);
  if (at === -1) return fail(2, "missing '=' for property=value argument");
  if (dataset === '' || more.length > 0) return fail(2, 'missing dataset name');
  const [property, value] = [assignment.slice(0, at), assignment.slice(at + 1)];
  const own = state.datasets[dataset];
  if (own === undefined) return noDataset(dataset);
  const known = native[property];
  if (known === undefined && !isUserProperty(property))
    return fail(1, `cannot set property for '${dataset}': invalid property '${property}'`);
  if (known !== undefined && known.values === undefined)
    return fail(1, `cannot set property for '${dataset}': '${property}' is readonly`);
  if (known?.values?.includes(value) === false)
    return fail(
      1,
      `cannot set property for '${dataset}': '${property}' must be one of '${known.values.join(' | ')}'`,
    );
  own[property] = value;
  return succeed();
};

const inherit = (state: HostState, [property = '', dataset = '', ...more]: readonly string[]): ToolResult => {
  if (dataset === '' || more.length > 0) return fail(2, 'missing dataset argument');
  const own = state.datasets[dataset];
  if (own === undefined) return noDataset(dataset);
  if (native[property]?.values === undefined && !isUserProperty(property))
    return fail(1, `'${property}' property cannot be inherited`);
  delete own[property];
  return succeed();
};

/** `zfs` of OpenZFS 2.2, as far as the catalogue speaks to it. */
export const zfs: Tool = (state, [command, ...args]) => {
  switch (command) {
    case 'get':
      return get(state, args);
    case 'list':
      return list(state, args);
    case 'set':
      return set(state, args);
    case 'inherit':
      return inherit(state, args);
    case undefined:
      return fail(2, 'missing command');
    default:
      return fail(2, `unrecognized command '${command}'`);
  }
};
