import { isOptional, type OptionSchema } from './option-schema.ts';

/** One entry of `schema:` in an app's config.yaml: a type, a list of one, or a block. */
export type SupervisorType = string | readonly SupervisorType[] | { readonly [key: string]: SupervisorType };

/** The two blocks of an app's config.yaml. */
export interface SupervisorOptions {
  readonly options: Readonly<Record<string, unknown>>;
  readonly schema: Readonly<Record<string, SupervisorType>>;
}

const refuse = (path: string, why: string): never => {
  throw new Error(`The option ${path} cannot be said in Supervisor's grammar: ${why}.`);
};

const range = (name: string, least: number | undefined, most: number | undefined): string =>
  least === undefined && most === undefined ? name : `${name}(${least ?? ''},${most ?? ''})`;

/** zod's integers are bounded by what JavaScript can count; that is no range that a person set. */
const bound = (value: number | undefined): number | undefined =>
  value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value;

const leafType = (schema: OptionSchema, path: string): string => {
  if (schema.supervisor !== undefined) return schema.supervisor;
  if (schema.enum !== undefined) return `list(${schema.enum.join('|')})`;
  switch (schema.type) {
    case 'boolean':
      return 'bool';
    case 'integer':
      return range('int', bound(schema.minimum), bound(schema.maximum));
    case 'number':
      return range('float', schema.minimum, schema.maximum);
    case 'string':
      return range('str', schema.minLength, schema.maxLength);
    default:
      return refuse(path, 'it is neither a single value, a list nor a block with fixed keys');
  }
};

const fieldsOf = (block: OptionSchema, path: string): Record<string, SupervisorType> =>
  Object.fromEntries(
    Object.entries(block.properties ?? {})
      .filter(([, field]) => field.isStandaloneOnly !== true)
      .map(([key, field]) => {
        const fieldPath = `${path}.${key}`;
        if (field.type === 'array' || field.type === 'object')
          return refuse(fieldPath, 'Supervisor shows one level of blocks only');
        const mayBeLeftOut = isOptional(block, key) && field.default === undefined;
        return [key, `${leafType(field, fieldPath)}${mayBeLeftOut ? '?' : ''}`];
      }),
  );

const isBlock = (schema: OptionSchema): boolean =>
  schema.type === 'object' && schema.properties !== undefined && schema.additionalProperties === false;

const typeOf = (schema: OptionSchema, path: string): SupervisorType => {
  if (schema.type === 'array') {
    const element = schema.items ?? {};
    if (element.type === 'array') return refuse(path, 'a list may not hold lists');
    return [isBlock(element) ? fieldsOf(element, `${path}[]`) : leafType(element, `${path}[]`)];
  }
  return isBlock(schema) ? fieldsOf(schema, path) : leafType(schema, path);
};

/**
 * Turns the options' schema into the two blocks of config.yaml.
 * @throws Error naming the option, for anything that Supervisor's grammar cannot say
 */
export const toSupervisorOptions = (root: OptionSchema): SupervisorOptions => {
  const options: Record<string, unknown> = {};
  const schema: Record<string, SupervisorType> = {};
  for (const [key, option] of Object.entries(root.properties ?? {})) {
    if (option.isStandaloneOnly === true) continue;
    const type = typeOf(option, key);
    if (option.default !== undefined) {
      options[key] = option.default;
      schema[key] = type;
    } else if (typeof type !== 'string')
      refuse(key, 'a list or block can never be left out, so it needs a default');
    else schema[key] = isOptional(root, key) ? `${type}?` : type;
  }
  return { options, schema };
};
