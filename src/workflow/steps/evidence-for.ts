import { asStewardError, explain } from '../../core/errors.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { Performed, StepContext, StepHandler } from '../../core/step.ts';
import type { ExternalTaskDeps } from './external-task.ts';

/** Whether a check has seen the very thing that a person was to bring, and has not only looked around. */
const isEvidence = (performed: Performed): boolean =>
  performed.kind !== 'done' ||
  (typeof performed.output === 'object' && performed.output !== null && 'disk' in performed.output);

/** A check whose fields are all known already: nothing in them waits for the output of a step. */
const isReady = (check: PlanStep): boolean => !JSON.stringify(check.fields).includes('${');

const look = async (
  perform: NonNullable<StepHandler['perform']>,
  check: PlanStep,
  context: StepContext,
): Promise<Performed> => {
  try {
    return await perform(check, context);
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    // What keeps it from being seen is no failure of the person; they may still report.
    const text = explain(asStewardError(thrown));
    return { kind: 'waiting', reason: text, attention: text };
  }
};

/**
 * Lets a step that a person does look ahead: the `system-check` steps that stand right behind it see for themselves
 * whether it is done. All of them have to see it.
 */
export const createEvidenceFor =
  (handlers: ReadonlyMap<string, StepHandler>): ExternalTaskDeps['evidenceFor'] =>
  async (step, context) => {
    const perform = handlers.get('system-check')?.perform;
    const checks = context.plan.steps.filter(
      (other) => other.type === 'system-check' && other.dependsOn.includes(step.id) && isReady(other),
    );
    if (perform === undefined) return undefined;
    let seen: Performed | undefined;
    for (const check of checks) {
      const performed = await look(perform, check, context);
      if (!isEvidence(performed)) continue;
      if (performed.kind !== 'done') return performed;
      seen = performed;
    }
    return seen;
  };
