import { Optional } from '@marcbachmann/cel-js';
import { StewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';

/** A value as CEL counts: whole numbers are its `int`, as Kubernetes reads them from JSON, and the rest its `double`. */
export const toCel = (value: Json): unknown => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toCel(each as Json)]));
  return value;
};

const notJson = (what: string): StewardError =>
  new StewardError(`The expression comes to ${what}, which cannot stand in a field.`, {
    code: 'expression.value',
    kind: 'terminal',
    mend: 'Let it come to a text, a number, true or false, a list or a map.',
  });

/**
 * A value of CEL as JSON.
 * @throws StewardError `expression.value` for what JSON cannot say
 */
export const fromCel = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notJson(String(value));
    return value;
  }
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) throw notJson(`the number ${value}`);
    return Number(value);
  }
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Optional) return value.hasValue() ? fromCel(value.value() as unknown) : null;
  if (Array.isArray(value)) return value.map(fromCel);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, each]) => [String(key), fromCel(each)]));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fromCel(each)]));
  // CEL's unsigned integer, whose class the library does not export.
  const inner: unknown = typeof value === 'object' ? Reflect.get(value, 'value') : undefined;
  if (typeof inner === 'bigint' || typeof inner === 'number') return fromCel(inner);
  throw notJson('something of another kind');
};
