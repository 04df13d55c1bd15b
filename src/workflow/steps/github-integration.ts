import { z } from 'zod';
import type { StepHandler } from '../../core/step.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

/** The fields of a `github-integration` step. */
export const githubIntegrationFields = z.strictObject({
  action: z
    .enum(['open', 'close'])
    .optional()
    .describe('Default: `open` for a step that depends on nothing, else `close`.'),
});

/** Whether a step opens the issue or closes it. */
export const issueActionOf = (step: {
  readonly dependencies: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}): 'open' | 'close' => {
  const { action } = step.fields as z.infer<typeof githubIntegrationFields>;
  return action ?? (step.dependencies.length === 0 ? 'open' : 'close');
};

/**
 * The step type `github-integration`. Every request has its issue anyway, opened before it is approved and closed by the
 * commit that documents it; this step says where in the workflow that is.
 */
export const createGithubIntegration = (): StepHandler => ({
  type: 'github-integration',
  fields: githubIntegrationFields,
  plan: async (template) => [
    {
      step: stepWithoutEffect(template, {
        kind: 'record',
        title: issueActionOf(template) === 'open' ? 'Open the issue' : 'Close the issue',
      }),
      observed: [],
      affected: [],
    },
  ],
});
