import { StewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { type ExpressionScope, evaluateParsed, resolveText } from './evaluate.ts';
import { parseExpression } from './parse-expression.ts';
import { referencesIn } from './references.ts';
import { stepIdentifier } from './step-identifier.ts';
import { hasExpression, textParts } from './template-text.ts';

/** Outputs of the steps done so far, by step id. */
export type StepOutputs = Readonly<Record<string, Json>>;

/** What an expression sees of one step: shaped as the Task resource that kro will see, so that files serve both. */
const stepValue = (phase: 'Succeeded' | 'Skipped', output: Json): Json => ({
  status: {
    phase,
    outputs:
      typeof output === 'object' && output !== null && !Array.isArray(output) ? output : { value: output },
  },
});

/**
 * Each step that the expressions name, by its identifier, with `status.phase` and `status.outputs`; an output that is no
 * map is `status.outputs.value`. A step is only reached when those that it refers to are over, so one without an output
 * was left out.
 */
const scopeFor = (expressions: readonly string[], outputs: StepOutputs): ExpressionScope => ({
  ...Object.fromEntries(
    expressions
      .flatMap((expression) => referencesIn(parseExpression(expression).tree))
      .map(({ name }) => [name, stepValue('Skipped', {})]),
  ),
  ...Object.fromEntries(
    Object.entries(outputs).map(([id, output]) => [stepIdentifier(id), stepValue('Succeeded', output)]),
  ),
});

const resolve = (value: Json, outputs: StepOutputs): Json => {
  if (typeof value === 'string') {
    if (!hasExpression(value)) return value;
    const expressions = textParts(value).flatMap((part) =>
      part.kind === 'expression' ? [part.expression] : [],
    );
    return resolveText(value, scopeFor(expressions, outputs));
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each as Json, outputs));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolve(each as Json, outputs)]),
    );
  return value;
};

/**
 * The fields of a step of a plan, with every `${...}` that was left for the run computed from outputs of earlier steps.
 * @throws StewardError `expression.syntax`, `expression.function`, `expression.limit`, `expression.evaluation`,
 *   `expression.value`
 */
export const resolveFields = (
  fields: Readonly<Record<string, Json>>,
  outputs: StepOutputs,
): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, resolve(value, outputs)]));

/**
 * Whether a condition of a plan holds.
 * @param condition CEL, without `${` and `}`
 * @throws StewardError `expression.not-boolean`, or as {@link resolveFields}
 */
export const isTrue = (condition: string, outputs: StepOutputs): boolean => {
  const value = evaluateParsed(parseExpression(condition), scopeFor([condition], outputs));
  if (typeof value !== 'boolean')
    throw new StewardError(`The condition \`${condition}\` comes to ${JSON.stringify(value)}.`, {
      code: 'expression.not-boolean',
      kind: 'terminal',
      mend: 'Write a comparison, so that it comes to true or false.',
    });
  return value;
};
