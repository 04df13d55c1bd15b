import type { z } from 'zod';
import { hasExpression } from '../../workflow/expressions/template-text.ts';
import { nearest } from './problem.ts';

/** What an expression comes to, as far as it is known without a run. */
export type KnownType = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'unknown';

/** What is wrong with one field. */
export interface FieldObjection {
  readonly path: readonly PropertyKey[];
  /** Whether the name of the field is what is wrong, not its value. */
  readonly isKey: boolean;
  readonly code: 'workflow.unknown-field' | 'workflow.field';
  readonly message: string;
  readonly mend: string;
}

const samples: Readonly<Record<KnownType, unknown>> = {
  string: 'x',
  integer: 1,
  number: 1.5,
  boolean: true,
  list: [],
  map: {},
  unknown: undefined,
};

type Issue = z.core.$ZodIssue;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );

const textOfPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );

/** Of a union's branches, the complaints of the one that comes nearest. */
const flatten = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) => branch.flatMap(flatten));
  const [best = []] = branches.toSorted(
    (a, b) =>
      Math.max(0, ...b.map(({ path }) => path.length)) - Math.max(0, ...a.map(({ path }) => path.length)),
  );
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
};

const typeName = (value: unknown): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'a map'
        : `a ${typeof value}`;

const objectionsFrom = (issue: Issue, fields: unknown, known: readonly string[]): FieldObjection[] => {
  const path = issue.path;
  const name = textOfPath(path);
  const value = valueAt(fields, path);
  const wrong = (message: string, mend: string): FieldObjection[] => [
    { path, isKey: false, code: 'workflow.field', message, mend },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = nearest(key, known);
        return {
          path: [...path, key],
          isKey: true,
          code: 'workflow.unknown-field',
          message: `The field ${textOfPath([...path, key])} is not known.`,
          mend:
            path.length === 0
              ? `${near === undefined ? '' : `Did you mean ${near}? `}Known fields: ${known.join(', ') || 'none'}.`
              : 'Remove it, or look for a mistake in its name.',
        };
      });
    case 'invalid_type':
      return value === undefined
        ? wrong(`The field ${name} is missing.`, `Give it a value of the type ${issue.expected}.`)
        : wrong(
            `The field ${name} is ${typeName(value)} where the type ${issue.expected} is wanted.`,
            `Give it a value of the type ${issue.expected}.`,
          );
    case 'invalid_value':
      return wrong(
        value === undefined
          ? `The field ${name} is missing.`
          : `The field ${name} has a value that is not allowed.`,
        `Allowed: ${issue.values.map(String).join(', ')}.`,
      );
    default:
      return wrong(
        value === undefined && issue.code === 'invalid_union'
          ? `The field ${name} is missing.`
          : `The field ${name} is wrong: ${issue.message.replace(/\.$/, '')}.`,
        'See `steward workflow schema` for what it may be.',
      );
  }
};

/** Names of the fields that an object schema, or any branch of a union of them, knows. */
export const fieldNames = (schema: z.ZodType): readonly string[] => {
  const { shape, options } = schema as unknown as {
    shape?: Readonly<Record<string, unknown>>;
    options?: readonly z.ZodType[];
  };
  if (shape !== undefined) return Object.keys(shape);
  return [...new Set((options ?? []).flatMap(fieldNames))];
};

/** The fields with a sample in the place of each expression, and where those are. */
const withSamples = (
  value: unknown,
  path: readonly PropertyKey[],
  typeOf: (path: readonly PropertyKey[], text: string) => KnownType,
  places: { readonly path: readonly PropertyKey[]; readonly type: KnownType }[],
): unknown => {
  if (typeof value === 'string') {
    if (!hasExpression(value)) return value;
    const type = typeOf(path, value);
    places.push({ path, type });
    return type === 'unknown' ? value : samples[type];
  }
  if (Array.isArray(value))
    return value.map((each, index) => withSamples(each, [...path, index], typeOf, places));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withSamples(each, [...path, key], typeOf, places)]),
    );
  return value;
};

const isWithin = (path: readonly PropertyKey[], outer: readonly PropertyKey[]): boolean =>
  outer.every((key, index) => path[index] === key);

/**
 * What is wrong with the fields of a step, before expressions are computed: of those only the type is checked, and only
 * where it is known.
 */
export const fieldObjections = (
  schema: z.ZodType,
  fields: Readonly<Record<string, unknown>>,
  typeOf: (path: readonly PropertyKey[], text: string) => KnownType,
): readonly FieldObjection[] => {
  const places: { path: readonly PropertyKey[]; type: KnownType }[] = [];
  const sampled = withSamples(fields, [], typeOf, places);
  const parsed = schema.safeParse(sampled);
  if (parsed.success) return [];
  const known = fieldNames(schema);
  return parsed.error.issues.flatMap(flatten).flatMap((issue) => {
    const place = places.find(({ path }) => isWithin(issue.path, path));
    const holdsExpression = places.some(({ path }) => isWithin(path, issue.path));
    if (place !== undefined) {
      if (issue.code !== 'invalid_type' || place.type === 'unknown') return [];
      return [
        {
          path: place.path,
          isKey: false,
          code: 'workflow.field' as const,
          message: `The expression in ${textOfPath(place.path)} comes to the type ${place.type} where ${issue.expected} is wanted.`,
          mend: 'Use a parameter of the right type, or convert it, e.g. with string(...) or int(...).',
        },
      ];
    }
    // A union that holds an expression somewhere cannot be told from here.
    if (issue.code === 'invalid_union' && holdsExpression) return [];
    return objectionsFrom(issue, sampled, known);
  });
};
