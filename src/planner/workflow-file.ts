import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { digestOf } from '../core/digest.ts';
import { StewardError } from '../core/errors.ts';
import type { StepHandler, StepTemplate } from '../core/step.ts';
import { type ParameterSchema, parseParameterSchema } from './simple-schema.ts';

/** A workflow, read and checked. */
export interface Workflow {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly minutesSaved: number;
  readonly minutesSavedBecause: string;
  readonly parameters: Readonly<Record<string, ParameterSchema>>;
  /** Before parameters are filled in. */
  readonly steps: readonly StepTemplate[];
  /** SHA-256 of the parsed content: changes with every change of meaning, not with comments. */
  readonly digest: string;
  readonly file: string;
}

/** All workflows by name. */
export type WorkflowCatalogue = ReadonlyMap<string, Workflow>;

const prefix = 'steward.homelab.dev/';

const fileSchema = z.strictObject({
  apiVersion: z.literal('kro.run/v1alpha1'),
  kind: z.literal('ResourceGraphDefinition'),
  metadata: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be lower-case letters, digits and dashes'),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.strictObject({
    schema: z.strictObject({ spec: z.record(z.string(), z.string()).default({}) }).default({ spec: {} }),
    resources: z
      .array(
        z.looseObject({
          name: z.string().min(1),
          type: z.string().min(1),
          dependencies: z.array(z.string()).default([]),
        }),
      )
      .min(1),
  }),
});

/** Biggest workflow file that is read. Bytes. */
const maxBytes = 256 * 1024;

/**
 * Reads one workflow file and checks everything that can be checked without a homelab.
 * @throws StewardError `workflow.file`, naming file, line and mend
 */
export const parseWorkflow = (
  file: string,
  text: string,
  handlers: ReadonlyMap<string, StepHandler>,
): Workflow => {
  const lines = new LineCounter();
  const fail = (why: string, offset?: number): never => {
    const where = offset === undefined ? file : `${file}:${lines.linePos(offset).line}`;
    throw new StewardError(`${where}: ${why}`, { code: 'workflow.file', kind: 'terminal' });
  };
  if (Buffer.byteLength(text) > maxBytes) fail(`the file is larger than ${maxBytes / 1024} KiB.`);
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) fail(syntaxError.message.split('\n')[0] ?? 'not YAML', syntaxError.pos[0]);
  const offsetOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
      if (node?.range?.[0] !== undefined) return node.range[0];
    }
    return undefined;
  };
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 0 });
  } catch {
    return fail('aliases (&name and *name) are not allowed. Write the value out where it is needed.');
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`,
      offsetOf(issue?.path ?? []),
    );
  }
  const { metadata, spec } = parsed.data;
  const names = new Set<string>();
  const steps = spec.resources.map(({ name, type, dependencies, ...fields }, index): StepTemplate => {
    const at = offsetOf(['spec', 'resources', index]);
    if (names.has(name)) fail(`there are two steps named ${name}. Give one of them another name.`, at);
    const handler = handlers.get(type);
    if (handler === undefined)
      fail(`step ${name} has the unknown type ${type}. Known types: ${[...handlers.keys()].join(', ')}.`, at);
    for (const dependency of dependencies)
      if (!names.has(dependency))
        fail(`step ${name} depends on ${dependency}, which is not a step before it.`, at);
    names.add(name);
    return { name, type, dependencies, fields };
  });
  const parameters = Object.fromEntries(
    Object.entries(spec.schema.spec).map(([name, schema]) => [name, parseParameterSchema(name, schema)]),
  );
  const annotation = (name: string): string => metadata.annotations[`${prefix}${name}`] ?? '';
  return {
    name: metadata.name,
    title: annotation('title') || metadata.name,
    purpose: annotation('purpose'),
    minutesSaved: Number(annotation('minutes-saved') || '0'),
    minutesSavedBecause: annotation('minutes-saved-because'),
    parameters,
    steps,
    digest: digestOf(parsed.data),
    file,
  };
};

/**
 * Reads all `*.yaml` of a folder.
 * @throws StewardError `workflow.file` for the first file that is wrong, or when two have one name
 */
export const loadWorkflows = (
  folder: string,
  handlers: ReadonlyMap<string, StepHandler>,
): WorkflowCatalogue => {
  const catalogue = new Map<string, Workflow>();
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith('.yaml'))
    .sort()) {
    const file = join(folder, name);
    const workflow = parseWorkflow(file, readFileSync(file, 'utf8'), handlers);
    const twin = catalogue.get(workflow.name);
    if (twin !== undefined)
      throw new StewardError(`${file}: the workflow ${workflow.name} stands in ${twin.file} already.`, {
        code: 'workflow.file',
        kind: 'terminal',
      });
    catalogue.set(workflow.name, workflow);
  }
  return catalogue;
};
