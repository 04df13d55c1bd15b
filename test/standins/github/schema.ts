import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A schema of the description: OpenAPI 3.0, without prose. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** One call of the API. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly body?: Schema;
  readonly answers: Readonly<Record<string, Schema | undefined>>;
}

const description = JSON.parse(readFileSync(join(import.meta.dirname, 'github-api.json'), 'utf8')) as {
  operations: readonly Operation[];
  schemas: Readonly<Record<string, Schema>>;
};

/** Every call that the stand-in knows. */
export const operations = description.operations;

const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (description.schemas[schema.$ref] ?? {});

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/**
 * What is wrong with a value, by place; empty when nothing is.
 * @param isStrict also refuses fields that the schema does not name
 */
export const faultsIn = (given: Schema, value: unknown, isStrict: boolean, place = ''): string[] => {
  const schema = resolved(given);
  if (value === null && schema.nullable === true) return [];
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const results = choices.map((choice) => faultsIn(choice, value, isStrict, place));
    return results.some((faults) => faults.length === 0) ? [] : (results[0] ?? []);
  }
  if (schema.allOf !== undefined) return schema.allOf.flatMap((part) => faultsIn(part, value, false, place));
  const type = typeOf(value);
  if (schema.type !== undefined && schema.type !== type && !(schema.type === 'number' && type === 'integer'))
    return [`${place} is ${type} and not ${schema.type}`];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [`${place} is none of ${schema.enum.join(', ')}`];
  if (schema.format === 'date-time' && Number.isNaN(Date.parse(String(value))))
    return [`${place} is no time`];
  if (Array.isArray(value))
    return [
      ...(value.length < (schema.minItems ?? 0) ? [`${place} has too few items`] : []),
      ...value.flatMap((item, index) => faultsIn(schema.items ?? {}, item, isStrict, `${place}[${index}]`)),
    ];
  if (type !== 'object') return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const { properties = {}, required = [] } = schema;
  return [
    ...required.filter((name) => fields[name] === undefined).map((name) => `${place}.${name} is missing`),
    ...Object.entries(fields).flatMap(([name, each]) => {
      const property = properties[name];
      if (property !== undefined) return faultsIn(property, each, isStrict, `${place}.${name}`);
      return isStrict && schema.properties !== undefined ? [`${place}.${name} is unknown`] : [];
    }),
  ];
};

const emptyOf = (schema: Schema): unknown => {
  if (schema.nullable === true) return null;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.format === 'date-time') return '2026-01-01T00:00:00Z';
  if (schema.format === 'uri') return 'https://api.github.com/';
  switch (schema.type) {
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return {};
  }
};

/** A value with everything that its schema requires: what is not given gets an empty value of its type. */
export const filled = (given: Schema, value: unknown): unknown => {
  const schema = resolved(given);
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item) => filled(schema.items ?? {}, item));
  if (value !== undefined && typeof value !== 'object') return value;
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const fitting = choices.map((choice) => filled(choice, value));
    return fitting.find((each, index) => faultsIn(choices[index] ?? {}, each, false).length === 0) ?? value;
  }
  if (schema.allOf !== undefined)
    return schema.allOf.reduce<unknown>((sum, part) => filled(part, sum), value);
  if (value === undefined && (schema.properties === undefined || schema.nullable === true))
    return emptyOf(schema);
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { properties = {}, required = [] } = schema;
  const names = new Set([...required, ...Object.keys(fields)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      properties[name] === undefined ? fields[name] : filled(properties[name], fields[name]),
    ]),
  );
};
