import type { z } from 'zod';
import { asStewardError } from '../../core/errors.ts';
import { headerShape } from './file-shape.ts';
import { nearest, type Problem } from './problem.ts';
import { type ParameterSchema, parseParameterSchema } from './simple-schema.ts';
import type { YamlFile } from './yaml-file.ts';

const valueAt = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    content,
  );

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'the file';

/** What is wrong with the shape of a part of a file, each at its place. */
export const shapeProblems = (
  file: YamlFile,
  base: readonly PropertyKey[],
  error: z.ZodError,
  known: readonly string[],
): readonly Problem[] =>
  error.issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => {
        const near = nearest(key, known);
        return file.at(
          [...path, key],
          {
            code: 'workflow.unknown-field',
            message: `${nameOf(path)}: the field ${key} is not known.`,
            mend:
              near === undefined ? 'Remove it, or look for a mistake in its name.' : `Did you mean ${near}?`,
          },
          { isKey: true },
        );
      });
    const isMissing = valueAt(file.content, path) === undefined;
    return [
      file.at(path, {
        code: 'workflow.shape',
        message: isMissing
          ? `${nameOf(path)} is missing.`
          : `${nameOf(path)}: ${issue.message.replace(/\.$/, '')}.`,
        mend: 'See `steward workflow schema` for the shape of a workflow file.',
      }),
    ];
  });

/** What a file says about itself. */
export interface Header {
  readonly name: string;
  readonly annotation: (name: string) => string;
  readonly parameters: Readonly<Record<string, ParameterSchema>>;
  readonly pages: readonly string[];
  readonly text: string | null;
}

const prefix = 'steward.homelab.dev/';
const annotations = ['title', 'purpose', 'minutes-saved', 'minutes-saved-because', 'learning'];

/** Reads what a file says about itself. Resources are read one by one elsewhere. */
export const readHeader = (
  file: YamlFile,
): { readonly header: Header | undefined; readonly problems: readonly Problem[] } => {
  const parsed = headerShape.safeParse(file.content);
  const known = [
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'name',
    'annotations',
    'schema',
    'resources',
    'documentation',
  ];
  if (!parsed.success) {
    const tooMany = parsed.error.issues.find(
      (issue) => issue.code === 'too_big' && issue.path.join('.') === 'spec.resources',
    );
    if (tooMany !== undefined)
      return {
        header: undefined,
        problems: [
          file.at(['spec', 'resources'], {
            code: 'workflow.too-many-steps',
            message: 'The workflow has more than 100 steps.',
            mend: 'Split it into sub-workflows, or repeat a step with forEach.',
          }),
        ],
      };
    return { header: undefined, problems: shapeProblems(file, [], parsed.error, known) };
  }
  const { metadata, spec } = parsed.data;
  const problems: Problem[] = [];
  for (const key of Object.keys(metadata.annotations)) {
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
    if (name === undefined || annotations.includes(name)) continue;
    problems.push(
      file.at(
        ['metadata', 'annotations', key],
        {
          code: 'workflow.unknown-field',
          message: `The annotation ${key} is not known.`,
          mend: `Known: ${annotations.map((one) => `${prefix}${one}`).join(', ')}.`,
        },
        { isKey: true },
      ),
    );
  }
  const minutes = metadata.annotations[`${prefix}minutes-saved`] ?? '0';
  if (!/^\d{1,5}(\.\d+)?$/.test(minutes))
    problems.push(
      file.at(['metadata', 'annotations', `${prefix}minutes-saved`], {
        code: 'workflow.shape',
        message: `The annotation ${prefix}minutes-saved is "${minutes}".`,
        mend: 'Write a number of minutes, e.g. "10".',
      }),
    );
  const parameters: Record<string, ParameterSchema> = {};
  for (const [name, text] of Object.entries(spec.schema.spec))
    try {
      parameters[name] = parseParameterSchema(name, text);
    } catch (thrown) {
      const { code, message, mend = '' } = asStewardError(thrown);
      problems.push(file.at(['spec', 'schema', 'spec', name], { code, message, mend }));
    }
  return {
    header: {
      name: metadata.name,
      annotation: (name) => metadata.annotations[`${prefix}${name}`] ?? '',
      parameters,
      pages: spec.documentation.pages,
      text: spec.documentation.text ?? null,
    },
    problems,
  };
};
