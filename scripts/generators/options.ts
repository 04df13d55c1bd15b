import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { GeneratedFile } from './generated-file.ts';
import { isOptional, type OptionSchema, readOptionSchema } from './option-schema.ts';
import { toSupervisorOptions } from './supervisor-options.ts';

const root = join(import.meta.dirname, '../..');

/** Replaces some keys of a YAML file and leaves the rest, comments included, as it is. */
const withKeys = (path: string, keys: Readonly<Record<string, unknown>>): GeneratedFile => {
  const document = parseDocument(readFileSync(join(root, path), 'utf8'));
  for (const [key, value] of Object.entries(keys)) document.set(key, document.createNode(value));
  return { path, content: document.toString({ lineWidth: 0, indentSeq: true }) };
};

interface Label {
  readonly name: string;
  readonly description: string;
  readonly fields?: Readonly<Record<string, Label>>;
}

const fieldsOf = (option: OptionSchema): OptionSchema | undefined =>
  option.items?.properties === undefined ? option.properties && option : option.items;

const labelsOf = (block: OptionSchema, path: string): Record<string, Label> =>
  Object.fromEntries(
    Object.entries(block.properties ?? {})
      .filter(([, option]) => option.isStandaloneOnly !== true)
      .map(([key, option]) => {
        const { title, description } = option;
        if (title === undefined || description === undefined)
          throw new Error(`The option ${path}${key} needs a title and a description.`);
        const fields = fieldsOf(option);
        return [
          key,
          {
            name: title,
            description,
            ...(fields === undefined ? {} : { fields: labelsOf(fields, `${path}${key}.`) }),
          },
        ];
      }),
  );

const allowedValues = (option: OptionSchema): string => {
  if (option.supervisor === 'password') return 'text, secret';
  if (option.supervisor === 'url') return 'address';
  if (option.enum !== undefined) return option.enum.map((word) => `\`${word}\``).join(', ');
  if (option.type === 'boolean') return '`true` or `false`';
  if (option.type === 'integer') return `${option.minimum} to ${option.maximum}`;
  if (option.type === 'array') return 'list';
  return option.type === 'object' ? 'block' : 'text';
};

const defaultOf = (block: OptionSchema, key: string, option: OptionSchema): string => {
  if (option.default !== undefined) return `\`${JSON.stringify(option.default)}\``;
  return isOptional(block, key) ? '' : 'required';
};

const rowsOf = (block: OptionSchema, prefix: string): string[] =>
  Object.entries(block.properties ?? {}).flatMap(([key, option]) => {
    const fields = fieldsOf(option);
    const where = option.isStandaloneOnly === true ? ' Not in the app (add-on).' : '';
    const list = option.type === 'array' ? '[]' : '';
    return [
      `| \`${prefix}${key}\` | ${allowedValues(option)} | ${defaultOf(block, key, option)} | ${option.description}${where} |`,
      ...(fields === undefined ? [] : rowsOf(fields, `${prefix}${key}${list}.`)),
    ];
  });

const referencePage = (schema: OptionSchema): string =>
  [
    '# Options',
    '',
    'Generated from `src/config/options.ts` by `npm run gen`.',
    '',
    'In the app (add-on) they are on its configuration page. Elsewhere they are a file, YAML or JSON: `options.yaml` in the data folder, or the file that the environment variable `STEWARD_OPTIONS` names. [options.schema.json](options.schema.json) lets an editor check it.',
    '',
    '| option | value | default | what it is |',
    '| --- | --- | --- | --- |',
    ...rowsOf(schema, ''),
    '',
    '## Environment',
    '',
    '| variable | default | what it is |',
    '| --- | --- | --- |',
    '| `STEWARD_DATA` | `data/`; in the app `/data` | folder with the records |',
    '| `STEWARD_OPTIONS` | `options.yaml` or `options.json` in the data folder | file with the options |',
    '| `STEWARD_LISTEN` | `127.0.0.1`; in the app every address | address that the servers listen on |',
    '| `STEWARD_PANEL_PORT` | 8099 | port of the panel |',
    '| `STEWARD_INTEGRATION_PORT` | 8098 | port that the integration connects to |',
    '| `STEWARD_WYOMING_PORT` | 10400 | port of the Wyoming server |',
    '',
  ].join('\n');

/** The schema for editors: without the keys that are meant for the generators. */
const publishedSchema = (schema: OptionSchema): unknown =>
  JSON.parse(
    JSON.stringify(
      {
        ...schema,
        title: 'Options of Homelab Steward',
        $comment: 'Generated from src/config/options.ts by `npm run gen`.',
      },
      (key, value: unknown) => (key === 'supervisor' || key === 'isStandaloneOnly' ? undefined : value),
    ),
  );

/** Everything that follows from the options' schema: the app's form, its labels, the reference page, the JSON Schema. */
export const generateOptions = (): GeneratedFile[] => {
  const schema = readOptionSchema();
  return [
    withKeys('config.yaml', { ...toSupervisorOptions(schema) }),
    withKeys('translations/en.yaml', { configuration: labelsOf(schema, '') }),
    { path: 'docs/reference/options.md', content: referencePage(schema) },
    {
      path: 'docs/reference/options.schema.json',
      content: `${JSON.stringify(publishedSchema(schema), null, 2)}\n`,
    },
  ];
};
