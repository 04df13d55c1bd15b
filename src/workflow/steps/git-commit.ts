import { z } from 'zod';
import type { StepHandler } from '../../core/step.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

/** A Markdown file inside the documentation repository. */
export const documentationPath = z
  .string()
  .max(200)
  .regex(
    /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))(?!(?:.*\/)?\.git(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*\.md$/i,
    'is a Markdown file inside the documentation, e.g. docs/infrastructure/storage.md',
  );

/** The fields of a `git-commit` step. */
export const gitCommitFields = z.strictObject({
  files_to_update: z
    .array(documentationPath)
    .min(1)
    .max(50)
    .describe('Pages that the run brings up to date, all in its one commit.'),
});

/**
 * The step type `git-commit`. Every run ends with one commit of its documentation anyway; this step names further pages
 * that belong into it.
 */
export const createGitCommit = (): StepHandler => ({
  type: 'git-commit',
  fields: gitCommitFields,
  plan: async (template) => {
    const { files_to_update: pages } = template.fields as z.infer<typeof gitCommitFields>;
    return [
      {
        step: stepWithoutEffect(template, {
          kind: 'record',
          title: `Bring ${pages.join(', ')} up to date`,
        }),
        observed: [],
        affected: [],
        documentationPages: pages,
      },
    ];
  },
});
