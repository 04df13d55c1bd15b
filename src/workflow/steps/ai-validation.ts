import { z } from 'zod';
import { StewardError } from '../../core/errors.ts';
import type { HostReader } from '../../core/hosts.ts';
import type { Inventory } from '../../core/inventory.ts';
import type { Json } from '../../core/json.ts';
import type { PlanStep } from '../../core/plan.ts';
import type { GuestObservation } from '../../core/proxmox.ts';
import type { Performed, StepHandler } from '../../core/step.ts';
import { checkCriterion } from '../criteria/check-criterion.ts';
import { knownCriteria, parseCriterion } from '../criteria/criterion.ts';
import type { CriterionResult } from '../criteria/verdict.ts';
import type { Measure } from '../measured/measure.ts';
import { stepWithoutEffect } from './step-without-effect.ts';

const unknownWording = (text: string): string =>
  `"${text}" is no success criterion that Steward can check. Known forms: ${knownCriteria.join('; ')}`;

const hasExpression = (text: string): boolean => text.includes('${');

/** The fields of an `ai-validation` step. An expression that is a whole criterion comes to true or false. */
export const aiValidationFields = z.strictObject({
  success_criteria: z
    .array(
      z.union([z.boolean(), z.string().min(1).max(300)]).check((context) => {
        const { value } = context;
        if (typeof value === 'string' && !hasExpression(value) && parseCriterion(value) === undefined)
          context.issues.push({ code: 'custom', input: value, message: unknownWording(value) });
      }),
    )
    .min(1)
    .max(50)
    .describe('What has to be true. Each line is checked by an independent read.'),
  within_seconds: z
    .int()
    .min(1)
    .max(86_400)
    .optional()
    .describe('How long it may take until all of it is true. Without it, one look decides.'),
});

type Fields = z.infer<typeof aiValidationFields>;

/** Between two looks while {@link aiValidationFields} give time. Milliseconds. */
const lookAgainMs = 10_000;

/** What {@link createAiValidation} is given. */
export interface AiValidationDeps {
  readonly measure: Measure;
  readonly hosts: readonly HostReader[];
  /** Reads a guest afresh. Throws `proxmox.*`. */
  readonly observeGuest: (ref: string, signal: AbortSignal) => Promise<GuestObservation>;
}

/** The criteria as the plan has them, where expressions still stand as they were written. */
const writtenCriteria = (plan: { readonly steps: readonly PlanStep[] }, step: PlanStep): readonly string[] =>
  (
    (plan.steps.find(({ id }) => id === step.id)?.fields as Partial<Fields> | undefined)?.success_criteria ??
    []
  ).map(String);

/** Objects by the names that people use, where a parameter brought a ref into the text. */
const withNames = (text: string, { objects }: Inventory): string =>
  text
    .split(' ')
    .map((word) => objects.get(word)?.name ?? word)
    .join(' ');

const sentence = ({ criterion, verdict, seen }: CriterionResult): string =>
  `"${criterion}": ${verdict}. ${seen}`;

/** One verdict over all criteria, in which nothing inconclusive passes for verified. */
export const validationResult = (results: readonly CriterionResult[]): Performed => {
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  const open = results.filter(({ verdict }) => verdict === 'inconclusive');
  // What is bad stands first, since this may be cut on a phone.
  const all = [...failed, ...open, ...results.filter(({ verdict }) => verdict === 'verified')]
    .map(sentence)
    .join(' ');
  const evidence = results as unknown as Json;
  if (failed.length > 0)
    return {
      kind: 'failed',
      reason: `${failed.length} of ${results.length} success criteria are not met. ${all}`,
      evidence,
    };
  if (open.length > 0)
    return {
      kind: 'inconclusive',
      reason: `${open.length} of ${results.length} success criteria could not be checked. ${all}`,
      evidence,
    };
  return {
    kind: 'done',
    statement: `${results.length === 1 ? 'The success criterion is' : `All ${results.length} success criteria are`} met. ${all}`,
    output: { criteria: evidence },
  };
};

/**
 * The step type `ai-validation`: success criteria in words, each recognised as a typed check and answered by an
 * independent read: verified, failed, or inconclusive.
 */
export const createAiValidation = (deps: AiValidationDeps): StepHandler => ({
  type: 'ai-validation',
  fields: aiValidationFields,
  outputs: () => ['criteria'],

  plan: async (template, { inventory }) => {
    const { success_criteria: criteria } = template.fields as Fields;
    const named = criteria.map((text) => withNames(String(text), inventory));
    const impossible = criteria.flatMap((text) => {
      const criterion = typeof text === 'string' ? parseCriterion(text) : undefined;
      return criterion?.kind === 'system-missing'
        ? [`"${text}" cannot be checked, because no ${criterion.system} is configured.`]
        : [];
    });
    return [
      {
        step: stepWithoutEffect(template, {
          kind: 'check',
          title: `Check that it worked: ${named.join('; ')}`,
          riskReasons: impossible,
          expectedDurationMs: 5_000,
        }),
        observed: [],
        affected: [],
      },
    ];
  },

  perform: async (step, context) => {
    const { success_criteria: criteria, within_seconds: withinSeconds } = aiValidationFields.parse(
      step.fields,
    );
    const written = writtenCriteria(context.plan, step);
    const world = {
      measured: await deps.measure(context.signal),
      plan: context.plan,
      hosts: deps.hosts,
      observeGuest: (ref: string) => deps.observeGuest(ref, context.signal),
      nowMs: context.clock.now(),
    };
    const results: CriterionResult[] = [];
    for (const [index, value] of criteria.entries())
      results.push(await checkCriterion(written[index] ?? String(value), value, world));
    if (context.signal.aborted)
      throw new StewardError('Interrupted.', { code: 'run.interrupted', kind: 'retry' });
    const performed = validationResult(results);
    const untilMs = context.startedAtMs + (withinSeconds ?? 0) * 1000;
    return performed.kind === 'done' || context.clock.now() >= untilMs
      ? performed
      : {
          kind: 'waiting',
          reason: `Not all success criteria are met yet: ${results
            .filter(({ verdict }) => verdict !== 'verified')
            .map(({ seen }) => seen)
            .join(' ')}`,
          lookAgainMs,
        };
  },
});
