import type { PropertySchema } from './schema.ts';

/**
 * Takes a comma list such as `virtio=AA:BB:CC:DD:EE:FF,bridge=vmbr0,firewall=1` apart, with the vendor's default key
 * and aliases.
 * @returns the values by key, or the vendor's complaint
 */
export const parsePropertyString = (
  format: Readonly<Record<string, PropertySchema>>,
  text: string,
): Record<string, string> | string => {
  const values: Record<string, string> = {};
  const defaultKey = Object.entries(format).find(([, schema]) => schema.default_key === 1)?.[0];

  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [, givenKey, value] = /^([^=]+)=([\s\S]+)$/.exec(part) ?? [];
    if (givenKey === undefined || value === undefined) {
      if (part.includes('=')) return 'missing key in comma-separated list property';
      if (defaultKey === undefined) return 'value without key, but schema does not define a default key';
      if (values[defaultKey] !== undefined)
        return `duplicate key in comma-separated list property: ${defaultKey}`;
      values[defaultKey] = part;
      continue;
    }
    const schema = format[givenKey];
    if (schema === undefined) return `invalid key in comma-separated list property: ${givenKey}`;
    if (values[givenKey] !== undefined) return `duplicate key in comma-separated list property: ${givenKey}`;
    const key = schema.alias ?? givenKey;
    if (key !== givenKey && values[key] !== undefined) return `key '${key}' is already defined (via alias)`;
    if (schema.keyAlias !== undefined) values[schema.keyAlias] = givenKey;
    values[key] = value;
  }
  return values;
};
