import { StewardError } from '../../core/errors.ts';
import { safePattern } from './safe-pattern.ts';

/** A single value of a parameter. */
export type ParameterScalar = string | number | boolean;

/** The value of one parameter. */
export type ParameterValue = ParameterScalar | readonly ParameterScalar[];

/** The types of single values, in kro's words; `number` and `float` are the same. */
export type ScalarType = 'string' | 'integer' | 'boolean' | 'number';

/** One parameter of a workflow, in kro's simple schema: `integer | default=180 minimum=10`. */
export interface ParameterSchema {
  /** Type of the value, or of each element of a list. */
  readonly type: ScalarType;
  /** `[]string`: a list of them. */
  readonly isList: boolean;
  /** Whether it must be given: so unless it has a default or says `required=false`. */
  readonly isRequired: boolean;
  readonly default?: ParameterValue;
  readonly description?: string;
  readonly oneOf?: readonly ParameterScalar[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

const types: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  integer: 'integer',
  boolean: 'boolean',
  number: 'number',
  float: 'number',
};

/** Reads one value of a type from text, as it stands in a file or on the command line; undefined when it is none. */
export const readScalar = (type: ScalarType, text: string): ParameterScalar | undefined => {
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const number = Number(text);
  return text.trim() === '' ||
    !Number.isFinite(number) ||
    (type === 'integer' && !Number.isSafeInteger(number))
    ? undefined
    : number;
};

const marker = /^([A-Za-z]+)=("(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]]*\]|\S+)(?:\s+|$)/;

const unquoted = (text: string): string =>
  text.startsWith('"')
    ? text.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : text.startsWith("'")
      ? text.slice(1, -1)
      : text;

const numericMarkers = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

const knownMarkers = [
  'required',
  'default',
  'description',
  'enum',
  'pattern',
  'immutable',
  ...numericMarkers,
];

/**
 * Reads one line of kro's simple schema: a type or `[]` and a type, and markers after a bar.
 * @throws StewardError `workflow.parameter-schema`
 */
export const parseParameterSchema = (name: string, text: string): ParameterSchema => {
  const fail = (why: string): never => {
    throw new StewardError(`The parameter ${name} has the schema "${text.slice(0, 200)}": ${why}.`, {
      code: 'workflow.parameter-schema',
      kind: 'terminal',
      mend: 'Write for example `string`, `integer | default=180 minimum=10`, `string | enum="a,b"` or `[]string`.',
    });
  };
  const bar = text.indexOf('|');
  const typeText = (bar === -1 ? text : text.slice(0, bar)).trim();
  const isList = typeText.startsWith('[]');
  const typeName = isList ? typeText.slice(2) : typeText;
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined;
  if (type === undefined)
    return fail(`"${typeName}" is none of ${Object.keys(types).join(', ')}, or a list of one ([]string)`);

  const markers = new Map<string, string>();
  let rest = bar === -1 ? '' : text.slice(bar + 1).trim();
  while (rest !== '') {
    const match = marker.exec(rest);
    if (match === null) return fail(`"${rest.slice(0, 40)}" is no marker`);
    const [whole, key = '', value = ''] = match;
    if (!knownMarkers.includes(key)) return fail(`the marker ${key} is none of ${knownMarkers.join(', ')}`);
    if (markers.has(key)) return fail(`the marker ${key} stands twice`);
    markers.set(key, value);
    rest = rest.slice(whole.length);
  }

  const readOne = (value: string, what: string): ParameterScalar =>
    readScalar(type, value.trim()) ?? fail(`its ${what} "${value.trim()}" is not of type ${type}`);
  const readList = (value: string, what: string): ParameterScalar[] => {
    let list: unknown;
    try {
      list = JSON.parse(value);
    } catch {
      list = undefined;
    }
    return Array.isArray(list)
      ? list.map((each) => readOne(String(each), what))
      : fail(`its ${what} is no list such as ["a","b"]`);
  };
  const defaultText = markers.get('default');
  const fallback =
    defaultText === undefined
      ? undefined
      : isList
        ? readList(unquoted(defaultText), 'default')
        : readOne(unquoted(defaultText), 'default');
  const required = markers.get('required');
  if (required !== undefined && !['true', 'false'].includes(required))
    fail('required= is neither true nor false');
  const numbers = numericMarkers.flatMap((key): [string, number][] => {
    const value = markers.get(key);
    if (value === undefined) return [];
    const number = Number(unquoted(value));
    return [[key, Number.isFinite(number) ? number : fail(`${key}= is no number`)]];
  });
  const pattern = markers.get('pattern');
  if (pattern !== undefined) {
    const checked = safePattern(unquoted(pattern));
    if (typeof checked === 'string') fail(`its pattern is not allowed, because ${checked}`);
  }
  const choices = markers.get('enum');
  const description = markers.get('description');
  const schema: ParameterSchema = {
    type,
    isList,
    isRequired: fallback === undefined && required !== 'false',
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(description === undefined ? {} : { description: unquoted(description) }),
    ...(choices === undefined
      ? {}
      : {
          oneOf: unquoted(choices)
            .split(',')
            .map((each) => readOne(each, 'choice')),
        }),
    ...(pattern === undefined ? {} : { pattern: unquoted(pattern) }),
    ...Object.fromEntries(numbers),
  };
  const wrong = fallback === undefined ? undefined : valueObjection(schema, fallback);
  return wrong === undefined ? schema : fail(`its own default ${wrong}`);
};

const scalarObjection = (schema: ParameterSchema, value: ParameterScalar): string | undefined => {
  const { oneOf, minimum, maximum, minLength, maxLength, pattern } = schema;
  if (oneOf !== undefined && !oneOf.includes(value)) return `is none of ${oneOf.join(', ')}`;
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `is below ${minimum}`;
    if (maximum !== undefined && value > maximum) return `is above ${maximum}`;
  }
  if (typeof value === 'string') {
    if (minLength !== undefined && value.length < minLength) return `is shorter than ${minLength} characters`;
    if (value.length > (maxLength ?? 4_000)) return `is longer than ${maxLength ?? 4_000} characters`;
    if (pattern !== undefined) {
      const checked = safePattern(pattern);
      if (value.length > 200 || typeof checked === 'string' || !checked.test(value))
        return `does not match ${pattern}`;
    }
  }
  return undefined;
};

/** The most elements of a list parameter. */
const maxListItems = 100;

/** Why a value of the right type is not allowed; undefined when it is. */
export const valueObjection = (schema: ParameterSchema, value: ParameterValue): string | undefined => {
  if (!Array.isArray(value)) return scalarObjection(schema, value as ParameterScalar);
  if (schema.minItems !== undefined && value.length < schema.minItems)
    return `has fewer than ${schema.minItems} elements`;
  const most = Math.min(schema.maxItems ?? maxListItems, maxListItems);
  if (value.length > most) return `has more than ${most} elements`;
  for (const [index, each] of (value as readonly ParameterScalar[]).entries()) {
    const wrong = scalarObjection(schema, each);
    if (wrong !== undefined) return `has an element (number ${index + 1}) that ${wrong}`;
  }
  return undefined;
};

/** How a person writes the type: `string`, `list of integer`. */
export const typeText = ({ type, isList }: Pick<ParameterSchema, 'type' | 'isList'>): string =>
  isList ? `list of ${type}` : type;
