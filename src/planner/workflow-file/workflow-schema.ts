import { z } from 'zod';
import { headerShape, stepShape } from './file-shape.ts';
import type { StepType, StepTypes } from './step-types.ts';

/** As much of JSON Schema as workflow files need. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
}

/** A text with an expression, which may stand where any value may. */
const expression: JsonSchema = { $ref: '#/$defs/expression' };

const expressionDefinition: JsonSchema = { type: 'string', pattern: '\\$\\{.+\\}|\\{\\{.+\\}\\}' };

const toJson = (schema: z.ZodType): JsonSchema => {
  const { $schema: _schema, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json as JsonSchema;
};

const isPlainText = (schema: JsonSchema): boolean =>
  schema.type === 'string' &&
  schema['pattern'] === undefined &&
  schema.enum === undefined &&
  schema['maxLength'] === undefined;

/** The same schema, with an expression allowed in the place of every value within it. */
const withExpressions = (schema: JsonSchema): JsonSchema => {
  if (schema.const !== undefined || isPlainText(schema)) return schema;
  const { description, ...rest } = schema;
  const inner: JsonSchema = {
    ...rest,
    ...(schema.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, each]) => [name, withExpressions(each)]),
          ),
        }),
    ...(schema.items === undefined ? {} : { items: withExpressions(schema.items) }),
    ...(typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0
      ? { additionalProperties: withExpressions(schema.additionalProperties) }
      : {}),
  };
  return { ...(description === undefined ? {} : { description }), anyOf: [inner, expression] };
};

/** The objects that a schema of fields allows: itself, or each branch of a union. */
const branchesOf = (schema: JsonSchema): readonly JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf)?.flatMap(branchesOf) ?? [schema];

/** Schemas of a step of one type, one for each way in which its fields may be given. */
const stepSchemas = (type: StepType, common: readonly string[]): readonly JsonSchema[] =>
  branchesOf(toJson(type.fields)).map((branch) => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(common.map((name) => [name, { $ref: `#/$defs/${name}` }])),
      type: { const: type.type },
      ...Object.fromEntries(
        Object.entries(branch.properties ?? {}).map(([name, each]) => [name, withExpressions(each)]),
      ),
    },
    required: ['name', 'type', ...(branch.required ?? [])],
    additionalProperties: false,
  }));

/** The JSON Schema of workflow files (draft 2020-12), for editors and for whoever writes files by program. */
export const workflowSchema = (types: StepTypes): JsonSchema => {
  const header = toJson(headerShape);
  const common = toJson(stepShape);
  const spec = header.properties?.['spec'] ?? {};
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Workflow of Homelab Steward',
    $comment: 'Generated from the step types by `npm run gen`.',
    ...header,
    // What every step may say, and an expression, once and not for each type.
    $defs: { ...common.properties, expression: expressionDefinition },
    properties: {
      ...header.properties,
      spec: {
        ...spec,
        properties: {
          ...spec.properties,
          resources: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            description: 'The steps, in any order; dependencies decide.',
            items: {
              anyOf: [...types.values()].flatMap((type) =>
                stepSchemas(type, Object.keys(common.properties ?? {})),
              ),
            },
          },
        },
      },
    },
  };
};
