import { asStewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { StepContext, StepHandler } from '../../core/step.ts';
import { isTrue } from '../expressions/resolve.ts';
import { undoneBy } from '../run/undo-step.ts';

/** Why a step has not succeeded although it was done; undefined when all its success conditions hold. */
const objection = (step: PlanStep, output: Json, { outputs }: StepContext): string | undefined => {
  // What undoes a step has other outputs than the step.
  if (step.readyWhen === undefined || undoneBy(step.id) !== undefined) return undefined;
  for (const condition of step.readyWhen)
    try {
      if (!isTrue(condition, { ...outputs, [step.id]: output }))
        return `Its success condition is not met: ${condition}.`;
    } catch (thrown) {
      return `Its success condition cannot be decided: ${asStewardError(thrown).message}`;
    }
  return undefined;
};

/** A step type that also looks at the success conditions of its steps, `readyWhen`. */
export const withSuccessConditions = (handler: StepHandler): StepHandler => {
  const { change, perform } = handler;
  return {
    ...handler,
    ...(change === undefined
      ? {}
      : {
          change: {
            ...change,
            verify: async (step, baseline, receipt, context) => {
              const verification = await change.verify(step, baseline, receipt, context);
              if (verification.kind !== 'verified') return verification;
              const reason = objection(step, verification.evidence, context);
              return reason === undefined ? verification : { kind: 'failed', reason };
            },
          },
        }),
    ...(perform === undefined
      ? {}
      : {
          perform: async (step, context) => {
            const performed = await perform(step, context);
            if (performed.kind !== 'done') return performed;
            const reason = objection(step, performed.output, context);
            return reason === undefined ? performed : { kind: 'failed', reason, evidence: performed.output };
          },
        }),
  };
};
