/** As much of JSON Schema as the protocol's zod schemas turn into. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly description?: string;
  /** Length, range, pattern: they do not show in a Python type. */
  readonly [keyword: string]: unknown;
}

const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const scalars: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  null: 'None',
};

const literal = (values: readonly unknown[]): string =>
  `Literal[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

const referenced = (reference: string): string => capitalised(reference.replace('#/$defs/', ''));

/** Types of one module, classes for objects in the order in which they must stand. */
const createWriter = () => {
  const classes: string[] = [];

  /** The alternatives of a schema as Python types; `name` is for the class that an object in line gets. */
  const alternativesOf = (schema: JsonSchema, name: string): string[] => {
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (alternatives !== undefined) return alternatives.flatMap((each) => alternativesOf(each, name));
    if (Array.isArray(schema.type)) {
      return schema.type.flatMap((type: string) => alternativesOf({ ...schema, type }, name));
    }
    if (schema.$ref !== undefined) return [referenced(schema.$ref)];
    if (schema.const !== undefined) return [literal([schema.const])];
    if (schema.enum !== undefined) return [literal(schema.enum)];
    if (schema.type === 'array') return [`list[${typeOf(schema.items ?? {}, name)}]`];
    if (schema.properties !== undefined) return [classOf(schema, name)];
    if (schema.type === 'object') return [`dict[str, ${typeOf(schema.additionalProperties || {}, name)}]`];
    if (schema.type === undefined) return ['Any'];
    const scalar = scalars[schema.type as string];
    if (scalar === undefined) throw new Error(`${name}: no Python type for ${JSON.stringify(schema)}`);
    return [scalar];
  };

  /** The Python type of a schema. None stands last, as ruff wants it. */
  const typeOf = (schema: JsonSchema, name: string): string => {
    const types = new Set(alternativesOf(schema, name));
    const isNullable = types.delete('None');
    return [...types, ...(isNullable ? ['None'] : [])].join(' | ');
  };

  const classOf = (schema: JsonSchema, name: string): string => {
    const lines = Object.entries(schema.properties ?? {}).flatMap(([property, field]) => {
      const type = typeOf(field, `${name}${capitalised(property)}`);
      const isRequired = schema.required?.includes(property);
      return [
        `    ${property}: ${isRequired ? type : `NotRequired[${type}]`}`,
        ...(field.description === undefined ? [] : [`    """${field.description}"""`]),
      ];
    });
    const doc = schema.description === undefined ? [] : [`    """${schema.description}"""`, ''];
    classes.push([`class ${name}(TypedDict):`, ...doc, ...lines].join('\n'));
    return name;
  };

  return { typeOf, classOf, classes };
};

const lineLength = 110;

/** A type alias, broken into lines as ruff does it. */
const union = (name: string, members: readonly string[]): string => {
  const inOneLine = members.join(' | ');
  if (`    ${inOneLine}`.length <= lineLength) return `type ${name} = (\n    ${inOneLine}\n)`;
  return `type ${name} = (\n    ${members.join('\n    | ')}\n)`;
};

const messageType = (definitions: Readonly<Record<string, JsonSchema>>, id: string): unknown =>
  definitions[id]?.properties?.['type']?.const;

/** Python module with a TypedDict per object of the protocol and a union per direction. */
export const toPython = (version: number, definitions: Readonly<Record<string, JsonSchema>>): string => {
  const writer = createWriter();
  const unions: string[] = [];
  for (const [id, schema] of Object.entries(definitions)) {
    const name = capitalised(id);
    const members = (schema.oneOf ?? []).flatMap(({ $ref }) => $ref ?? []);
    if (members.length > 0) unions.push(union(name, members.map(referenced)));
    else if (schema.properties !== undefined) writer.classOf(schema, name);
    else throw new Error(`${id}: neither an object nor a union of messages`);
  }
  const incoming = (definitions['toIntegration']?.oneOf ?? []).map(({ $ref }) => {
    const id = ($ref ?? '').replace('#/$defs/', '');
    return `    ${JSON.stringify(messageType(definitions, id))}: ${JSON.stringify(id)},`;
  });
  const hasOptionalFields = writer.classes.some((text) => text.includes('NotRequired['));
  return [
    [
      '"""The messages between Homelab Steward and this integration, as types.',
      '',
      'Generated from src/homeassistant/protocol by `npm run gen`: change it there.',
      '"""',
      '',
      `from typing import Any, Final, Literal, ${hasOptionalFields ? 'NotRequired, ' : ''}TypedDict`,
      '',
      `PROTOCOL_VERSION: Final = ${version}`,
    ].join('\n'),
    ...writer.classes,
    [
      ...unions,
      '',
      'INCOMING_DEFINITIONS: Final = {',
      ...incoming,
      '}',
      '"""The message types that Steward sends, and where protocol.schema.json defines each."""',
    ].join('\n'),
  ]
    .join('\n\n\n')
    .concat('\n');
};
