import type { Performed, StepHandler } from '../../core/step.ts';
import type { ExternalTaskDeps } from './external-task.ts';

/**
 * Lets a step that a person does look ahead: the `system-check` steps that stand right behind it see for themselves
 * whether it is done. All of them have to see it.
 */
export const createEvidenceFor =
  (handlers: ReadonlyMap<string, StepHandler>): ExternalTaskDeps['evidenceFor'] =>
  async (step, context) => {
    const checks = context.plan.steps.filter(
      (other) => other.type === 'system-check' && other.dependsOn.includes(step.id),
    );
    const perform = handlers.get('system-check')?.perform;
    if (perform === undefined || checks.length === 0) return undefined;
    let seen: Performed | undefined;
    for (const check of checks) {
      seen = await perform(check, context);
      if (seen.kind !== 'done') return seen;
    }
    return seen;
  };
