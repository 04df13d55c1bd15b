import { knownStepTypes } from '../../src/compose/known-step-types.ts';
import { headerShape, stepShape } from '../../src/planner/workflow-file/file-shape.ts';
import { laterStepTypes } from '../../src/planner/workflow-file/later-systems.ts';
import { type JsonSchema, workflowSchema } from '../../src/planner/workflow-file/workflow-schema.ts';
import type { GeneratedFile } from './generated-file.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** How a person writes what a field may be. */
const typeOf = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  const branches = (schema.anyOf ?? schema.oneOf)?.filter(({ $ref }) => $ref !== '#/$defs/expression');
  if (branches !== undefined) return [...new Set(branches.map(typeOf))].join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  const range = [
    ...(minimum === undefined || minimum < -1e15 ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined || maximum > 1e15 ? [] : [`at most ${maximum}`]),
  ].join(', ');
  return `${schema.type ?? 'anything'}${range === '' ? '' : ` (${range})`}`;
};

const table = (schema: JsonSchema, leftOut: readonly string[]): readonly string[] => {
  const rows = Object.entries(schema.properties ?? {}).filter(([name]) => !leftOut.includes(name));
  if (rows.length === 0) return ['No fields of its own.'];
  return [
    '| field | value | required | what it is |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ([name, field]) =>
        `| \`${name}\` | ${cell(typeOf(field))} | ${schema.required?.includes(name) === true ? 'yes' : ''} | ${cell(field.description ?? '')} |`,
    ),
  ];
};

const common = Object.keys(stepShape.shape);

const referencePage = (schema: JsonSchema): string => {
  const items = schema.properties?.['spec']?.properties?.['resources']?.items?.anyOf ?? [];
  const byType = Map.groupBy(items, (item) => String(item.properties?.['type']?.const));
  const later = new Set(laterStepTypes.map(({ type }) => type));
  const section = ([type, branches]: [string, readonly JsonSchema[]]): readonly string[] => [
    `### \`${type}\``,
    '',
    ...(later.has(type)
      ? [
          'This version of Steward checks such a step and cannot carry it out: planning names what is missing.',
          '',
        ]
      : []),
    ...branches.flatMap((branch, index) => [
      ...(index === 0 ? [] : ['', 'or', '']),
      ...table(branch, common),
    ]),
    '',
  ];
  return [
    '<!-- Generated from the step types by `npm run gen`. -->',
    '# Workflow files',
    '',
    'What may stand in a workflow file, field by field. How to write one is in [the guide](../guides/workflows.md); editors take',
    '[the JSON Schema](workflow.schema.json), which `steward workflow schema` prints as well.',
    '',
    '## The file',
    '',
    ...table({ ...schema, properties: schema.properties ?? {} }, []),
    '',
    `\`metadata.annotations\`: ${headerShape.shape.metadata.shape.annotations.description ?? ''}`,
    '',
    '## Every step',
    '',
    ...table({ properties: schema.$defs ?? {}, required: ['name', 'type'] }, ['expression']),
    '',
    '## Step types',
    '',
    ...[...byType].toSorted(([a], [b]) => a.localeCompare(b, 'en')).flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};

/** What workflow files may hold: the JSON Schema for editors, and the reference page. */
export const generateWorkflow = (): GeneratedFile[] => {
  const schema = workflowSchema(knownStepTypes());
  return [
    { path: 'docs/reference/workflow.schema.json', content: `${JSON.stringify(schema, null, 2)}\n` },
    { path: 'docs/reference/workflow.md', content: referencePage(schema) },
  ];
};
