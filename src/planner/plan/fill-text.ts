import type { Json } from '../../core/json.ts';
import { fromCel } from '../../workflow/expressions/cel-values.ts';
import { asText, computeExpression } from '../../workflow/expressions/evaluate.ts';
import { parseExpression } from '../../workflow/expressions/parse-expression.ts';
import { referencesIn } from '../../workflow/expressions/references.ts';
import { celLiteral, rewriteExpression } from '../../workflow/expressions/rewrite.ts';
import { stepIdentifier } from '../../workflow/expressions/step-identifier.ts';
import { hasExpression, textParts } from '../../workflow/expressions/template-text.ts';
import type { ParameterSchema, ParameterValue } from '../workflow-file/simple-schema.ts';

/** What is known while a plan is made: parameters and variables of loops, as values of CEL. */
export interface FillScope {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Ids in the plan of the step that an identifier stands for: several for one that is repeated. */
  readonly stepIds: (identifier: string) => string | readonly string[] | undefined;
}

/** Parameters as values of CEL, by their declared types. */
export const celParameters = (
  schema: Readonly<Record<string, ParameterSchema>>,
  values: Readonly<Record<string, ParameterValue>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const one = (each: unknown): unknown =>
        typeof each === 'number' && schema[name]?.type === 'integer' ? BigInt(each) : each;
      return [name, Array.isArray(value) ? value.map(one) : one(value)];
    }),
  );

/** What an expression comes to, as far as it is known now. */
type Filled =
  | { readonly kind: 'known'; readonly value: unknown }
  /** CEL that needs outputs of the steps it names, and nothing else. */
  | { readonly kind: 'open'; readonly expression: string };

const fillExpression = (expression: string, scope: FillScope): Filled => {
  const parsed = parseExpression(expression);
  const needsOutputs = referencesIn(parsed.tree).some(
    ({ name }) => name !== 'schema' && !Object.hasOwn(scope.variables, name),
  );
  if (!needsOutputs)
    return {
      kind: 'known',
      value: computeExpression(parsed, { ...scope.variables, schema: { spec: scope.parameters } }),
    };
  return {
    kind: 'open',
    expression: rewriteExpression(expression, parsed.tree, {
      parameter: (name) =>
        Object.hasOwn(scope.parameters, name) ? { value: scope.parameters[name] } : undefined,
      name: (name) => {
        const ids = scope.stepIds(name);
        if (ids === undefined)
          return Object.hasOwn(scope.variables, name) ? celLiteral(scope.variables[name]) : undefined;
        return typeof ids === 'string' ? stepIdentifier(ids) : `[${ids.map(stepIdentifier).join(', ')}]`;
      },
    }),
  };
};

/** A text with everything filled in that is known. */
export interface FilledText {
  readonly value: Json;
  /** Whether expressions are left in it, which need outputs of earlier steps. */
  readonly isOpen: boolean;
}

/**
 * Fills in a text what follows from parameters. One expression that stands alone keeps its type.
 * @throws StewardError `expression.*`
 */
export const fillText = (text: string, scope: FillScope): FilledText => {
  if (!hasExpression(text)) return { value: text, isOpen: false };
  const parts = textParts(text).map((part) =>
    part.kind === 'text' ? part : { ...fillExpression(part.expression, scope), source: part.expression },
  );
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'known') return { value: fromCel(only.value), isOpen: false };
  return {
    value: parts
      .map((part) =>
        part.kind === 'text'
          ? part.text
          : part.kind === 'open'
            ? `\${${part.expression}}`
            : asText(fromCel(part.value), part.source),
      )
      .join(''),
    isOpen: parts.some(({ kind }) => kind === 'open'),
  };
};

/** A value with all its texts filled, and the paths where expressions are left. */
export interface FilledValue {
  readonly value: Json;
  readonly open: readonly (readonly PropertyKey[])[];
}

/**
 * Fills all texts within a value.
 * @throws StewardError `expression.*`
 */
export const fillValue = (
  value: unknown,
  scope: FillScope,
  path: readonly PropertyKey[] = [],
): FilledValue => {
  if (typeof value === 'string') {
    const filled = fillText(value, scope);
    return { value: filled.value, open: filled.isOpen ? [path] : [] };
  }
  if (Array.isArray(value)) {
    const parts = value.map((each, index) => fillValue(each, scope, [...path, index]));
    return { value: parts.map((part) => part.value), open: parts.flatMap(({ open }) => open) };
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(
      ([key, each]) => [key, fillValue(each, scope, [...path, key])] as const,
    );
    return {
      value: Object.fromEntries(parts.map(([key, part]) => [key, part.value])),
      open: parts.flatMap(([, { open }]) => open),
    };
  }
  return { value: value as Json, open: [] };
};

const soleExpression = (text: string): string => {
  const [only] = textParts(text.trim());
  return only?.kind === 'expression' ? only.expression : text;
};

/**
 * A condition: whether it holds, or the CEL that decides it when the run is there.
 * @throws StewardError `expression.*`
 */
export const fillCondition = (text: string, scope: FillScope): boolean | string => {
  const filled = fillExpression(soleExpression(text), scope);
  return filled.kind === 'open' ? filled.expression : filled.value === true;
};

/**
 * The elements of the list of a loop, as values of CEL; undefined when it comes to no list.
 * @throws StewardError `expression.*`
 */
export const fillList = (text: string, scope: FillScope): readonly unknown[] | undefined => {
  const filled = fillExpression(soleExpression(text), scope);
  return filled.kind === 'known' && Array.isArray(filled.value) ? filled.value : undefined;
};
