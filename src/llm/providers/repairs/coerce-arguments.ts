import type { Json } from '../../../core/json.ts';
import type { JsonSchema, ToolCall } from '../../model.ts';
import { isObject, parseJson } from './parse-json.ts';

const matches = (type: unknown, value: unknown): boolean => {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return type === typeof value;
  }
};

const numeral = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** The value as the type asks for it, or undefined where it cannot be understood as that. */
const convert = (type: unknown, value: unknown): unknown => {
  const isText = typeof value === 'string';
  switch (type) {
    case 'integer':
      return isText && numeral.test(value) && Number.isInteger(Number(value)) ? Number(value) : undefined;
    case 'number':
      return isText && numeral.test(value) ? Number(value) : undefined;
    case 'boolean':
      return isText && /^(?:true|false)$/i.test(value.trim())
        ? value.trim().toLowerCase() === 'true'
        : undefined;
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : Array.isArray(value) && value.length === 1 && typeof value[0] === 'string'
          ? value[0]
          : undefined;
    case 'array': {
      const parsed = isText && value.trim().startsWith('[') ? parseJson(value) : undefined;
      return Array.isArray(parsed) ? parsed : value === null || isObject(value) ? undefined : [value];
    }
    case 'object': {
      const parsed = isText && value.trim().startsWith('{') ? parseJson(value) : undefined;
      return isObject(parsed) ? parsed : undefined;
    }
    default:
      return undefined;
  }
};

const oneOf = (choices: readonly unknown[], value: unknown): unknown => {
  if (choices.includes(value) || typeof value !== 'string') return value;
  const wanted = value.trim().toLowerCase();
  return choices.find((each) => typeof each === 'string' && each.toLowerCase() === wanted) ?? value;
};

const coerce = (schema: unknown, value: unknown): unknown => {
  if (!isObject(schema)) return value;
  const { type, properties, items, enum: choices } = schema;
  const types: unknown[] = Array.isArray(type) ? type : type === undefined ? [] : [type];
  let result = value;
  if (types.length > 0 && !types.some((each) => matches(each, value)))
    result = types.map((each) => convert(each, value)).find((each) => each !== undefined) ?? value;
  if (Array.isArray(choices)) result = oneOf(choices, result);
  if (Array.isArray(result) && items !== undefined) return result.map((each) => coerce(items, each));
  return isObject(result) && isObject(properties) ? coerceProperties(schema, result) : result;
};

const coerceProperties = (schema: JsonSchema, value: Record<string, unknown>): Record<string, unknown> => {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const coerced = coerce(properties[name], each);
      // Small models write null for what they leave out.
      return coerced === null && !required.includes(name) ? [] : [[name, coerced]];
    }),
  );
};

/** Names under which models wrap the arguments once more. */
const wrappers = ['arguments', 'parameters', 'args'];

/**
 * The arguments of a tool call as the tool's schema wants them, from whatever the model gave: JSON in a string, arguments
 * wrapped in `arguments`, `"101"` for 101, `"true"` for true, one thing for a list of one, another case of an enum's
 * value, null for what was left out. What cannot be understood stays as it is, for whoever checks the arguments to refuse;
 * what is no object at all becomes an empty one.
 */
export const coerceArguments = (given: unknown, schema: JsonSchema | undefined): ToolCall['arguments'] => {
  let value = given;
  // A string in a string happens, too.
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth += 1) value = parseJson(value);
  if (!isObject(value)) return {};
  const properties = isObject(schema?.['properties']) ? schema['properties'] : {};
  const [only, ...others] = Object.keys(value);
  if (only !== undefined && others.length === 0 && wrappers.includes(only) && !(only in properties)) {
    const inner = typeof value[only] === 'string' ? parseJson(value[only]) : value[only];
    if (isObject(inner)) value = inner;
  }
  return coerceProperties(schema ?? {}, value as Record<string, unknown>) as { [name: string]: Json };
};
