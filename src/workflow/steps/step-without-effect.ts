import type { Json } from '../../core/json.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { StepTemplate } from '../../core/step.ts';

/** A planned step that writes nothing: what all such steps have in common, and what is said about this one. */
export const stepWithoutEffect = (
  template: StepTemplate,
  own: Pick<PlanStep, 'title'> &
    Partial<Pick<PlanStep, 'riskReasons' | 'expectedDurationMs' | 'interruption'>> & {
      readonly kind: 'check' | 'person' | 'record';
    },
): PlanStep => ({
  id: template.name,
  type: template.type,
  dependsOn: template.dependencies,
  fields: template.fields as { readonly [field: string]: Json },
  effect: null,
  compensation: null,
  condition: null,
  differences: [],
  interruption: null,
  undo: null,
  risk: 'read',
  riskReasons: [],
  expectedDurationMs: 0,
  pastRuns: 0,
  timeoutMs: null,
  retry: null,
  ...own,
});
