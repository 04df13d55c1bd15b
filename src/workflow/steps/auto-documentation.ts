import { z } from 'zod';
import type { StepHandler } from '../../core/step.ts';
import { documentationPath } from './git-commit.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

/** The fields of an `auto-documentation` step. */
export const autoDocumentationFields = z.strictObject({
  pages: z
    .array(documentationPath)
    .max(50)
    .optional()
    .describe('Pages besides those of the objects that the run changes. Default: INFRASTRUCTURE.md.'),
});

/**
 * The step type `auto-documentation`: the run's documentation has a page of each object that it changes anyway; this
 * step adds the overview of the homelab, or the pages that it names.
 */
export const createAutoDocumentation = (): StepHandler => ({
  type: 'auto-documentation',
  fields: autoDocumentationFields,
  plan: async (template) => {
    const { pages = ['INFRASTRUCTURE.md'] } = template.fields as z.infer<typeof autoDocumentationFields>;
    return [
      {
        step: stepWithoutEffect(template, {
          kind: 'record',
          title: `Document what was changed${pages.length === 0 ? '' : `, also in ${pages.join(', ')}`}`,
        }),
        observed: [],
        affected: [],
        documentationPages: pages,
      },
    ];
  },
});
