import { z } from 'zod';
import { durationPattern } from './duration-text.ts';

const dashedName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

const condition = z.string().describe('A CEL expression, `$' + '{...}`, that comes to true or false.');

const duration = z
  .string()
  .regex(durationPattern, 'must be a duration such as 90s, 15m, 1h30m or 14d')
  .describe('A duration: `90s`, `15m`, `1h30m`, `14d`.');

/** What a workflow file says about itself, besides its steps. */
export const headerShape = z.strictObject({
  apiVersion: z.literal('kro.run/v1alpha1'),
  kind: z.literal('ResourceGraphDefinition'),
  metadata: z.strictObject({
    name: z
      .string()
      .max(63)
      .regex(dashedName, 'must be lower-case letters, digits and dashes')
      .describe('The name of the workflow, unique among all.'),
    annotations: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'steward.homelab.dev/title, /purpose, /minutes-saved (a number), /minutes-saved-because and /learning (low, medium, high) are shown to people.',
      ),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.strictObject({
    schema: z
      .strictObject({
        apiVersion: z.string().optional(),
        kind: z.string().optional(),
        group: z.string().optional(),
        spec: z
          .record(
            z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a name of letters, digits and _'),
            z.string(),
          )
          .default({})
          .describe(
            "Parameters in kro's simple schema: `guest: string`, `seconds: integer | default=180 minimum=10`.",
          ),
      })
      .default({ spec: {} }),
    documentation: z
      .strictObject({
        pages: z
          .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/$ {}-]*\.md$/, 'must be a path of a .md file'))
          .default([])
          .describe('Pages that a run brings up to date, e.g. `docs/infrastructure/storage.md`.'),
        text: z.string().max(4_000).optional().describe('What every page of this workflow says about it.'),
      })
      .default({ pages: [] })
      .describe('What a run documents, besides what its steps do by themselves.'),
    resources: z.array(z.unknown()).min(1).max(100),
  }),
});

/** What every step may say, whatever its type. The rest of a step are the fields of its type. */
export const stepShape = z.looseObject({
  name: z
    .string()
    .max(63)
    .regex(
      /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
      'must be letters, digits and single dashes, a letter first',
    )
    .describe(
      'The name of the step. An expression refers to it in camel case: disk-detection is diskDetection.',
    ),
  type: z.string().min(1).describe('What kind of step it is.'),
  dependencies: z
    .array(z.string())
    .max(100)
    .default([])
    .describe(
      'Names of the steps that must be over before this one begins. A reference to a step is one by itself.',
    ),
  includeWhen: z
    .array(condition)
    .max(10)
    .default([])
    .describe('The step is left out unless all of these hold.'),
  readyWhen: z
    .array(condition)
    .max(10)
    .default([])
    .describe('The step has succeeded only when all of these hold of its own outputs.'),
  forEach: z
    .array(
      z.record(
        z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'must be a name of letters and digits'),
        z.string(),
      ),
    )
    .max(3)
    .default([])
    .describe('Repeats the step for each element of a list, or for each combination of several lists.'),
  timeout: duration.optional().describe('The step fails when it takes longer: `90s`, `15m`, `14d`.'),
  retries: z
    .strictObject({
      attempts: z.int().min(1).max(20).describe('Tries in all.'),
      delay: duration.default('5s').describe('Wait before the second try; doubled before each further one.'),
      on: z
        .array(z.enum(['retry', 'auth']))
        .min(1)
        .default(['retry'])
        .describe('Kinds of error that are tried again.'),
    })
    .optional()
    .describe('Tries again after errors that pass by themselves, while the effect is known to be absent.'),
  needs: z
    .array(z.string().regex(dashedName, 'must be the name of a system'))
    .default([])
    .describe('Systems that the step cannot do without, besides those that its type needs.'),
  undo: z
    .union([z.literal('none'), z.looseObject({})])
    .optional()
    .describe('`none`: it is not undone. Otherwise the fields of a step of the same type that undoes it.'),
});

/** A step as it stands in a file, its shape checked. */
export type ShapedStep = z.infer<typeof stepShape>;

/** The words that every step may use, so that they are no fields of a type. */
export const commonFields: readonly string[] = Object.keys(stepShape.shape);

/** Fields of the step type `workflow`: another workflow, done in the place of this step. */
export const subWorkflowFields = z.strictObject({
  workflow: z.string().regex(dashedName, 'must be the name of a workflow').describe('Name of the workflow.'),
  with: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Its parameters, by name. They may use parameters of this workflow, and no outputs.'),
});
