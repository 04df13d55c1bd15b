import type { Clock } from '../core/clock.ts';
import { StewardError } from '../core/errors.ts';
import type { Inventory } from '../core/inventory.ts';
import {
  greaterRisk,
  isChange,
  type Json,
  type ObservedState,
  type Plan,
  type PlanStep,
  type Risk,
  type SkippedStep,
} from '../core/plan.ts';
import type { StepHandler } from '../core/step.ts';
import { fillParameters, type ParameterValue } from './simple-schema.ts';
import type { Workflow } from './workflow-file.ts';

/** A plan, or the news that what is wanted is so already. */
export type Planned =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'already-so'; readonly statement: string };

const reference = /^\$\{schema\.spec\.([A-Za-z][A-Za-z0-9]*)\}$/;

/**
 * Puts parameters in the place of `${schema.spec.name}`, kro's own spelling. A reference stands alone in its field, so
 * that numbers stay numbers.
 * @throws StewardError `workflow.reference`
 */
export const substitute = (
  fields: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, ParameterValue>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const parameter = typeof value === 'string' ? reference.exec(value)?.[1] : undefined;
      if (parameter === undefined) return [name, value];
      if (!(parameter in parameters))
        throw new StewardError(
          `The field ${name} refers to the parameter ${parameter}, which is not declared.`,
          {
            code: 'workflow.reference',
            kind: 'terminal',
            mend: 'Declare it under spec.schema.spec.',
          },
        );
      return [name, parameters[parameter]];
    }),
  );

/** What planned steps will have changed on an object, by field; the last one counts. */
export const predictedChanges = (steps: readonly PlanStep[], ref: string): Record<string, Json> =>
  Object.fromEntries(
    steps
      .flatMap((step) => step.differences)
      .filter((difference) => difference.ref === ref)
      .map(({ field, after }) => [field, after]),
  );

/** `guest` and `proxmox:home/guest/101` of one plan live on one page. */
const documentationPage = (steps: readonly PlanStep[], observed: readonly ObservedState[]): string => {
  const ref = steps.find(isChange)?.effect.ref ?? 'homelab';
  const kind = ref.split('/')[1] ?? 'homelab';
  const name = observed.find((state) => state.ref === ref)?.name ?? kind;
  const safe = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  return `docs/infrastructure/${kind}s/${safe}.md`;
};

/**
 * Workflow + parameters + observed state = plan. Reads, and changes nothing.
 * @throws StewardError `workflow.parameters`, `workflow.reference`, `workflow.fields`, or what a step's handler throws
 */
export const makePlan = async (
  workflow: Workflow,
  given: Readonly<Record<string, ParameterValue>>,
  inventory: Inventory,
  clock: Clock,
  handlers: ReadonlyMap<string, StepHandler>,
): Promise<Planned> => {
  const parameters = fillParameters(workflow.name, workflow.parameters, given);
  const steps: PlanStep[] = [];
  const observed = new Map<string, ObservedState>();
  const affected = new Set<string>();
  const skipped: SkippedStep[] = [];
  const pages = new Set<string>();
  for (const template of workflow.steps) {
    const handler = handlers.get(template.type);
    if (handler === undefined)
      throw new StewardError(`The step type ${template.type} is not known.`, {
        code: 'workflow.step-type',
        kind: 'terminal',
      });
    const fields = handler.fields.safeParse(substitute(template.fields, parameters));
    if (!fields.success)
      throw new StewardError(
        `Step ${template.name} of ${workflow.name}: ${fields.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}.`,
        { code: 'workflow.fields', kind: 'terminal' },
      );
    const parts = await handler.plan(
      { ...template, fields: fields.data as Record<string, unknown> },
      {
        clock,
        inventory,
        workflow: workflow.title,
        parameters,
        steps,
        predicted: (ref) => predictedChanges(steps, ref),
      },
    );
    for (const planned of parts) {
      if (planned.alreadySo === undefined) steps.push(planned.step);
      else skipped.push({ id: planned.step.id, reason: planned.alreadySo });
      for (const state of planned.observed) if (!observed.has(state.ref)) observed.set(state.ref, state);
      for (const who of planned.affected) affected.add(who);
      for (const page of planned.documentationPages ?? []) pages.add(page);
    }
  }
  if (steps.length === 0)
    return { kind: 'already-so', statement: skipped.map((step) => step.reason).join(' ') };
  const observedStates = [...observed.values()];
  return {
    kind: 'plan',
    plan: {
      version: 2,
      workflow: workflow.name,
      workflowDigest: workflow.digest,
      undoes: null,
      title: steps.map((step) => step.title).join('; '),
      purpose: workflow.purpose,
      parameters,
      steps,
      skipped,
      risk: steps.reduce<Risk>((risk, step) => greaterRisk(risk, step.risk), 'read'),
      riskReasons: [...new Set(steps.flatMap((step) => step.riskReasons))],
      observed: observedStates,
      affected: [...affected],
      roi: { minutesSaved: workflow.minutesSaved, reasons: [workflow.minutesSavedBecause].filter(Boolean) },
      documentationPages: [...pages.add(documentationPage(steps, observedStates))],
    },
  };
};
