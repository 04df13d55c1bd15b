/*
 * Makes github-api.json from GitHub's OpenAPI description: only the calls that the stand-in answers, without prose and
 * examples. Run: node test/standins/github/trim-description.ts DESCRIPTION.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const covered = [
  'issues/list-for-repo',
  'issues/create',
  'issues/get',
  'issues/update',
  'issues/list-comments',
  'issues/create-comment',
  'issues/add-labels',
  'pulls/list',
  'pulls/create',
  'pulls/get',
  'repos/get',
  'repos/get-content',
  'repos/create-or-update-file-contents',
  'repos/list-commits',
  'git/create-tree',
  'git/create-commit',
  'git/get-commit',
  'git/get-blob',
  'git/get-ref',
  'git/create-ref',
  'git/update-ref',
  'users/get-authenticated',
];

type Node = { [key: string]: unknown };
const description = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  info: { version: string };
  paths: Record<string, Record<string, Node>>;
  components: Record<string, Record<string, Node>>;
};

const prose = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'summary',
]);
const needed = new Set<string>();

/** Without prose; references to schemas stay and are noted, others are put in place. */
const trimmed = (value: unknown, isMap = false): unknown => {
  if (Array.isArray(value)) return value.map((each) => trimmed(each));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: string };
  if ($ref !== undefined) {
    const [, , kind = '', name = ''] = $ref.split('/');
    if (kind !== 'schemas') return trimmed(description.components[kind]?.[name]);
    needed.add(name);
    return { $ref: name };
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isMap || (!prose.has(key) && !key.startsWith('x-')))
      .map(([key, each]) => [key, trimmed(each, key === 'properties')]),
  );
};

const jsonOf = (content: unknown): unknown =>
  (content as Record<string, { schema?: unknown }> | undefined)?.['application/json']?.schema;

const operations: Node[] = [];
for (const [path, methods] of Object.entries(description.paths))
  for (const [method, operation] of Object.entries(methods)) {
    if (!covered.includes(String(operation['operationId']))) continue;
    const responses = operation['responses'] as Record<string, Node>;
    operations.push({
      id: operation['operationId'],
      method: method.toUpperCase(),
      path,
      parameters: trimmed(operation['parameters'] ?? []),
      body: trimmed(jsonOf((operation['requestBody'] as Node | undefined)?.['content'])),
      answers: Object.fromEntries(
        Object.entries(responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, response]) => [status, trimmed(jsonOf(response['content']))]),
      ),
      refusals: Object.keys(responses).filter((status) => !status.startsWith('2')),
    });
  }
const schemas: Record<string, unknown> = {};
for (const name of needed) schemas[name] = trimmed(description.components['schemas']?.[name]);

writeFileSync(
  join(import.meta.dirname, 'github-api.json'),
  `${JSON.stringify({ version: description.info.version, operations, schemas })}\n`,
);
