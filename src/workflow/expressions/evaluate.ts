import { StewardError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { boundCost } from './bound-cost.ts';
import { fromCel, toCel } from './cel-values.ts';
import { type ParsedExpression, parseExpression } from './parse-expression.ts';
import { hasExpression, textParts } from './template-text.ts';

/** What expressions can refer to, by name: `schema`, a step's identifier, the variable of a loop. */
export type ExpressionScope = Readonly<Record<string, Json>>;

/**
 * What a read expression comes to, as a value of CEL.
 * @param variables values of CEL, by name
 * @throws StewardError `expression.evaluation`, `expression.limit`
 */
export const computeExpression = (
  parsed: ParsedExpression,
  variables: Readonly<Record<string, unknown>>,
): unknown => {
  boundCost(parsed.tree, variables);
  try {
    return parsed.evaluate(variables);
  } catch (thrown) {
    if (thrown instanceof StewardError) throw thrown;
    const why = (thrown as { summary?: string }).summary ?? String((thrown as Error).message);
    throw new StewardError(
      `The expression \`${parsed.text}\` cannot be computed: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`,
      {
        code: 'expression.evaluation',
        kind: 'terminal',
        mend: 'For what may be absent, write `.?name.orValue("...")`, or ask first with `has(...)`.',
        cause: thrown,
      },
    );
  }
};

/**
 * What a read expression comes to.
 * @throws StewardError `expression.evaluation`, `expression.limit`, `expression.value`
 */
export const evaluateParsed = (parsed: ParsedExpression, scope: ExpressionScope): Json =>
  fromCel(
    computeExpression(
      parsed,
      Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, toCel(value)])),
    ),
  );

/**
 * What a CEL expression comes to.
 * @throws StewardError `expression.syntax`, `expression.function`, `expression.evaluation`, `expression.limit`,
 *   `expression.value`
 */
export const evaluateExpression = (expression: string, scope: ExpressionScope): Json =>
  evaluateParsed(parseExpression(expression), scope);

/**
 * How a value stands within a text.
 * @throws StewardError `expression.value` for a list or a map
 */
export const asText = (value: Json, expression: string): string => {
  if (typeof value === 'object' && value !== null)
    throw new StewardError(
      `The expression \`${expression}\` comes to a list or a map, which cannot stand within a text.`,
      {
        code: 'expression.value',
        kind: 'terminal',
        mend: 'Let it stand alone in its field, or turn a list into text with `.join(", ")`.',
      },
    );
  return value === null ? '' : String(value);
};

/**
 * A text with its expressions computed. One that stands alone keeps its type; within other text it becomes text.
 * @throws StewardError as {@link evaluateExpression}
 */
export const resolveText = (text: string, scope: ExpressionScope): Json => {
  if (!hasExpression(text)) return text;
  const parts = textParts(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') return evaluateExpression(only.expression, scope);
  return parts
    .map((part) =>
      part.kind === 'text' ? part.text : asText(evaluateExpression(part.expression, scope), part.expression),
    )
    .join('');
};
