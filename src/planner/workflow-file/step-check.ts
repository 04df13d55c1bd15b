import { explain, StewardError } from '../../core/errors.ts';
import type { CheckedExpression, ExpressionChecker } from '../../workflow/expressions/check-expression.ts';
import { parseExpression } from '../../workflow/expressions/parse-expression.ts';
import { referencesIn } from '../../workflow/expressions/references.ts';
import { reservedIdentifiers } from '../../workflow/expressions/step-identifier.ts';
import { hasExpression, textParts } from '../../workflow/expressions/template-text.ts';
import type { KnownType } from './field-check.ts';
import { type Complaint, suggest } from './problem.ts';

/** A step that expressions can refer to. */
export interface ReferableStep {
  readonly name: string;
  readonly type: string;
  /** Names of its outputs; undefined while they are not known beforehand. */
  readonly outputs: readonly string[] | undefined;
}

/** What expressions of one step are checked against. */
export interface ExpressionContext {
  readonly checker: ExpressionChecker;
  /** By identifier. */
  readonly steps: ReadonlyMap<string, ReferableStep>;
  readonly parameters: readonly string[];
  readonly variables: readonly string[];
}

/** What is known about a text, or why it is wrong. */
export interface CheckedText {
  readonly type: KnownType;
  /** Names of the steps whose outputs it needs. */
  readonly steps: readonly string[];
  readonly complaints: readonly (Complaint & { readonly offset: number })[];
}

const knownTypes: Readonly<Record<string, KnownType>> = {
  string: 'string',
  int: 'integer',
  uint: 'integer',
  double: 'number',
  bool: 'boolean',
};

const knownType = (celType: string): KnownType =>
  celType.startsWith('list')
    ? 'list'
    : celType.startsWith('map')
      ? 'map'
      : (knownTypes[celType] ?? 'unknown');

const referenceComplaints = (
  expression: string,
  context: ExpressionContext,
): (Complaint & { offset: number })[] =>
  referencesIn(parseExpression(expression).tree).flatMap(({ name, path, start }) => {
    const complain = (message: string, mend: string) => [
      { code: 'workflow.reference', message, mend, offset: start },
    ];
    if (name === 'schema') {
      const [section, parameter] = path;
      if (section !== 'spec' || parameter === undefined)
        return complain(
          `The expression \`${expression}\` refers to ${['schema', ...path].join('.')}.`,
          'Parameters are schema.spec.NAME.',
        );
      return context.parameters.includes(parameter)
        ? []
        : complain(
            `The expression \`${expression}\` refers to the parameter ${parameter}, which is not declared.`,
            context.parameters.length === 0
              ? 'Declare it under spec.schema.spec.'
              : suggest(parameter, context.parameters, 'parameter'),
          );
    }
    if (context.variables.includes(name)) return [];
    const step = context.steps.get(name);
    if (step === undefined)
      return complain(
        `The expression \`${expression}\` refers to ${name}, which is neither a parameter nor a step.`,
        suggest(name, [...context.steps.keys(), `schema.spec.${context.parameters[0] ?? 'NAME'}`], 'name'),
      );
    if (reservedIdentifiers.has(name))
      return complain(
        `The expression \`${expression}\` refers to the step ${step.name}, whose name is a word of the language.`,
        'Give the step another name.',
      );
    const [status, outputs, output] = path;
    if (step.outputs === undefined || status !== 'status' || outputs !== 'outputs' || output === undefined)
      return [];
    return step.outputs.includes(output)
      ? []
      : complain(
          `The expression \`${expression}\` refers to the output ${output} of the step ${step.name}, which it does not have.`,
          suggest(output, step.outputs, 'output'),
        );
  });

const nothing: CheckedText = { type: 'string', steps: [], complaints: [] };

const asComplaint = (thrown: unknown, offset: number): Complaint & { offset: number } => {
  if (!(thrown instanceof StewardError)) throw thrown;
  return {
    code: 'workflow.expression',
    message: thrown.message,
    mend: thrown.mend ?? explain(thrown),
    offset,
  };
};

const checkOne = (
  expression: string,
  start: number,
  context: ExpressionContext,
): CheckedText & { celType: string } => {
  try {
    const complaints = referenceComplaints(expression, context);
    if (complaints.length > 0)
      return {
        ...nothing,
        type: 'unknown',
        celType: 'dyn',
        complaints: complaints.map((one) => ({ ...one, offset: one.offset + start })),
      };
    const { type, references }: CheckedExpression = context.checker.check(expression);
    const steps = references.flatMap(({ name }) => context.steps.get(name)?.name ?? []);
    return { type: knownType(type), celType: type, steps, complaints: [] };
  } catch (thrown) {
    return { ...nothing, type: 'unknown', celType: 'dyn', complaints: [asComplaint(thrown, start)] };
  }
};

/** Checks the expressions in a text. */
export const checkText = (text: string, context: ExpressionContext): CheckedText => {
  if (!hasExpression(text)) return nothing;
  try {
    const parts = textParts(text);
    const checked = parts.flatMap((part) =>
      part.kind === 'expression' ? [checkOne(part.expression, part.start, context)] : [],
    );
    return {
      type: parts.length === 1 ? (checked[0]?.type ?? 'string') : 'string',
      steps: checked.flatMap(({ steps }) => steps),
      complaints: checked.flatMap(({ complaints }) => complaints),
    };
  } catch (thrown) {
    return { ...nothing, type: 'unknown', complaints: [asComplaint(thrown, 0)] };
  }
};

/** Checks a text that must be one expression, of one of these types in CEL's words. */
export const checkSole = (
  text: string,
  context: ExpressionContext,
  isWanted: (celType: string) => boolean,
  wrongType: (celType: string) => Complaint,
): CheckedText & { readonly celType: string } => {
  const none = { ...nothing, type: 'unknown' as const, celType: 'dyn' };
  try {
    const [only, ...others] = textParts(text.trim());
    if (only?.kind !== 'expression' || others.length > 0)
      return { ...none, complaints: [{ ...wrongType('text'), offset: 0 }] };
    const checked = checkOne(only.expression, only.start, context);
    return checked.complaints.length > 0 || checked.celType === 'dyn' || isWanted(checked.celType)
      ? checked
      : { ...checked, complaints: [{ ...wrongType(checked.celType), offset: only.start }] };
  } catch (thrown) {
    return { ...none, complaints: [asComplaint(thrown, 0)] };
  }
};
