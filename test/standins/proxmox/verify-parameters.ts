import { checkNamedFormat } from './check-format.ts';
import { compilePerlPattern } from './perl-pattern.ts';
import { parsePropertyString } from './property-string.ts';
import type { PropertySchema } from './schema.ts';

/** Complaints by the path of the value, e.g. `{ vmid: "type check ('integer') failed - got 'abc'" }`. */
export type FieldErrors = Record<string, string>;

/** The vendor's own upper ends for `name[n]`, by name: net0 to net31. The schema does not carry them. */
const lastIndexOf: Readonly<Record<string, number>> = {
  net: 31,
  ipconfig: 31,
  ide: 3,
  sata: 5,
  scsi: 30,
  virtio: 15,
  virtiofs: 9,
  hostpci: 15,
  usb: 13,
  serial: 3,
  parallel: 2,
  numa: 7,
  link: 7,
  acmedomain: 5,
  unused: 255,
  mp: 255,
  dev: 255,
};

/** The schema of a property by its name, `net0` found as `net[n]`. */
export const findProperty = (
  properties: Readonly<Record<string, PropertySchema>>,
  name: string,
): PropertySchema | undefined => {
  if (name.endsWith('[n]')) return undefined;
  if (Object.hasOwn(properties, name)) return properties[name];
  const [, stem, index] = /^(.*?)(0|[1-9]\d*)$/.exec(name) ?? [];
  const schema = stem === undefined ? undefined : properties[`${stem}[n]`];
  return schema !== undefined && Number(index) <= (lastIndexOf[stem as string] ?? 0) ? schema : undefined;
};

const complain = (errors: FieldErrors, path: string, text: string): void => {
  errors[path === '' ? '_root' : path] ??= text;
};

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const isNumberText = (text: string): boolean => /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text);

const hasType = (type: PropertySchema['type'], value: unknown): boolean => {
  switch (type) {
    case undefined:
    case 'any':
      return true;
    case 'null':
      return value === null;
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string' || typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean' || value === 0 || value === 1 || value === '0' || value === '1';
    case 'integer':
      return (typeof value === 'number' && Number.isInteger(value)) || /^[+-]?\d+$/.test(asText(value));
    case 'number':
      return typeof value === 'number' || isNumberText(asText(value));
  }
};

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const checkText = (schema: PropertySchema, value: string): string | undefined => {
  if (typeof schema.format === 'string') {
    const complaint = checkNamedFormat(schema.format, value);
    if (complaint !== undefined) return `invalid format - ${complaint}\n`;
  } else if (schema.format !== undefined) {
    const complaint = checkPropertyString(schema.format, value);
    if (complaint !== undefined) return `invalid format - ${complaint}\n`;
  }
  if (schema.pattern !== undefined && !compilePerlPattern(schema.pattern).test(value))
    return 'value does not match the regex pattern';
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return `value may only be ${schema.maxLength} characters long`;
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return `value must be at least ${schema.minLength} characters long`;
  if (isNumberText(value)) {
    if (schema.maximum !== undefined && Number(value) > Number(schema.maximum))
      return `value must have a maximum value of ${schema.maximum}`;
    if (schema.minimum !== undefined && Number(value) < Number(schema.minimum))
      return `value must have a minimum value of ${schema.minimum}`;
  }
  return schema.enum === undefined ||
    schema.enum === null ||
    schema.enum.some((allowed) => String(allowed) === value)
    ? undefined
    : `value '${value}' does not have a value in the enumeration '${schema.enum.join(', ')}'`;
};

const checkPropertyString = (
  format: Readonly<Record<string, PropertySchema>>,
  value: string,
): string | undefined => {
  const parsed = parsePropertyString(format, value);
  if (typeof parsed === 'string') return parsed;
  const errors: FieldErrors = {};
  checkObject(format, parsed, '', errors, 0);
  const [first] = Object.entries(errors);
  return first === undefined ? undefined : `format error\n${first[0]}: ${first[1]}`;
};

const alternativeOf = (
  schema: PropertySchema,
  siblings: Readonly<Record<string, unknown>>,
): PropertySchema => {
  const kind = schema['type-property'] === undefined ? undefined : siblings[schema['type-property']];
  return schema.oneOf?.find((one) => one['instance-types']?.includes(String(kind))) ?? schema;
};

const checkProperty = (schema: PropertySchema, value: unknown, path: string, errors: FieldErrors): void => {
  if (schema.alias !== undefined) return;
  if (value === undefined || (value === null && schema.type !== 'null')) {
    if (schema.optional !== 1 && schema.type !== 'null')
      complain(errors, path, 'property is missing and it is not optional');
    return;
  }
  if (!hasType(schema.type, value)) {
    const got = asText(value);
    complain(errors, path, `type check ('${schema.type}') failed${got === '' ? '' : ` - got '${got}'`}`);
  } else if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined)
      value.forEach((element, index) => {
        checkProperty(items, element, `${path}[${index}]`, errors);
      });
  } else if (typeof value === 'object' && value !== null) {
    if (schema.properties !== undefined || typeof schema.additionalProperties === 'object')
      checkObject(
        schema.properties ?? {},
        value as Record<string, unknown>,
        path,
        errors,
        schema.additionalProperties,
      );
  } else if (typeof value !== 'boolean') {
    const complaint = checkText(schema, String(value));
    if (complaint !== undefined) complain(errors, path, complaint);
  }
};

const checkObject = (
  properties: Readonly<Record<string, PropertySchema>>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  errors: FieldErrors,
  additional: PropertySchema['additionalProperties'],
): void => {
  for (const [name, schema] of Object.entries(properties))
    if (!name.endsWith('[n]'))
      checkProperty(alternativeOf(schema, value), value[name], within(path, name), errors);
  for (const [name, given] of Object.entries(value)) {
    const schema = findProperty(properties, name);
    if (schema === undefined) {
      if (additional === 0)
        complain(
          errors,
          within(path, name),
          'property is not defined in schema and the schema does not allow additional properties',
        );
      else if (typeof additional === 'object') checkProperty(additional, given, within(path, name), errors);
      continue;
    }
    if (!Object.hasOwn(properties, name)) checkProperty(schema, given, within(path, name), errors);
    if (schema.requires !== undefined && value[schema.requires] === undefined)
      complain(errors, within(path, schema.requires), `missing property required by '${within(path, name)}'`);
  }
};

/** Checks a call's parameters, path placeholders included, as the vendor does. @returns empty when all is in order */
export const verifyParameters = (
  schema: PropertySchema | undefined,
  parameters: Readonly<Record<string, unknown>>,
): FieldErrors => {
  const errors: FieldErrors = {};
  checkObject(schema?.properties ?? {}, parameters, '', errors, schema?.additionalProperties);
  return errors;
};

/** Checks a reply against the vendor's `returns`. @returns empty when the vendor could have sent it */
export const verifyReply = (schema: PropertySchema | undefined, data: unknown): FieldErrors => {
  const errors: FieldErrors = {};
  if (schema !== undefined) checkProperty(schema, data, '', errors);
  return errors;
};

/** Turns verified parameters into what routes work with: numbers and booleans instead of their texts. */
export const convertParameters = (
  schema: PropertySchema | undefined,
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const type = findProperty(schema?.properties ?? {}, name)?.type;
      if (type === 'integer' || type === 'number') return [name, Number(value)];
      if (type === 'boolean') return [name, value === true || value === 1 || value === '1'];
      return [name, typeof value === 'number' ? String(value) : value];
    }),
  );
