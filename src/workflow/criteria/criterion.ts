import { parseSize } from '../../core/sizes.ts';

/** How a measured number stands to a wanted one. */
export type Comparison = '>' | '>=' | '<' | '<=' | '=' | '!=';

/** A success criterion that Steward can check. `null` as a pool: those that the plan changes, else all. */
export type Criterion =
  | { readonly kind: 'pool-healthy'; readonly pool: string | null }
  | {
      readonly kind: 'space';
      readonly what: 'available' | 'used' | 'total';
      readonly pool: string | null;
      readonly comparison: Comparison;
      /** Bytes, or a share of the whole, 0 to 1. */
      readonly limit: { readonly bytes: number } | { readonly share: number };
    }
  | { readonly kind: 'guest-status'; readonly guest: string; readonly status: 'running' | 'stopped' }
  | { readonly kind: 'node-online'; readonly node: string }
  | { readonly kind: 'disk-passes'; readonly disk: string | null; readonly host: string | null }
  | { readonly kind: 'snapshot-present'; readonly snapshot: string; readonly guest: string }
  | {
      readonly kind: 'property';
      readonly property: string;
      readonly of: string;
      readonly comparison: Comparison;
      readonly value: string;
    }
  /** Says something about a system that is not connected. */
  | { readonly kind: 'system-missing'; readonly system: string };

/** The forms of criteria that are known, for people whose wording is not. */
export const knownCriteria: readonly string[] = [
  'zpool status healthy',
  'pool tank healthy',
  'available space of tank > 2TB',
  'used space of tank < 80%',
  'paperless-ngx is running',
  'node still-fawn is online',
  'disk nvme1n1 of still-fawn passes SMART',
  'snapshot before-upgrade of paperless-ngx is present',
  'compression of tank = lz4',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: kro's own spelling of an expression
  '${diskDetection.status.outputs.serial != ""}',
];

const comparisons: Readonly<Record<string, Comparison>> = {
  '>': '>',
  above: '>',
  'more than': '>',
  '>=': '>=',
  'at least': '>=',
  '<': '<',
  below: '<',
  'less than': '<',
  '<=': '<=',
  'at most': '<=',
  '=': '=',
  '==': '=',
  is: '=',
  equals: '=',
  '!=': '!=',
  'is not': '!=',
};

const name = '([^\\s<>=!]+)';
const relation = '(>=|<=|==|!=|>|<|=|above|below|more than|less than|at least|at most|equals|is not|is)';

const limitOf = (text: string): { bytes: number } | { share: number } | undefined => {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim());
  if (percent !== null) return { share: Number(percent[1]) / 100 };
  const bytes = parseSize(text);
  return bytes === undefined ? undefined : { bytes };
};

type Form = readonly [
  pattern: RegExp,
  read: (groups: readonly (string | undefined)[]) => Criterion | undefined,
];

/** The first form that fits counts, so that a special one stands before a general one. */
const forms: readonly Form[] = [
  [
    new RegExp(`^zpool status(?: of)?(?: (?!is )${name})?(?: is)? (?:healthy|ok|online)$`, 'i'),
    ([pool]) => ({ kind: 'pool-healthy', pool: pool ?? null }),
  ],
  [/^all pools(?: are)? (?:healthy|ok|online)$/i, () => ({ kind: 'pool-healthy', pool: null })],
  [
    new RegExp(`^(?:the )?pool ${name}(?: is)? (?:healthy|ok|online)$`, 'i'),
    ([pool]) => ({ kind: 'pool-healthy', pool: pool ?? null }),
  ],
  [
    new RegExp(`^(available|free|used|total) space(?: (?:of|on|in) ${name})? ?${relation} ?(.+)$`, 'i'),
    ([word = '', pool, how = '', text = '']) => {
      const comparison = comparisons[how.toLowerCase()];
      const limit = limitOf(text);
      if (comparison === undefined || limit === undefined) return undefined;
      const what = word.toLowerCase();
      return {
        kind: 'space',
        what: what === 'used' || what === 'total' ? what : 'available',
        pool: pool ?? null,
        comparison,
        limit,
      };
    },
  ],
  [
    /^all (?:pvcs|persistent ?volume ?claims|pods|deployments|nodes of the cluster)(?: are)? (?:accessible|bound|ready|running|available)$/i,
    () => ({ kind: 'system-missing', system: 'Kubernetes' }),
  ],
  [
    new RegExp(
      `^(?:the )?disk ${name}(?: (?:of|on) ${name})? (?:passes smart|smart passed|is healthy)$`,
      'i',
    ),
    ([disk, host]) => ({ kind: 'disk-passes', disk: disk ?? null, host: host ?? null }),
  ],
  [
    new RegExp(`^all disks(?: (?:of|on) ${name})? (?:pass smart|are healthy)$`, 'i'),
    ([host]) => ({ kind: 'disk-passes', disk: null, host: host ?? null }),
  ],
  [
    new RegExp(`^(?:the )?snapshot ${name} of ${name}(?: is)? (?:present|there)$`, 'i'),
    ([snapshot = '', guest = '']) => ({ kind: 'snapshot-present', snapshot, guest }),
  ],
  [
    new RegExp(`^(?:the )?node ${name}(?: is)? online$`, 'i'),
    ([node = '']) => ({ kind: 'node-online', node }),
  ],
  [
    new RegExp(`^(?:(?:the )?(?:guest|container|vm) )?${name}(?: is)? (running|stopped)$`, 'i'),
    ([guest = '', status = '']) => ({
      kind: 'guest-status',
      guest,
      status: status.toLowerCase() === 'running' ? 'running' : 'stopped',
    }),
  ],
  [
    new RegExp(`^([a-z][\\w:.-]*) of ${name} ?${relation} ?(.+)$`, 'i'),
    ([property = '', of = '', how = '', value = '']) => {
      const comparison = comparisons[how.toLowerCase()];
      return comparison === undefined
        ? undefined
        : { kind: 'property', property, of, comparison, value: value.trim() };
    },
  ],
];

/** Reads a criterion as people write it; undefined when its wording is not known. */
export const parseCriterion = (text: string): Criterion | undefined => {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  for (const [pattern, read] of forms) {
    const match = pattern.exec(plain);
    const criterion = match === null ? undefined : read(match.slice(1));
    if (criterion !== undefined) return criterion;
  }
  return undefined;
};
