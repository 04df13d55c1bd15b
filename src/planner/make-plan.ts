import { StewardError } from '../core/errors.ts';
import type { Inventory } from '../core/inventory.ts';
import { greaterRisk, type ObservedState, type Plan, type PlanStep, type Risk } from '../core/plan.ts';
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

/** `guest` and `proxmox:home/guest/101` of one plan live on one page. */
const documentationPage = (steps: readonly PlanStep[], observed: readonly ObservedState[]): string => {
  const ref = steps[0]?.effect.ref ?? 'homelab';
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
  handlers: ReadonlyMap<string, StepHandler>,
): Promise<Planned> => {
  const parameters = fillParameters(workflow.name, workflow.parameters, given);
  const steps: PlanStep[] = [];
  const observed = new Map<string, ObservedState>();
  const affected = new Set<string>();
  const alreadySo: string[] = [];
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
    const planned = await handler.plan(
      { ...template, fields: fields.data as Record<string, unknown> },
      inventory,
    );
    if (planned.alreadySo !== undefined) alreadySo.push(planned.alreadySo);
    else steps.push(planned.step);
    for (const state of planned.observed) observed.set(state.ref, state);
    for (const who of planned.affected) affected.add(who);
  }
  if (steps.length === 0) return { kind: 'already-so', statement: alreadySo.join(' ') };
  const observedStates = [...observed.values()];
  return {
    kind: 'plan',
    plan: {
      version: 1,
      workflow: workflow.name,
      workflowDigest: workflow.digest,
      title: steps.map((step) => step.title).join('; '),
      purpose: workflow.purpose,
      parameters,
      steps,
      risk: steps.reduce<Risk>((risk, step) => greaterRisk(risk, step.risk), 'read'),
      riskReasons: [...new Set(steps.flatMap((step) => step.riskReasons))],
      observed: observedStates,
      affected: [...affected],
      roi: { minutesSaved: workflow.minutesSaved, reasons: [workflow.minutesSavedBecause].filter(Boolean) },
      documentationPage: documentationPage(steps, observedStates),
    },
  };
};
